"""Which employers without an open vacancy are worth a visit for one client."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from clients.rules.profile import Profile
from employers.models import Site
from employers.queries.directory import Line, lines_of
from employers.queries.nearby import Asked, Near, sites_by_id, without_vacancy
from employers.queries.precedents import precedents_of
from employers.rules.precedents import Precedent
from matching.employer_names import employer_key
from matching.ruled_out import employers_and_areas, in_area
from placements.queries import facts_of_client
from placements.rules.nearby import NearbyQuestion

#: So many of those not to approach are told apart by name; the rest is counted.
SET_APART_MOST = 30
_LOOKED_THROUGH_MOST = 2_000
_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class Row:
    """One employer, its nearest site with how far that is, and what it arranged before.

    `area` tells that it is the area which the client ruled out, not the employer.
    """

    line: Line
    site: Site | None
    km: float | None
    precedents: Sequence[Precedent]
    area: bool = False


@dataclass(frozen=True, slots=True)
class Nearby:
    """Employers to approach, nearest first; those ruled out or not to be contacted told apart.

    `no_place` are employers of whom no place is known, which may be next door.
    """

    rows: Sequence[Row]
    more: bool
    ruled_out: Sequence[Row] = ()
    forbidden: Sequence[Row] = ()
    no_place: int = 0


@dataclass(slots=True)
class _Sorted:
    rows: list[Row] = field(default_factory=list)
    ruled_out: list[Row] = field(default_factory=list)
    forbidden: list[Row] = field(default_factory=list)


def employers_near(
    client_id: int, profile: Profile, question: NearbyQuestion, today: date
) -> Nearby:
    """Employers without an open vacancy around the client's home or another place.

    Nothing is filtered away in silence: who is ruled out or must not be contacted is shown apart,
    and employers without a known place are counted.
    """
    start = None if question.no_place else question.around
    asked = Asked(start, question.km, question.sector, question.precedent)
    nowhere = Asked(None, question.km, question.sector, question.precedent)
    if start is None and not question.no_place:
        return Nearby((), more=False, no_place=_count(nowhere, today))
    never = employers_and_areas(facts_of_client(client_id, profile))
    found = _Sorted()
    more = False
    looked_through = 0
    for some in _batches(asked, today):
        looked_through += len(some)
        for row in _read(some, today):
            _put(row, found, never)
        more = len(found.rows) > question.rows
        if more or looked_through >= _LOOKED_THROUGH_MOST:
            break
    return Nearby(
        found.rows[: question.rows],
        more,
        found.ruled_out[:SET_APART_MOST],
        found.forbidden[:SET_APART_MOST],
        0 if question.no_place else _count(nowhere, today),
    )


def _batches(asked: Asked, today: date) -> Iterator[list[Near]]:
    batch: list[Near] = []
    for near in without_vacancy(asked, today):
        batch.append(near)
        if len(batch) == _AT_ONCE:
            yield batch
            batch = []
    if batch:
        yield batch


def _read(some: Sequence[Near], today: date) -> list[Row]:
    ids = [near.employer_id for near in some]
    lines: Mapping[int, Line] = {line.employer.id: line for line in lines_of(ids, today)}
    sites = sites_by_id([near.site_id for near in some if near.site_id is not None])
    precedents = precedents_of(ids)
    return [
        Row(
            lines[near.employer_id],
            sites.get(near.site_id) if near.site_id is not None else None,
            None if near.metres is None else near.metres / 1000,
            precedents.get(near.employer_id, ()),
        )
        for near in some
    ]


def _put(row: Row, found: _Sorted, never: tuple[set[str], set[str]]) -> None:
    """Where a row belongs: what the client ruled out comes before what the team may not do."""
    employers, areas = never
    names = (row.line.employer.name, *row.line.other_names)
    if any(employer_key(name) in employers for name in names):
        found.ruled_out.append(row)
    elif row.site is not None and in_area(row.site.outward, areas):
        found.ruled_out.append(replace(row, area=True))
    elif row.line.employer.do_not_contact_at is not None:
        found.forbidden.append(row)
    else:
        found.rows.append(row)


def _count(nowhere: Asked, today: date) -> int:
    return sum(1 for _ in without_vacancy(nowhere, today))
