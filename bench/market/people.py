"""Clients of a made-up market: one we always ask for, and any number of varied ones."""

import numpy as np

from bench.market.facts import KEYS, distinct_values
from bench.market.places import postcodes
from bench.market.titles import distinct_titles
from matching.catalogue import CATALOGUE, Condition, Kind
from matching.facts import Point
from matching.limits import Limit, ProfileFacts, Strength, is_looser, limit_from_json
from matching.values import DAYS, PARTS

_MUST, _IMPORTANT, _NICE = Strength.MUST, Strength.IMPORTANT, Strength.NICE
_WEEK = {
    "sat": dict.fromkeys(PARTS, "cannot"),
    "sun": dict.fromkeys(PARTS, "cannot"),
    "fri": {"evening": "rather_not", "night": "cannot"},
    "mon": {"morning": "rather_not", "night": "cannot"},
    **{day: {"night": "cannot"} for day in ("tue", "wed", "thu")},
}
_THE_LIMITS = (
    ("location", 15, 8, _MUST),
    ("on_feet_pct", 50, 30, _MUST),
    ("lift_max_kg", 10, 5, _MUST),
    ("sit_choice", "seat_available", None, _MUST),
    ("hours_week", [8, 24], [8, 16], _MUST),
    ("time_window", ["09:00", "17:00"], ["09:30", "16:00"], _MUST),
    ("week_pattern", _WEEK, None, _MUST),
    ("exposures", ["cold", "outdoors"], None, _MUST),
    ("requirements", ["experience", "food_hygiene"], None, _MUST),
    ("contract", ["permanent", "fixed"], ["permanent"], _IMPORTANT),
    ("pay_hourly", 12.6, None, _IMPORTANT),
    ("flex_types", ["part_time", "flexitime", "self_roster"], ["part_time", "flexitime"], _NICE),
)


def the_client(home: tuple[int, int]) -> ProfileFacts:
    """Return a client of twelve limits, nine of them musts, who would travel 15 km."""
    return ProfileFacts(
        id="the client",
        home=Point(*home),
        interests=("kitchen assistant", "library assistant"),
        limits=tuple(
            limit_from_json(
                key, {"usual": usual, "bad_day": bad, "strength": strength.value}, _MUST
            )
            for key, usual, bad, strength in _THE_LIMITS
        ),
    )


def clients(many: int, seed: int) -> list[ProfileFacts]:
    """Return varied clients at real postcodes: 4 to 20 limits of every kind and strength."""
    random = np.random.default_rng(seed)
    where = postcodes()
    titles = distinct_titles(400, random)
    return [_somebody(number, random, where, titles) for number in range(many)]


def _somebody(number: int, random: np.random.Generator, where, titles) -> ProfileFacts:
    at = random.integers(len(where.eastings))
    keys = random.permutation(KEYS)[: random.integers(3, 20)].tolist()
    outward = where.outward_codes[where.outwards[at]]
    return ProfileFacts(
        id=f"client {number}",
        home=None
        if number % 17 == 16
        else Point(int(where.eastings[at]), int(where.northings[at])),
        interests=tuple(random.choice(titles, random.integers(0, 4), replace=False).tolist()),
        ruled_out_employers=("Ash Care 1 Ltd", "brook care 2") if number % 4 == 1 else (),
        ruled_out_areas=(outward, "E") if number % 5 == 2 else (),
        limits=tuple(_limit(key, random) for key in ("location", *keys)),
    )


def _limit(key: str, random: np.random.Generator) -> Limit:
    condition = CATALOGUE[key]
    usual = _wanted(condition, random)
    bad_day = _wanted(condition, random) if random.random() < 0.5 else None
    firm = random.choice(["must", "important", "nice"], p=[0.6, 0.25, 0.15])
    strength = "important" if condition.staff_only else str(firm)
    limit = limit_from_json(key, {"usual": usual, "strength": strength}, _MUST)
    if bad_day is None or not condition.has_bad_day:
        return limit
    tighter = limit_from_json(key, {"usual": bad_day, "strength": strength}, _MUST)
    if is_looser(condition, tighter.usual, limit.usual):
        limit, tighter = tighter, limit
    if is_looser(condition, tighter.usual, limit.usual):
        return limit
    return Limit(key, limit.usual, tighter.usual, limit.strength)


def _wanted(condition: Condition, random: np.random.Generator) -> object:
    options = list(condition.options)
    if condition.kind is Kind.PLACE:
        return float(random.choice([0, 2, 5, 7.5, 8, 12, 15, 20, 40, 60]))
    if condition.kind is Kind.GRID:
        return {day: _parts(random) for day in DAYS}
    if condition.kind in (Kind.ITEMS, Kind.CHOICE, Kind.HOLDS):
        most = max(2, len(options) - 1)
        return random.permutation(options)[: random.integers(1, most)].tolist()
    values, _shares = distinct_values(condition.key, random)
    return values[random.integers(len(values))]


def _parts(random: np.random.Generator) -> dict[str, str]:
    words = random.choice(["can", "rather_not", "cannot"], len(PARTS), p=[0.7, 0.15, 0.15])
    return dict(zip(PARTS, words.tolist(), strict=True))
