"""How a limit, and how firm it is, reads on a page."""

from __future__ import annotations

from matching.catalogue import CATALOGUE, Kind
from matching.limits import Limit, Strength
from matching.wording import in_words, limit_in_words

STRENGTH_WORDS = {
    Strength.NICE: "would be nice",
    Strength.IMPORTANT: "important",
    Strength.MUST: "I cannot",
}

TRAVEL_WORDS = {
    "walk": "on foot",
    "bus": "by bus",
    "train": "by train",
    "car": "by own car",
    "lift": "with a lift from somebody",
    "bike": "by bike",
}

CAPPED_WORDS = {"health": "health", "benefits": "benefits"}


def hours_words(hours: tuple[float, float]) -> str:
    """The fewest and the most hours: "16 to 20 hours", or "16 hours" where they are the same."""
    fewest, most = hours
    return f"{most:g} hours" if fewest == most else f"{fewest:g} to {most:g} hours"


def value_words(key: str, value: object) -> str:
    """A limit's value in words, without how firm it is."""
    condition = CATALOGUE[key]
    say = limit_in_words if condition.kind is Kind.GRID else in_words
    return say(condition, value)


def limit_words(key: str, limit: Limit | None) -> str:
    """A limit in words: usual, on a bad day, and how strongly."""
    if limit is None:
        return "not asked yet"
    bad_day = "" if limit.bad_day is None else f", bad day {value_words(key, limit.bad_day)}"
    return f"{value_words(key, limit.usual)}{bad_day}, {STRENGTH_WORDS[limit.strength]}"
