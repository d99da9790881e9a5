"""What each finding costs, and what still counts as near: dated configuration.

The figures live in ``weights.toml``, every version with the day it starts, its source and its
status. A shortlist that was acted on keeps the version it was made with.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Context, Decimal
from pathlib import Path
from types import MappingProxyType
from typing import Any

#: Wide enough that adding a tolerance to any number we accept is exact.
EXACT = Context(prec=800)


@dataclass(frozen=True, slots=True)
class Tolerance:
    """How far beyond the usual limit a value may lie and still be a near miss (inclusive)."""

    amount: Decimal
    share: Decimal | None = None

    def beyond(self, usual: Decimal) -> Decimal:
        """Return the tolerance for one limit, in the unit of that limit.

        >>> Tolerance(Decimal(3), Decimal("0.25")).beyond(Decimal(10))
        Decimal('2.50')
        """
        if self.share is None:
            return self.amount
        return min(self.amount, EXACT.multiply(usual, self.share))


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """One dated version of every figure the matching rules use; each is equal to itself alone."""

    version: str
    from_on: date
    source: str
    status: str
    costs: Mapping[str, Mapping[str, int]]
    interest_points_each: int
    interest_rank_thousandths: tuple[int, ...]
    travel_most: int
    ring_today_most: int
    few_questions_most: int
    help_with_travel_times: Decimal
    can_be_had: frozenset[str]
    tolerances: Mapping[str, Tolerance]

    def rank_thousandths(self, rank: int) -> int:
        """Return what a wanted job counts for, in thousandths, by its rank (0 is first)."""
        return self.interest_rank_thousandths[min(rank, len(self.interest_rank_thousandths) - 1)]


def _tolerance(entry: Mapping[str, Any]) -> Tolerance:
    share = entry.get("share")
    return Tolerance(Decimal(entry["amount"]), None if share is None else Decimal(share))


def _weights(entry: Mapping[str, Any]) -> Weights:
    return Weights(
        version=entry["version"],
        from_on=entry["from"],
        source=entry["source"],
        status=entry["status"],
        costs=MappingProxyType(
            {name: MappingProxyType(row) for name, row in entry["costs"].items()}
        ),
        interest_points_each=entry["interest"]["points_each"],
        interest_rank_thousandths=tuple(entry["interest"]["rank_thousandths"]),
        travel_most=entry["travel"]["most"],
        ring_today_most=entry["groups"]["ring_today"],
        few_questions_most=entry["groups"]["few_questions"],
        help_with_travel_times=Decimal(entry["doors"]["help_with_travel_times"]),
        can_be_had=frozenset(entry["holds"]["can_be_had"]),
        tolerances=MappingProxyType(
            {key: _tolerance(tolerance) for key, tolerance in entry["tolerances"].items()}
        ),
    )


def _versions() -> tuple[Weights, ...]:
    text = Path(__file__).with_name("weights.toml").read_text(encoding="utf-8")
    entries = tomllib.loads(text, parse_float=Decimal)["versions"]
    return tuple(sorted(map(_weights, entries), key=lambda weights: weights.from_on))


#: Every version there has been, oldest first.
VERSIONS = _versions()

#: The newest version: what a search uses unless it is told another.
CURRENT = VERSIONS[-1]


def in_force(on: date) -> Weights:
    """Return the version that applied on a day; the oldest one for any day before it."""
    started = [weights for weights in VERSIONS if weights.from_on <= on]
    return started[-1] if started else VERSIONS[0]


def version(name: str) -> Weights:
    """Return the version of that name, to work an earlier shortlist out again.

    Raises KeyError for a name there has never been.
    """
    return {weights.version: weights for weights in VERSIONS}[name]
