"""Add someone to the staff, switch an account off or on."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from staff import queries
from staff.models import StaffMember, StaffRole, Team
from storage.database import db
from web.person import Role


class AddressTaken(ValueError):
    """Somebody signs in with this address already."""


class LastAdministrator(ValueError):
    """Without this account nobody could manage staff."""


@dataclass(frozen=True, slots=True)
class MemberDraft:
    """Who is to be added. The team is made when there is none of that name."""

    name: str
    email: str
    role: Role
    team: str
    is_demo: bool = False
    # Already hashed: hashing takes too long to hold a transaction open for.
    password_hash: str | None = None


def add_member(draft: MemberDraft, now: datetime) -> StaffMember:
    """A new account without a password, unless the draft brings one; raises AddressTaken."""
    if queries.member_with(draft.email) is not None:
        raise AddressTaken(draft.email)
    row = StaffMember(
        name=draft.name,
        email=draft.email.lower(),
        password=draft.password_hash,
        fs_uniquifier=uuid.uuid4().hex,
        team=team_named(draft.team),
        roles=[_role(draft.role)],
        created_at=now,
        is_demo=draft.is_demo,
    )
    db.session.add(row)
    db.session.flush()
    return row


def switch(member: StaffMember, *, active: bool) -> None:
    """Switch an account off (its sessions end at once) or on; raises LastAdministrator."""
    if not active and not queries.has_administrator_besides(member.id):
        raise LastAdministrator(member.email)
    member.active = active
    # The library finds a session's owner by this value: a new one signs every session out.
    member.fs_uniquifier = uuid.uuid4().hex


def team_named(name: str) -> Team:
    """The team of this name, made if there is none."""
    found = db.session.scalar(sa.select(Team).where(Team.name == name))
    if found is None:
        found = Team(name=name)
        db.session.add(found)
        db.session.flush()
    return found


def _role(role: Role) -> StaffRole:
    found = db.session.scalar(sa.select(StaffRole).where(StaffRole.name == role))
    return found or StaffRole(name=role.value, description=role.label)
