"""Roles that employers posted: whose they are, what was said before, and whether to trust that."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa

from employers.models import (
    Employer,
    EmployerContact,
    ReviewDecision,
    Site,
    SiteFact,
    Vacancy,
    VacancyPosting,
)
from employers.queries.site_facts import site_facts
from employers.rules.likely import Known
from employers.rules.trust import domain_of
from matching.employer_names import employer_key
from storage.database import db


def posting_of(vacancy_id: int, *, to_change: bool = False) -> VacancyPosting | None:
    """The posting of a vacancy; None when an employer did not send it."""
    query = sa.select(VacancyPosting).where(VacancyPosting.vacancy_id == vacancy_id)
    if to_change:
        # Only this row: the vacancy comes along, and PostgreSQL locks no outer join.
        query = query.with_for_update(of=VacancyPosting).execution_options(populate_existing=True)
    return db.session.scalar(query)


def employer_named(name: str) -> Employer | None:
    """The employer we know by this name, however it is written."""
    key = (employer_key(name) or name.casefold())[:200]
    return db.session.scalar(sa.select(Employer).where(Employer.name_key == key))


def earlier_roles(email: str, limit: int = 5) -> Sequence[VacancyPosting]:
    """The roles sent and confirmed from this address, newest first."""
    query = (
        sa.select(VacancyPosting)
        .where(
            VacancyPosting.email_key == email.lower(),
            VacancyPosting.email_confirmed_at.is_not(None),
        )
        .order_by(VacancyPosting.sent_at.desc(), VacancyPosting.vacancy_id.desc())
        .limit(limit)
    )
    return db.session.scalars(query).all()


def earlier_role(email: str, vacancy_id: int) -> VacancyPosting | None:
    """One of the roles sent and confirmed from this address."""
    found = posting_of(vacancy_id)
    if found is None or found.email_key != email.lower() or found.email_confirmed_at is None:
        return None
    return found


def belongs_to(email: str, employer_id: int) -> bool:
    """Whether somebody of the team has accepted that this address belongs to this employer."""
    key = email.lower()
    contact = sa.select(EmployerContact.id).where(
        EmployerContact.employer_id == employer_id,
        EmployerContact.email_key == key,
        EmployerContact.left_on.is_(None),
    )
    accepted = (
        sa.select(VacancyPosting.vacancy_id)
        .join(Vacancy, Vacancy.id == VacancyPosting.vacancy_id)
        .join(Site, Site.id == Vacancy.site_id)
        .where(
            Site.employer_id == employer_id,
            VacancyPosting.email_key == key,
            VacancyPosting.email_confirmed_at.is_not(None),
            VacancyPosting.decision == ReviewDecision.ACCEPTED,
        )
    )
    return bool(db.session.scalar(sa.select(sa.or_(contact.exists(), accepted.exists()))))


def known_of_site(email: str, employer: str, place_key: str, family: str) -> dict[str, Known]:
    """What is known of this site for this family of work, if the address is at home there."""
    found = employer_named(employer)
    if found is None or not family or not belongs_to(email, found.id):
        return {}
    site = sa.select(Site.id).where(Site.employer_id == found.id, Site.place_key == place_key)
    site_id = db.session.scalar(site)
    if site_id is None:
        return {}
    return {key: Known(row.fact, _said_on(row)) for key, row in site_facts(site_id, family).items()}


def domains_of(employer_id: int) -> set[str]:
    """The domains that people of this employer write from, as far as we know them."""
    query = sa.select(EmployerContact.email_key).where(
        EmployerContact.employer_id == employer_id, EmployerContact.email_key != ""
    )
    return {domain_of(each) for each in db.session.scalars(query)}


def _said_on(row: SiteFact) -> date:
    as_of = row.fact.get("as_of")
    return date.fromisoformat(as_of) if as_of else row.said_at.date()
