"""Write down whom to speak to at an employer, who has left, and what was arranged before."""

from __future__ import annotations

from datetime import date, datetime

from employers.models import EmployerContact, EmployerPrecedent
from employers.operations.record import keep_step
from employers.rules.record import By, ContactDraft, PrecedentDraft
from storage.database import db


def add_contact(employer_id: int, draft: ContactDraft, by: By) -> EmployerContact:
    """Somebody to speak to at this employer."""
    row = EmployerContact(employer_id=employer_id, created_at=by.at)
    _write(row, draft)
    db.session.add(row)
    db.session.flush()
    keep_step(employer_id, f"Contact added: {draft.name}.", by)
    return row


def edit_contact(row: EmployerContact, draft: ContactDraft, by: By) -> None:
    """How to reach them, as stated now."""
    _write(row, draft)
    keep_step(row.employer_id, f"Contact changed: {draft.name}.", by)


def has_left(row: EmployerContact, on: date, by: By) -> None:
    """They do not work there any more; they stay in the record. Twice is once."""
    if row.left_on is None:
        row.left_on = on
        keep_step(row.employer_id, f"{row.name} has left.", by)


def is_back(row: EmployerContact, by: By) -> None:
    """They work there after all."""
    if row.left_on is not None:
        row.left_on = None
        keep_step(row.employer_id, f"{row.name} has not left.", by)


def add_precedent(employer_id: int, draft: PrecedentDraft, by: By) -> EmployerPrecedent:
    """Something this employer arranged before."""
    row = EmployerPrecedent(
        employer_id=employer_id,
        site_id=draft.site_id,
        what=draft.what,
        words=draft.words,
        work=draft.work,
        agreed_on=draft.agreed_on,
        noted_by_id=by.id,
        noted_at=by.at,
    )
    db.session.add(row)
    db.session.flush()
    return row


def remove_precedent(row: EmployerPrecedent, at: datetime) -> None:
    """It was a mistake; it can be put back."""
    row.removed_at = row.removed_at or at


def restore_precedent(row: EmployerPrecedent) -> None:
    """It was right after all."""
    row.removed_at = None


def _write(row: EmployerContact, draft: ContactDraft) -> None:
    row.name = draft.name
    row.job_title = draft.job_title
    row.email = draft.email
    row.email_key = draft.email.lower()
    row.phone = draft.phone
    row.channel = draft.channel
    row.best_time = draft.best_time
    row.site_id = draft.site_id
    row.known_from = draft.known_from or row.known_from or ""
