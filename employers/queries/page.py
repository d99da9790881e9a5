"""Everything an employer's page shows that is kept with the employer itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from employers.models import (
    Employer,
    EmployerContact,
    EmployerMerge,
    EmployerName,
    EmployerStep,
    Site,
    Vacancy,
)
from employers.queries.directory import own_and_merged_ids
from employers.queries.merges import merges_of
from employers.queries.names import names_of
from employers.queries.precedents import precedents_of
from employers.queries.vacancies import visible_on
from employers.rules.precedents import Precedent
from employers.rules.vacancies import VacancyState
from staff.models import StaffMember
from storage.database import db

SITES_MOST = 40
OPEN_MOST = 25
EARLIER_MOST = 10
STEPS_MOST = 8
#: States no employer's page shows: not sent in, or never a vacancy of theirs.
_NOT_THEIRS = (
    VacancyState.DRAFT,
    VacancyState.WAITING_FOR_EMAIL,
    VacancyState.WAITING_FOR_REVIEW,
    VacancyState.REJECTED,
)


@dataclass(frozen=True, slots=True)
class EmployerPage:
    """What is shown of one employer; of long lists the first, with how many there are."""

    employer: Employer
    names: Sequence[EmployerName]
    named_esw: StaffMember | None
    forbidden_by: str | None
    sites: Sequence[Site]
    sites_in_all: int
    open_at: Mapping[int, int]
    contacts: Sequence[EmployerContact]
    left: Sequence[EmployerContact]
    precedents: Sequence[Precedent]
    open_vacancies: Sequence[Vacancy]
    open_in_all: int
    earlier: Sequence[Vacancy]
    earlier_in_all: int
    steps: Sequence[tuple[EmployerStep, str | None]]
    merges: Sequence[tuple[EmployerMerge, Employer, str | None]]


def employer_page(employer: Employer, today: date, *, all_sites: bool = False) -> EmployerPage:
    """Everything of this employer's page; of very many sites the first, unless all are wanted."""
    visible = visible_on(today)
    gone = sa.and_(sa.not_(visible), Vacancy.state.not_in(_NOT_THEIRS))
    contacts = contacts_of(employer.id)
    sites = sites_of(employer.id, None if all_sites else SITES_MOST)
    counts = _counts(employer.id, visible)
    open_at = {site_id: many for (site_id, is_open), many in counts.items() if is_open}
    return EmployerPage(
        employer=employer,
        names=names_of(employer.id),
        named_esw=db.session.get(StaffMember, employer.esw_id) if employer.esw_id else None,
        forbidden_by=_name(employer.do_not_contact_by_id),
        sites=sites,
        sites_in_all=len(sites) if len(sites) < SITES_MOST else _many_sites(employer.id),
        open_at=open_at,
        contacts=[each for each in contacts if each.left_on is None],
        left=[each for each in contacts if each.left_on is not None],
        precedents=precedents_of([employer.id]).get(employer.id, ()),
        open_vacancies=_vacancies(employer.id, visible, OPEN_MOST),
        open_in_all=sum(open_at.values()),
        earlier=_vacancies(employer.id, gone, EARLIER_MOST),
        earlier_in_all=sum(many for (_, is_open), many in counts.items() if not is_open),
        steps=steps_of(employer.id, STEPS_MOST),
        merges=merges_of(employer.id),
    )


def contacts_of(employer_id: int) -> Sequence[EmployerContact]:
    """Everybody to speak to at an employer, by name; those who have left too."""
    query = sa.select(EmployerContact).where(EmployerContact.employer_id == employer_id)
    return db.session.scalars(query.order_by(EmployerContact.name, EmployerContact.id)).all()


def contact_by_id(employer_id: int, contact_id: int) -> EmployerContact | None:
    """One contact of this employer."""
    query = sa.select(EmployerContact).where(
        EmployerContact.id == contact_id, EmployerContact.employer_id == employer_id
    )
    return db.session.scalar(query)


def sites_of(employer_id: int, most: int | None = None) -> Sequence[Site]:
    """An employer's workplaces, by place; the first of them if no more are wanted."""
    query = sa.select(Site).where(Site.employer_id == employer_id)
    query = query.order_by(Site.locality, Site.place_key, Site.id).limit(most)
    return db.session.scalars(query).all()


def _many_sites(employer_id: int) -> int:
    query = sa.select(sa.func.count()).where(Site.employer_id == employer_id)
    return db.session.scalar(query) or 0


def site_by_id(employer_id: int, site_id: int) -> Site | None:
    """One workplace of this employer."""
    query = sa.select(Site).where(Site.id == site_id, Site.employer_id == employer_id)
    return db.session.scalar(query)


def steps_of(employer_id: int, most: int) -> Sequence[tuple[EmployerStep, str | None]]:
    """What was done to this record and to those merged into it, newest first, and by whom."""
    query = (
        sa.select(EmployerStep, StaffMember.name)
        .outerjoin(StaffMember, StaffMember.id == EmployerStep.by_id)
        .where(EmployerStep.employer_id.in_(own_and_merged_ids(employer_id)))
        .order_by(EmployerStep.id.desc())
        .limit(most)
    )
    return [(step, by) for step, by in db.session.execute(query)]


def _vacancies(employer_id: int, test: sa.ColumnElement[bool], most: int) -> Sequence[Vacancy]:
    query = (
        sa.select(Vacancy)
        .join(Vacancy.site)
        .where(Site.employer_id == employer_id, test)
        .order_by(Vacancy.posted_on.desc(), Vacancy.id.desc())
        .limit(most)
    )
    return db.session.scalars(query).all()


def _counts(employer_id: int, visible: sa.ColumnElement[bool]) -> dict[tuple[int, bool], int]:
    """How many vacancies each site has, open or not."""
    is_open = sa.case((visible, 1), else_=0).label("is_open")
    query = (
        sa.select(Vacancy.site_id, is_open, sa.func.count())
        .join(Site, Site.id == Vacancy.site_id)
        .where(Site.employer_id == employer_id, Vacancy.state.not_in(_NOT_THEIRS))
        .group_by(Vacancy.site_id, is_open)
    )
    return {(site_id, bool(flag)): many for site_id, flag, many in db.session.execute(query)}


def _name(staff_id: int | None) -> str | None:
    found = db.session.get(StaffMember, staff_id) if staff_id is not None else None
    return found.name if found else None
