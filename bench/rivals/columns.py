"""A market as typed columns, chosen for the one question; every rival stores these.

A single value is ``4 * value + answer``, so one comparison tests the value and two bits say
whether the employer would change it: numbers in hundredths, steps of a scale, minutes. Items are
one bit for each answer to each item. What nobody has said, or only guessed, is NULL. Rows stand in
order of place, in strips of 2 km from south to north; ``standing`` is where a row comes among all
if nothing but closing day, posting day and the id, as text, told them apart.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from bench.market import Market
from matching.catalogue import CATALOGUE, Condition, Kind
from matching.employer_names import employer_key
from matching.facts import fact_from_json
from matching.values import DAYS, PARTS
from places.postcodes import area_of

ANSWERS = {"unknown": 0, "no": 1, "maybe": 2, "yes": 3}
CELL_METRES = 2000
STRIP = 1000
ANYWHERE = -1
NULL = -(2**31)
_NEVER = 10**9


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, and its values, NULL where there is none."""

    name: str
    values: np.ndarray


class Table:
    """The rows of a market in order of place; work done anywhere, or nobody knows where, first."""

    def __init__(self, market: Market) -> None:
        self.market = market
        self.conditions = [
            column for key in market.codes for column in _condition_columns(market, key)
        ]
        self.remote = _remote(market)
        self.cells = cells(market.eastings, market.northings)
        self.cells[self.remote | ~market.placed] = ANYWHERE
        self.order = np.lexsort((market.northings, market.eastings, self.cells))

    @cached_property
    def columns(self) -> list[Column]:
        """Every column, in order of place."""
        market = self.market
        fixed = {
            "cell": self.cells,
            "standing": _standing(market),
            "easting": market.eastings,
            "northing": market.northings,
            "remote": self.remote.astype(np.int8),
            "title": market.titles,
            "employer": market.employers,
            "outward": market.outwards,
            "id": market.ids,
        }
        own = [Column(name, values) for name, values in fixed.items()]
        return [Column(each.name, each.values[self.order]) for each in (*own, *self.conditions)]

    @property
    def types(self) -> dict[str, int]:
        """Bytes each column needs."""
        return {each.name: _width(each.values) for each in self.columns}

    @cached_property
    def employer_numbers(self) -> dict[str, list[int]]:
        """The employers of each name, as names are compared."""
        found: dict[str, list[int]] = {}
        for number, name in enumerate(self.market.employer_names):
            found.setdefault(employer_key(name), []).append(number)
        return found

    @cached_property
    def outward_numbers(self) -> dict[str, list[int]]:
        """The outward codes under each name they can be ruled out by: their own, their letters."""
        found: dict[str, list[int]] = {}
        for number, code in enumerate(self.market.outward_codes):
            for name in {code, area_of(code)}:
                found.setdefault(name, []).append(number)
        return found


def cells(eastings: np.ndarray, northings: np.ndarray) -> np.ndarray:
    """Return the cell of each place: the strip it lies in, and how far up."""
    return (eastings // CELL_METRES * STRIP + northings // CELL_METRES).astype(np.int32)


def hundredths(value: object) -> int:
    return round(float(value) * 100)


def steps(condition: Condition) -> dict[str, int]:
    """Return the number of every option: a step of a scale, or the bit of an item."""
    return {option: at for at, option in enumerate(condition.options)}


def mask(items, numbers: dict[str, int]) -> int:
    return sum(1 << numbers[item] for item in items)


def week_mask(week, state: str) -> int:
    """Return the cells of a week in that state, one bit each."""
    return sum(
        1 << (DAYS.index(day) * len(PARTS) + PARTS.index(part))
        for day, parts in week.items()
        for part, cell in parts.items()
        if cell == state
    )


def _condition_columns(market: Market, key: str) -> list[Column]:
    condition = CATALOGUE[key]
    names = (key, f"{key}_2") if condition.kind in _TWO else (key,)
    table = np.full((len(market.facts[key]) + 1, len(names)), NULL, dtype=np.int32)
    for code, raw in enumerate(market.facts[key], start=1):
        fact = fact_from_json(key, raw)
        if fact.known:
            table[code] = _packed(condition, fact.value, ANSWERS[fact.negotiable.value])
    return [Column(name, table[market.codes[key], at]) for at, name in enumerate(names)]


_TWO = (Kind.RANGE, Kind.WINDOW, Kind.GRID)


def _packed(condition: Condition, value, answer: int) -> tuple[int, ...]:
    match condition.kind:
        case Kind.NUMBER:
            return (4 * hundredths(value) + answer,)
        case Kind.RANGE:
            return 4 * hundredths(value[0]) + answer, hundredths(value[1])
        case Kind.WINDOW:
            return 4 * value.start_min + answer, value.end_min
        case Kind.GRID:
            return 4 * week_mask(value, "needed") + answer, week_mask(value, "could")
        case Kind.ITEMS:
            return (_item_bits(condition, value, ("yes", "no", "arrange")),)
        case Kind.HOLDS:
            return (_item_bits(condition, value, ("required",)),)
    return (4 * steps(condition)[value] + answer,)


def _item_bits(condition: Condition, answers, words: tuple[str, ...]) -> int:
    numbers = steps(condition)
    return sum(
        mask([item for item, said in answers.items() if said == word], numbers)
        << (at * len(numbers))
        for at, word in enumerate(words)
    )


def _remote(market: Market) -> np.ndarray:
    facts = [fact_from_json("work_mode", raw) for raw in market.facts["work_mode"]]
    remote = [False, *(fact.known and fact.value == "remote" for fact in facts)]
    return np.array(remote)[market.codes["work_mode"]]


def _standing(market: Market) -> np.ndarray:
    """Return the place of each row by soonest closing, newest, and id as text."""
    closes = np.where(market.closes_on == 0, _NEVER, market.closes_on)
    order = np.lexsort((market.ids.astype("U"), -market.posted_on, closes))
    standing = np.empty(len(market), dtype=np.int32)
    standing[order] = np.arange(len(market), dtype=np.int32)
    return standing


def _width(values: np.ndarray) -> int:
    known = values[values != NULL]
    most = int(np.abs(known).max(initial=0))
    return 1 if most < 2**7 else 2 if most < 2**15 else 4
