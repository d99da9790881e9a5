"""Valid things, ready made: override the one thing a test is about."""

from dataclasses import dataclass
from datetime import UTC, datetime

import sqlalchemy as sa

from staff.models import StaffMember, StaffRole, Team
from storage.transaction import end_reads, transaction
from tests.support.pages import PageClient
from web.person import Role

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
PASSWORD = "correct horse battery"


@dataclass(frozen=True)
class World:
    team_id: int
    other_team_id: int
    esw: StaffMember
    colleague: StaffMember
    lead: StaffMember
    administrator: StaffMember
    stranger: StaffMember


def two_teams() -> World:
    """Harbour Team with two ESWs, a lead and an administrator; Hill Team with a stranger."""
    with transaction() as session:
        harbour, hill = Team(name="Harbour Team"), Team(name="Hill Team")
        session.add_all([harbour, hill])
        session.flush()
        people = [
            _member(session, "Esw Example", Role.ESW, harbour),
            _member(session, "Colleague Example", Role.ESW, harbour),
            _member(session, "Lead Example", Role.TEAM_LEAD, harbour),
            _member(session, "Administrator Example", Role.ADMINISTRATOR, harbour),
            _member(session, "Stranger Example", Role.ESW, hill),
        ]
    world = World(harbour.id, hill.id, *people)
    end_reads()
    return world


def _member(session, name: str, role: Role, team: Team) -> StaffMember:
    known = session.scalar(sa.select(StaffRole).where(StaffRole.name == role))
    row = known or StaffRole(name=role.value)
    email = f"{name.split()[0].lower()}@example.org"
    member = StaffMember(
        name=name,
        email=email,
        fs_uniquifier=email,
        team=team,
        roles=[row],
        created_at=NOW,
    )
    session.add(member)
    session.flush()
    return member


def signed_in(app, member: StaffMember) -> PageClient:
    """A browser with a session, without the cost of hashing a password in every test."""
    client = app.test_client()
    with client.session_transaction() as session:
        session["_user_id"] = member.fs_uniquifier
        session["_fresh"] = True
        session["_id"] = None
    return PageClient(client)


def save(*rows):
    """Keep rows and let go of them."""
    with transaction() as session:
        session.add_all(rows)
    end_reads()
    return rows[0] if len(rows) == 1 else rows
