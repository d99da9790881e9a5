"""Make a whole file visible at once."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from employers.imports.staging import KNOWN_BETTER, draft_prefix
from employers.models import ImportBatch, ImportRow, ImportState, Vacancy, VacancyVersion
from employers.rules.vacancies import VacancyState
from storage.database import db

ANOTHER_FILE = (
    "Another file with this advert was published first. Send this one again to take what differs."
)
_DATES = ("posted_on", "closes_on")


class NotReady(ValueError):
    """The file has not been read to its end, or was published or discarded already."""


def publish(batch_id: int, by_id: int | None, now: datetime) -> int:
    """Open what is new and change what has changed, in the caller's transaction; how many.

    Everything was prepared while the file was read, so this takes a moment, however long the
    file. A vacancy that was closed by hand stays closed. Raises NotReady.
    """
    batch = db.session.get(ImportBatch, batch_id, with_for_update=True)
    if batch is None or batch.state != ImportState.READY:
        raise NotReady("Only a file that was read to its end can be published, and only once.")
    _let_go_of_known(batch_id)
    prefix = draft_prefix(batch_id)
    opened = db.session.execute(
        sa.update(Vacancy)
        .where(Vacancy.import_id == batch_id, Vacancy.state == VacancyState.DRAFT)
        .values(
            state=VacancyState.OPEN,
            changed_at=now,
            opened_at=now,
            advert_key=sa.func.substr(Vacancy.advert_key, len(prefix) + 1),
        ),
        execution_options={"synchronize_session": False},
    )
    changed = _change(batch, by_id, now)
    batch.state = ImportState.PUBLISHED
    batch.finished_at = now
    return int(opened.rowcount) + changed  # type: ignore[attr-defined]  # an UPDATE has one


def _let_go_of_known(batch_id: int) -> None:
    """Delete drafts of adverts that another file has made vacancies of in the meantime."""
    prefix = draft_prefix(batch_id)
    known = sa.orm.aliased(Vacancy)
    pairs = db.session.execute(
        sa.select(Vacancy.id, known.id.label("known_id"))
        .join(known, known.advert_key == sa.func.substr(Vacancy.advert_key, len(prefix) + 1))
        .where(Vacancy.import_id == batch_id, Vacancy.state == VacancyState.DRAFT)
    ).all()
    if not pairs:
        return
    kept = {draft.id: draft.known_id for draft in pairs}
    rows = db.session.scalars(sa.select(ImportRow).where(ImportRow.vacancy_id.in_(kept)))
    for row in rows:
        row.vacancy_id = kept[row.vacancy_id or 0]
        row.outcome = "repeated"
        row.messages = [*row.messages, ANOTHER_FILE]
    db.session.flush()
    db.session.execute(sa.delete(Vacancy).where(Vacancy.id.in_(kept)))


def _change(batch: ImportBatch, by_id: int | None, now: datetime) -> int:
    rows = db.session.execute(
        sa.select(ImportRow.draft, Vacancy.id, Vacancy.version, Vacancy.state, Vacancy.conditions)
        .join(Vacancy, Vacancy.id == ImportRow.vacancy_id)
        .where(ImportRow.import_id == batch.id, ImportRow.outcome == "changed")
    ).all()
    if not rows:
        return 0
    updates = [_update(row, now) for row in rows]
    db.session.execute(sa.update(Vacancy), updates)
    db.session.execute(
        sa.insert(VacancyVersion),
        [
            {
                "vacancy_id": row.id,
                "number": row.version + 1,
                "state": row.state,
                "reason": f"Changed by {batch.filename}"[:500],
                "content": dict(row.draft),
                "changed_by_id": by_id,
                "changed_at": now,
            }
            for row in rows
        ],
    )
    return len(rows)


def _update(row: Any, now: datetime) -> dict[str, Any]:
    fields = dict(row.draft)
    for name in _DATES:
        fields[name] = date.fromisoformat(fields[name]) if fields[name] else None
    # Somebody may have asked the employer since the file was read: that stands.
    better = {
        key: fact for key, fact in row.conditions.items() if fact.get("source") in KNOWN_BETTER
    }
    fields["conditions"] = {**fields["conditions"], **better}
    return {**fields, "id": row.id, "version": row.version + 1, "changed_at": now}
