"""What a decision about a posted role changes, noted before it, so that it can be put back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import DeclarativeBase

from employers.models import EmployerContact, SiteFact, Vacancy, VacancyPosting
from employers.queries.site_facts import site_facts
from employers.rules.work import family_of
from storage.database import db

_OF_VACANCY = (
    *("state", "site_id", "title", "closes_on", "description", "how_to_apply", "pay_text"),
    *("search_text", "conditions", "notes", "opened_at"),
)
_OF_POSTING = (
    *("answers", "contact_name", "contact_job_title", "contact_phone", "contact_best_time"),
    *("contact_id", "decision", "decision_reason", "decided_by_id", "decided_at"),
    *("pending", "pending_at", "paused_at", "renewed_on"),
)
_OF_CONTACT = ("name", "job_title", "phone", "best_time", "site_id")
_OF_FACT = ("fact", "vacancy_id", "said_at")


def note(posting: VacancyPosting, contact: EmployerContact | None) -> dict[str, Any]:
    """The role, its posting, the contact and what is known of the site, as they stand; as JSON."""
    vacancy = posting.vacancy
    known = site_facts(vacancy.site_id, family_of(vacancy.title))
    return {
        "vacancy": _noted(vacancy, _OF_VACANCY),
        "posting": _noted(posting, _OF_POSTING),
        "contact": {"id": contact.id, **_noted(contact, _OF_CONTACT)} if contact else None,
        "site_facts": {key: _noted(row, _OF_FACT) for key, row in known.items()},
    }


def put_back(posting: VacancyPosting, before: Mapping[str, Any]) -> dict[str, Any]:
    """Everything as it was noted; the vacancy's own fields are returned for a version of it."""
    vacancy = posting.vacancy
    made, contact = posting.contact_id, before["contact"]
    _put(posting, before["posting"])
    db.session.flush()
    if contact is not None:
        row = db.session.get(EmployerContact, contact["id"])
        if row is not None:
            _put(row, {name: contact[name] for name in _OF_CONTACT})
    elif made is not None and made != posting.contact_id:
        _forget_contact(made)
    site_id, title = before["vacancy"]["site_id"], before["vacancy"]["title"]
    if (site_id, title) != (vacancy.site_id, vacancy.title):
        _put_back_facts(vacancy.site_id, vacancy.title, vacancy.id, {})
    _put_back_facts(site_id, title, vacancy.id, before["site_facts"])
    return {name: _read(Vacancy, name, value) for name, value in before["vacancy"].items()}


def _put_back_facts(
    site_id: int, title: str, vacancy_id: int, before: Mapping[str, Mapping[str, Any]]
) -> None:
    for key, row in site_facts(site_id, family_of(title)).items():
        if row.vacancy_id != vacancy_id:
            continue  # somebody else has said it since, or nobody has touched it
        if key in before:
            _put(row, before[key])
        else:
            db.session.delete(row)
    db.session.flush()


def _forget_contact(contact_id: int) -> None:
    """A person made known by the decision alone; one who is spoken of elsewhere by now stays."""
    try:
        with db.session.begin_nested():
            gone = sa.delete(EmployerContact).where(EmployerContact.id == contact_id)
            db.session.execute(gone)
    except sa.exc.IntegrityError:
        return


def _noted(row: DeclarativeBase, names: tuple[str, ...]) -> dict[str, Any]:
    def plain(value: Any) -> Any:
        return value.isoformat() if isinstance(value, (date, datetime)) else value

    return {name: plain(getattr(row, name)) for name in names}


def _put(row: VacancyPosting | EmployerContact | SiteFact, noted: Mapping[str, Any]) -> None:
    for name, value in noted.items():
        setattr(row, name, _read(type(row), name, value))


def _read(model: type[DeclarativeBase], name: str, value: Any) -> Any:
    kind = sa.inspect(model).columns[name].type
    if value is None or not isinstance(value, str):
        return value
    if isinstance(kind, sa.Date):
        return date.fromisoformat(value)
    python = getattr(kind, "impl_instance", kind)
    return datetime.fromisoformat(value) if isinstance(python, sa.DateTime) else value
