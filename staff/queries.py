"""Who works here, and in which team."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa

from staff.models import StaffMember, StaffRole, Team
from storage.database import db
from web.person import Role


def members() -> Sequence[StaffMember]:
    """Everyone, by team and name; those switched off last."""
    query = (
        sa.select(StaffMember)
        .join(StaffMember.team)
        .order_by(StaffMember.active.desc(), Team.name, StaffMember.name, StaffMember.id)
    )
    return db.session.scalars(query).all()


def member(member_id: int) -> StaffMember | None:
    """One member of staff."""
    return db.session.get(StaffMember, member_id)


def member_with(email: str) -> StaffMember | None:
    """The member of staff who signs in with this address, however it is capitalised."""
    query = sa.select(StaffMember).where(sa.func.lower(StaffMember.email) == email.lower())
    return db.session.scalar(query)


def team_workers(team_id: int) -> Sequence[StaffMember]:
    """Those in a team who can be a client's named worker: active ESWs and team leads."""
    query = (
        sa.select(StaffMember)
        .where(
            StaffMember.team_id == team_id,
            StaffMember.active,
            StaffMember.roles.any(StaffRole.name.in_([Role.ESW, Role.TEAM_LEAD])),
        )
        .order_by(StaffMember.name, StaffMember.id)
    )
    return db.session.scalars(query).all()


def teams() -> Sequence[Team]:
    """Every team, by name."""
    return db.session.scalars(sa.select(Team).order_by(Team.name)).all()


def has_administrator_besides(member_id: int) -> bool:
    """Whether somebody else could still manage staff if this one were switched off."""
    query = sa.select(sa.func.count()).where(
        StaffMember.id != member_id,
        StaffMember.active,
        StaffMember.roles.any(StaffRole.name == Role.ADMINISTRATOR),
    )
    return bool(db.session.scalar(query))


def demo_exists() -> bool:
    """Whether this database holds demo accounts, which open with a published password."""
    return db.session.scalar(sa.select(StaffMember.id).where(StaffMember.is_demo)) is not None


def who_answers(member_id: int | None, today: date) -> StaffMember | None:
    """Who answers for this member of staff today: themselves, else their cover, else a team lead.

    None when nobody of the team is there; whoever asks then falls back on the team's own words.
    """
    found = member(member_id) if member_id is not None else None
    if found is None:
        return None
    cover = member(found.cover_id) if found.cover_id is not None else None
    leads = [
        each
        for each in team_workers(found.team_id)
        if any(role.name == Role.TEAM_LEAD for role in each.roles)
    ]
    return next((each for each in (found, cover, *leads) if each and is_there(each, today)), None)


def is_there(found: StaffMember, today: date) -> bool:
    """Whether this person works here and is not on leave; both days of a leave are part of it."""
    if not found.active:
        return False
    since, until = found.away_from_on, found.away_until_on
    if since is None and until is None:
        return True
    return (since is not None and today < since) or (until is not None and today > until)
