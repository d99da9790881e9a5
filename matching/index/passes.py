"""One pass over the index for one client: what every vacancy comes to, and what was counted.

A limit is a table from fact numbers to packed sums; the pass gathers and adds. It reads stretches
short enough to stay in the processor's cache.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from math import ceil
from typing import Any

import numpy as np

from matching.index import tables as packed_as
from matching.index.index import Index
from matching.index.nearness import squared_from, within
from matching.index.segments import Rows, Segment
from matching.index.sums import Counts, Sums
from matching.index.tables import LIMITS_MOST, Table
from matching.index.vocabulary import Numbers
from matching.limits import ProfileFacts
from matching.verdict import Outcome
from matching.weights import CURRENT, Weights


@dataclass(frozen=True, slots=True)
class Asking:
    """What a pass is made for.

    `area_km`: read only what is so near home, and what may suit from anywhere (None: everything).
    `counted`: whether outcomes are counted for each limit. `arranged`: the limit that is taken
    as met wherever that could be arranged.
    """

    profile: ProfileFacts
    today: date
    weights: Weights = CURRENT
    area_km: Decimal | None = None
    counted: bool = True
    arranged: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """One segment as a pass read it: which rows, and what each comes to.

    `squared` are the squares of the distances from home, in metres; UNKNOWN where not known.
    `journey` are the numbers of the fits of those distances, where there is a limit on them.
    """

    rows: Rows
    sums: Numbers
    squared: Numbers
    journey: Numbers | None

    def __len__(self) -> int:
        return len(self.sums)

    def column(self, name: str) -> Numbers:
        """One plain column of the rows read."""
        return self.rows.of(getattr(self.rows.segment, name))

    def facts(self, key: str) -> Numbers:
        """The numbers of the facts of one condition."""
        return self.rows.of(self.rows.segment.facts[key])

    @property
    def order(self) -> Numbers:
        """Musts in conflict and cost as one number: the smaller the better."""
        return np.asarray(self.sums >> packed_as.COST_AT)

    def order_at(self, places: Numbers) -> Numbers:
        """The same of some of the rows."""
        return np.asarray(self.sums.take(places) >> packed_as.COST_AT)

    @property
    def conflicts(self) -> Numbers:
        """How many musts are in conflict."""
        return np.asarray(self.sums >> packed_as.CONFLICT_AT)

    @property
    def unknowns(self) -> Numbers:
        """How many musts are unknown."""
        return _count(self.sums, packed_as.UNKNOWN_AT)

    @property
    def open_points(self) -> Numbers:
        """How many musts do not meet."""
        return self.conflicts + self.unknowns + _count(self.sums, packed_as.CHANGE_AT)

    @property
    def important(self) -> Numbers:
        """How many important limits are in conflict."""
        return _count(self.sums, packed_as.IMPORTANT_AT)


def _count(sums: Numbers, at: int) -> Numbers:
    return np.asarray((sums >> at) & LIMITS_MOST)


@dataclass(frozen=True, slots=True)
class Pass:
    """What one pass found. `outcomes` counts, for each limit, what it found where."""

    asking: Asking
    index: Index
    parts: Sequence[Part]
    outcomes: Mapping[str, Mapping[Outcome, int]]
    ruled_out: int
    tables: Mapping[str, Table]

    @property
    def total(self) -> int:
        """How many vacancies were read."""
        return sum(map(len, self.parts))


def run(index: Index, asking: Asking) -> Pass:
    """Read every visible vacancy of the index, or of an area, for one client."""
    profile, weights = asking.profile, asking.weights
    if len(profile.limits) >= LIMITS_MOST:
        raise ValueError("more limits than there are conditions")
    limits = {limit.key: limit for limit in profile.limits}
    far = limits.pop("location", None)
    journey = index.journeys.of(far, weights) if far is not None else None
    tables = {
        key: index.tables.of(limit, index.known[key], weights) for key, limit in limits.items()
    }
    if asking.arranged in tables:
        tables[asking.arranged] = tables[asking.arranged].arranged()
    if journey is not None and asking.arranged == "location":
        journey = replace(journey, table=journey.table.arranged())
    counts = Counts(profile)
    parts = []
    for segment, gone in index.parts:
        if len(segment):
            rows, squared = _rows(segment, gone, asking)
            sums = Sums(index, profile, weights, rows)
            counted = counts if asking.counted else None
            fits = None if journey is None else sums.add_distance(journey, squared, counted)
            sums.add_limits(tables, counted)
            counts.ruled_out += sums.add_ruled_out()
            sums.add_interest()
            parts.append(Part(rows, sums.taken(), squared, fits))
    if journey is not None:
        tables["location"] = journey.table
    return Pass(asking, index, parts, counts.by_outcome(), counts.ruled_out, tables)


def _rows(segment: Segment, gone: Numbers | None, asking: Asking) -> tuple[Rows, Numbers]:
    """The rows to be read, with the squares of their distances from home."""
    home, reach = asking.profile.home, asking.area_km
    if home is None or reach is None:
        rows = _open(segment.all_rows(), gone, asking.today)
        return rows, squared_from(home, rows)
    rows = _open(segment.rows_near(home, ceil(reach * 1000)), gone, asking.today)
    squared = squared_from(home, rows)
    # Where the place is not known, or does not matter, the square is less than nothing.
    inside = squared <= within(reach)
    return rows.where(inside), squared[inside]


def _open(rows: Rows, gone: Numbers | None, today: date) -> Rows:
    """Those of these rows that are visible on that day."""
    visible: Any = rows.of(rows.segment.closes) >= today.toordinal()
    if gone is not None:
        visible &= ~rows.of(gone)
    return rows if visible.all() else rows.where(visible)
