"""Which employers around a client are asked for; pure."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from matching.facts import Point

KM_AT_FIRST = Decimal(15)
ROWS_AT_FIRST = 25


@dataclass(frozen=True, slots=True)
class NearbyQuestion:
    """Around where, how far, which sector, what was arranged before, how many rows.

    `no_place` asks for employers of whom no place is known.
    """

    around: Point | None
    km: Decimal = KM_AT_FIRST
    sector: str = ""
    precedent: str = ""
    rows: int = ROWS_AT_FIRST
    no_place: bool = False
