"""Which of the ranked vacancies an ESW wants to look at just now; pure.

A filter hides what is known to be otherwise. What nobody has stated stays in, and is counted,
unless the ESW asks for stated answers alone: unknown is never a silent no.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

from employers.rules.vacancies import folded
from matching.distance import squared_metres
from matching.facts import Point, Source, VacancyFacts
from matching.match import Match, group_of
from matching.titles import likeness

#: A title this near to the kind of work asked for is that kind of work (of 1000).
LIKE_ENOUGH = 500
KNOWN_BY_A_VISIT = (Source.EMPLOYER, Source.ESW_SEEN)


@dataclass(frozen=True, slots=True)
class Filters:
    """What is asked for; None, False and "" ask for nothing.

    Distance in km, hours a week, pay in pounds an hour. `site` is a vacancy whose site is meant;
    `stated` leaves out what the other filters cannot tell.
    """

    words: str = ""
    work: str = ""
    km: Decimal | None = None
    hours_least: Decimal | None = None
    hours_most: Decimal | None = None
    pay_least: Decimal | None = None
    work_mode: str = ""
    posted_days: Decimal | None = None
    closing_days: Decimal | None = None
    group: str = ""
    verdict: str = ""
    visited: bool = False
    kept: bool = False
    site: str = ""
    stated: bool = False

    @property
    def active(self) -> tuple[str, ...]:
        """The names of the filters that ask for something."""
        return tuple(each.name for each in fields(self) if _asks(getattr(self, each.name)))

    def without(self, name: str) -> Filters:
        """The same filters with one taken away."""
        empty: Any = next(each.default for each in fields(self) if each.name == name)
        return replace(self, **{name: empty})


NO_FILTERS = Filters()


@dataclass(frozen=True, slots=True)
class Situation:
    """What a filter needs besides the vacancy: where home is, the day, and what was kept."""

    today: date
    home: Point | None = None
    kept: frozenset[str] = frozenset()
    site: tuple[Any, ...] | None = None


#: True and False are known; None is what nobody has stated.
Test = Callable[[Match], bool | None]


@dataclass(frozen=True, slots=True)
class Sifted:
    """What the filters let through, in the order it came.

    `not_stated` counts those let through only because something asked for is not stated.
    """

    matches: list[Match]
    not_stated: int


def sift(matches: Iterable[Match], filters: Filters, situation: Situation) -> Sifted:
    """The matches that answer every filter."""
    tests = [_TESTS[name](filters, situation) for name in filters.active if name != "stated"]
    kept: list[Match] = []
    not_stated = 0
    for match in matches:
        answers = [test(match) for test in tests]
        unknown = None in answers
        if False in answers or (unknown and filters.stated):
            continue
        kept.append(match)
        not_stated += unknown
    return Sifted(kept, not_stated)


def worth_dropping(
    matches: list[Match], filters: Filters, situation: Situation
) -> tuple[tuple[str, int], ...]:
    """Which filter to take away, and how many vacancies that would show; the most first."""
    found = [
        (name, len(sift(matches, filters.without(name), situation).matches))
        for name in filters.active
    ]
    return tuple(sorted(((name, many) for name, many in found if many), key=lambda pair: -pair[1]))


def site_of(facts: VacancyFacts) -> tuple[Any, ...]:
    """What is shown as one row: the same employer at the same place.

    Where the place is not known, nobody can say that two roles are at one site.
    """
    if facts.place is None and facts.outward is None:
        return (facts.id,)
    return (facts.employer, facts.place, facts.outward)


def _asks(value: Any) -> bool:
    # Zero is an answer: "pay at least £0" asks for nothing, but "within 0 km" does.
    return value is not None and value is not False and value != ""


def _words(filters: Filters, _situation: Situation) -> Test:
    wanted = folded(filters.words).split()

    def test(match: Match) -> bool:
        text = folded(f"{match.facts.title} {match.facts.employer}")
        return all(word in text for word in wanted)

    return test


def _work(filters: Filters, _situation: Situation) -> Test:
    @cache
    def like(title: str) -> bool:
        return likeness(filters.work, title).score >= LIKE_ENOUGH

    return lambda match: like(match.facts.title)


def _km(filters: Filters, situation: Situation) -> Test:
    most = reach_shown_as(filters.km or Decimal(0))
    home = situation.home

    def test(match: Match) -> bool | None:
        place = match.facts.place
        if match.facts.remote:
            return True
        if place is None or home is None:
            return None
        return squared_metres(home, place) < most

    return test


def reach_shown_as(kilometres: Decimal) -> int:
    """The square of metres from which a distance is shown as more than so many kilometres.

    Distances are shown to the nearest 100 metres, and filtered as they are shown.
    """
    return (int(kilometres * 10) * 100 + 50) ** 2


def _value(match: Match, key: str) -> Any:
    fact = match.facts.conditions.get(key)
    return fact.value if fact is not None and fact.known else None


def _known(key: str, suits: Callable[[Any], bool]) -> Test:
    """A test of one condition; what is not known is neither yes nor no."""

    def test(match: Match) -> bool | None:
        value = _value(match, key)
        return None if value is None else suits(value)

    return test


#: Filters on one condition: which, and what of its value they let through.
VALUE_TESTS: dict[str, tuple[str, Callable[[Filters], Callable[[Any], bool]]]] = {
    "hours_least": (
        "hours_week",
        lambda filters: lambda hours: bool(hours[1] >= (filters.hours_least or 0)),
    ),
    "hours_most": (
        "hours_week",
        lambda filters: lambda hours: bool(hours[0] <= (filters.hours_most or 0)),
    ),
    "pay_least": (
        "pay_hourly",
        lambda filters: lambda pay: bool(pay >= (filters.pay_least or 0)),
    ),
    "work_mode": ("work_mode", lambda filters: lambda mode: bool(mode == filters.work_mode)),
}


def _value_test(name: str) -> Callable[[Filters, Situation], Test]:
    key, suits = VALUE_TESTS[name]
    return lambda filters, _situation: _known(key, suits(filters))


def _posted_days(filters: Filters, situation: Situation) -> Test:
    since = situation.today - timedelta(days=int(filters.posted_days or 0))

    def test(match: Match) -> bool | None:
        return None if match.facts.posted_on is None else match.facts.posted_on >= since

    return test


def _closing_days(filters: Filters, situation: Situation) -> Test:
    # This asks what is urgent; a vacancy without a closing date is not known to be.
    until = situation.today + timedelta(days=int(filters.closing_days or 0))
    return lambda match: match.facts.closes_on is not None and match.facts.closes_on <= until


def _group(filters: Filters, _situation: Situation) -> Test:
    return lambda match: group_of(match) == filters.group


def _verdict(filters: Filters, _situation: Situation) -> Test:
    return lambda match: match.verdict == filters.verdict


def _visited(_filters: Filters, _situation: Situation) -> Test:
    return lambda match: any(
        fact.source in KNOWN_BY_A_VISIT for fact in match.facts.conditions.values()
    )


def _kept(_filters: Filters, situation: Situation) -> Test:
    return lambda match: match.facts.id in situation.kept


def _site(_filters: Filters, situation: Situation) -> Test:
    return lambda match: site_of(match.facts) == situation.site


_TESTS: dict[str, Callable[[Filters, Situation], Test]] = {
    **{name: _value_test(name) for name in VALUE_TESTS},
    "words": _words,
    "work": _work,
    "km": _km,
    "posted_days": _posted_days,
    "closing_days": _closing_days,
    "group": _group,
    "verdict": _verdict,
    "visited": _visited,
    "kept": _kept,
    "site": _site,
}
