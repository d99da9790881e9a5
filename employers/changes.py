"""What has changed among the vacancies, so that a copy of them can be kept true.

The database numbers every change to a vacancy, its site or its employer by itself (migration
0002), whoever makes it, and the numbers are committed in their order. So whoever has read up to
one number misses nothing by asking for those above it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import sqlalchemy as sa

from employers.models import Employer, Site, Vacancy, VacancyChange
from employers.rules.vacancies import VacancyState
from storage.database import db

#: SQLite takes so many values in one statement.
_AT_ONCE = 500
#: So many changes are told one by one; of more, only the last of each vacancy.
_FEW = 500


@dataclass(frozen=True, slots=True)
class Change:
    """The last change somebody has read: its number, and the random mark it was given.

    A database that was restored may give the same number to another change, never the same mark.
    """

    number: int
    mark: str


#: What was seen of a log with nothing in it; the migration that makes it writes a first change.
NO_CHANGE = Change(0, "")


@dataclass(frozen=True, slots=True)
class Changes:
    """The newest change, and which vacancies have changed since the one asked about."""

    last: Change
    ids: frozenset[int]


def last_change() -> Change:
    """The newest change; NO_CHANGE when nothing was ever changed."""
    query = sa.select(VacancyChange).order_by(VacancyChange.number.desc()).limit(1)
    newest = db.session.scalars(query).first()
    return Change(newest.number, newest.mark) if newest else NO_CHANGE


def changes_since(seen: Change, most: int | None = None) -> Changes | None:
    """What has changed since, or the first so many vacancies of that (None: all); None when that
    cannot be told, so that all must be read again.

    That is so after the database was restored to another history, or when what was seen is so old
    that its change is not kept any more. A reader whose transaction began before what was seen was
    committed is told so too, on a database that shows it the past (SQLite).
    """
    few = _FEW if most is None else min(_FEW, most)
    columns = (VacancyChange.number, VacancyChange.mark, VacancyChange.vacancy_id)
    query = sa.select(*columns).where(VacancyChange.number >= seen.number)
    rows = db.session.execute(query.order_by(VacancyChange.number).limit(few + 2)).all()
    if not rows and seen == NO_CHANGE:
        return Changes(seen, frozenset())
    if not rows or (rows[0].number, rows[0].mark) != (seen.number, seen.mark):
        return None
    if len(rows) > few + 1:
        return _many_since(seen, most)
    last = Change(rows[-1].number, rows[-1].mark)
    return Changes(last, frozenset(row.vacancy_id for row in rows[1:]))


def _many_since(seen: Change, most: int | None) -> Changes:
    """The vacancies whose last change comes first: each is read once, however often it changed."""
    last = sa.func.max(VacancyChange.number)
    query = sa.select(VacancyChange.vacancy_id, last.label("last"))
    query = query.where(VacancyChange.number > seen.number).group_by(VacancyChange.vacancy_id)
    rows = db.session.execute(query.order_by(last).limit(most)).all()
    number = rows[-1].last
    mark = db.session.scalar(sa.select(VacancyChange.mark).where(VacancyChange.number == number))
    return Changes(Change(number, mark or ""), frozenset(row.vacancy_id for row in rows))


def prune(keep: int) -> int:
    """Delete all but the newest changes, in the caller's transaction; how many.

    Whoever had read no further than those reads everything again.
    """
    newest = last_change().number
    gone = sa.delete(VacancyChange).where(VacancyChange.number <= newest - keep)
    return int(db.session.execute(gone).rowcount)  # type: ignore[attr-defined]  # a DELETE has one


def count_open() -> int:
    """How many vacancies are open, whatever their closing date."""
    query = sa.select(sa.func.count()).where(Vacancy.state == VacancyState.OPEN)
    return db.session.scalar(query) or 0


def last_id() -> int:
    """The highest number of any vacancy, open or not; 0 when there is none."""
    return db.session.scalar(sa.select(sa.func.max(Vacancy.id))) or 0


def open_rows(after_id: int, up_to_id: int) -> Sequence[Any]:
    """The open vacancies with these numbers, as plain columns; their conditions as JSON text.

    A stretch of numbers, not "the next so many": so the database reads that stretch, and does not
    look for all that are open once more for every page.
    """
    query = _open_rows().where(Vacancy.id > after_id, Vacancy.id <= up_to_id)
    return db.session.execute(query).all()


def open_rows_by_id(ids: Collection[int]) -> Iterator[Any]:
    """Those of these vacancies that are open, as plain columns; their conditions as JSON text."""
    left = iter(ids)
    while some := list(islice(left, _AT_ONCE)):
        yield from db.session.execute(_open_rows().where(Vacancy.id.in_(some)))


def _open_rows() -> Any:
    return (
        sa.select(
            Vacancy.id,
            Vacancy.title,
            Vacancy.posted_on,
            Vacancy.closes_on,
            Vacancy.opened_at,
            sa.cast(Vacancy.conditions, sa.Text).label("conditions"),
            Site.easting,
            Site.northing,
            Site.outward,
            Employer.name.label("employer"),
        )
        .join(Site, Site.id == Vacancy.site_id)
        .join(Employer, Employer.id == Site.employer_id)
        # Written so that no index on states is used: the numbers say better what to read.
        .where(sa.case((Vacancy.state == VacancyState.OPEN, 1), else_=0) == 1)
    )
