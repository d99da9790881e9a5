"""What would open more doors, counted over a whole pass at once; matching.doors has the rules."""

from __future__ import annotations

import numpy as np

from matching.doors import Door, best_doors, may_open
from matching.index.passes import Part, Pass
from matching.index.tables import CONFLICT, Table
from matching.index.vocabulary import Numbers

__all__ = ["Door", "doors"]


def doors(found: Pass) -> tuple[Door, ...]:
    """Return what would open most, best first, as matching.doors says it vacancy by vacancy."""
    limits = [limit.key for limit in found.asking.profile.limits if may_open(limit)]
    more = dict.fromkeys(limits, 0)
    for part in found.parts:
        rows = _one_away(part, found.asking.weights.ring_today_most)
        clashing = part.conflicts[rows] == 1
        for key in limits:
            more[key] += _opened(found.tables[key], _numbers(part, key, rows), clashing)
    return best_doors(Door(key, many) for key, many in more.items())


def _one_away(part: Part, most: int) -> Numbers:
    """The rows that one thing arranged could bring to the first group."""
    open_points, conflicts = part.open_points, part.conflicts
    asking = (conflicts == 0) & (open_points == most + 1)
    return np.flatnonzero(asking | (conflicts == 1) & (open_points <= most + 1))


def _numbers(part: Part, key: str, rows: Numbers) -> Numbers:
    if part.journey is not None and key == "location":
        return part.journey[rows]
    return np.asarray(part.rows.segment.facts[key].take(part.rows.numbers(rows)))


def _opened(table: Table, numbers: Numbers, clashing: Numbers) -> int:
    """How many of these rows this limit would open: a clash only if it is the clash."""
    settles = table.arrangeable[numbers]
    settles &= ~clashing | (table.outcomes[numbers] == CONFLICT)
    return int(np.count_nonzero(settles))
