"""Ticks that set limits, answers laid over earlier ones, and which page asks what."""

from hypothesis import given, settings
from hypothesis import strategies as st

from clients.rules.first_meeting import (
    BAD_DAY_HELPS,
    EVERYDAY_WEIGHTS,
    TROUBLES,
    is_capped,
    ticked,
    with_ticks,
)
from clients.rules.merging import merged
from clients.rules.questions import FIRST_MEETING, LATER, WANTS, Question
from matching.catalogue import CATALOGUE
from matching.limits import is_looser
from tests.builders_clients import a_profile
from tests.clients.profiles import all_limits, limits

quick = settings(max_examples=60, deadline=None, derandomize=True)
NAMES = st.sets(st.sampled_from([each.name for each in TROUBLES]))


@quick
@given(all_limits())
def test_leaving_every_tick_as_it_is_changes_nothing(given_limits):
    names = ticked(TROUBLES, given_limits)

    assert with_ticks(TROUBLES, given_limits, names) == given_limits


@quick
@given(all_limits(), NAMES)
def test_exactly_what_is_ticked_is_ticked_afterwards(given_limits, names):
    after = with_ticks(TROUBLES, given_limits, names)

    assert set(ticked(TROUBLES, after)) == names
    others = set(given_limits) - {each.limit.key for each in TROUBLES}
    assert all(after[key] == given_limits[key] for key in others)


def test_unticking_cold_keeps_the_other_surroundings_to_avoid():
    before = a_profile(
        {"exposures": {"usual": ["heat", "cold"], "bad_day": ["cold", "heat", "wet"]}}
    )

    after = with_ticks(TROUBLES, before.limits, [])["exposures"]

    assert (after.usual, after.bad_day) == (("heat",), ("heat", "wet"))


def test_what_is_avoided_on_a_bad_day_only_is_never_lost():
    before = a_profile({"exposures": {"usual": ["cold"], "bad_day": ["cold", "heat"]}})

    assert with_ticks(TROUBLES, before.limits, [])["exposures"].usual == ("heat",)


def test_a_tick_leaves_a_limit_that_says_more_as_it_is():
    before = a_profile({"noise_level": {"usual": "quiet", "strength": "must"}})

    assert with_ticks(TROUBLES, before.limits, ["noise"]) == before.limits


def test_the_eight_troubles_of_the_first_meeting_are_there():
    assert [each.name for each in TROUBLES] == [
        *("hands", "bending", "reaching", "stairs"),
        *("cold", "noise", "customers", "targets"),
    ]
    assert all(each.limit.strength == "important" for each in (*TROUBLES, *BAD_DAY_HELPS))
    assert [each.lift_kg for each in EVERYDAY_WEIGHTS] == sorted(
        each.lift_kg for each in EVERYDAY_WEIGHTS
    )


def test_every_condition_is_asked_on_some_page():
    asked = {each.key for each in (*FIRST_MEETING, *WANTS, *LATER)}

    assert asked == set(CATALOGUE)


def test_only_fifteen_and_sixteen_hours_ask_what_caps_them():
    assert [
        is_capped(a_profile({"hours_week": [8, most]}).limits) for most in (14, 15, 16, 16.5)
    ] == [False, True, True, False]
    assert not is_capped({})


@quick
@given(st.data())
def test_what_a_page_did_not_ask_stays_unless_it_was_overtaken(data):
    key = data.draw(st.sampled_from(list(CATALOGUE)))
    old, new = data.draw(limits(key)), data.draw(limits(key))
    asked = a_plain(new)

    kept = merged(Question(key), old, asked)

    assert kept.strength == old.strength
    assert kept.bad_day in (None, old.bad_day)
    if kept.bad_day is not None:
        assert not is_looser(CATALOGUE[key], kept.bad_day, kept.usual)


def a_plain(limit):
    return type(limit)(limit.key, limit.usual)


def test_the_same_answer_in_another_order_is_no_change():
    old = a_profile({"exposures": ["wet", "cold"]}).limits["exposures"]
    new = a_profile({"exposures": ["cold", "wet"]}).limits["exposures"]

    assert merged(Question("exposures", bad_day=True, strength=True), old, new) is old
