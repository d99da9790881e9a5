"""Both engines answer every question alike: the index is only a quicker way to read the rules."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from matching.ranking import Group
from matching.verdict import Verdict
from matching.written import profile_from_json, vacancy_from_json
from placements.rules import areas
from placements.rules.filters import Filters
from placements.shortlist.engine import Question
from tests.matching.written_data import nowhere, searches
from tests.placements.test_engine import index_engine, plain_engine

SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
TODAY = date(2026, 11, 1)
AMOUNTS = st.one_of(st.none(), st.decimals("0", "40", places=1))


@st.composite
def filters(draw, ids):
    def now_and_then(values):
        return draw(values) if draw(st.integers(0, 3)) == 0 else None

    asked = {
        "words": now_and_then(st.sampled_from(["recept", "Example", "shop assist", "zebra"])),
        "work": now_and_then(st.sampled_from(["receptionist", "cleaner"])),
        "km": now_and_then(AMOUNTS),
        "hours_least": now_and_then(AMOUNTS),
        "hours_most": now_and_then(AMOUNTS),
        "pay_least": now_and_then(AMOUNTS),
        "work_mode": now_and_then(st.sampled_from(["site", "hybrid", "remote"])),
        "posted_days": now_and_then(st.decimals("0", "5", places=0)),
        "closing_days": now_and_then(st.decimals("0", "5", places=0)),
        "group": now_and_then(st.sampled_from(list(map(str, Group)))),
        "verdict": now_and_then(st.sampled_from(list(map(str, Verdict)))),
        "visited": now_and_then(st.booleans()),
        "kept": now_and_then(st.booleans()),
        "site": now_and_then(st.sampled_from(ids)) if ids else None,
        "stated": now_and_then(st.booleans()),
    }
    return Filters(**{name: value for name, value in asked.items() if value is not None})


@st.composite
def questions(draw):
    profile, vacancies = draw(searches())
    facts = [
        vacancy_from_json({**each, "id": str(8 + 3 * place)}, nowhere)
        for place, each in enumerate(vacancies)
    ]
    ids = [each.id for each in facts]
    some = st.frozensets(st.sampled_from(ids), max_size=2) if ids else st.just(frozenset())
    profile = profile_from_json(profile, nowhere)
    keys = [None, *(limit.key for limit in profile.limits)]
    question = Question(
        profile,
        TODAY,
        draw(filters(ids)),
        rows={group: draw(st.integers(1, 4)) for group in Group if draw(st.booleans())},
        put_aside=draw(some),
        kept=draw(some),
        arranged=draw(st.sampled_from(keys)),
    )
    return question, facts


def plainly(found):
    """Everything that was found, comparable."""
    return replace(
        found,
        groups=[replace(each, leads=list(each.leads)) for each in found.groups],
        counts=[(each.key, dict(each.outcomes), each.phrase) for each in found.counts],
        drop=sorted(found.drop),
        doors=list(found.doors),
    )


@settings(max_examples=400, deadline=None, derandomize=True, suppress_health_check=SLOW)
@given(questions())
def test_both_engines_find_the_same(asked):
    question, facts = asked

    quick = plainly(index_engine(facts).search(question))

    assert quick == plainly(plain_engine(facts).search(question))


@settings(max_examples=100, deadline=None, derandomize=True, suppress_health_check=SLOW)
@given(questions())
def test_both_engines_let_each_vacancy_stand_in_the_same_place(asked):
    question, facts = asked
    profile = question.profile
    some, others = facts[::2], facts[1::2]

    quick = index_engine(some).standings(profile, [*some, *others], TODAY)

    assert quick == plain_engine(some).standings(profile, [*some, *others], TODAY)


@settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=SLOW)
@given(questions(), st.integers(1, 5))
def test_both_engines_name_the_same_sites_to_ring_today(asked, most):
    question, facts = asked
    question = replace(question, filters=Filters(), arranged=None)

    quick = index_engine(facts).ring_today(question, most)

    assert list(quick) == list(plain_engine(facts).ring_today(question, most))


@settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=SLOW)
@given(questions(), st.integers(1, 4))
def test_both_engines_read_the_same_area_of_a_large_country(asked, day):
    question, facts = asked
    question = replace(question, today=date(2026, 11, day))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(areas, "EVERYTHING_UP_TO", 2)
        patch.setattr(areas, "LEAST_KM", Decimal(1))
        quick = plainly(index_engine(facts).search(question))
        slow = plainly(plain_engine(facts).search(question))
        everywhere = plain_engine(facts).search(replace(question, everywhere=True))

    assert quick == slow
    assert everywhere.total == quick.total + quick.beyond
