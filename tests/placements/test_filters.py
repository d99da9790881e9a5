"""Filters hide what is known to be otherwise, and never what nobody has stated."""

from datetime import date
from decimal import Decimal

import pytest

from matching.facts import Point
from matching.ranking import rank
from placements.rules.filters import NO_FILTERS, Filters, Situation, sift, site_of, worth_dropping
from tests.builders_matches import HOME, TODAY, known, wants

HERE = Situation(TODAY, HOME)
FAR = Point(HOME.easting + 20_000, HOME.northing)


def ids(vacancies, filters, situation=HERE):
    matches = rank(wants(), vacancies).matches
    return {match.facts.id for match in sift(matches, filters, situation).matches}


PAIRS = [
    ("words", "surgery", {}, {"employer": "Example Bakery"}),
    ("work", "till assistant", {"title": "Cashier"}, {"title": "Gardener"}),
    ("km", Decimal(5), {}, {"place": FAR}),
    (
        "hours_least",
        Decimal(20),
        {"conditions": {"hours_week": [16, 20]}},
        {"conditions": {"hours_week": [8, 12]}},
    ),
    (
        "hours_most",
        Decimal(16),
        {"conditions": {"hours_week": [16, 20]}},
        {"conditions": {"hours_week": [17, 20]}},
    ),
    (
        "pay_least",
        Decimal(13),
        {"conditions": {"pay_hourly": 13}},
        {"conditions": {"pay_hourly": 12}},
    ),
    (
        "work_mode",
        "remote",
        {"conditions": {"work_mode": "remote"}},
        {"conditions": {"work_mode": "site"}},
    ),
    (
        "posted_days",
        Decimal(7),
        {"posted_on": date(2026, 10, 26)},
        {"posted_on": date(2026, 10, 25)},
    ),
    (
        "closing_days",
        Decimal(7),
        {"closes_on": date(2026, 11, 9)},
        {"closes_on": date(2026, 11, 10)},
    ),
    (
        "visited",
        True,
        {"conditions": {"lift_max_kg": {"value": 5, "source": "esw_seen"}}},
        {"conditions": {"lift_max_kg": 5}},
    ),
]


@pytest.mark.parametrize(
    ("name", "asked", "suits", "does_not"), PAIRS, ids=[pair[0] for pair in PAIRS]
)
def test_a_filter_keeps_what_answers_it_and_hides_what_is_known_not_to(
    name, asked, suits, does_not
):
    found = ids([known("yes", **suits), known("no", **does_not)], Filters(**{name: asked}))

    assert found == {"yes"}


@pytest.mark.parametrize(
    ("name", "asked", "silent"),
    [
        ("km", Decimal(1), {"place": None}),
        ("hours_least", Decimal(20), {}),
        ("hours_most", Decimal(1), {}),
        ("pay_least", Decimal(99), {}),
        (
            "work_mode",
            "remote",
            {"conditions": {"work_mode": {"value": "site", "source": "inferred"}}},
        ),
        ("posted_days", Decimal(1), {"posted_on": None}),
    ],
)
def test_what_is_not_stated_stays_in_and_is_counted_until_stated_answers_are_asked_for(
    name, asked, silent
):
    matches = rank(wants(), [known(**silent)]).matches
    kept = sift(matches, Filters(**{name: asked}), HERE)
    strict = sift(matches, Filters(**{name: asked, "stated": True}), HERE)

    assert (len(kept.matches), kept.not_stated) == (1, 1)
    assert strict.matches == []


def test_a_remote_role_is_within_any_distance():
    remote = known(place=None, conditions={"work_mode": "remote"})

    assert ids([remote], Filters(km=Decimal(0), stated=True)) == {"1"}


def test_nothing_asked_for_hides_nothing():
    assert NO_FILTERS.active == ()
    assert ids([known("1"), known("2", place=None)], NO_FILTERS) == {"1", "2"}


def test_within_no_distance_at_all_asks_for_something():
    assert Filters(km=Decimal(0)).active == ("km",)


def test_the_filter_worth_dropping_is_named_with_what_it_would_show():
    matches = list(rank(wants(), [known("1"), known("2", place=FAR)]).matches)
    filters = Filters(words="bakery", km=Decimal(5))

    assert worth_dropping(matches, filters, HERE) == (("words", 1),)


def test_roles_share_a_site_where_employer_and_place_are_the_same():
    assert site_of(known("1")) == site_of(known("2", title="Cleaner"))
    assert site_of(known("1")) != site_of(known("2", place=FAR))


def test_two_roles_whose_places_nobody_knows_are_not_said_to_share_one():
    nowhere = {"place": None, "outward": None}

    assert site_of(known("1", **nowhere)) != site_of(known("2", **nowhere))
