"""Who works here, and in which team."""

from __future__ import annotations

from collections.abc import Sequence

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
