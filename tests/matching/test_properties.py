"""Every property that section "Properties that hold for any input" of the rules names."""

from copy import deepcopy

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from matching.near_misses import smallest_change
from matching.ranking import cost_lines, rank
from matching.values import written
from matching.verdict import Verdict
from matching.written import profile_from_json, vacancy_from_json
from tests.matching import oracle
from tests.matching.written_data import (
    conflicting_value,
    facts,
    limit_pairs,
    meeting_value,
    nowhere,
    searches,
    values,
)

PROPERTY = settings(
    max_examples=80, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)
GAPS = ("near_miss", "good_days_only", "conflict")
WORSE = [Verdict.FITS, Verdict.WORTH_ASKING, Verdict.WOULD_NEED_CHANGES, Verdict.CLASHES]


def match_of(profile, vacancy):
    return rank(profile_from_json(profile, nowhere), [vacancy_from_json(vacancy, nowhere)]).matches[
        0
    ]


def standing(profile, vacancy):
    """What a vacancy is ranked by, lowest first."""
    match = match_of(profile, vacancy)
    return match.conflicts, match.cost


def stating(vacancy, key, fact):
    """The vacancy, with one condition stated anew; None takes the statement away."""
    other = deepcopy(vacancy)
    other["conditions"].pop(key, None)
    if fact is not None:
        other["conditions"][key] = fact
    return other


@st.composite
def a_limit_and_a_vacancy(draw):
    """A profile, one of its limits (never distance), and a vacancy."""
    profile, vacancies = draw(searches(most_limits=3, most_vacancies=1))
    keys = [key for key in profile["limits"] if key != "location"]
    assume(keys)
    return profile, draw(st.sampled_from(keys)), vacancies[0]


@PROPERTY
@given(a_limit_and_a_vacancy())
def test_learning_that_an_unknown_meets_the_limit_never_lowers_a_vacancy(drawn):
    profile, key, vacancy = drawn
    meets = {"value": meeting_value(key, profile["limits"][key])}

    learnt = standing(profile, stating(vacancy, key, meets))

    assert learnt <= standing(profile, stating(vacancy, key, None))


@PROPERTY
@given(a_limit_and_a_vacancy())
def test_learning_that_an_unknown_conflicts_never_raises_a_vacancy(drawn):
    profile, key, vacancy = drawn
    value = conflicting_value(key, profile["limits"][key])
    assume(value is not None)

    learnt = standing(profile, stating(vacancy, key, {"value": value}))

    assert learnt >= standing(profile, stating(vacancy, key, None))


@PROPERTY
@given(searches(most_limits=3, most_vacancies=1), st.integers(0, 1500))
def test_learning_where_a_vacancy_is_moves_it_by_whether_it_is_near_enough(search, metres):
    profile, (vacancy,) = search
    profile["home"] = {"easting": 450000, "northing": 120000}
    profile["limits"]["location"] = {"usual": 1}
    unplaced = {**vacancy, "place": None}
    placed = {**vacancy, "place": {"easting": 450000 + 10 * metres, "northing": 120000}}
    assume(not oracle.is_remote(vacancy))

    if metres <= 100:
        assert standing(profile, placed) <= standing(profile, unplaced)
    elif metres > 400:
        assert standing(profile, placed) >= standing(profile, unplaced)


@PROPERTY
@given(a_limit_and_a_vacancy(), st.data())
def test_we_would_arrange_it_never_ranks_below_the_same_role_unanswered(drawn, data):
    profile, key, vacancy = drawn
    if key == "requirements":
        return  # what somebody holds is not the employer's to arrange
    if key in oracle.ITEMS:
        would = {"value": dict.fromkeys(oracle.ITEMS[key][1], "arrange")}
    else:
        would = {"value": data.draw(values(key)), "negotiable": "yes"}
    assume(key != "manager_support")

    arranged = standing(profile, stating(vacancy, key, would))

    assert arranged <= standing(profile, stating(vacancy, key, None))


