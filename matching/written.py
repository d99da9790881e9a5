"""A client's profile and a vacancy as they are written in JSON, read into what the rules need."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from math import isfinite
from sys import intern
from types import MappingProxyType
from typing import Any, Protocol

from matching.bad_input import BadInput, under
from matching.facts import Fact, Point, VacancyFacts, fact_from_json
from matching.fields import check_keys, read_day, read_text, read_texts, shown
from matching.limits import Limit, ProfileFacts, Strength, limit_from_json
from matching.ruled_out import area_key

#: Britain and the sea around it, in metres of the National Grid.
_GRID_METRES = {"easting": 1_000_000, "northing": 1_500_000}

_PROFILE = ("id", "home", "interests", "ruled_out_employers", "ruled_out_areas", "limits")
_VACANCY = ("id", "title", "employer", "posted_on", "closes_on", "place", "conditions")


class Located(Protocol):
    """Where a postcode is: metres of the National Grid, and its outward code."""

    @property
    def easting(self) -> int:
        """Metres east."""

    @property
    def northing(self) -> int:
        """Metres north."""

    @property
    def outward(self) -> str | None:
        """The outward code, such as SO14; None where it is not known."""


#: Returns where a postcode is, or None for one that is not known.
Locate = Callable[[str], Located | None]


def profile_from_json(raw: Any, locate: Locate) -> ProfileFacts:
    """Return a client's profile as read from JSON. Raises BadInput."""
    check_keys(raw, _PROFILE)
    home, _ = _place(raw, "home", locate)
    return ProfileFacts(
        id=read_text(raw, "id") or "",
        home=home,
        interests=read_texts(raw, "interests"),
        ruled_out_employers=read_texts(raw, "ruled_out_employers"),
        ruled_out_areas=_areas(raw),
        limits=_limits(raw.get("limits")),
    )


def vacancy_from_json(raw: Any, locate: Locate) -> VacancyFacts:
    """Return a vacancy as read from JSON. Raises BadInput."""
    check_keys(raw, _VACANCY)
    if not read_text(raw, "id"):
        raise BadInput("id", "the vacancy has none", "Give every vacancy an id of its own.")
    place, outward = _place(raw, "place", locate)
    return VacancyFacts(
        id=raw["id"],  # as written: it is how whoever wrote it finds the vacancy again
        title=read_text(raw, "title") or "",
        employer=read_text(raw, "employer") or "",
        posted_on=read_day(raw, "posted_on"),
        closes_on=read_day(raw, "closes_on"),
        place=place,
        outward=outward,
        conditions=_conditions(raw.get("conditions")),
    )


def _areas(raw: Mapping[str, Any]) -> tuple[str, ...]:
    areas = read_texts(raw, "ruled_out_areas")
    for area in areas:
        if area_key(area) is None:
            remedy = "Write an outward code such as SO45, or its letters alone."
            raise BadInput("ruled_out_areas", f"{shown(area)} is not an outward code", remedy)
    return areas


def _limits(raw: Any) -> tuple[Limit, ...]:
    with under("limits"):
        limits = _object(raw)
        return tuple(limit_from_json(key, limits[key], Strength.MUST) for key in limits)


def _conditions(raw: Any) -> Mapping[str, Fact]:
    with under("conditions"):
        conditions = _object(raw)
        return MappingProxyType(
            {intern(key): fact_from_json(key, conditions[key]) for key in conditions}
        )


def _object(raw: Any) -> Mapping[str, Any]:
    if raw is None:
        return {}
    if not isinstance(raw, Mapping):
        raise BadInput("", f"{shown(raw)} is not an object", "Write one entry for each condition.")
    return raw


def _place(raw: Mapping[str, Any], name: str, locate: Locate) -> tuple[Point | None, str | None]:
    place = raw.get(name)
    if place is None:
        return None, None
    with under(name):
        if isinstance(place, Mapping) and "postcode" in place:
            return _by_postcode(place, locate)
        check_keys(place, tuple(_GRID_METRES))
        return Point(_metres(place, "easting"), _metres(place, "northing")), None


def _by_postcode(place: Mapping[str, Any], locate: Locate) -> tuple[Point | None, str | None]:
    if len(place) > 1:
        remedy = "Give the postcode alone, or the easting and northing."
        raise BadInput("postcode", "the place is given in two ways", remedy)
    postcode = read_text(place, "postcode")
    if not postcode:
        raise BadInput("postcode", "it is blank", "Write it, or leave the place out.")
    located = locate(postcode)
    if located is None:
        return None, None
    return Point(located.easting, located.northing), located.outward


def _metres(place: Mapping[str, Any], name: str) -> int:
    metres, most = place.get(name), _GRID_METRES[name]
    remedy = f"Write whole metres of the National Grid, from 0 to {most}."
    if isinstance(metres, bool) or not isinstance(metres, int | float | Decimal):
        raise BadInput(name, f"{shown(metres)} is not a number", remedy)
    if not isfinite(metres) or not 0 <= metres <= most:
        raise BadInput(name, f"{shown(metres)} is not in Britain", remedy)
    if metres != int(metres):  # 441000.0 is whole, however it is written
        raise BadInput(name, f"{shown(metres)} is not a whole number", remedy)
    return int(metres)
