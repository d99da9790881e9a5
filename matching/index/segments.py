"""A stretch of vacancies as columns, sorted by the squares of the National Grid they are in.

What is near comes together: an area is a few stretches of rows. Vacancies that may suit from
anywhere, remote ones and those whose place nobody knows, stand first and are always read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import isqrt
from typing import Any

import numpy as np

from matching.facts import Point
from matching.index.encoding import KEYS, Batch, narrow
from matching.index.vocabulary import Numbers

#: The side of a square of the grid, and how many there are each way; places beyond are put into
#: the outermost ones.
SQUARE_METRES = 2_500
_WIDE, _HIGH = 280, 520
_ANYWHERE = 0


@dataclass(frozen=True, slots=True)
class Segment:
    """Vacancies as columns, never changed once made.

    `ties` is each row's rank among all by soonest closing, newest, id: what decides between
    rows of equal cost. `starts[n]` is the first row of square n - 1; square 0 is anywhere.
    `tallies` says of each condition how many rows have each fact.
    """

    ids: Numbers
    titles: Numbers
    employers: Numbers
    outwards: Numbers
    eastings: Numbers
    northings: Numbers
    placed: Numbers
    remote: Numbers
    closes: Numbers
    posted: Numbers
    opened: Numbers
    sources: Numbers
    sites: Numbers
    ties: Numbers
    facts: Mapping[str, Numbers]
    tallies: Mapping[str, Numbers]
    starts: Numbers
    by_id: Numbers

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def anywhere(self) -> int:
        """How many rows, the first ones, may suit from anywhere."""
        return int(self.starts[1])

    def rows_of(self, ids: Numbers) -> Numbers:
        """The rows of those of these vacancies that are here."""
        if not len(self) or not len(ids):
            return np.empty(0, dtype=np.intp)
        at = np.searchsorted(self.ids, ids, sorter=self.by_id)
        found = self.by_id[np.minimum(at, len(self) - 1)]
        return np.asarray(found[self.ids[found] == ids], dtype=np.intp)

    def rows_near(self, home: Point, reach_metres: int) -> Numbers:
        """The rows that may lie within reach of home, and those that may suit from anywhere.

        Whole squares: the caller still compares each distance.
        """
        stretches = [np.arange(0, self.anywhere, dtype=np.intp)]
        low = max(0, min(_HIGH - 1, (home.northing - reach_metres) // SQUARE_METRES))
        high = max(0, min(_HIGH - 1, (home.northing + reach_metres) // SQUARE_METRES))
        for line in range(low, high + 1):
            chord = _half_chord(home.northing, reach_metres, line)
            left = max(0, min(_WIDE - 1, (home.easting - chord) // SQUARE_METRES))
            right = max(0, min(_WIDE - 1, (home.easting + chord) // SQUARE_METRES))
            first = 1 + line * _WIDE + left
            start, stop = self.starts[first], self.starts[first + right - left + 1]
            if start < stop:
                stretches.append(np.arange(start, stop, dtype=np.intp))
        return np.concatenate(stretches)


@dataclass(frozen=True, slots=True)
class Rows:
    """Some rows of a segment, in its order; `chosen` None is all of them."""

    segment: Segment
    chosen: Numbers | None = None

    def __len__(self) -> int:
        return len(self.segment if self.chosen is None else self.chosen)

    @property
    def anywhere(self) -> int:
        """How many of these, the first ones, may suit from anywhere."""
        first = self.segment.anywhere
        return first if self.chosen is None else int(np.searchsorted(self.chosen, first))

    def of(self, column: Numbers) -> Numbers:
        """These rows of a column."""
        return column if self.chosen is None else column.take(self.chosen)

    def at(self, column: Numbers, places: Numbers) -> Numbers:
        """Some of these rows of a column, by their places among these."""
        return column.take(places if self.chosen is None else self.chosen.take(places))

    @property
    def are_most(self) -> bool:
        """Whether these are more than half of the segment."""
        return 2 * len(self) > len(self.segment)

    def stretch(self, column: Numbers, start: int, stop: int) -> Numbers:
        """Those of these rows from start to stop, of a column."""
        if self.chosen is None:
            return column[start:stop]
        return column.take(self.chosen[start:stop])

    def tallies(self, keys: Iterable[str]) -> Iterator[tuple[str, Numbers]]:
        """How many of these rows have each fact of these conditions, by the number of the fact."""
        facts, all_rows = self.segment.facts, self.segment.tallies
        if self.chosen is None:
            yield from ((key, all_rows[key]) for key in keys)
        elif not self.are_most:
            yield from ((key, np.bincount(facts[key].take(self.chosen))) for key in keys)
        else:
            # All but a few are read, as a rule: those are quicker counted.
            read = np.zeros(len(self.segment), dtype=bool)
            read[self.chosen] = True
            unread = np.flatnonzero(~read)
            for key in keys:
                less = np.bincount(facts[key].take(unread), minlength=len(all_rows[key]))
                yield key, all_rows[key] - less

    def where(self, mask: Numbers) -> Rows:
        """Those of these rows for which the mask holds."""
        return Rows(
            self.segment,
            np.flatnonzero(mask) if self.chosen is None else self.chosen[mask],
        )


def _half_chord(north: int, reach: int, line: int) -> int:
    """How far east and west a circle goes within one line of squares; generous at the edges."""
    if line in (0, _HIGH - 1):
        return reach
    bottom, top = line * SQUARE_METRES, (line + 1) * SQUARE_METRES
    off = max(0, bottom - north, north - top)
    return isqrt(max(0, reach * reach - off * off)) + 1


def squares_of(plain: Mapping[str, Numbers]) -> Numbers:
    """The square each vacancy is in: 0 for anywhere."""
    across = np.clip(plain["eastings"] // SQUARE_METRES, 0, _WIDE - 1)
    up = np.clip(plain["northings"] // SQUARE_METRES, 0, _HIGH - 1)
    somewhere = plain["placed"] & ~plain["remote"]
    return np.where(somewhere, 1 + up * _WIDE + across, _ANYWHERE).astype(np.int32)


def segment(plain: Mapping[str, Numbers], facts: Mapping[str, Numbers]) -> Segment:
    """A segment of these columns, in whatever order they come."""
    squares = squares_of(plain)
    order = np.argsort(squares, kind="stable")
    columns = {name: column[order] for name, column in plain.items()}
    in_square = np.bincount(squares, minlength=_WIDE * _HIGH + 1)
    sorted_facts = {key: narrow(facts[key][order]) for key in KEYS}
    return Segment(
        **columns,
        ties=_ties(columns),
        facts=sorted_facts,
        tallies={key: np.bincount(column) for key, column in sorted_facts.items()},
        starts=np.concatenate([[0], np.cumsum(in_square)]),
        by_id=np.argsort(columns["ids"]).astype(np.int32),
    )


def of_batch(batch: Batch) -> Segment:
    """A segment of freshly encoded vacancies."""
    return segment(batch.plain, batch.facts)


def joined(parts: list[tuple[Segment, Numbers]]) -> Segment:
    """One segment of the chosen rows (a mask or row numbers) of several."""
    plain = {
        name: np.concatenate([getattr(part, name)[rows] for part, rows in parts]) for name in PLAIN
    }
    facts: dict[str, Any] = {
        key: np.concatenate([part.facts[key][rows] for part, rows in parts]) for key in KEYS
    }
    return segment(plain, facts)


#: The columns a segment is made of, beside its facts.
PLAIN = (
    *("ids", "titles", "employers", "outwards", "eastings", "northings", "placed", "remote"),
    *("closes", "posted", "opened", "sources", "sites"),
)


def _ties(columns: Mapping[str, Numbers]) -> Numbers:
    ids = columns["ids"]
    order = np.lexsort((*_as_text(ids), -columns["posted"], columns["closes"]))
    ties = np.empty(len(ids), dtype=np.int32)
    ties[order] = np.arange(len(ids), dtype=np.int32)
    return ties


def _as_text(ids: Numbers) -> tuple[Numbers, Numbers]:
    """What sorts whole numbers as text is sorted: 10 before 9, and 1 before 10."""
    digits = np.ones(len(ids), dtype=np.int64)
    for power in range(1, 19):
        digits += ids >= 10**power
    return digits, ids * 10 ** (18 - np.minimum(digits, 18))
