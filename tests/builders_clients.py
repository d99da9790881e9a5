"""Clients and profiles, ready made: override the one thing a test is about."""

from clients.models import Client
from clients.operations import ClientDraft, add_client, save_profile
from clients.queries import client_for
from clients.rules.profile import Profile, with_limits
from matching.limits import Strength, limit_from_json
from storage.transaction import end_reads, transaction
from tests.builders import NOW


def a_client(world, name: str = "Rowan Example", *, esw=None, profile: Profile | None = None):
    """A client of the first team, kept; with a profile if one is given."""
    esw = esw or world.esw
    with transaction():
        client = add_client(ClientDraft(name, "", "", esw.id), esw.team_id, NOW)
        if profile is not None:
            save_profile(client, profile, esw.id, NOW)
    end_reads()
    return client


def a_profile(limits: dict | None = None, **changes) -> Profile:
    """A profile with limits in their JSON form."""
    read = {
        key: limit_from_json(key, raw if isinstance(raw, dict) else {"usual": raw}, IMPORTANT)
        for key, raw in (limits or {}).items()
    }
    return with_limits(Profile(**changes), read)


def saved(client: Client, profile: Profile, by) -> None:
    """Another version, saved by somebody."""
    with transaction():
        fresh = client_for(client.team_id, client.id, to_change=True)
        save_profile(fresh, profile, by.id, NOW)
    end_reads()


IMPORTANT = Strength.IMPORTANT
