"""What a role pays by the hour, however it is typed, and the minimum wage it is held against."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

#: What can be pay by the hour, and what by the year; in between nobody can tell the period.
HOURLY_LEAST, HOURLY_MOST = Decimal(4), Decimal(150)
YEARLY_LEAST = Decimal(5000)
WEEKS_A_YEAR = Decimal("365.25") / 7
_PERIODS_A_YEAR = {"week": WEEKS_A_YEAR, "month": Decimal(12), "year": Decimal(1)}

_NUMBER = r"(\d[\d,]{0,11}(?:\.\d{1,4})?)\s*(k\b)?"
_AMOUNT = re.compile(rf"£?\s*{_NUMBER}(?:\s*(?:-|–|—|to|and)\s*£?\s*{_NUMBER})?", re.I)
_PERIOD_WORDS = (
    ("hour", re.compile(r"\bp\.?\s?/?\s?h(?:r|our)?\b|\bhour(?:ly)?\b|\bhr\b|/\s*h\b", re.I)),
    ("day", re.compile(r"\bp\.?\s?/?\s?d\b|\bday\b|\bdaily\b|\bshift\b", re.I)),
    ("week", re.compile(r"\bp\.?\s?/?\s?w\b|\bweek(?:ly)?\b|\bwk\b", re.I)),
    ("month", re.compile(r"\bp\.?\s?/?\s?c?\.?m\b|\bmonth(?:ly)?\b", re.I)),
    ("year", re.compile(r"\bp\.?\s?/?\s?a\b|\bannum\b|\byear(?:ly)?\b|\byr\b|\bannual\w*", re.I)),
)
_HOURS_SAID = re.compile(r"\d+(?:\.\d+)?\s*(?:hours?|hrs?)\b(?:\s*(?:a|per|/|each)\s*w\w*)?", re.I)
_FOR_FULL_TIME = re.compile(r"pro.?rata|\bf\.?t\.?e\b|\bw\.?t\.?e\b|equivalent", re.I)


@dataclass(frozen=True, slots=True)
class Pay:
    """Pay as typed, read: GBP an hour from `lowest` to `highest`; None where it cannot be told.

    `period` is what it was typed for (hour, day, week, month, year, or empty). `sure` is whether
    the hourly figure follows from what was typed; worked out over a range of hours it does not.
    """

    lowest: Decimal | None
    highest: Decimal | None
    period: str
    sure: bool


@dataclass(frozen=True, slots=True)
class MinimumWage:
    """One minimum wage, GBP an hour, from its first day to its last."""

    name: str
    hourly: Decimal
    from_on: date
    to_on: date
    source: str
    status: str


def read_pay(typed: str, hours: tuple[Decimal, Decimal] | None) -> Pay | None:
    """What was typed, by the hour; None when there is no amount in it. `hours` are a week.

    >>> read_pay("£11-12ph", None).lowest, read_pay("24,000 a year", (Decimal(37),) * 2).lowest
    (Decimal('11.00'), Decimal('12.43'))
    """
    # An amount with a pound sign is meant before any other number.
    start = max(typed.find("£"), 0)
    amount = _AMOUNT.search(typed, start)
    if amount is None:
        return None
    ends = [_pounds(amount[1], amount[2])]
    if amount[3]:
        ends.append(_pounds(amount[3], amount[4]))
        if amount[4] and not amount[2]:
            ends[0] *= 1000  # "24-26k"
    period = _period(typed[amount.end() :]) or _period(typed[: amount.start()]) or _guess(ends[0])
    by_hour = [_by_the_hour(each, period, hours) for each in ends]
    if _FOR_FULL_TIME.search(typed) and period != "hour":
        by_hour = [None]
    known = sorted(each for each in by_hour if each and HOURLY_LEAST <= each <= HOURLY_MOST)
    if len(known) != len(by_hour):
        return Pay(None, None, period, sure=False)
    sure = period == "hour" or (hours is not None and hours[0] == hours[1])
    return Pay(known[0], known[-1], period, sure)


def by_the_hour(yearly: Decimal, hours_week: Decimal) -> Decimal:
    """A year's pay by the hour, at so many hours a week; not rounded."""
    return yearly / WEEKS_A_YEAR / hours_week


def minimum_wage(on: date, *, apprentice: bool = False) -> MinimumWage:
    """The rate in force on a day; after the last day of the newest, still that one."""
    rates = _RATES["apprentice" if apprentice else "adult"]
    begun = [each for each in rates if each.from_on <= on]
    return begun[-1] if begun else rates[0]


def _pounds(digits: str, thousands: str | None) -> Decimal:
    return Decimal(digits.replace(",", "")) * (1000 if thousands else 1)


def _period(text: str) -> str:
    """The period that is named first, but for the hours a week of the work."""
    rest = _HOURS_SAID.sub(" ", text)
    found = [(match.start(), name) for name, word in _PERIOD_WORDS if (match := word.search(rest))]
    return min(found)[1] if found else ""


def _guess(amount: Decimal) -> str:
    if amount <= HOURLY_MOST:
        return "hour"
    return "year" if amount >= YEARLY_LEAST else ""


def _by_the_hour(
    amount: Decimal, period: str, hours: tuple[Decimal, Decimal] | None
) -> Decimal | None:
    if period == "hour":
        return _pence(amount)
    times = _PERIODS_A_YEAR.get(period)
    if times is None or hours is None or hours[1] <= 0:
        return None
    # Over a range of hours the most of them, so that the figure is not made too good.
    return _pence(by_the_hour(amount * times, hours[1]))


def _pence(amount: Decimal) -> Decimal:
    return amount.quantize(Decimal("0.01"), ROUND_HALF_UP)


def _rates() -> dict[str, list[MinimumWage]]:
    text = Path(__file__).with_name("money.toml").read_text(encoding="utf-8")
    found: dict[str, list[MinimumWage]] = {}
    for raw in tomllib.loads(text, parse_float=Decimal)["minimum_wage"]:
        dates = {"from_on": raw["from"], "to_on": raw["to"]}
        plain = {name: raw[name] for name in ("name", "hourly", "source", "status")}
        found.setdefault(raw["key"], []).append(MinimumWage(**plain, **dates))
    return {key: sorted(rates, key=lambda each: each.from_on) for key, rates in found.items()}


_RATES = _rates()
