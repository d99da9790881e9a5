"""What to ask a site, whom an answer would help, and whether it may go by mail."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import sqlalchemy as sa

from clients.models import Client, ProfileVersion
from clients.rules.profile import profile_from_json
from employers.models import Site
from employers.queries import questions as employers_queries
from employers.queries.site_facts import site_facts
from employers.rules.work import merged
from liaison.models import LiaisonEntry
from liaison.queries.entries import known_as
from liaison.rules.asking import Standing, standings
from matching.limits import Limit
from storage.clock import LONDON
from storage.database import db


def limits_of_team(team_id: int) -> Sequence[Mapping[str, Limit]]:
    """The limits of every client of a team, as their profiles stand."""
    query = (
        sa.select(ProfileVersion.content)
        .join(Client, Client.id == ProfileVersion.client_id)
        .where(Client.team_id == team_id, ProfileVersion.number == Client.profile_number)
    )
    return [profile_from_json(content).limits for content in db.session.scalars(query)]


def standings_at(
    site: Site, family: str, searches: Sequence[Mapping[str, Limit]], today: date
) -> list[Standing]:
    """Every question of the family's bundle about this site, most useful first."""
    known = {key: row.fact for key, row in site_facts(site.id, family).items()}
    for key, fact in employers_queries.said_of_roles(site.id, family, today).items():
        if (fact.get("as_of") or "") >= (known.get(key, {}).get("as_of") or ""):
            known[key] = merged(known.get(key), fact)
    asked: dict[str, date] = {}
    for each in employers_queries.rounds_at([site.id]):
        if each.family == family and each.how == "mail":
            for tap in each.taps:
                asked.setdefault(tap, each.asked_at.astimezone(LONDON).date())
    return standings(family, known, asked, searches, today)


def have_met(employer_id: int) -> bool:
    """Whether somebody of ours has spoken to this employer, or they have posted a role."""
    spoke = sa.select(LiaisonEntry.id).where(
        LiaisonEntry.employer_id.in_(known_as(employer_id)),
        LiaisonEntry.outcome == "spoke",
        LiaisonEntry.taken_back_at.is_(None),
    )
    if db.session.scalar(spoke.limit(1)) is not None:
        return True
    return employers_queries.has_posted(known_as(employer_id))
