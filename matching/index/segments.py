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

    def rows_near(self, home: Point, reach_metres: int) -> Rows:
        """The rows that may lie within reach of home, and those that may suit from anywhere.

        Whole squares: the caller still compares each distance.
        """
        stretches = []
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
        return Rows(self, self.anywhere, np.concatenate([_NONE, *stretches]))

    def all_rows(self) -> Rows:
        """Every row."""
        return Rows(self, len(self), _NONE)


_NONE = np.empty(0, dtype=np.intp)


@dataclass(frozen=True, slots=True)
class Rows:
    """Some rows of a segment, in its order: so many from the first on, and then the chosen ones.

    What stands together is read as it stands, which costs a fraction of picking it row by row.
    """

    segment: Segment
    whole: int
    chosen: Numbers

    def __len__(self) -> int:
        return self.whole + len(self.chosen)

    @property
    def anywhere(self) -> int:
        """How many of these, the first ones, may suit from anywhere."""
        first = self.segment.anywhere
        if self.whole >= first:
            return first
        return self.whole + int(np.searchsorted(self.chosen, first))

    def of(self, column: Numbers) -> Numbers:
        """These rows of a column."""
        return self.stretch(column, 0, len(self))

    def at(self, column: Numbers, places: Numbers) -> Numbers:
        """Some of these rows of a column, by their places among these."""
        return column.take(self.numbers(places))

    @property
    def are_most(self) -> bool:
        """Whether these are more than half of the segment."""
        return 2 * len(self) > len(self.segment)

    def stretch(self, column: Numbers, start: int, stop: int) -> Numbers:
        """Those of these rows from start to stop, of a column."""
        whole = self.whole
        if stop <= whole:
            return column[start:stop]
        if start >= whole:
            return column.take(self.chosen[start - whole : stop - whole])
        rest = column.take(self.chosen[: stop - whole])
        return np.concatenate([column[start:whole], rest])

    def numbers(self, places: Numbers) -> Numbers:
        """Which rows of the segment stand at these places among these rows."""
        if not len(self.chosen):
            return places
        rest = self.chosen.take(np.maximum(places - self.whole, 0))
        return np.where(places < self.whole, places, rest)

    def among(self, rows: Numbers) -> Numbers:
        """A mask over these rows: which of them are among some rows of the segment."""
        mask = np.isin(self.chosen, rows)
        first = np.zeros(self.whole, dtype=bool)
        first[rows[rows < self.whole]] = True
        return np.concatenate([first, mask])

    def tallies(self, keys: Iterable[str]) -> Iterator[tuple[str, Numbers]]:
        """How many of these rows have each fact of these conditions, by the number of the fact.

        Made for rows that are most of the segment: those that are not among them are counted.
        """
        left = np.ones(len(self.segment), dtype=bool)
        left[: self.whole] = False
        left[self.chosen] = False
        unread = np.flatnonzero(left)
        for key in keys:
            tally = self.segment.tallies[key]
            column = self.segment.facts[key]
            yield key, tally - np.bincount(column.take(unread), minlength=len(tally))

    def where(self, mask: Numbers) -> Rows:
        """Those of these rows for which the mask holds."""
        first, rest = mask[: self.whole], self.chosen[mask[self.whole :]]
        if first.all():
            return Rows(self.segment, self.whole, rest)
        whole = int(np.argmin(first))
        picked = whole + np.flatnonzero(first[whole:])
        return Rows(self.segment, whole, np.concatenate([picked, rest]))


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
    # Those for anywhere stand by closing day, so that what has closed since stands last of them.
    days = np.where(squares == _ANYWHERE, -plain["closes"], 0)
    order = np.lexsort((days, squares))
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
