"""Which of the ranked vacancies an ESW wants to look at just now; pure.

A filter hides nothing for good: what it leaves out is counted, and its answer "not stated" stays
in unless the filter itself asks for what is stated.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from employers.rules import folded
from matching.distance import kilometres_between
from matching.facts import Fact, Source
from matching.ranking import Match

KNOWN_BY_A_VISIT = (Source.EMPLOYER, Source.ESW_SEEN)


@dataclass(frozen=True, slots=True)
class Filters:
    """What is asked for; None and "" ask for nothing. Distances in km, pay in pounds an hour."""

    words: str = ""
    km: Decimal | None = None
    hours_most: Decimal | None = None
    pay_least: Decimal | None = None
    work_mode: str = ""
    posted_days: Decimal | None = None
    closing_days: Decimal | None = None
    visited: bool = False
    site: str = ""

    @property
    def active(self) -> tuple[str, ...]:
        """The names of the filters that ask for something."""
        return tuple(each.name for each in fields(self) if getattr(self, each.name))

    def without(self, name: str) -> Filters:
        """The same filters with one taken away."""
        empty: Any = next(each.default for each in fields(self) if each.name == name)
        return replace(self, **{name: empty})


Test = Callable[[Match], bool]


def apply(matches: Iterable[Match], filters: Filters, home: Any, today: date) -> list[Match]:
    """The matches that answer every filter, in the order they came."""
    tests = [_TESTS[name](filters, home, today) for name in filters.active]
    return [match for match in matches if all(test(match) for test in tests)]


def worth_dropping(
    matches: list[Match], filters: Filters, home: Any, today: date
) -> list[tuple[str, int]]:
    """Which filter to take away, and how many vacancies that would show; the most first."""
    found = [
        (name, len(apply(matches, filters.without(name), home, today))) for name in filters.active
    ]
    return sorted(((name, many) for name, many in found if many), key=lambda pair: -pair[1])


def site_key(match: Match) -> tuple[Any, ...]:
    """What is shown as one row: the same employer at the same place."""
    facts = match.facts
    return (facts.employer, facts.place, facts.outward)


def _words(filters: Filters, _home: Any, _today: date) -> Test:
    wanted = folded(filters.words).split()

    def test(match: Match) -> bool:
        text = folded(f"{match.facts.title} {match.facts.employer}")
        return all(word in text for word in wanted)

    return test


def _km(filters: Filters, home: Any, _today: date) -> Test:
    most = filters.km or Decimal(0)

    def test(match: Match) -> bool:
        place = match.facts.place
        if match.facts.remote or place is None or home is None:
            return True
        return kilometres_between(home, place) <= most

    return test


def _value(match: Match, key: str) -> Any:
    fact: Fact | None = match.facts.conditions.get(key)
    return fact.value if fact is not None and fact.known else None


def _hours_most(filters: Filters, _home: Any, _today: date) -> Test:
    most = filters.hours_most or Decimal(0)
    return lambda match: (value := _value(match, "hours_week")) is None or value[0] <= most


def _pay_least(filters: Filters, _home: Any, _today: date) -> Test:
    least = filters.pay_least or Decimal(0)
    return lambda match: (value := _value(match, "pay_hourly")) is None or value >= least


def _work_mode(filters: Filters, _home: Any, _today: date) -> Test:
    return lambda match: _value(match, "work_mode") == filters.work_mode


def _posted(filters: Filters, _home: Any, today: date) -> Test:
    since = today - timedelta(days=int(filters.posted_days or 0))
    return lambda match: match.facts.posted_on is not None and match.facts.posted_on >= since


def _closing(filters: Filters, _home: Any, today: date) -> Test:
    until = today + timedelta(days=int(filters.closing_days or 0))
    return lambda match: match.facts.closes_on is not None and match.facts.closes_on <= until


def _visited(_filters: Filters, _home: Any, _today: date) -> Test:
    return lambda match: any(
        fact.source in KNOWN_BY_A_VISIT for fact in match.facts.conditions.values()
    )


def _site(filters: Filters, _home: Any, _today: date) -> Test:
    wanted = tuple(filters.site.split("|"))

    def test(match: Match) -> bool:
        return tuple(str(part) for part in _site_address(match)) == wanted

    return test


def _site_address(match: Match) -> tuple[str, str, str]:
    place = match.facts.place
    at = f"{place.easting},{place.northing}" if place else ""
    return (match.facts.employer, at, match.facts.outward or "")


def site_address(match: Match) -> str:
    """A site as it stands in an address: employer, place and outward code."""
    return "|".join(_site_address(match))


_TESTS: dict[str, Callable[[Filters, Any, date], Test]] = {
    "words": _words,
    "km": _km,
    "hours_most": _hours_most,
    "pay_least": _pay_least,
    "work_mode": _work_mode,
    "posted_days": _posted,
    "closing_days": _closing,
    "visited": _visited,
    "site": _site,
}
