"""Which vacancies there are, and what is known of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime
from types import SimpleNamespace
from typing import Any

import sqlalchemy as sa

from employers.models import Employer, Site, Vacancy, VacancyVersion
from employers.rules.vacancies import VacancyState, folded
from staff.models import StaffMember
from storage.database import db

SUGGESTED_MOST = 2_000


def visible_on(today: date) -> sa.ColumnElement[bool]:
    """The one visibility predicate, in SQL; employers.rules.is_visible says the same."""
    return sa.and_(
        Vacancy.state == VacancyState.OPEN,
        sa.or_(Vacancy.closes_on.is_(None), Vacancy.closes_on >= today),
    )


#: Nobody of the team reads a draft of an import, nor a role whose address nobody has confirmed.
UNREAD = (VacancyState.DRAFT, VacancyState.WAITING_FOR_EMAIL)


def vacancy_by_id(vacancy_id: int, *, to_change: bool = False) -> Vacancy | None:
    """One vacancy with its site and employer, open or closed; None for one nobody reads yet.

    `to_change` makes others who want to change the same vacancy wait.
    """
    query = sa.select(Vacancy).where(Vacancy.id == vacancy_id, Vacancy.state.not_in(UNREAD))
    return db.session.scalar(query.with_for_update(of=Vacancy) if to_change else query)


def vacancies_by_id(ids: Collection[int]) -> dict[int, Vacancy]:
    """These vacancies with their sites and employers, in whatever state."""
    if not ids:
        return {}
    rows = db.session.scalars(sa.select(Vacancy).where(Vacancy.id.in_(ids)))
    return {row.id: row for row in rows}


def visible_by_id(ids: Collection[int], today: date) -> dict[int, Vacancy]:
    """Those of these vacancies that may be shown as open."""
    if not ids:
        return {}
    query = sa.select(Vacancy).where(Vacancy.id.in_(ids), visible_on(today))
    return {row.id: row for row in db.session.scalars(query)}


def history_of(vacancy_id: int) -> Sequence[tuple[VacancyVersion, str | None]]:
    """What was done to a vacancy, newest first, and who did it."""
    query = (
        sa.select(VacancyVersion, StaffMember.name)
        .outerjoin(StaffMember, StaffMember.id == VacancyVersion.changed_by_id)
        .where(VacancyVersion.vacancy_id == vacancy_id)
        .order_by(VacancyVersion.number.desc())
    )
    return [(version, actor) for version, actor in db.session.execute(query)]


def as_it_was(vacancy_id: int, number: str) -> Any:
    """A vacancy's own fields as they stood in this version; None when that is not known."""
    if not (number.isascii() and number.isdigit()):
        return None
    query = (
        sa.select(VacancyVersion)
        .where(VacancyVersion.vacancy_id == vacancy_id, VacancyVersion.number <= int(number))
        .order_by(VacancyVersion.number.desc())
    )
    content = next((each.content for each in db.session.scalars(query) if each.content), None)
    site = db.session.get(Site, content["site"]) if content and "site" in content else None
    if content is None or site is None:
        return None
    days = {
        name: date.fromisoformat(content[name]) if content[name] else None
        for name in ("posted_on", "closes_on")
    }
    return SimpleNamespace(**{**content, **days, "site": site, "version": int(number)})


def same_vacancy(employer_key: str, title: str, today: date) -> Vacancy | None:
    """An open vacancy of this employer with this title, so that nothing is written down twice."""
    query = (
        sa.select(Vacancy)
        .join(Vacancy.site)
        .join(Site.employer)
        .where(
            Employer.name_key == employer_key,
            sa.func.lower(Vacancy.title) == title.lower(),
            visible_on(today),
        )
        .limit(1)
    )
    return db.session.scalars(query).first()


def with_advert_key(key: str) -> Vacancy | None:
    """The vacancy that was read from this advert, or sent with this form."""
    return db.session.scalar(sa.select(Vacancy).where(Vacancy.advert_key == key))


def employer_names() -> Sequence[str]:
    """Employers' names for suggestions; none where they are too many for one page."""
    query = sa.select(Employer.name).where(Employer.merged_into_id.is_(None))
    names = db.session.scalars(query.limit(SUGGESTED_MOST + 1)).all()
    return sorted(names) if len(names) <= SUGGESTED_MOST else []


def visible_versions(today: date) -> dict[int, int]:
    """The id of every visible vacancy, with its version."""
    query = sa.select(Vacancy.id, Vacancy.version).where(visible_on(today))
    return {row.id: row.version for row in db.session.execute(query)}


def opened_since(instant: datetime) -> set[int]:
    """The vacancies that were opened after an instant, in whatever state they are now."""
    return set(db.session.scalars(sa.select(Vacancy.id).where(Vacancy.opened_at > instant)))


def plain_rows(ids: Sequence[int] | None, today: date) -> Sequence[Any]:
    """What matching needs of these visible vacancies (None: all), as plain columns: no entities."""
    query = (
        sa.select(
            Vacancy.id,
            Vacancy.version,
            Vacancy.title,
            Vacancy.posted_on,
            Vacancy.closes_on,
            Vacancy.conditions,
            Site.easting,
            Site.northing,
            Site.outward,
            Employer.name.label("employer"),
        )
        .join(Site, Site.id == Vacancy.site_id)
        .join(Employer, Employer.id == Site.employer_id)
        .where(visible_on(today))
    )
    if ids is not None:
        query = query.where(Vacancy.id.in_(ids))
    return db.session.execute(query).all()


def found_by_words(words: str, limit: int = 30) -> Sequence[Vacancy]:
    """Vacancies in any state whose title or employer has every one of these words, newest first."""
    query = sa.select(Vacancy).order_by(Vacancy.posted_on.desc(), Vacancy.id.desc()).limit(limit)
    for word in folded(words).split():
        query = query.where(Vacancy.search_text.contains(word, autoescape=True))
    return db.session.scalars(query.where(Vacancy.state.not_in(UNREAD))).all()
