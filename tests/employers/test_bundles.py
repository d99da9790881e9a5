"""The few questions about a normal day: chosen by the kind of work, each with an exact meaning."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from employers.rules.bundles import ANSWERS, BUNDLES, TAPS, bundle_for, facts_from
from matching.catalogue import CATALOGUE, Kind
from matching.facts import fact_from_json, fact_to_json
from matching.titles import FAMILIES

DAY = date(2026, 11, 2)
some_answers = st.dictionaries(st.sampled_from(sorted(TAPS)), st.sampled_from([*ANSWERS, ""]))


def stated(**answers):
    return {
        key: (fact["value"], fact["negotiable"]) for key, fact in facts_from(answers, DAY).items()
    }


@pytest.mark.parametrize("name", BUNDLES)
def test_a_bundle_is_about_eight_questions_each_asked_once(name):
    keys = [tap.key for tap in BUNDLES[name]]

    assert 7 <= len(keys) <= 9
    assert len(set(keys)) == len(keys)
    asked = [(tap.condition, tap.item) for tap in BUNDLES[name]]
    assert len(set(asked)) == len(asked)


def test_every_family_of_work_has_a_bundle_of_its_own_kind():
    from employers.rules.bundles import _BY_GROUP  # noqa: PLC0415 - the file behind the answer

    groups = {(family.sector, family.group) for family in FAMILIES.values()}

    assert set(_BY_GROUP) == groups


def test_the_kind_of_work_decides_what_is_asked():
    till = {tap.key for tap in bundle_for("checkout operator")}
    desk = {tap.key for tap in bundle_for("bookkeeper")}

    assert "trolley" in till and "trolley" not in desk
    assert "home" in desk and "home" not in till


@pytest.mark.parametrize("unknown", ["", "no such work"])
def test_work_of_no_known_family_gets_the_general_questions(unknown):
    assert bundle_for(unknown) == BUNDLES["any_work"]


@pytest.mark.parametrize("tap", TAPS.values(), ids=lambda tap: tap.key)
def test_a_question_is_short_says_the_person_and_never_hints_at_health(tap):
    words = tap.question.lower()

    assert len(tap.question) <= 90
    assert tap.question.endswith("?")
    for word in ("sick", "ill", "health", "disab", "pain", "client", "condition", "worker"):
        assert word not in words.replace("still", "").replace("will", ""), word


@pytest.mark.parametrize("tap", TAPS.values(), ids=lambda tap: tap.key)
def test_only_scales_and_items_are_asked_so_no_number_is_ever_made_up(tap):
    assert CATALOGUE[tap.condition].kind in (Kind.SCALE, Kind.ITEMS)
    assert bool(tap.item) == (CATALOGUE[tap.condition].kind is Kind.ITEMS)
    assert not CATALOGUE[tap.condition].staff_only


@pytest.mark.parametrize(
    "tap", [tap for tap in TAPS.values() if not tap.item], ids=lambda tap: tap.key
)
def test_on_a_scale_yes_suits_more_people_and_no_is_the_step_below(tap):
    condition = CATALOGUE[tap.condition]
    order = list(condition.options) if condition.at_least else list(reversed(condition.options))
    yes, no = (order.index(tap.meanings[answer].value) for answer in ("yes", "no"))

    assert yes - no == 1
    assert tap.meanings["arrange"].value == tap.meanings["no"].value


def test_could_arrange_is_what_it_is_today_and_open_to_change():
    assert stated(extra_breaks="yes") == {"break_control": ("on_request", "unknown")}
    assert stated(extra_breaks="arrange") == {"break_control": ("fixed_only", "yes")}
    assert stated(extra_breaks="no") == {"break_control": ("fixed_only", "no")}


def test_taps_on_items_of_one_condition_make_one_fact():
    assert stated(trolley="arrange", buddy="no", chair="unsure") == {
        "adjustments_open": ({"trolley": "arrange", "buddy": "no"}, "unknown")
    }


def test_a_question_about_doing_without_turns_yes_into_no():
    assert stated(not_cold="yes") == {"exposures": ({"cold": "no"}, "unknown")}
    assert stated(not_cold="no") == {"exposures": ({"cold": "yes"}, "unknown")}


@given(some_answers)
def test_not_sure_and_no_answer_state_nothing_and_everything_else_can_be_read_back(answers):
    facts = facts_from({**answers, "no_such_tap": "yes"}, DAY)

    said = {key for key, answer in answers.items() if answer in ("yes", "arrange", "no")}
    assert set(facts) == {TAPS[key].condition for key in said}
    for key, fact in facts.items():
        assert fact_to_json(key, fact_from_json(key, fact)) == fact
    for key in said:
        assert TAPS[key].answer_in(facts[TAPS[key].condition]) == answers[key]


@pytest.mark.parametrize(
    ("fact", "answer"),
    [
        ({"value": "always", "negotiable": "unknown"}, "yes"),
        ({"value": "breaks_only", "negotiable": "maybe"}, ""),
        ({"value": "no", "negotiable": "no"}, ""),
        (None, ""),
    ],
)
def test_a_fact_that_no_answer_means_settles_nothing(fact, answer):
    assert TAPS["seat"].answer_in(fact) == answer
