"""Which clients, and which version of whose profile. Every query is for one team."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from clients.models import Client, ProfileVersion
from clients.rules.names import name_key
from clients.rules.profile import profile_from_json
from staff.models import StaffMember
from storage.database import db

# The largest number of a row: an address may hold a larger one, which no database takes.
ID_MAX = 2_147_483_647


def client_for(team_id: int, client_id: int, *, to_change: bool = False) -> Client | None:
    """A client of this team with the profile in force; None for anybody else's.

    `to_change` makes others who want to change the same client wait.
    """
    query = sa.select(Client).where(Client.id == min(client_id, ID_MAX), Client.team_id == team_id)
    return db.session.scalar(query.with_for_update(of=Client) if to_change else query)


def clients_of(
    team_id: int, *, esw_id: int | None = None, search: str = ""
) -> Sequence[tuple[Client, str]]:
    """The team's clients with their ESW's name, by name; one ESW's, or those a name matches."""
    query = (
        sa.select(Client, StaffMember.name)
        .join(StaffMember, StaffMember.id == Client.esw_id)
        .where(Client.team_id == team_id)
        .order_by(Client.name_key, Client.id)
    )
    if esw_id is not None:
        query = query.where(Client.esw_id == esw_id)
    for word in name_key(search).split():
        query = query.where(Client.name_key.contains(word, autoescape=True))
    return [(client, esw) for client, esw in db.session.execute(query)]


def same_name(team_id: int, name: str, besides: int | None = None) -> Client | None:
    """Somebody in the team with this very name, so that one person is not kept twice."""
    query = sa.select(Client).where(Client.team_id == team_id, Client.name_key == name_key(name))
    if besides is not None:
        query = query.where(Client.id != besides)
    return db.session.scalars(query.limit(1)).first()


def jobs_wanted() -> Sequence[str]:
    """Every job that any client wants just now, each once, in no particular order."""
    query = sa.select(ProfileVersion.content).join(
        Client,
        sa.and_(
            Client.id == ProfileVersion.client_id, Client.profile_number == ProfileVersion.number
        ),
    )
    contents = db.session.scalars(query)
    return list({job for content in contents for job in profile_from_json(content).interests})


def versions_of(client_id: int) -> Sequence[tuple[ProfileVersion, str | None]]:
    """Every version of a profile, newest first, with who saved it."""
    query = (
        sa.select(ProfileVersion, StaffMember.name)
        .outerjoin(StaffMember, StaffMember.id == ProfileVersion.saved_by_id)
        .where(ProfileVersion.client_id == client_id)
        .order_by(ProfileVersion.number.desc())
    )
    return [(version, saver) for version, saver in db.session.execute(query)]


def version_of(client_id: int, number: int) -> ProfileVersion | None:
    """One version of a profile."""
    query = sa.select(ProfileVersion).where(
        ProfileVersion.client_id == client_id, ProfileVersion.number == min(number, ID_MAX)
    )
    return db.session.scalar(query)
