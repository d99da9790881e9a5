"""What matching is told of clients, and how far somebody has looked at what is new for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from clients.rules.profile import Profile, as_profile_facts
from employers.queries.names import known_as
from matching.limits import ProfileFacts
from placements.models import BoardLook
from storage.database import db


def looked_at(staff_member_id: int) -> datetime | None:
    """Until when this person has seen what is new; None before the first time."""
    look = db.session.get(BoardLook, staff_member_id)
    return look.looked_at if look else None


def facts_of_client(client_id: int, profile: Profile) -> ProfileFacts:
    """What the matching rules need of one client."""
    return facts_of_clients({client_id: profile})[client_id]


def facts_of_clients(profiles: Mapping[int, Profile]) -> dict[int, ProfileFacts]:
    """What the matching rules need of these clients.

    An employer that was ruled out is ruled out under the name it has today: matching compares
    names, and one may have been renamed, merged, or trade under another.
    """
    named = {name for profile in profiles.values() for name in profile.never_employers}
    today = known_as(named)
    found = {}
    for key, profile in profiles.items():
        facts = as_profile_facts(key, profile)
        others = {each for name in profile.never_employers for each in today.get(name, ())}
        names = (*facts.ruled_out_employers, *sorted(others))
        found[key] = replace(facts, ruled_out_employers=names)
    return found
