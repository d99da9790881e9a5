"""Which imports there are, and what became of their rows."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from employers.models import ImportBatch, ImportRow, Vacancy
from staff.models import StaffMember
from storage.database import db

PAGE_ROWS = 50


def imports() -> Sequence[tuple[ImportBatch, str | None]]:
    """The newest imports, with who uploaded each."""
    query = (
        sa.select(ImportBatch, StaffMember.name)
        .outerjoin(StaffMember, StaffMember.id == ImportBatch.uploaded_by_id)
        .order_by(ImportBatch.id.desc())
        .limit(50)
    )
    return [(batch, name) for batch, name in db.session.execute(query)]


def batch_by_id(batch_id: int) -> ImportBatch | None:
    """One import, without the bytes of its file."""
    return db.session.get(ImportBatch, batch_id)


def rows_of(
    batch_id: int, outcome: str, page: int
) -> tuple[Sequence[tuple[ImportRow, Vacancy | None]], int]:
    """One page of an import's rows with the vacancies they became, and how many rows there are."""
    tests = [ImportRow.import_id == batch_id]
    if outcome:
        tests.append(ImportRow.outcome == outcome)
    total = db.session.scalar(sa.select(sa.func.count()).select_from(ImportRow).where(*tests)) or 0
    query = (
        sa.select(ImportRow, Vacancy)
        .outerjoin(Vacancy, Vacancy.id == ImportRow.vacancy_id)
        .where(*tests)
        .order_by(ImportRow.line, ImportRow.id)
        .limit(PAGE_ROWS)
        .offset((page - 1) * PAGE_ROWS)
    )
    return [(row, vacancy) for row, vacancy in db.session.execute(query)], total


def problems_of(batch_id: int) -> Sequence[ImportRow]:
    """The rows that could not be read, in the order of the file."""
    query = (
        sa.select(ImportRow)
        .where(ImportRow.import_id == batch_id, ImportRow.outcome == "problem")
        .order_by(ImportRow.line)
    )
    return db.session.scalars(query).all()
