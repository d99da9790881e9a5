"""How a value reads in plain words: with its unit, and lists as people say them."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from matching.catalogue import Condition, Kind, Test
from matching.values import DAYS, PARTS, Grid, Window, clock

#: Lists where any one will do, or where none will, are joined with "or".
_EITHER = (Test.ANY, Test.AVOID, Test.ACCEPTED)

_SHORT_UNITS = {"minutes": "min", "hours": "h", "% of the shift": "%"}
_SINGULAR = {"minutes": "minute", "hours": "hour", "days": "day", "weeks": "week"}
_DAY_NAMES = dict(
    zip(
        DAYS,
        ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
        strict=True,
    )
)


def in_words(condition: Condition, value: Any) -> str:
    """Return a value or a limit of this condition as it is said in a sentence."""
    if isinstance(value, Decimal):
        return _amount(value, condition.unit)
    if isinstance(value, Window):
        return f"{clock(value.start_min)} to {clock(value.finish_min)}"
    if isinstance(value, str):
        return condition.options[value]
    if condition.kind is Kind.RANGE:
        low, high = value
        return _between(low, high, condition.unit)
    return listed(condition, value)


def limit_in_words(condition: Condition, value: Any) -> str:
    """Return a limit as it completes "between ..." or "at most ..."."""
    if isinstance(value, Window):
        return f"{clock(value.start_min)} and {clock(value.finish_min)}"
    if condition.kind is Kind.GRID:
        return client_week(value)
    return in_words(condition, value)


def shortly(condition: Condition, value: Any) -> str:
    """Return a value in as few words as a chip has room for."""
    if isinstance(value, Decimal):
        return _amount(value, _SHORT_UNITS.get(condition.unit, condition.unit))
    if condition.kind is Kind.RANGE:
        return in_words(condition, value).replace(" to ", "–")
    return in_words(condition, value).split(" (")[0]


def number(value: Decimal) -> str:
    """Return a number without needless zeros.

    >>> number(Decimal("7.50")), number(Decimal(20))
    ('7.5', '20')
    """
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _amount(value: Decimal, unit: str) -> str:
    if unit == "GBP an hour":
        return f"£{_money(value)} an hour"
    if unit.startswith("%"):
        return f"{number(value)}{unit}"
    first, _, rest = unit.partition(" ")
    word = _SINGULAR.get(first, first) if value == 1 else first
    return f"{number(value)} {word} {rest}".rstrip()


def _money(value: Decimal) -> str:
    plain = number(value)
    pence = len(plain.partition(".")[2])
    return f"{value:.2f}" if pence == 1 else plain


def _between(low: Decimal, high: Decimal, unit: str) -> str:
    return _amount(low, unit) if low == high else f"{number(low)} to {_amount(high, unit)}"


def listed(condition: Condition, items: Iterable[str]) -> str:
    """Return items as one phrase: "a stool and a trolley", or "or" where any one will do."""
    word = "or" if condition.test in _EITHER else "and"
    return joined([condition.options[item] for item in items], word)


def joined(phrases: Sequence[str], word: str = "and") -> str:
    """Return phrases as a list in a sentence.

    >>> joined(["a stool", "a chair", "a trolley"])
    'a stool, a chair and a trolley'
    """
    if len(phrases) < 2:
        return "".join(phrases)
    return f"{', '.join(phrases[:-1])} {word} {phrases[-1]}"


def without_article(label: str) -> str:
    """Return a label as it follows "no": "a stool" becomes "stool"."""
    first, _, rest = label.partition(" ")
    return rest if first in ("a", "an") else label


def cells(week: Grid, states: Iterable[str]) -> list[str]:
    """Return the cells of a week in those states, as "Monday mornings", in the week's order."""
    wanted = tuple(states)
    return [
        cell_name(day, part)
        for day in DAYS
        for part in PARTS
        if week.get(day, {}).get(part) in wanted
    ]


def cell_name(day: str, part: str) -> str:
    """Return one cell of a week in words."""
    return f"{_DAY_NAMES[day]} {part}s"


def role_week(week: Grid) -> str:
    """Return the days and times of a role."""
    needed, could = cells(week, ["needed"]), cells(week, ["could"])
    parts = [f"needed: {joined(needed)}"] if needed else []
    parts += [f"possible: {joined(could, 'or')}"] if could else []
    return "; ".join(parts) or "no days or times offered"


def client_week(week: Mapping[str, Mapping[str, str]]) -> str:
    """Return the days and times that suit, by those that do not.

    >>> client_week({"sat": {"night": "cannot"}, "sun": {"night": "rather_not"}})
    'any time but Saturday nights, rather not Sunday nights'
    """
    cannot, rather_not = cells(week, ["cannot"]), cells(week, ["rather_not"])
    but = f" but {joined(cannot, 'or')}" if cannot else ""
    rather = f", rather not {joined(rather_not, 'or')}" if rather_not else ""
    return f"any time{but}{rather}"


_ANSWERS = {
    "yes": "yes",
    "arrange": "could be arranged",
    "no": "no",
    "required": "required",
    "desirable": "desirable",
}


def fact_in_words(condition: Condition, value: Any) -> str:
    """Return what a vacancy states of a condition, whatever its kind."""
    if condition.kind is Kind.GRID:
        return role_week(value)
    if not isinstance(value, Mapping):
        return in_words(condition, value)
    by_answer = {
        words: [condition.options[item] for item, given in value.items() if given == answer]
        for answer, words in _ANSWERS.items()
    }
    return "; ".join(f"{words}: {joined(items)}" for words, items in by_answer.items() if items)
