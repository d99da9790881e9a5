"""The demo: a whole team, dated from today, with something in every group for everyone."""

from collections import Counter
from datetime import date
from random import Random

import pytest
import sqlalchemy as sa

from clients.models import Client
from clients.rules.profile import as_profile_facts
from demo import load
from demo.people import clients
from demo.records import QUIET
from demo.vacancies import VACANCIES, employers, vacancies
from employers.models import Employer, Vacancy
from employers.rules.vacancies import is_visible
from matching.facts import Point, VacancyFacts, fact_from_json
from matching.ranking import Group, group_of, rank
from staff.models import StaffMember
from storage.transaction import end_reads
from tests.builders import NOW

DAYS = [date(2026, 11, 23), date(2027, 1, 1), date(2028, 2, 29)]


def facts_on(day: date) -> list[VacancyFacts]:
    found = []
    for number, offer in enumerate(vacancies(Random(load.SEED), day)):
        if not is_visible(offer.state, offer.closes_on, day):
            continue
        draft = load._draft(offer)
        place = draft.place
        found.append(
            VacancyFacts(
                id=str(number),
                title=draft.title,
                employer=draft.employer,
                posted_on=draft.posted_on,
                closes_on=draft.closes_on,
                place=None if place.easting is None else Point(place.easting, place.northing),
                outward=place.outward,
                conditions={key: fact_from_json(key, raw) for key, raw in draft.conditions.items()},
            )
        )
    return found


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_every_group_of_every_client_s_shortlist_has_something_in_it(day):
    offers = facts_on(day)
    random = Random(load.SEED)
    list(vacancies(random, day))
    people = clients(random, [each.name for each in employers(Random(load.SEED))])

    for person in people:
        ranking = rank(as_profile_facts(1, load._profile(person)), offers)
        groups = Counter(group_of(match) for match in ranking.matches)
        assert set(groups) == set(Group), f"{person.name}: {groups}"


def test_most_conditions_are_known_where_somebody_visited_and_few_elsewhere():
    offers = list(vacancies(Random(load.SEED), DAYS[0]))
    visited = [len(each.conditions) for each in offers if each.employer.visited_days_ago]
    others = [len(each.conditions) for each in offers if not each.employer.visited_days_ago]

    assert len(offers) == VACANCIES == 600
    assert min(len(visited), len(others)) > 150
    assert sum(visited) / len(visited) > 28
    assert sum(others) / len(others) < 10


def test_the_demo_loads_a_team_its_clients_employers_and_vacancies(database):
    load.load_demo(NOW.date(), NOW)

    def many(model, *tests):
        return database.scalar(sa.select(sa.func.count()).select_from(model).where(*tests))

    assert many(Client) == 120
    assert many(Employer) == 80 + len(QUIET)
    assert many(Vacancy) == 600
    assert many(StaffMember, StaffMember.is_demo) == many(StaffMember) == 9
    assert all(
        email.endswith("@example.org") for email in database.scalars(sa.select(StaffMember.email))
    )
    end_reads()


def test_the_demo_is_the_same_every_time_on_the_same_day():
    first = list(vacancies(Random(load.SEED), DAYS[0]))

    assert first == list(vacancies(Random(load.SEED), DAYS[0]))


def test_the_demo_loads_once_and_only_where_nobody_works_yet(database, world):
    assert load.load_if_empty() is False
