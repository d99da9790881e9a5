"""Which questions go to a site: the same for every site, what nobody knows, most useful first."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from employers.rules.bundles import bundle_for
from employers.rules.work import FRESH_FOR
from liaison.rules.asking import A_MAIL_MOST, helped_by, next_for_mail, standings
from matching.limits import Strength, limit_from_json

TODAY = date(2026, 11, 24)
FAMILY = "checkout operator"
TAPS = {tap.key: tap for tap in bundle_for(FAMILY)}


def a_limit(key, usual, strength=Strength.MUST):
    return {key: limit_from_json(key, {"usual": usual, "strength": strength.value}, strength)}


SITS = a_limit("sit_choice", "seat_available")


def known(value="seat_available", as_of=TODAY, negotiable="unknown"):
    return {
        "sit_choice": {
            "value": value,
            "negotiable": negotiable,
            "source": "employer",
            "as_of": as_of.isoformat(),
        }
    }


def the_seat(**changes):
    given = {"known": {}, "asked": {}, "searches": [], **changes}
    found = standings(FAMILY, given["known"], given["asked"], given["searches"], TODAY)
    return next(each for each in found if each.tap.key == "seat")


def test_the_questions_are_those_of_the_work_whoever_is_looking():
    asked = [
        {each.tap.key for each in standings(FAMILY, {}, {}, searches, TODAY)}
        for searches in ([], [SITS], [SITS] * 9)
    ]

    assert asked == [set(TAPS)] * 3


def test_what_nobody_knows_is_open_and_what_is_known_is_not():
    assert the_seat().is_open
    assert the_seat(known=known()).answer == "yes"
    assert not the_seat(known=known()).is_open


def test_a_fact_of_more_than_half_a_year_becomes_a_question_again():
    fresh, old = TODAY - FRESH_FOR, TODAY - FRESH_FOR - timedelta(days=1)

    assert not the_seat(known=known(as_of=fresh)).is_open
    assert the_seat(known=known(as_of=old)).is_open
    assert the_seat(known=known(as_of=old)).answer == "yes"


def test_nobody_gets_the_same_question_twice_by_mail_unless_the_answer_has_aged():
    asked = {"seat": TODAY - timedelta(days=300)}
    old = known(as_of=TODAY - timedelta(days=290))

    assert not the_seat(asked=asked).may_go_by_mail
    assert the_seat(asked=asked, known=old).may_go_by_mail


def test_limits_that_are_only_nice_to_have_help_no_search():
    nice = a_limit("sit_choice", "seat_available", Strength.NICE)

    assert helped_by(TAPS["seat"], [SITS, SITS, nice, {}]) == 2


def test_an_item_helps_those_who_want_that_item():
    trolley = a_limit("adjustments_open", ["trolley"])
    chair = a_limit("adjustments_open", ["chair"])

    assert helped_by(TAPS["trolley"], [trolley, chair]) == 1


@pytest.mark.parametrize(("searches", "points"), [(0, False), (1, True), (2, False)])
def test_a_question_that_only_one_client_needs_is_marked(searches, points):
    assert the_seat(searches=[SITS] * searches).points_to_one is points


def test_a_mail_takes_three_and_those_that_point_to_one_client_last():
    found = standings(FAMILY, {}, {}, [SITS], TODAY)

    chosen = next_for_mail(found)
    assert found[0].tap.key == "seat"
    assert len(chosen) == A_MAIL_MOST
    assert "seat" not in {each.tap.key for each in chosen}


@given(st.lists(st.sampled_from([SITS, {}, a_limit("break_control", "free")]), max_size=6))
def test_open_questions_come_first_by_how_many_they_help(searches):
    found = standings(FAMILY, known(), {}, searches, TODAY)
    ranks = [(not each.is_open, -each.helps) for each in found]

    assert ranks == sorted(ranks)
