"""In which order the rows of a pass stand, the best of them first, as far as anybody asks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from heapq import merge
from itertools import islice

import numpy as np

from matching.index.index import Index
from matching.index.nearness import reach_of_a_must
from matching.index.passes import Asking, Part, Pass, run
from matching.index.tables import order_number
from matching.index.vocabulary import Numbers

_TIE_BITS = 28
#: The least that stands between a client and a vacancy that clashes with a must.
_CLASHES = order_number(1, 0)
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
    segment = part.rows.segment
    first = -part.rows.at(segment.posted, rows) if newest_first else part.order_at(rows)
    keys = (first.astype(np.int64) << _TIE_BITS) + part.rows.at(segment.ties, rows)
    columns = [getattr(segment, name) for name in ("closes", "posted", "ids", "sites")]
    size = _AT_FIRST
    while len(rows):
        split = np.argpartition(keys, size) if size < len(rows) else np.arange(len(rows))
        near, rest = split[:size], split[size:]
        best = near[np.argsort(keys.take(near))]
        firsts = (keys.take(best) >> _TIE_BITS).tolist()
        told = (part.rows.at(column, rows.take(best)).tolist() for column in columns)
        for first_of_all, closes, posted, key, site in zip(firsts, *told, strict=True):
            yield PlaceInOrder(first_of_all, closes, -posted, str(key)), site
        rows, keys = rows.take(rest), keys.take(rest)
        size *= 4


def first_of(found: Pass, many: int) -> list[PlaceInOrder]:
    """The best vacancies of a pass."""
    chosen = [np.ones(len(part), dtype=bool) for part in found.parts]
    return [place for place, _site in islice(in_order(found, chosen), many)]


def best(index: Index, asking: Asking, many: int) -> list[PlaceInOrder]:
    """The best vacancies there are, read no further than needed.

    Whatever does not clash with a must on distance is within reach or may suit from anywhere. If
    enough of that clashes with nothing, nothing farther away can come before it.
    """
    reach = reach_of_a_must(asking.profile, asking.weights)
    if reach is not None and asking.arranged is None:
        area = reach if asking.area_km is None else min(reach, asking.area_km)
        near = run(index, replace(asking, area_km=area))
        found = first_of(near, many)
        if len(found) == many and found[-1].first < _CLASHES:
            return found
    return first_of(run(index, asking), many)


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
