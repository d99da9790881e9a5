"""What the first meeting asks and offers: ready-made limits to tick, and everyday weights.

Source and status: clients/first_meeting.toml.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from matching.catalogue import CATALOGUE
from matching.limits import Limit, Strength, limit_from_json

_FILE = Path(__file__).resolve().parent.parent / "first_meeting.toml"


@dataclass(frozen=True, slots=True)
class Tick:
    """Something to tick, and the limit that a tick sets."""

    name: str
    words: str
    limit: Limit


@dataclass(frozen=True, slots=True)
class EverydayWeight:
    """Something everybody has lifted, and its weight."""

    words: str
    lift_kg: float


def _tick(raw: Mapping[str, Any]) -> Tick:
    limit = {"usual": raw["usual"], "bad_day": raw.get("bad_day")}
    return Tick(raw["name"], raw["words"], limit_from_json(raw["key"], limit, Strength.IMPORTANT))


_RAW = tomllib.loads(_FILE.read_text())
TROUBLES = tuple(_tick(raw) for raw in _RAW["troubles"])
BAD_DAY_HELPS = tuple(_tick(raw) for raw in _RAW["bad_day_helps"])
EVERYDAY_WEIGHTS = tuple(
    EverydayWeight(raw["words"], raw["kg"]) for raw in _RAW["everyday_weights"]
)
CAPPED_HOURS: tuple[int, int] = (_RAW["capped_hours"]["least"], _RAW["capped_hours"]["most"])


def is_capped(limits: Mapping[str, Limit]) -> bool:
    """Whether the most hours a week to start with are the 15 or 16 that ask why."""
    hours = limits.get("hours_week")
    if hours is None:
        return False
    most: Any = hours.usual[1]  # type: ignore[index]  # a range: fewest, most
    return bool(CAPPED_HOURS[0] <= most <= CAPPED_HOURS[1])


def ticked(ticks: Sequence[Tick], limits: Mapping[str, Limit]) -> list[str]:
    """The names of those ticks that these limits already speak of."""
    return [tick.name for tick in ticks if _is_ticked(tick, limits)]


def with_ticks(
    ticks: Sequence[Tick], limits: Mapping[str, Limit], names: Collection[str]
) -> dict[str, Limit]:
    """The limits after ticking exactly these.

    A limit that was already there is left as it is: a tick asks less than it says. Of a list of
    things to avoid, only what the tick names comes and goes.
    """
    kept = dict(limits)
    for tick in ticks:
        is_ticked = _is_ticked(tick, kept)
        if tick.name in names and not is_ticked:
            kept[tick.limit.key] = _with(tick, kept.get(tick.limit.key))
        elif is_ticked and tick.name not in names:
            left = _without(tick, kept.pop(tick.limit.key))
            kept |= {tick.limit.key: left} if left else {}
    return kept


def _is_ticked(tick: Tick, limits: Mapping[str, Limit]) -> bool:
    limit = limits.get(tick.limit.key)
    if limit is None or not isinstance(tick.limit.usual, tuple):
        return limit is not None
    return set(tick.limit.usual) <= set(_items(limit.usual))


def _with(tick: Tick, limit: Limit | None) -> Limit:
    if limit is None:
        return tick.limit
    bad_day = limit.bad_day and _joined(tick, limit.bad_day)
    return replace(limit, usual=_joined(tick, limit.usual), bad_day=bad_day)


def _without(tick: Tick, limit: Limit) -> Limit | None:
    if not isinstance(tick.limit.usual, tuple):
        return None
    usual, bad_day = _parted(tick, limit.usual), _parted(tick, limit.bad_day)
    # What is to be avoided on a bad day only is still to be avoided.
    return (
        replace(limit, usual=usual or bad_day, bad_day=bad_day or None)
        if usual or bad_day
        else None
    )


def _joined(tick: Tick, value: Any) -> tuple[str, ...]:
    return _in_order(tick, {*_items(tick.limit.usual), *_items(value)})


def _parted(tick: Tick, value: Any) -> tuple[str, ...]:
    return _in_order(tick, {*_items(value)} - {*_items(tick.limit.usual)})


def _in_order(tick: Tick, items: Collection[str]) -> tuple[str, ...]:
    return tuple(item for item in CATALOGUE[tick.limit.key].options if item in items)


def _items(value: Any) -> tuple[str, ...]:
    return value or ()
