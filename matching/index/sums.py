"""What every row comes to for one client: limits, distance, jobs wanted, what is ruled out."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np

from matching.index.index import Index
from matching.index.nearness import Journey
from matching.index.segments import Rows
from matching.index.tables import (
    COST_AT,
    COUNTED,
    COUNTING_BITS,
    OUTCOMES,
    RULED_OUT_SUM,
    Table,
)
from matching.index.vocabulary import Numbers
from matching.limits import ProfileFacts
from matching.ruled_out import employers_and_areas
from matching.verdict import Outcome
from matching.weights import Weights

#: Rows read at a time: few enough that what is gathered stays in the processor's cache, and that
#: each can be counted in the bits there are for it.
_STRETCH = 1 << 15


class Counts:
    """How often each limit found what, over all parts of an index."""

    def __init__(self, profile: ProfileFacts) -> None:
        self._found: dict[str, dict[Outcome, int]] = {
            limit.key: dict.fromkeys(COUNTED, 0) for limit in profile.limits
        }
        self._read = {limit.key: 0 for limit in profile.limits}
        self.ruled_out = 0

    def add(self, key: str, table: Table, numbers: Numbers) -> None:
        """Count what a table says of these numbers, of at most one stretch of rows."""
        times = int(table.counting.take(numbers, mode="clip").sum())
        found = self._found[key]
        for place, outcome in enumerate(COUNTED):
            found[outcome] += times >> COUNTING_BITS * place & (1 << COUNTING_BITS) - 1
        self._read[key] += len(numbers)

    def add_tally(self, key: str, table: Table, tally: Numbers) -> None:
        """Count what a table says of each number, that number being found so many times."""
        outcomes = table.outcomes[: len(tally)]
        for outcome in COUNTED:
            self._found[key][outcome] += int(tally[outcomes == OUTCOMES.index(outcome)].sum())
        self._read[key] += int(tally.sum())

    def by_outcome(self) -> Mapping[str, Mapping[Outcome, int]]:
        """For each limit, how many vacancies have each outcome."""
        return {
            key: MappingProxyType({**found, Outcome.UNKNOWN: self._read[key] - sum(found.values())})
            for key, found in self._found.items()
        }


class Sums:
    """The packed sum of each row, added up step by step; see matching.index.tables."""

    def __init__(self, index: Index, profile: ProfileFacts, weights: Weights, rows: Rows) -> None:
        self._index = index
        self._profile = profile
        self._weights = weights
        self._rows = rows
        self._sums = np.zeros(len(rows), dtype=np.int64)

    def add_distance(self, journey: Journey, squared: Numbers, counts: Counts | None) -> Numbers:
        """Add the limit on distance, and what the journey counts for; the numbers of its fits."""
        first = self._rows.anywhere
        remote = self._rows.stretch(self._rows.segment.remote, 0, first)
        there = squared[first:]
        fits = journey.fits_of(there)
        self._sums[:first] += np.where(remote, journey.at_home, journey.at_a_place_unknown)
        self._sums[first:] += journey.table.packed.take(fits)
        self._sums[first:] += journey.costs_of(there) << COST_AT
        fits = np.concatenate([journey.fits_anywhere(remote), fits])
        if counts is not None:
            for start in range(0, len(fits), _STRETCH):
                counts.add("location", journey.table, fits[start : start + _STRETCH])
        return fits

    def add_limits(self, tables: Mapping[str, Table], counts: Counts | None) -> None:
        """Add every other limit, counting what each finds."""
        rows = self._rows
        if not rows.are_most:
            self._sums += _added_up(tables, rows, counts)
            return
        # Columns are read faster from end to end than by picking nearly all of each, and what is
        # in them was counted when they were made.
        self._sums += rows.of(_added_up(tables, rows.segment.all_rows(), None))
        if counts is not None:
            for key, tally in rows.tallies(tables):
                counts.add_tally(key, tables[key], tally)

    def add_ruled_out(self) -> int:
        """Add a must in conflict wherever the client has ruled out the employer or the area."""
        employers, areas = employers_and_areas(self._profile)
        if not employers and not areas:
            return 0
        words, segment = self._index.words, self._rows.segment
        out = words.employers.marked(employers)[self._rows.of(segment.employers)]
        if areas:
            # A place whose outward code nobody knows has the last number, which is never marked.
            out |= words.outwards.marked(areas)[self._rows.of(segment.outwards)]
        self._sums[out] += RULED_OUT_SUM
        return int(np.count_nonzero(out))

    def add_interest(self) -> None:
        """Add how far each title is from the jobs wanted, where any is named."""
        jobs = self._profile.interests
        if not jobs:
            return
        index, weights = self._index, self._weights
        costs = index.scores.costs(jobs, index.words.titles.things, index.titles, weights)
        self._sums += costs.take(self._rows.of(self._rows.segment.titles))

    def taken(self) -> Numbers:
        """The sums."""
        return self._sums


def _added_up(tables: Mapping[str, Table], rows: Rows, counts: Counts | None) -> Numbers:
    """What these limits come to together in each row, counting what each finds."""
    sums = np.zeros(len(rows), dtype=np.int64)
    numbers = np.empty(_STRETCH, dtype=np.intp)
    packed = np.empty(_STRETCH, dtype=np.int64)
    for start in range(0, len(rows), _STRETCH):
        stop = min(start + _STRETCH, len(rows))
        at, found = numbers[: stop - start], packed[: stop - start]
        for key, table in tables.items():
            at[:] = rows.stretch(rows.segment.facts[key], start, stop)
            table.packed.take(at, mode="clip", out=found)
            sums[start:stop] += found
            if counts is not None:
                counts.add(key, table, at)
    return sums
