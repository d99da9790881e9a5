"""Which questions were put to whom, and what is known of a site besides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa

from employers.models import (
    EmployerContact,
    QuestionRound,
    Site,
    SiteFact,
    Vacancy,
    VacancyPosting,
)
from employers.queries.vacancies import visible_on
from employers.rules.work import OF_SOMEBODY_WHO_KNOWS, family_of
from storage.database import db


def rounds_at(site_ids: Sequence[int]) -> Sequence[QuestionRound]:
    """Every round of questions put to these sites, newest first."""
    query = sa.select(QuestionRound).where(QuestionRound.site_id.in_(site_ids))
    return db.session.scalars(query.order_by(QuestionRound.id.desc())).all()


def round_by_id(round_id: int) -> QuestionRound | None:
    """One round of questions."""
    return db.session.get(QuestionRound, round_id)


def site_by_id(site_id: int) -> Site:
    """One workplace with its employer; whoever asks has the number from a row that refers to it."""
    return db.session.get_one(Site, site_id)


def sites_of(employer_ids: sa.Select[tuple[int]]) -> Sequence[Site]:
    """The workplaces of these employers."""
    query = sa.select(Site).where(Site.employer_id.in_(employer_ids))
    return db.session.scalars(query.order_by(Site.locality, Site.id)).all()


def families_at(site_ids: Sequence[int], today: date) -> Mapping[int, Sequence[str]]:
    """The families of work at each site, those with open roles first; empty for any other work."""
    is_open = sa.case((visible_on(today), 0), else_=1)
    query = (
        sa.select(Vacancy.site_id, Vacancy.title)
        .where(Vacancy.site_id.in_(site_ids))
        .order_by(is_open, Vacancy.id.desc())
        .limit(500)
    )
    found: dict[int, dict[str, None]] = {site_id: {} for site_id in site_ids}
    for site_id, title in db.session.execute(query):
        found[site_id].setdefault(family_of(title))
    known = sa.select(SiteFact.site_id, SiteFact.family).where(SiteFact.site_id.in_(site_ids))
    for site_id, family in db.session.execute(known.distinct()):
        found[site_id].setdefault(family)
    return {site_id: list(families) or [""] for site_id, families in found.items()}


def said_of_roles(site_id: int, family: str, today: date) -> dict[str, dict[str, Any]]:
    """What somebody who knows has said of the open roles of this family at a site, newest first."""
    query = sa.select(Vacancy.title, Vacancy.conditions).where(
        Vacancy.site_id == site_id, visible_on(today)
    )
    said: dict[str, dict[str, Any]] = {}
    for title, conditions in db.session.execute(query):
        if family_of(title) != family:
            continue
        for key, fact in conditions.items():
            newer = (fact.get("as_of") or "") > (said.get(key, {}).get("as_of") or "")
            if fact.get("source") in OF_SOMEBODY_WHO_KNOWS and (key not in said or newer):
                said[key] = fact
    return said


def has_posted(employer_ids: sa.Select[tuple[int]]) -> bool:
    """Whether somebody of these employers has posted a role and confirmed their address."""
    query = (
        sa.select(VacancyPosting.vacancy_id)
        .join(Vacancy, Vacancy.id == VacancyPosting.vacancy_id)
        .join(Site, Site.id == Vacancy.site_id)
        .where(Site.employer_id.in_(employer_ids), VacancyPosting.email_confirmed_at.is_not(None))
    )
    return db.session.scalar(query.limit(1)) is not None


def contact_by_id(contact_id: int) -> EmployerContact | None:
    """One person at an employer."""
    return db.session.get(EmployerContact, contact_id)
