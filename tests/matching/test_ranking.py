from datetime import date
from decimal import Decimal
from types import MappingProxyType

import pytest

from matching.facts import Fact, Negotiable, Point, VacancyFacts
from matching.limits import Limit, ProfileFacts, Strength
from matching.ranking import Group, cost_lines, counts, group_of, rank
from matching.titles import likeness
from matching.verdict import Outcome, Verdict, find, read

HOME = Point(442294, 112126)
MUST = Strength.MUST


def vacancy(name="v1", **fields):
    conditions = fields.pop("conditions", {})
    return VacancyFacts(name, conditions=MappingProxyType(conditions), **fields)


def ids(ranking):
    return [match.facts.id for match in ranking.matches]


def test_of_equal_cost_the_soonest_to_close_comes_first_then_the_newest_then_the_id():
    vacancies = [
        vacancy("never"),
        vacancy("b", closes_on=date(2026, 12, 1)),
        vacancy("a", closes_on=date(2026, 12, 1)),
        vacancy("older", closes_on=date(2026, 12, 1), posted_on=date(2026, 10, 1)),
        vacancy("newer", closes_on=date(2026, 12, 1), posted_on=date(2026, 11, 1)),
        vacancy("soonest", closes_on=date(2026, 11, 25)),
    ]

    ranking = rank(ProfileFacts(), vacancies)

    assert ids(ranking) == ["soonest", "newer", "older", "a", "b", "never"]


def test_an_open_refusal_with_an_offer_stands_before_silence():
    profile = ProfileFacts(limits=(Limit("sit_choice", "seat_available", strength=MUST),))
    offered = {"sit_choice": Fact("no", Negotiable.YES)}

    ranking = rank(profile, [vacancy("silent"), vacancy("offers", conditions=offered)])

    assert ids(ranking) == ["offers", "silent"]


def test_interest_is_the_best_over_the_wanted_jobs_less_for_each_lower_rank():
    jobs = ("astronaut", "astronaut", "astronaut", "astronaut", "receptionist")
    like = likeness("receptionist", "Receptionist").score

    (match,) = rank(ProfileFacts(interests=jobs), [vacancy(title="Receptionist")]).matches

    assert match.interest == like * 7 // 10
    assert match.cost == match.interest_cost == 2 * (1000 - match.interest)


def test_without_a_wanted_job_titles_count_for_nothing():
    (match,) = rank(ProfileFacts(), [vacancy(title="Receptionist")]).matches

    assert (match.interest, match.matched_title, match.cost) == (None, None, 0)


@pytest.mark.parametrize(
    ("east_metres", "cost"), [(0, 0), (1, 0), (40, 1), (79, 1), (6000, 150), (11999, 299)]
)
def test_travel_is_the_whole_part_of_its_share_of_the_limit(east_metres, cost):
    profile = ProfileFacts(home=HOME, limits=(Limit("location", Decimal(12)),))
    place = Point(HOME.easting + east_metres, HOME.northing)

    (match,) = rank(profile, [vacancy(place=place)]).matches

    assert match.travel_cost == cost
    assert match.cost == cost


@pytest.mark.parametrize(
    ("profile_home", "place", "mode", "cost"),
    [
        (HOME, Point(0, 0), "site", 300),
        (HOME, None, "site", 300),
        (None, HOME, "site", 300),
        (HOME, None, "remote", 0),
        (None, None, "remote", 0),
    ],
)
def test_travel_costs_most_when_far_or_unknown_and_nothing_when_remote(
    profile_home, place, mode, cost
):
    profile = ProfileFacts(home=profile_home, limits=(Limit("location", Decimal(12)),))

    (match,) = rank(profile, [vacancy(place=place, conditions={"work_mode": Fact(mode)})]).matches

    assert match.travel_cost == cost


def test_without_a_limit_on_distance_travel_does_not_count():
    (match,) = rank(ProfileFacts(home=HOME), [vacancy(place=Point(0, 0))]).matches

    assert match.travel_cost is None


