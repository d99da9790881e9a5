"""What is known of a vacancy: each condition's value, who says so, and what could give way."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from matching.bad_input import BadInput, under
from matching.catalogue import CATALOGUE, Condition, Kind
from matching.fields import check_keys, one_of, read_choice, read_day, short
from matching.values import (
    HOLDS_ANSWERS,
    ITEM_ANSWERS,
    ROLE_CELLS,
    Reader,
    Value,
    answers_reader,
    grid_reader,
    read_number,
    read_range,
    read_scale,
    read_window,
    written,
)

__all__ = [
    "BadInput",
    "Fact",
    "Negotiable",
    "Point",
    "Source",
    "VacancyFacts",
    "fact_from_json",
    "fact_to_json",
    "value_from_json",
    "value_to_json",
]


class Negotiable(StrEnum):
    """Whether the employer would change a condition."""

    YES = "yes"
    MAYBE = "maybe"
    NO = "no"
    UNKNOWN = "unknown"


class Source(StrEnum):
    """Who says so. What was inferred is shown as likely, and counts as unknown."""

    EMPLOYER = "employer"
    ESW_SEEN = "esw_seen"
    ADVERT = "advert"
    INFERRED = "inferred"


#: Other ways the sources are written down.
_ALSO_WRITTEN = {"seen by ESW": Source.ESW_SEEN, "seen_by_esw": Source.ESW_SEEN}


@dataclass(frozen=True, slots=True)
class Point:
    """A place on the National Grid, in whole metres."""

    easting: int
    northing: int


@dataclass(frozen=True, slots=True)
class Fact:
    """One condition of a vacancy, as far as anybody has said; a value of None is unknown."""

    value: Value | None
    negotiable: Negotiable = Negotiable.UNKNOWN
    source: Source = Source.ADVERT
    as_of: date | None = None

    @property
    def known(self) -> bool:
        """Whether somebody has said so, rather than nobody or only a guess."""
        return self.value is not None and self.source is not Source.INFERRED


@dataclass(frozen=True, slots=True)
class VacancyFacts:
    """One vacancy, as the rules need it; ``outward`` is the outward code of its postcode."""

    id: str
    title: str = ""
    employer: str = ""
    posted_on: date | None = None
    closes_on: date | None = None
    place: Point | None = None
    outward: str | None = None
    conditions: Mapping[str, Fact] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def remote(self) -> bool:
        """Whether the work is known to be done wholly from home, so that distance falls away."""
        fact = self.conditions.get("work_mode")
        return fact is not None and fact.value == "remote" and fact.known


_READERS: Mapping[Kind, Reader] = {
    Kind.SCALE: read_scale,
    Kind.NUMBER: read_number,
    Kind.ITEMS: answers_reader(ITEM_ANSWERS),
    Kind.RANGE: read_range,
    Kind.WINDOW: read_window,
    Kind.GRID: grid_reader(ROLE_CELLS),
    Kind.CHOICE: read_scale,
    Kind.HOLDS: answers_reader(HOLDS_ANSWERS),
}


def known_condition(key: str) -> Condition:
    """Return the condition of that key. Raises BadInput for a key there is not."""
    condition = CATALOGUE.get(key)
    if condition is None:
        near = get_close_matches(key[:60], CATALOGUE, n=1)
        remedy = f"Did you mean {near[0]}?" if near else one_of(CATALOGUE)
        raise BadInput(short(key), "there is no such condition", remedy)
    return condition


def value_from_json(key: str, raw: Any) -> Value | None:
    """Return a vacancy's value as read from JSON; None is unknown. Raises BadInput."""
    condition = known_condition(key)
    with under(key):
        return _value(condition, raw)


def value_to_json(key: str, value: Value | None) -> Any:
    """Return a vacancy's value, or a client's limit, as it is written in JSON."""
    known_condition(key)
    return written(value)


def _value(condition: Condition, raw: Any) -> Value | None:
    if condition.kind is Kind.PLACE:
        remedy = 'Give the place of work as the vacancy\'s "place".'
        raise BadInput("", "where a vacancy is comes from its place", remedy)
    return None if raw is None else _READERS[condition.kind](condition, raw)


def fact_from_json(key: str, raw: Any) -> Fact:
    """Return what is known of one condition, as read from JSON. Raises BadInput."""
    condition = known_condition(key)
    with under(key):
        if raw is None:
            return Fact(_value(condition, None))
        check_keys(raw, ("value", "negotiable", "source", "as_of"))
        with under("value"):
            value = _value(condition, raw.get("value"))
        return Fact(value, _negotiable(raw), _source(raw), read_day(raw, "as_of"))


def _negotiable(raw: Mapping[str, Any]) -> Negotiable:
    return read_choice(raw, "negotiable", Negotiable) or Negotiable.UNKNOWN


def _source(raw: Mapping[str, Any]) -> Source:
    written_so = raw.get("source")
    if isinstance(written_so, str) and written_so in _ALSO_WRITTEN:
        return _ALSO_WRITTEN[written_so]
    return read_choice(raw, "source", Source) or Source.ADVERT


def fact_to_json(key: str, fact: Fact) -> dict[str, Any]:
    """Return what is known of one condition, as it is written in JSON."""
    return {
        "value": value_to_json(key, fact.value),
        "negotiable": fact.negotiable.value,
        "source": fact.source.value,
        "as_of": fact.as_of.isoformat() if fact.as_of else None,
    }
