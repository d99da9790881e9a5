"""A place, and how far apart two places are."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import hypot


class Precision(StrEnum):
    """How exactly a place is known: to the postcode, its district, or given coordinates."""

    POSTCODE = "postcode"
    OUTWARD = "outward"
    COORDINATES = "coordinates"


@dataclass(frozen=True, slots=True)
class Located:
    """A place on the National Grid: metres east and north, and its outward code where known."""

    easting: int
    northing: int
    outward: str | None
    precision: Precision


def distance_km(one: Located, other: Located) -> float:
    """Straight-line kilometres: National Grid coordinates are metres, so Pythagoras will do.

    >>> here = Located(442294, 112126, "SO14", Precision.POSTCODE)
    >>> there = Located(445294, 116126, "SO18", Precision.POSTCODE)
    >>> distance_km(here, there)
    5.0
    """
    return hypot(one.easting - other.easting, one.northing - other.northing) / 1000
