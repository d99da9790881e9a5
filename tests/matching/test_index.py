"""The index says what the rules say: to the last tie, for every kind of condition."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from matching import doors as door_rules
from matching.counting import counts
from matching.distance import squared_metres, squared_reach
from matching.facts import Point, VacancyFacts
from matching.index import (
    Asking,
    IndexBuilder,
    best,
    doors,
    first_of,
    how_many_before,
    in_order,
    run,
)
from matching.index.vocabulary import FactNumbers, Names
from matching.ranking import rank
from matching.ruled_out import RULED_OUT
from matching.written import profile_from_json, vacancy_from_json
from tests.matching.written_data import nowhere, searches

SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
LONG_AGO = date(2020, 1, 1)


def index_of(vacancies):
    builder = IndexBuilder()
    for facts in vacancies:
        builder.add(builder.words.offer(facts))
    return builder.build()


def read(search):
    """A random search, its vacancies numbered as in the database, in the order they came."""
    profile, vacancies = search
    numbered = [{**each, "id": str(97 + 4 * place)} for place, each in enumerate(vacancies)]
    facts = [vacancy_from_json(each, nowhere) for each in numbered]
    return profile_from_json(profile, nowhere), facts


def says(found):
    """Order, musts in conflict and cost of everything, and all counts."""
    order = [(place.id, place.first) for place in first_of(found, 10_000)]
    return order, found.ruled_out, {key: dict(each) for key, each in found.outcomes.items()}


def rules_say(profile, facts):
    ranking = rank(profile, facts)
    order = [(match.facts.id, match.conflicts << 20 | match.cost) for match in ranking.matches]
    by_key = {count.key: dict(count.outcomes) for count in counts(ranking)}
    ruled_out = by_key.pop(RULED_OUT, {})
    return order, sum(ruled_out.values()), by_key


@settings(max_examples=300, deadline=None, derandomize=True, suppress_health_check=SLOW)
@given(searches())
def test_the_index_says_what_the_rules_say(search):
    profile, facts = read(search)

    assert says(run(index_of(facts), Asking(profile, LONG_AGO))) == rules_say(profile, facts)


@settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=SLOW)
@given(searches(), st.data())
def test_an_index_that_was_changed_says_what_a_new_one_says(search, data):
    profile, facts = read(search)
    before = [each for each in facts if data.draw(st.booleans())]
    stay = [each for each in facts if data.draw(st.booleans()) or each not in before]
    late = [each for each in stay if each not in before or data.draw(st.booleans())]
    index = index_of(before)
    seen = run(index, Asking(profile, LONG_AGO))
    ids = {int(each.id) for each in facts if each not in stay or each in late}
    changed = index.changed([index.words.offer(each) for each in late], ids)

    assert says(run(changed, Asking(profile, LONG_AGO))) == rules_say(profile, stay)
    assert says(run(changed.merged(), Asking(profile, LONG_AGO))) == rules_say(profile, stay)
    assert len(changed) == len(changed.merged()) == len(stay)
    # Whoever reads the earlier index goes on undisturbed.
    assert says(seen) == says(run(index, Asking(profile, LONG_AGO))) == rules_say(profile, before)


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=SLOW)
@given(searches(most_vacancies=9), st.data())
def test_whatever_comes_goes_changes_and_merges_in_whatever_order_the_index_says_what_the_rules_say(
    search, data
):
    """Searches in between, of which each reads tables and titles that earlier ones left behind."""
    profile, drawn = read(search)
    index, there = index_of([]), {}
    for _ in range(data.draw(st.integers(1, 8))):
        some = data.draw(st.lists(st.sampled_from(drawn), max_size=4, unique_by=lambda v: v.id))
        # What each of them says from now on; it may come back as another, or go.
        now = {v.id: data.draw(st.sampled_from([None, *drawn])) for v in some}
        fresh = [replace(other, id=key) for key, other in now.items() if other is not None]
        index = index.changed(map(index.words.offer, fresh), set(map(int, now)))
        there = {key: facts for key, facts in there.items() if key not in now}
        there |= {facts.id: facts for facts in fresh}
        if data.draw(st.booleans()):
            index = index.merged()
        today = data.draw(st.sampled_from([LONG_AGO, date(2026, 11, 2), date(2026, 11, 4)]))
        visible = [v for v in there.values() if v.closes_on is None or v.closes_on >= today]
        asking = Asking(profile, today)

        assert says(run(index, asking)) == rules_say(profile, visible)
        assert doors(run(index, asking)) == door_rules.doors(
            profile, rank(profile, visible).matches
        )
        assert best(index, asking, 2) == first_of(run(index, asking), 2)
        assert (len(index), index.visible(today)) == (len(there), len(visible))


def test_merging_adds_no_words_since_another_thread_may_be_adding_some(monkeypatch):
    index = index_of([vacancy_from_json({"id": "1", "title": "Cook"}, nowhere)])
    late = index.changed([index.words.offer(VacancyFacts(id="2", title="Cleaner"))], {2})
    monkeypatch.setattr(FactNumbers, "frozen", None)
    monkeypatch.setattr(Names, "number", None)

    assert (len(late.merged().base), len(late.merged().late)) == (2, 0)


@settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=SLOW)
@given(searches(), st.decimals("0.1", "20", places=1))
def test_an_area_holds_what_is_near_and_what_may_suit_from_anywhere(search, area_km):
    profile, facts = read(search)
    reach = squared_reach(Decimal(area_km))
    inside = [
        each
        for each in facts
        if profile.home is None
        or each.place is None
        or each.remote
        or squared_metres(profile.home, each.place) <= reach
    ]
    found = run(index_of(facts), Asking(profile, LONG_AGO, area_km=area_km))

    assert says(found) == rules_say(profile, inside)


@settings(max_examples=100, deadline=None, derandomize=True, suppress_health_check=SLOW)
@given(searches(), st.integers(1, 5))
def test_what_is_past_its_closing_date_is_not_there(search, day):
    profile, facts = read(search)
    today = date(2026, 11, day)
    visible = [each for each in facts if each.closes_on is None or each.closes_on >= today]

    assert says(run(index_of(facts), Asking(profile, today))) == rules_say(profile, visible)


@settings(max_examples=200, deadline=None, derandomize=True, suppress_health_check=SLOW)
@given(searches())
def test_the_index_opens_the_doors_the_rules_open(search):
    profile, facts = read(search)
    ranking = rank(profile, facts)
    found = run(index_of(facts), Asking(profile, LONG_AGO))

    assert doors(found) == door_rules.doors(profile, ranking.matches)
    for door in doors(found)[:2]:
        opened = run(index_of(facts), Asking(profile, LONG_AGO, arranged=door.key))
        order = sorted(
            (each.conflicts << 20 | each.cost, each.facts.id)
            for each in (door_rules.arranged(profile, match, door.key) for match in ranking.matches)
        )
        assert sorted((place.first, place.id) for place in first_of(opened, 999)) == order


@settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=SLOW)
@given(searches(), st.integers(1, 4))
def test_the_best_are_the_best_however_little_was_read(search, many):
    profile, facts = read(search)
    index = index_of(facts)
    asking = Asking(profile, LONG_AGO)

    assert best(index, asking, many) == first_of(run(index, asking), many)


@settings(max_examples=100, deadline=None, derandomize=True, suppress_health_check=SLOW)
@given(searches())
def test_how_many_stand_before_each_is_its_place(search):
    profile, facts = read(search)
    found = run(index_of(facts), Asking(profile, LONG_AGO))

    places = first_of(found, 999)

    assert [how_many_before(found, place) for place in places] == list(range(len(places)))


def test_ties_are_broken_by_the_text_of_the_number():
    facts = [vacancy_from_json({"id": str(key)}, nowhere) for key in (9, 10, 1, 100, 12, 2)]
    profile = profile_from_json({}, nowhere)
    found = run(index_of(facts), Asking(profile, LONG_AGO))

    assert [place.id for place in first_of(found, 9)] == ["1", "10", "100", "12", "2", "9"]


def test_only_as_many_are_sorted_as_are_asked_for_and_the_order_stays_whole():
    facts = [
        vacancy_from_json({"id": str(key), "posted_on": f"2026-11-{1 + key % 7:02}"}, nowhere)
        for key in range(1_000)
    ]
    profile = profile_from_json({}, nowhere)
    found = run(index_of(facts), Asking(profile, LONG_AGO))

    assert says(found) == rules_say(profile, facts)


def test_a_place_at_sea_or_in_another_country_is_only_far_away():
    home = {"easting": 442294, "northing": 112126}
    profile = profile_from_json({"home": home, "limits": {"location": {"usual": 12}}}, nowhere)
    points = [(-9_000_000, 40), (442294, 112127), (10**12, -(10**12)), (699_999, 1_299_999), (0, 0)]
    facts = [VacancyFacts(id=str(key), place=Point(*point)) for key, point in enumerate(points)]
    index = index_of(facts)

    assert says(run(index, Asking(profile, LONG_AGO))) == rules_say(profile, facts)
    near = run(index, Asking(profile, LONG_AGO, area_km=Decimal(12)))
    assert [place.id for place in first_of(near, 9)] == ["1"]


@pytest.mark.parametrize("usual", ["0", "0.5", "2", "2.75", "3", "6", "12"])
def test_a_short_reach_has_its_near_misses_too(usual):
    home = {"easting": 442294, "northing": 112126}
    limit = {"usual": Decimal(usual), "bad_day": Decimal(usual) / 2}
    profile = profile_from_json({"home": home, "limits": {"location": limit}}, nowhere)
    facts = [
        VacancyFacts(id=str(far), place=Point(442294 + far, 112126))
        for far in range(0, 28_001, 250)
    ]
    index = index_of(facts)
    found = run(index, Asking(profile, LONG_AGO))

    assert says(found) == rules_say(profile, facts)
    assert doors(found) == door_rules.doors(profile, rank(profile, facts).matches)


def test_nothing_one_and_all_at_one_point():
    home = {"easting": 442294, "northing": 112126}
    profile = profile_from_json({"home": home, "limits": {"location": {"usual": 12}}}, nowhere)
    for many in (0, 1, 300):
        facts = [vacancy_from_json({"id": str(key), "place": home}, nowhere) for key in range(many)]
        found = run(index_of(facts), Asking(profile, LONG_AGO))
        assert says(found) == rules_say(profile, facts)
        assert found.total == many
        assert list(in_order(found, [[True] * len(part) for part in found.parts])) or not many
