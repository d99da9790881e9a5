"""In which order the rows of a pass stand, the best of them first, as far as anybody asks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import merge
from itertools import islice

import numpy as np

from matching.index.passes import Part, Pass
from matching.index.vocabulary import Numbers

_TIE_BITS = 28
_AT_FIRST = 64


@dataclass(frozen=True, slots=True, order=True)
class PlaceInOrder:
    """What decides where a vacancy stands, in this order; smaller is better."""

    first: int
    closes: int
    posted: int
    id: str

    @property
    def key(self) -> int:
        """The number of the vacancy."""
        return int(self.id)


def in_order(
    found: Pass, chosen: Sequence[Numbers], *, newest_first: bool = False
) -> Iterator[tuple[PlaceInOrder, int]]:
    """The chosen rows (a mask for each part), best first, with the number of their site.

    Only as much is sorted as is asked for. `newest_first` orders by the day posted alone.
    """
    streams = [
        _stream(part, np.flatnonzero(mask), newest_first=newest_first)
        for part, mask in zip(found.parts, chosen, strict=True)
    ]
    return merge(*streams)


def _stream(part: Part, rows: Numbers, *, newest_first: bool) -> Iterator[tuple[PlaceInOrder, int]]:
    first = -part.column("posted")[rows] if newest_first else part.order[rows]
    keys = (first.astype(np.int64) << _TIE_BITS) + part.column("ties")[rows]
    columns = [part.column(name) for name in ("closes", "posted", "ids", "sites")]
    size = _AT_FIRST
    while len(rows):
        if size < len(rows):
            split = np.argpartition(keys, size)
            near, rest = split[:size], split[size:]
        else:
            near, rest = np.arange(len(rows)), np.empty(0, dtype=np.intp)
        best = near[np.argsort(keys[near])]
        for at in best:
            closes, posted, key, site = (int(column[rows[at]]) for column in columns)
            yield PlaceInOrder(int(first[at]), closes, -posted, str(key)), site
        rows, keys, first = rows[rest], keys[rest], first[rest]
        size *= 4


def first_of(found: Pass, many: int) -> list[PlaceInOrder]:
    """The best vacancies of a pass."""
    chosen = [np.ones(len(part), dtype=bool) for part in found.parts]
    return [place for place, _site in islice(in_order(found, chosen), many)]


def how_many_before(found: Pass, place: PlaceInOrder) -> int:
    """How many vacancies of a pass stand before such a place."""
    return sum(_before(part, place) for part in found.parts)


def _before(part: Part, place: PlaceInOrder) -> int:
    order = part.order
    clear = int(np.count_nonzero(order < place.first))
    tied = np.flatnonzero(order == place.first)
    if not len(tied):
        return clear
    rows = zip(
        part.column("closes")[tied].tolist(),
        (-part.column("posted")[tied]).tolist(),
        part.column("ids")[tied].tolist(),
        strict=True,
    )
    here = (place.closes, place.posted, place.id)
    return clear + sum((closes, posted, str(key)) < here for closes, posted, key in rows)