def test_a_distance_of_nothing_is_met_only_by_standing_still():
    profile = ProfileFacts(home=HOME, limits=(Limit("location", Decimal(0)),))
    next_door = Point(HOME.easting + 1, HOME.northing)

    here, there = rank(profile, [vacancy("v1", place=HOME), vacancy("v2", place=next_door)]).matches

    assert (here.travel_cost, here.findings[0].outcome) == (0, Outcome.MEETS)
    assert (there.travel_cost, there.findings[0].outcome) == (300, Outcome.NEAR_MISS)


@pytest.mark.parametrize(
    ("metres", "outcome"),
    [
        (5000, Outcome.MEETS),
        (5001, Outcome.GOOD_DAYS_ONLY),
        (12000, Outcome.GOOD_DAYS_ONLY),
        (12001, Outcome.NEAR_MISS),
        (15000, Outcome.NEAR_MISS),
        (15001, Outcome.CONFLICT),
    ],
)
def test_distance_is_compared_to_the_metre(metres, outcome):
    limit = Limit("location", Decimal(12), Decimal(5), MUST)
    place = Point(HOME.easting, HOME.northing + metres)

    assert find(limit, vacancy(place=place), HOME).outcome is outcome


def test_the_reading_of_one_vacancy_is_the_one_it_is_ranked_by():
    profile = ProfileFacts(limits=(Limit("stairs", "some", strength=MUST),))
    one = vacancy(conditions={"stairs": Fact("many")})

    assert read(profile, one) == rank(profile, [one]).matches[0].reading


def open_musts(count):
    keys = ("stairs", "driving", "noise_level", "pace_control", "time_pressure")
    least = {"stairs": "none", "driving": "none", "noise_level": "quiet"}
    limits = {**least, "pace_control": "own", "time_pressure": "low"}
    return tuple(Limit(key, limits[key], strength=MUST) for key in keys[:count])


@pytest.mark.parametrize(
    ("unanswered", "group"),
    [
        (0, Group.RING_TODAY),
        (2, Group.RING_TODAY),
        (3, Group.FEW_QUESTIONS),
        (4, Group.FEW_QUESTIONS),
        (5, Group.LITTLE_KNOWN),
    ],
)
def test_the_list_is_grouped_by_what_is_left_to_settle(unanswered, group):
    (match,) = rank(ProfileFacts(limits=open_musts(unanswered)), [vacancy()]).matches

    assert group_of(match) is group
    assert group.label


def test_a_clash_is_its_own_group_however_little_is_open():
    profile = ProfileFacts(limits=open_musts(1))
    (match,) = rank(profile, [vacancy(conditions={"stairs": Fact("ladders")})]).matches

    assert group_of(match) is Group.CLASHES
    assert match.verdict is Verdict.CLASHES
    assert [(line.key, line.counted_first) for line in cost_lines(match)] == [("stairs", True)]


def test_no_musts_recorded_is_known_to_the_page():
    assert not rank(ProfileFacts(limits=(Limit("stairs", "some"),)), []).has_musts
    assert rank(ProfileFacts(limits=open_musts(1)), []).has_musts


def test_each_limit_is_counted_over_all_vacancies_in_plain_words():
    profile = ProfileFacts(
        home=HOME,
        limits=(Limit("location", Decimal(1)), Limit("lift_max_kg", Decimal(5), strength=MUST)),
    )
    heavy = {"lift_max_kg": Fact(Decimal(20))}
    vacancies = [
        vacancy("v1", place=Point(0, 0), conditions=heavy),
        vacancy("v2", place=Point(0, 0)),
        vacancy("v3", place=HOME, conditions=heavy),
    ]

    location, lift = counts(rank(profile, vacancies))

    assert (location.phrase, lift.phrase) == ("2 too far", "2 heavier than 5 kg")
    assert lift.outcomes[Outcome.UNKNOWN] == 1
    assert sum(location.outcomes.values()) == 3
