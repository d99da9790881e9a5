"""What ticking a trouble in the first meeting means, and what everyday things weigh."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from matching.limits import Limit, Strength, limit_from_json

_FILE = Path(__file__).resolve().parent.parent / "first_meeting.toml"


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something to tick, and the limit that a tick sets."""

    name: str
    words: str
    limit: Limit


@dataclass(frozen=True, slots=True)
class EverydayWeight:
    """Something everybody has lifted, and its weight."""

    words: str
    lift_kg: float


def _read() -> dict[str, Any]:
    return tomllib.loads(_FILE.read_text())


def _trouble(raw: Mapping[str, Any]) -> Trouble:
    limit = limit_from_json(raw["key"], {"usual": raw["usual"]}, Strength.IMPORTANT)
    return Trouble(raw["name"], raw["words"], limit)


_RAW = _read()
TROUBLES = tuple(_trouble(raw) for raw in _RAW["troubles"])
EVERYDAY_WEIGHTS = tuple(
    EverydayWeight(raw["words"], raw["kg"]) for raw in _RAW["everyday_weights"]
)


def ticked(limits: Mapping[str, Limit]) -> list[str]:
    """The names of the troubles that these limits speak of."""
    return [trouble.name for trouble in TROUBLES if trouble.limit.key in limits]


def with_troubles(limits: Mapping[str, Limit], names: Collection[str]) -> dict[str, Limit]:
    """The limits after ticking exactly these troubles.

    A limit that was already there is left as it is: a tick asks less than it says.
    """
    kept = dict(limits)
    for trouble in TROUBLES:
        if trouble.name in names:
            kept.setdefault(trouble.limit.key, trouble.limit)
        else:
            kept.pop(trouble.limit.key, None)
    return kept
