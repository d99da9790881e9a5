"""What vacancies of a made-up market say: every distinct fact of each condition, and how often."""

from itertools import product

import numpy as np

from matching.catalogue import CATALOGUE, Kind
from matching.values import DAYS, PARTS

NEGOTIABLE = {"unknown": 0.55, "no": 0.15, "maybe": 0.2, "yes": 0.1}
SOURCES = {"advert": 0.72, "employer": 0.14, "esw_seen": 0.09, "inferred": 0.05}
KEYS = tuple(key for key, condition in CATALOGUE.items() if condition.kind is not Kind.PLACE)

_NUMBERS = {
    "on_feet_pct": range(101),
    "on_feet_stretch_min": range(0, 485, 5),
    "sit_stretch_min": range(0, 485, 5),
    "lift_max_kg": [step / 2 for step in range(101)],
    "shift_max_h": [step / 4 for step in range(8, 57)],
    "days_week_max": [step / 2 for step in range(2, 15)] + [3.2, 4.8, 5.25, 6.75, 2.25, 2.75, 3.75],
    "consecutive_days_max": range(1, 22),
    "start_flex_min": range(0, 305, 5),
    "rota_notice_days": range(61),
    "short_notice_days": [step / 2 for step in range(41)],
    "phased_start_weeks": range(27),
    "transit_walk_min": range(61),
    "pay_hourly": [(1221 + step * 3) / 100 for step in range(600)],
    "guaranteed_hours": [step / 4 for step in range(193)],
}
_ANSWERS = ("yes", "no", "arrange")
_LISTS = 50
_WEEKS = 60


def distinct_values(key: str, random: np.random.Generator) -> tuple[list, np.ndarray]:
    """Return the distinct values of one condition, as JSON has them, and the share of each."""
    values = _values(key, random)
    weights = random.gamma(1.2, size=len(values)) + 0.05
    return values, weights / weights.sum()


def distinct_facts(values: list) -> list[dict]:
    """Return every fact those values make: each value, with each answer, from each source."""
    return [
        {"value": value, "negotiable": answer, "source": source}
        for value, answer, source in product(values, NEGOTIABLE, SOURCES)
    ]


def _values(key: str, random: np.random.Generator) -> list:
    condition = CATALOGUE[key]
    options = list(condition.options)
    match condition.kind:
        case Kind.SCALE | Kind.CHOICE:
            return options
        case Kind.NUMBER:
            return list(_NUMBERS[key])
        case Kind.RANGE:
            return _ranges()
        case Kind.WINDOW:
            return _windows()
        case Kind.GRID:
            return _distinct(_week, random, _WEEKS)
        case Kind.HOLDS:
            words = ("required", "desirable")
            return _distinct(lambda at: _answers(at, options, words), random, _LISTS)
    return _distinct(lambda at: _answers(at, options, _ANSWERS), random, _LISTS)


def _ranges() -> list:
    lows = [4, 8, 10, 12, 15, 16, 18, 20, 22.5, 24, 25, 30, 32, 35, 36, 37, 37.5, 38, 39, 40]
    return [[low, low + more] for low in lows for more in (0, 1.5, 2, 4, 5, 7.5, 8, 10, 12, 20)]


def _windows() -> list:
    def clock(minutes: int) -> str:
        return f"{minutes // 60 % 24:02}:{minutes % 60:02}"

    starts = [*range(300, 720, 30), 840, 960, 1080, 1200, 1320, 1380, 0, 120]
    lengths = (240, 300, 360, 450, 480, 510, 600)
    return [[clock(start), clock(start + length)] for start in starts for length in lengths]


def _distinct(make, random: np.random.Generator, many: int) -> list:
    found = {}
    while len(found) < many:
        value = make(random)
        if value:
            found.setdefault(repr(sorted(value.items())), value)
    return list(found.values())


def _answers(random: np.random.Generator, options: list[str], words: tuple[str, ...]) -> dict:
    known = random.random(len(options)) < random.uniform(0.15, 0.8)
    picked = random.integers(0, len(words), len(options))
    return {
        option: words[word]
        for option, is_known, word in zip(options, known, picked, strict=True)
        if is_known
    }


def _week(random: np.random.Generator) -> dict:
    days = [day for at, day in enumerate(DAYS) if random.random() < (0.8 if at < 5 else 0.3)]
    shares = (0.8, 0.8, 0.25, 0.1)
    parts = [part for part, share in zip(PARTS, shares, strict=True) if random.random() < share]
    words = ("needed", "could", "no")
    odds = (0.7, 0.2, 0.1) if random.random() < 0.6 else (0.0, 0.8, 0.2)
    week = {day: {part: words[random.choice(3, p=odds)] for part in parts} for day in days}
    return {day: cells for day, cells in week.items() if cells}