@PROPERTY
@given(a_limit_and_a_vacancy())
def test_an_inferred_value_counts_exactly_as_nothing_said(drawn):
    profile, key, vacancy = drawn
    value = meeting_value(key, profile["limits"][key])
    guessed = stating(vacancy, key, {"value": value, "source": "inferred", "negotiable": "yes"})

    assert standing(profile, guessed) == standing(profile, stating(vacancy, key, None))


@PROPERTY
@given(a_limit_and_a_vacancy(), st.data())
def test_tightening_a_limit_never_improves_a_verdict(drawn, data):
    profile, key, vacancy = drawn
    vacancy = stating(vacancy, key, data.draw(facts(key)))
    loose, tight = data.draw(limit_pairs(key))
    assume(tight is not None)
    # Of any one item asked for, fewer can leave only those nobody has answered for: that is a
    # question in place of a change, and neither is better than the other.
    worse = WORSE if oracle.ITEMS.get(key, ("",))[0] != "any" else [WORSE[0], WORSE[3]]

    def verdict(**limit):
        limits = {**profile["limits"], key: {**limit, "strength": "important"}}
        if key != "manager_support":
            limits[key]["strength"] = "must"
        return match_of({**profile, "limits": limits}, vacancy).verdict

    before, after = verdict(usual=loose), verdict(usual=tight)
    if before in worse and after in worse:
        assert worse.index(after) >= worse.index(before)
    bad_day_too = verdict(usual=loose, bad_day=tight)
    assert WORSE.index(bad_day_too) >= WORSE.index(before)


@PROPERTY
@given(searches(most_limits=4, most_vacancies=5))
def test_a_must_in_conflict_never_ranks_above_a_vacancy_without_one(search):
    profile, vacancies = search
    known = [vacancy_from_json(vacancy, nowhere) for vacancy in vacancies]

    matches = rank(profile_from_json(profile, nowhere), known).matches

    clashing = [match.conflicts > 0 for match in matches]
    assert clashing == sorted(clashing)


@PROPERTY
@given(searches(most_limits=4, most_vacancies=5), st.randoms(use_true_random=False))
def test_the_order_of_the_input_does_not_matter(search, random):
    profile, vacancies = search
    known = [vacancy_from_json(vacancy, nowhere) for vacancy in vacancies]
    facts_of_client = profile_from_json(profile, nowhere)
    shuffled = random.sample(known, len(known))

    assert rank(facts_of_client, shuffled).matches == rank(facts_of_client, known).matches


def changed(profile, vacancy, changes):
    """The vacancy, once each of these changes has been made."""
    other = deepcopy(vacancy)
    for change in changes:
        to = {"usual": written(change.to)}
        if change.key == "location":
            other["place"] = profile["home"]
        elif change.key == "ruled_out":
            other["employer"] = "Somewhere Else Entirely"
        elif change.key in oracle.ITEMS:
            answers = other["conditions"][change.key]["value"]
            answers.update(meeting_value(change.key, to))
        else:
            value = meeting_value(change.key, to)
            other["conditions"][change.key] = {"value": value}
    return other


def has_a_gap(profile, vacancy):
    findings = match_of(profile, vacancy).findings
    return any(finding.open and finding.outcome in GAPS for finding in findings)


@settings(PROPERTY, max_examples=150)
@given(searches(most_vacancies=1))
def test_the_smallest_change_closes_every_gap_and_no_part_of_it_can_be_left_out(search):
    profile, (vacancy,) = search
    changes = smallest_change(profile_from_json(profile, nowhere), match_of(profile, vacancy))

    assert not has_a_gap(profile, changed(profile, vacancy, changes))
    for left_out in changes:
        others = [change for change in changes if change is not left_out]
        assert has_a_gap(profile, changed(profile, vacancy, others))


@PROPERTY
@given(searches(most_limits=5, most_vacancies=2))
def test_the_lines_of_the_cost_add_up_to_it_and_every_clash_is_named_first(search):
    profile, vacancies = search
    known = [vacancy_from_json(vacancy, nowhere) for vacancy in vacancies]

    for match in rank(profile_from_json(profile, nowhere), known).matches:
        lines = cost_lines(match)
        assert sum(line.amount for line in lines) == match.cost
        named_first = [line.counted_first for line in lines[: match.conflicts]]
        assert named_first == [True] * match.conflicts
