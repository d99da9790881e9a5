"""What stands between one client and the vacancies: kept, put aside."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import sqlalchemy as sa

from employers.models import Vacancy
from liaison.models import ShortlistMark
from staff.models import StaffMember
from storage.database import db


def standing_marks(client_id: int) -> dict[int, ShortlistMark]:
    """The mark that stands on each vacancy for this client, by vacancy."""
    query = sa.select(ShortlistMark).where(
        ShortlistMark.client_id == client_id, ShortlistMark.undone_at.is_(None)
    )
    return {mark.vacancy_id: mark for mark in db.session.scalars(query)}


def marks_on(vacancy_id: int, client_ids: Collection[int]) -> dict[int, ShortlistMark]:
    """The mark that stands on this vacancy for each of these clients, by client."""
    query = sa.select(ShortlistMark).where(
        ShortlistMark.vacancy_id == vacancy_id,
        ShortlistMark.client_id.in_(client_ids),
        ShortlistMark.undone_at.is_(None),
    )
    return {mark.client_id: mark for mark in db.session.scalars(query)}


def standing_for(client_ids: Collection[int]) -> Sequence[ShortlistMark]:
    """The marks that stand for these clients, in no particular order."""
    query = sa.select(ShortlistMark).where(
        ShortlistMark.client_id.in_(client_ids), ShortlistMark.undone_at.is_(None)
    )
    return db.session.scalars(query).all()


def standing_with_makers(client_id: int) -> Sequence[tuple[ShortlistMark, str]]:
    """The marks that stand for this client, newest first, with who made each."""
    query = (
        sa.select(ShortlistMark, StaffMember.name)
        .join(StaffMember, StaffMember.id == ShortlistMark.made_by_id)
        .where(ShortlistMark.client_id == client_id, ShortlistMark.undone_at.is_(None))
        .order_by(ShortlistMark.id.desc())
    )
    return [(mark, maker) for mark, maker in db.session.execute(query)]


def marks_of(client_id: int) -> Sequence[tuple[ShortlistMark, Vacancy, str]]:
    """Every mark ever made for this client, newest first, with its vacancy and who made it."""
    query = (
        sa.select(ShortlistMark, Vacancy, StaffMember.name)
        .join(Vacancy, Vacancy.id == ShortlistMark.vacancy_id)
        .join(StaffMember, StaffMember.id == ShortlistMark.made_by_id)
        .where(ShortlistMark.client_id == client_id)
        .order_by(ShortlistMark.id.desc())
    )
    return [(mark, vacancy, maker) for mark, vacancy, maker in db.session.execute(query)]


def mark_for(client_id: int, mark_id: int) -> ShortlistMark | None:
    """One mark of this client."""
    query = sa.select(ShortlistMark).where(
        ShortlistMark.id == mark_id, ShortlistMark.client_id == client_id
    )
    return db.session.scalar(query)


def replaced_by(mark: ShortlistMark) -> ShortlistMark | None:
    """The mark that gave way to this one: undone for the same vacancy in the same moment."""
    query = sa.select(ShortlistMark).where(
        ShortlistMark.client_id == mark.client_id,
        ShortlistMark.vacancy_id == mark.vacancy_id,
        ShortlistMark.undone_at == mark.made_at,
        ShortlistMark.id < mark.id,
    )
    return db.session.scalars(query.order_by(ShortlistMark.id.desc()).limit(1)).first()
