"""Which employers without an open vacancy are near a place, nearest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import count, islice

import sqlalchemy as sa

from employers.models import Employer, Site, Vacancy
from employers.queries.directory import NOT_KNOWN
from employers.queries.precedents import with_precedent
from employers.queries.vacancies import visible_on
from matching.facts import Point
from storage.database import db

_AT_ONCE = 100
_SITES_AT_ONCE = 1_000
_METRES = 1000


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked: around where, how far, which sector, what they must have arranged before."""

    around: Point | None
    km: Decimal
    sector: str = ""
    precedent: str = ""


@dataclass(frozen=True, slots=True)
class Near:
    """One employer, its nearest site if it has one, and how far that is; None when not known."""

    employer_id: int
    site_id: int | None
    metres: float | None


def without_vacancy(asked: Asked, today: date) -> Iterator[Near]:
    """Employers with no open vacancy, nearest first, read only as far as they are asked for.

    Without a place to start from: those whose own place is not known, by name.
    """
    found = iter(_nowhere(asked)) if asked.around is None else _around(asked, asked.around)
    while some := list(islice(found, _AT_ONCE)):
        ids = [each.employer_id for each in some]
        left = _live(ids) - _with_open_vacancy(ids, today)
        if asked.precedent and left:
            left = with_precedent(left, asked.precedent)
        yield from (each for each in some if each.employer_id in left)


def sites_by_id(ids: Sequence[int]) -> dict[int, Site]:
    """These sites with their employers."""
    return {row.id: row for row in db.session.scalars(sa.select(Site).where(Site.id.in_(ids)))}


def _around(asked: Asked, around: Point) -> Iterator[Near]:
    """Each employer once, with its nearest site; what is far is read only when asked for."""
    reach = int(asked.km * _METRES)
    east = sa.cast(Site.easting, sa.Float) - around.easting
    north = sa.cast(Site.northing, sa.Float) - around.northing
    squared = (east * east + north * north).label("squared")
    query = sa.select(Site.employer_id, Site.id, squared).where(
        Site.easting.between(around.easting - reach, around.easting + reach),
        Site.northing.between(around.northing - reach, around.northing + reach),
        squared <= float(reach) * reach,
    )
    if asked.sector:
        query = query.join(Employer, Employer.id == Site.employer_id).where(*_tests(asked))
    query = query.order_by(squared, Site.employer_id, Site.id)
    seen: set[int] = set()
    for start in count(0, _SITES_AT_ONCE):
        rows = db.session.execute(query.offset(start).limit(_SITES_AT_ONCE)).all()
        for employer_id, site_id, metres_squared in rows:
            if employer_id not in seen:
                seen.add(employer_id)
                yield Near(employer_id, site_id, metres_squared**0.5)
        if len(rows) < _SITES_AT_ONCE:
            return


def _nowhere(asked: Asked) -> list[Near]:
    """Employers of whom no site has a known place."""
    located = sa.select(Site.id).where(Site.employer_id == Employer.id, Site.easting.is_not(None))
    query = sa.select(Employer.id).where(*_tests(asked), sa.not_(located.exists()))
    ids = list(db.session.scalars(query.order_by(Employer.name_key, Employer.id)))
    sites: dict[int, int] = {}
    for start in range(0, len(ids), _AT_ONCE):
        some = Site.employer_id.in_(ids[start : start + _AT_ONCE])
        first = sa.select(Site.employer_id, sa.func.min(Site.id)).where(some)
        sites |= dict(db.session.execute(first.group_by(Site.employer_id)).all())
    return [Near(key, sites.get(key), None) for key in ids]


def _live(ids: Sequence[int]) -> set[int]:
    query = sa.select(Employer.id).where(Employer.id.in_(ids), Employer.merged_into_id.is_(None))
    return set(db.session.scalars(query))


def _tests(asked: Asked) -> list[sa.ColumnElement[bool]]:
    tests: list[sa.ColumnElement[bool]] = [Employer.merged_into_id.is_(None)]
    if asked.sector:
        wanted = "" if asked.sector == NOT_KNOWN else asked.sector
        tests.append(Employer.sector == wanted)
    return tests


def _with_open_vacancy(ids: Sequence[int], today: date) -> set[int]:
    query = (
        sa.select(Site.employer_id)
        .join(Vacancy, Vacancy.site_id == Site.id)
        .where(Site.employer_id.in_(ids), visible_on(today))
        .distinct()
    )
    return set(db.session.scalars(query))
