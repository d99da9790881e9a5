"""What employers have arranged before: noted by the team, or read from what is known of roles."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import sqlalchemy as sa

from employers.models import EmployerPrecedent, Site, SiteFact, Vacancy
from employers.rules.precedents import (
    ITEM_CONDITIONS,
    SEATED,
    SEATED_VALUES,
    WITNESSES,
    Precedent,
    precedents_in,
)
from matching.catalogue import CATALOGUE
from staff.models import StaffMember
from storage.database import db

_KEYS = (*ITEM_CONDITIONS, "sit_choice")
#: So many roles of each employer asked about are looked through, the newest first.
_ROLES_MOST = 200


def precedents_of(ids: Collection[int]) -> dict[int, list[Precedent]]:
    """What each of these employers arranged before: noted first, then from facts, newest first.

    The same thing in the same work is said once.
    """
    found: dict[int, dict[tuple[str, str, str], Precedent]] = {}

    def note(employer_id: int, each: Precedent) -> None:
        found.setdefault(employer_id, {}).setdefault((each.what, each.words, each.work), each)

    for row, by in db.session.execute(_noted(ids)):
        note(
            row.employer_id,
            Precedent(row.what, row.words, row.work, "", row.agreed_on, row.id, by),
        )
    facts = (
        sa.select(Site.employer_id, SiteFact.family, SiteFact.key, SiteFact.fact)
        .join(Site, Site.id == SiteFact.site_id)
        .where(Site.employer_id.in_(ids), SiteFact.key.in_(_KEYS))
        .order_by(SiteFact.said_at.desc())
    )
    for row in db.session.execute(facts):
        for each in precedents_in({row.key: row.fact}, row.family):
            note(row.employer_id, each)
    for row in db.session.execute(_said_of_roles(ids)):
        for each in precedents_in(dict(zip(_KEYS, row[2:], strict=True)), row.title):
            note(row.employer_id, each)
    return {key: list(some.values()) for key, some in found.items()}


def with_precedent(ids: Collection[int], what: str) -> set[int]:
    """Those of these employers that have arranged this before."""
    noted = sa.select(EmployerPrecedent.employer_id).where(
        EmployerPrecedent.employer_id.in_(ids),
        EmployerPrecedent.what == what,
        EmployerPrecedent.removed_at.is_(None),
    )
    key = _key_of(what)
    kept = (
        sa.select(Site.employer_id)
        .join(SiteFact, SiteFact.site_id == Site.id)
        .where(
            Site.employer_id.in_(ids),
            SiteFact.key == key,
            _witnessed(sa.type_coerce(SiteFact.fact, sa.JSON), (), what),
        )
    )
    said = (
        sa.select(Site.employer_id)
        .join(Vacancy, Vacancy.site_id == Site.id)
        .where(
            Site.employer_id.in_(ids),
            _witnessed(sa.type_coerce(Vacancy.conditions, sa.JSON), (key,), what),
        )
    )
    return set(db.session.scalars(sa.union(noted, kept, said)))


def precedent_by_id(employer_id: int, precedent_id: int) -> EmployerPrecedent | None:
    """One noted precedent of this employer."""
    query = sa.select(EmployerPrecedent).where(
        EmployerPrecedent.id == precedent_id, EmployerPrecedent.employer_id == employer_id
    )
    return db.session.scalar(query)


def _noted(ids: Collection[int]) -> Any:
    return (
        sa.select(EmployerPrecedent, StaffMember.name)
        .outerjoin(StaffMember, StaffMember.id == EmployerPrecedent.noted_by_id)
        .where(EmployerPrecedent.employer_id.in_(ids), EmployerPrecedent.removed_at.is_(None))
        .order_by(EmployerPrecedent.agreed_on.desc(), EmployerPrecedent.id.desc())
    )


def _said_of_roles(ids: Collection[int]) -> sa.Select[Any]:
    """The few facts a precedent can be in, of the newest roles; not whole documents."""
    stored = sa.type_coerce(Vacancy.conditions, sa.JSON)
    return (
        sa.select(Site.employer_id, Vacancy.title, *(stored[key].label(key) for key in _KEYS))
        .join(Site, Site.id == Vacancy.site_id)
        .where(Site.employer_id.in_(ids))
        # The sum keeps PostgreSQL from walking all vacancies there are from the newest on.
        .order_by((Vacancy.id + 0).desc())
        .limit(_ROLES_MOST * len(ids))
    )


def _key_of(what: str) -> str:
    if what == SEATED:
        return "sit_choice"
    return next(key for key in ITEM_CONDITIONS if what in CATALOGUE[key].options)


def _witnessed(fact: Any, path: tuple[str, ...], what: str) -> sa.ColumnElement[bool]:
    said_by = fact[(*path, "source")].as_string().in_(WITNESSES)
    if what == SEATED:
        return sa.and_(said_by, fact[(*path, "value")].as_string().in_(SEATED_VALUES))
    return sa.and_(said_by, fact[(*path, "value", what)].as_string() == "yes")
