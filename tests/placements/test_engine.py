"""The engine: groups, one row per site, counts, and where one vacancy stands."""

import pytest

from matching.facts import Point
from matching.index import IndexBuilder
from matching.ranking import Group
from placements.rules.filters import Filters
from placements.shortlist.engine import Question
from placements.shortlist.indexed import IndexEngine
from placements.shortlist.plain import PlainEngine
from tests.builders_matches import HOME, TODAY, known, wants

ELSEWHERE = Point(HOME.easting + 2_000, HOME.northing)


class Held:
    """Vacancies that are simply there."""

    def __init__(self, vacancies):
        self.vacancies = vacancies

    def visible(self, today):
        return [each for each in self.vacancies if (each.closes_on or today) >= today]


def plain_engine(vacancies):
    made = PlainEngine()
    made._known = Held(list(vacancies))
    return made


def index_engine(vacancies):
    builder = IndexBuilder()
    for facts in vacancies:
        builder.add(builder.words.offer(facts))
    index = builder.build()
    return IndexEngine(lambda: index, plain_engine([]))


@pytest.fixture(params=[plain_engine, index_engine])
def engine_of(request):
    return lambda *vacancies: request.param(vacancies)


def leads(found, group):
    each = next(each for each in found.groups if each.group is group)
    return [(lead.vacancy_id, lead.more_here) for lead in each.leads]


def test_one_row_stands_for_each_site_and_says_how_many_more_roles_are_there(engine_of):
    engine = engine_of(known("1"), known("2", title="Cleaner"), known("3", place=ELSEWHERE))
    found = engine.search(Question(wants({"lift_max_kg": 5}), TODAY))

    assert leads(found, Group.RING_TODAY) == [("1", 1), ("3", 0)]


def test_asked_for_one_site_every_role_there_has_its_own_row(engine_of):
    engine = engine_of(known("1"), known("2"), known("3", place=ELSEWHERE))
    found = engine.search(Question(wants({"lift_max_kg": 5}), TODAY, filters=Filters(site="2")))

    assert leads(found, Group.RING_TODAY) == [("1", 0), ("2", 0)]


def test_ten_rows_come_first_and_more_when_asked(engine_of):
    engine = engine_of(*(known(f"{n:02}", place=Point(n, n)) for n in range(25)))
    profile = wants({"lift_max_kg": 5})

    assert len(leads(engine.search(Question(profile, TODAY)), Group.RING_TODAY)) == 10
    more = Question(profile, TODAY, rows={Group.RING_TODAY: 20})
    assert len(leads(engine.search(more), Group.RING_TODAY)) == 20


def test_groups_go_by_what_is_left_to_settle(engine_of):
    asked = ("sit_choice", "shift_max_h", "lift_max_kg", "noise_level", "work_mode")
    limits = dict(zip(asked, ("always", 4, 5, "quiet", "hybrid"), strict=True))
    answers = {"sit_choice": "always", "shift_max_h": 4, "lift_max_kg": 5}
    engine = engine_of(
        known("1", place=Point(1, 1), conditions=answers),
        known("2", place=Point(2, 2), conditions={"lift_max_kg": 1}),
        known("3", place=Point(3, 3)),
        known("4", place=Point(4, 4), conditions={"lift_max_kg": 50}),
    )
    found = engine.search(Question(wants(limits), TODAY))

    assert {group: [key for key, _ in leads(found, group)] for group in Group} == {
        Group.RING_TODAY: ["1"],
        Group.FEW_QUESTIONS: ["2"],
        Group.LITTLE_KNOWN: ["3"],
        Group.CLASHES: ["4"],
    }


def test_what_is_put_aside_leaves_the_groups_but_stays_counted(engine_of):
    engine = engine_of(known("1"), known("2", place=ELSEWHERE))
    found = engine.search(Question(wants(), TODAY, put_aside=frozenset({"1"})))

    assert (found.total, found.shown) == (2, 1)


def test_while_nothing_is_asked_of_the_client_the_newest_come_first_as_little_known(engine_of):
    older = known("1", posted_on=TODAY.replace(day=1))
    engine = engine_of(
        older, known("2", place=ELSEWHERE), known("3", place=Point(1, 1), posted_on=None)
    )
    found = engine.search(Question(wants(), TODAY))

    assert [key for key, _ in leads(found, Group.LITTLE_KNOWN)] == ["2", "1", "3"]


def test_counts_say_how_many_each_limit_rules_out(engine_of):
    engine = engine_of(
        known("1", conditions={"lift_max_kg": 20}),
        known("2"),
        known("3", conditions={"lift_max_kg": 4}),
    )
    found = engine.search(Question(wants({"lift_max_kg": 5}), TODAY))

    assert [count.phrase for count in found.counts] == ["1 heavier than 5 kg"]
    assert found.met_by == {"lift_max_kg": 1}


def test_when_filters_leave_nothing_the_one_to_drop_is_named(engine_of):
    found = engine_of(known("1")).search(Question(wants(), TODAY, filters=Filters(words="zebra")))

    assert (found.shown, tuple(found.drop)) == (0, (("words", 1),))


def test_where_a_vacancy_stands_and_what_would_bring_it_up(engine_of):
    near = [
        known(str(n), place=Point(n, n), conditions={"lift_max_kg": 1, "shift_max_h": 4})
        for n in range(3)
    ]
    heavy = known("9", conditions={"lift_max_kg": 50, "shift_max_h": 4})
    engine = engine_of(*near, heavy)
    profile = wants({"lift_max_kg": 5, "shift_max_h": 4})
    standing = engine.standings(profile, [heavy], TODAY)[0]

    assert (standing.group, standing.place, standing.total) == (Group.CLASHES, 4, 4)
    assert [(lift.finding.key, lift.place, lift.group) for lift in standing.lifts] == [
        ("lift_max_kg", 1, Group.RING_TODAY)
    ]


def test_a_vacancy_that_is_not_open_is_placed_where_it_would_stand(engine_of):
    closed = known("8", conditions={"lift_max_kg": 1})
    standing = engine_of(known("1")).standings(wants({"lift_max_kg": 5}), [closed], TODAY)[0]

    assert (standing.place, standing.total, standing.group) == (1, 1, Group.RING_TODAY)
