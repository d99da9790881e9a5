"""Add a client, change who they are, save a profile, bring an earlier one back."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from clients.models import Client, ProfileVersion
from clients.rules.names import name_key
from clients.rules.profile import EMPTY, Profile, profile_from_json, profile_to_json
from storage.database import db


@dataclass(frozen=True, slots=True)
class ClientDraft:
    """Who a client is and who their ESW is."""

    name: str
    phone: str
    email: str
    esw_id: int

    def fingerprint(self) -> str:
        """The same for the same answers: whether a page still shows what is kept."""
        return hashlib.sha256(repr(self).encode()).hexdigest()[:16]


def draft_of(client: Client) -> ClientDraft:
    """Who a client is, as it is kept."""
    return ClientDraft(client.name, client.phone, client.email, client.esw_id)


def add_client(draft: ClientDraft, team_id: int, now: datetime) -> Client:
    """Somebody new to the team, with nothing asked yet."""
    client = Client(
        team_id=team_id,
        esw_id=draft.esw_id,
        name=draft.name,
        name_key=name_key(draft.name),
        phone=draft.phone,
        email=draft.email,
        created_at=now,
        profile_number=0,
    )
    db.session.add(client)
    db.session.flush()
    return client


def edit_client(client: Client, draft: ClientDraft) -> None:
    """Change who somebody is or who their ESW is."""
    client.name = draft.name
    client.name_key = name_key(draft.name)
    client.phone = draft.phone
    client.email = draft.email
    client.esw_id = draft.esw_id


def profile_at(version: ProfileVersion | None) -> Profile:
    """The profile of a version; an empty one for none, which is how every profile began."""
    return profile_from_json(version.content) if version else EMPTY


def profile_of(client: Client) -> Profile:
    """The profile in force; an empty one before the first is saved."""
    return profile_at(client.profile)


def save_profile(
    client: Client, profile: Profile, saved_by_id: int | None, now: datetime
) -> ProfileVersion | None:
    """Save a new version and put it in force; None when nothing is different."""
    if profile == profile_of(client):
        return None
    return _save(client, profile, saved_by_id, now, None)


def restore(
    client: Client, version: ProfileVersion, saved_by_id: int | None, now: datetime
) -> ProfileVersion | None:
    """Save an earlier version again as the newest, so that nothing in between is lost.

    None when the profile reads like that version already.
    """
    profile = profile_at(version)
    if profile == profile_of(client):
        return None
    return _save(client, profile, saved_by_id, now, version.number)


def _save(
    client: Client,
    profile: Profile,
    saved_by_id: int | None,
    now: datetime,
    restored_from: int | None,
) -> ProfileVersion:
    version = ProfileVersion(
        client_id=client.id,
        number=client.profile_number + 1,
        content=profile_to_json(profile),
        restored_from=restored_from,
        saved_by_id=saved_by_id,
        saved_at=now,
    )
    db.session.add(version)
    client.profile_number = version.number
    db.session.flush()
    # The relation reads the number in force, which has just changed.
    db.session.expire(client, ["profile"])
    return version
