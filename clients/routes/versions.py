"""Earlier versions of a profile: what changed, how one read, and bringing one back."""

from __future__ import annotations

from itertools import pairwise

from flask import abort, redirect, render_template, url_for
from werkzeug.wrappers import Response

from clients.models import ProfileVersion
from clients.operations import profile_at, profile_of
from clients.operations import restore as bring_back
from clients.queries import version_of, versions_of
from clients.routes.profiles import reading_of
from clients.routes.room import bp, own_client
from clients.rules.changes import changes_between
from storage import clock
from storage.transaction import transaction
from web.flashes import flash_done, flash_undo
from web.person import the_person


@bp.get("/<int:client_id>/versions")
def versions(client_id: int) -> str:
    """Every version, newest first: when, who, and what changed."""
    client = own_client(client_id)
    found = versions_of(client.id)
    profiles = [*(profile_at(version) for version, _ in found), profile_at(None)]
    changes = [changes_between(before, after) for after, before in pairwise(profiles)]
    return render_template(
        "clients/versions.html",
        client=client,
        lines=[(*pair, told) for pair, told in zip(found, changes, strict=True)],
    )


@bp.get("/<int:client_id>/versions/<int:number>")
def version(client_id: int, number: int) -> str:
    """One version as it read, and what bringing it back would change."""
    client = own_client(client_id)
    found = _version(client.id, number)
    return render_template(
        "clients/version.html",
        client=client,
        version=found,
        changes=changes_between(profile_of(client), profile_at(found)),
        **reading_of(client, found),
    )


@bp.post("/<int:client_id>/versions/<int:number>/restore")
def restore(client_id: int, number: int) -> Response:
    """Save an earlier version again as the newest; nothing in between is lost."""
    with transaction():
        client = own_client(client_id, to_change=True)
        found = _version(client.id, number)
        before = client.profile_number
        restored = bring_back(client, found, the_person().id, clock.now())
    if restored is None:
        flash_done(f"The profile reads like version {number} already.")
        return redirect(url_for("clients.show", client_id=client_id))
    flash_undo(
        f"Version {number} is back, as version {restored.number}.",
        url_for("clients.restore", client_id=client_id, number=before),
    )
    return redirect(url_for("clients.show", client_id=client_id, saved=restored.number))


def _version(client_id: int, number: int) -> ProfileVersion:
    found = version_of(client_id, number)
    if found is None:
        abort(404)
    return found
