"""How a value is written down, and what it is once read: one reader for each kind of condition.

Readers raise BadInput whose field is relative to the value ("" for the value itself); whoever
knows where the value stood puts the path before it.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from matching.bad_input import BadInput, under
from matching.catalogue import Condition
from matching.fields import read_word, shown

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
PARTS = ("morning", "afternoon", "evening", "night")
DAY_MINUTES = 24 * 60

ITEM_ANSWERS = ("yes", "no", "arrange")
HOLDS_ANSWERS = ("required", "desirable")
ROLE_CELLS = ("needed", "could", "no")
CLIENT_CELLS = ("can", "rather_not", "cannot")

_CLOCK = re.compile(r"([01][0-9]|2[0-4]):([0-5][0-9])", re.ASCII)


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of the clock, in minutes after midnight as written; it may cross midnight."""

    start_min: int
    finish_min: int

    @property
    def end_min(self) -> int:
        """Minutes from the first midnight to the finish: past 24 hours when it crosses one."""
        crosses = self.finish_min <= self.start_min
        return self.finish_min + DAY_MINUTES if crosses else self.finish_min


def overrun_min(role: Window, suits: Window) -> int:
    """Return the least minutes a role runs over what suits, at the start and the finish together.

    The role may be read a day earlier or later, so that windows over midnight find each other.

    >>> overrun_min(Window(540, 870), Window(570, 960))
    30
    """
    return min(
        max(0, suits.start_min - role.start_min - shift)
        + max(0, role.end_min + shift - suits.end_min)
        for shift in (-DAY_MINUTES, 0, DAY_MINUTES)
    )


Answers = Mapping[str, str]
Grid = Mapping[str, Mapping[str, str]]
Value = Decimal | str | tuple[Decimal, Decimal] | tuple[str, ...] | Window | Answers | Grid
Reader = Callable[[Condition, Any], Value | None]


def read_scale(condition: Condition, raw: Any) -> str:
    """Return a value of a scale or a choice."""
    return read_word(raw, condition.options)


def read_number(condition: Condition, raw: Any) -> Decimal:
    """Return an exact number within the condition's bounds."""
    remedy = f"Write a number from {condition.minimum} to {condition.maximum}, {condition.unit}."
    if isinstance(raw, bool) or not isinstance(raw, int | float | Decimal):
        raise BadInput("", f"{shown(raw)} is not a number", remedy)
    number = Decimal(repr(raw)) if isinstance(raw, float) else Decimal(raw)
    if not number.is_finite() or not condition.minimum <= number <= condition.maximum:
        raise BadInput("", f"{shown(raw)} is outside its scale", remedy)
    # What a float cannot hold could be compared exactly but not written back as it came.
    if Decimal(repr(float(number))) != number:
        raise BadInput("", "the number has too many digits", "Write at most 15 digits.")
    return number


def read_range(condition: Condition, raw: Any) -> tuple[Decimal, Decimal]:
    """Return a closed range, lowest first."""
    remedy = f"Write the lowest and the highest, such as [8, 16], {condition.unit}."
    if not isinstance(raw, list | tuple) or len(raw) != 2:
        raise BadInput("", f"{shown(raw)} is not a range", remedy)
    low, high = (read_number(condition, end) for end in raw)
    if low > high:
        raise BadInput("", "the lowest is above the highest", remedy)
    return low, high


def _clock_minutes(raw: Any) -> int:
    written = _CLOCK.fullmatch(raw) if isinstance(raw, str) else None
    minutes = int(written[1]) * 60 + int(written[2]) if written else DAY_MINUTES + 1
    if minutes > DAY_MINUTES:
        remedy = "Write the hour and minutes, from 00:00 to 24:00."
        raise BadInput("", f"{shown(raw)} is not a time of day", remedy)
    return minutes


def read_window(_condition: Condition, raw: Any) -> Window:
    """Return a stretch of the clock; start and finish may not be the same time of day."""
    remedy = 'Write the start and the finish, such as ["09:30", "16:00"].'
    if not isinstance(raw, list | tuple) or len(raw) != 2:
        raise BadInput("", f"{shown(raw)} is not a start and a finish", remedy)
    start, finish = map(_clock_minutes, raw)
    # From 00:00 to 24:00 is the whole day; from 24:00 to 00:00 is no time at all.
    if start == finish or (start, finish) == (DAY_MINUTES, 0):
        raise BadInput("", "the start and the finish are the same time of day", remedy)
    return Window(start, finish)


def answers_reader(words: tuple[str, ...]) -> Reader:
    """Return a reader of items answered one by one; no item answered reads as unknown."""

    def read(condition: Condition, raw: Any) -> Answers | None:
        if isinstance(raw, list | tuple) and not raw:
            return None
        if not isinstance(raw, Mapping):
            first = next(iter(condition.options))
            remedy = f'Answer item by item, such as {{"{first}": "{words[0]}"}}.'
            raise BadInput("", f"{shown(raw)} does not answer item by item", remedy)
        answers = {}
        for name, answer in raw.items():
            item = read_word(name, condition.options)
            with under(item):
                answers[item] = read_word(answer, words)
        return MappingProxyType(answers) if answers else None

    return read


def read_chosen(condition: Condition, raw: Any) -> tuple[str, ...]:
    """Return the items a client wants, avoids, accepts or has: at least one, each once."""
    remedy = f"Write a list with at least one of: {', '.join(condition.options)}."
    if not isinstance(raw, list | tuple):
        raise BadInput("", f"{shown(raw)} is not a list", remedy)
    if not raw:
        raise BadInput("", "the list is empty", remedy)
    return tuple(dict.fromkeys(read_word(item, condition.options) for item in raw))


def grid_reader(words: tuple[str, ...]) -> Reader:
    """Return a reader of days and parts of days; no cell filled in reads as unknown."""

    def read(_condition: Condition, raw: Any) -> Grid | None:
        if isinstance(raw, list | tuple) and not raw:
            return None
        if not isinstance(raw, Mapping):
            remedy = (
                f'Write days and parts of days, such as {{"mon": {{"morning": "{words[0]}"}}}}.'
            )
            raise BadInput("", f"{shown(raw)} is not a week", remedy)
        grid = {}
        for name, parts in raw.items():
            day = read_word(name, DAYS)
            with under(day):
                cells = _read_parts(words, parts)
            if cells:
                grid[day] = cells
        return MappingProxyType(grid) if grid else None

    return read


def _read_parts(words: tuple[str, ...], raw: Any) -> Mapping[str, str]:
    if not isinstance(raw, Mapping):
        remedy = f'Write parts of the day, such as {{"morning": "{words[0]}"}}.'
        raise BadInput("", f"{shown(raw)} is not a day", remedy)
    cells = {}
    for name, cell in raw.items():
        part = read_word(name, PARTS)
        with under(part):
            cells[part] = read_word(cell, words)
    return MappingProxyType(cells)


def written(value: Value | None) -> Any:
    """Return a vacancy's value, or a client's limit, as it is written in JSON."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, Window):
        return [clock(value.start_min), clock(value.finish_min)]
    if isinstance(value, Mapping):
        return {name: written(inner) for name, inner in value.items()}
    if isinstance(value, tuple):
        return [written(inner) for inner in value]
    return value


def clock(minutes: int) -> str:
    """Return minutes after midnight as a time of day.

    >>> clock(570)
    '09:30'
    """
    return f"{minutes // 60:02}:{minutes % 60:02}"
