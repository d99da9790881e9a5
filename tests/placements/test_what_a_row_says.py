"""The two or three findings a row says, and what always stands in it."""

from hypothesis import given, settings
from hypothesis import strategies as st

from matching.limits import Strength
from matching.ranking import rank
from matching.verdict import Outcome
from placements.rules.telling import told
from placements.shortlist.row_words import chips
from tests.builders_matches import known, wants


def match_of(limits, conditions):
    return rank(wants(limits), [known(conditions=conditions)]).matches[0]


def test_what_is_to_be_asked_stands_together_and_is_named():
    limits = {"sit_choice": "always", "shift_max_h": 4, "lift_max_kg": 5, "noise_level": "quiet"}
    profile = wants(limits)
    match = rank(profile, [known()]).matches[0]

    assert chips(match, profile, {}) == [("ask", "seat, longest shift +2 not stated")]


def test_a_clash_comes_first_then_the_costliest_change():
    limits = {"lift_max_kg": 5, "shift_max_h": 4, "consecutive_days_max": 2}
    arrange = {"value": 3, "negotiable": "yes"}
    found = told(
        match_of(limits, {"lift_max_kg": 20, "shift_max_h": 5, "consecutive_days_max": arrange}), {}
    )

    assert [finding.key for finding in found.first] == ["lift_max_kg", "shift_max_h"]


def test_an_important_limit_in_conflict_is_always_said():
    limits = {
        "lift_max_kg": 5,
        "shift_max_h": 4,
        "days_week_max": 2,
        "noise_level": {"usual": "quiet", "strength": "important"},
    }
    conditions = {"lift_max_kg": 20, "shift_max_h": 9, "days_week_max": 6, "noise_level": "loud"}
    found = told(match_of(limits, conditions), {})

    assert [finding.key for finding in found.always] == ["noise_level"]


def test_the_must_that_fewest_vacancies_meet_is_worth_saying():
    found = told(
        match_of(
            {"lift_max_kg": 5, "sit_choice": "always"}, {"lift_max_kg": 2, "sit_choice": "always"}
        ),
        {"lift_max_kg": 500, "sit_choice": 3},
    )

    assert [finding.key for finding in found.met] == ["sit_choice", "lift_max_kg"]


strengths = st.sampled_from([strength.value for strength in Strength])
values = st.one_of(st.none(), st.integers(0, 12))


@settings(max_examples=60, deadline=None, derandomize=True)
@given(
    st.dictionaries(
        st.sampled_from(
            [
                "lift_max_kg",
                "shift_max_h",
                "days_week_max",
                "on_feet_stretch_min",
                "rota_notice_days",
            ]
        ),
        st.tuples(st.integers(0, 6), strengths, values),
        min_size=1,
    )
)
def test_a_row_says_no_more_than_three_things_besides_important_conflicts(asked):
    limits = {
        key: {"usual": usual, "strength": strength} for key, (usual, strength, _) in asked.items()
    }
    conditions = {key: min(value, 7) for key, (_, _, value) in asked.items() if value is not None}
    match = match_of(limits, conditions)
    found = told(match, {})

    assert len(found.first) + bool(found.to_ask) + len(found.met) <= 4
    said = {*found.first, *found.to_ask, *found.met, *found.always}
    assert all(
        finding in said
        for finding in match.findings
        if finding.strength is Strength.IMPORTANT and finding.outcome is Outcome.CONFLICT
    )
