"""The profile of one client: to read, to print, and its three pages of questions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from clients.forms.first_meeting import FirstMeetingForm, first_meeting_data
from clients.forms.later import LaterForm, later_data
from clients.forms.profile import ProfileForm
from clients.forms.wants import WantsForm, wants_data
from clients.models import Client, ProfileVersion
from clients.operations import profile_at, profile_of, save_profile
from clients.queries import version_of
from clients.routes.room import bp, own_client
from clients.rules.changes import changes_between
from clients.rules.first_meeting import CAPPED_HOURS, EVERYDAY_WEIGHTS, TROUBLES, is_capped
from clients.rules.profile import Profile
from clients.rules.questions import asked_before_in, later_in
from clients.rules.reading import by_group, count_of_musts, line_of, tick_words
from clients.rules.words import TRAVEL_WORDS, hours_words
from matching.catalogue import Group
from staff.queries import member
from storage import clock
from storage.transaction import end_reads, transaction
from web.flashes import flash_done, flash_undo
from web.person import the_person


@dataclass(frozen=True, slots=True)
class Questions:
    """One page of questions: its form, what it shows at first, and its template."""

    form: type[ProfileForm]
    data: Callable[[Profile], dict[str, Any]]
    template: str


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """What somebody else saved while a page was open."""

    version: ProfileVersion
    saved_by: str
    changes: Sequence[str]


WANTS = Questions(WantsForm, wants_data, "clients/wants.html")
FIRST_MEETING = Questions(FirstMeetingForm, first_meeting_data, "clients/first_meeting.html")
LATER = Questions(LaterForm, later_data, "clients/later.html")
Page = str | Response | tuple[str, int]


@bp.get("/<int:client_id>")
def show(client_id: int) -> str:
    """The profile on one page: strengths, wants, limits, and what nobody has asked yet."""
    client = own_client(client_id)
    return render_template(
        "clients/show.html", client=client, saved=_just_saved(client), **reading_of(client)
    )


@bp.get("/<int:client_id>/print")
def print_profile(client_id: int) -> str:
    """The profile on paper for the client, in plain words; nothing that is for staff only."""
    client = own_client(client_id)
    profile = profile_of(client)
    return render_template(
        "clients/print.html",
        client=client,
        profile=profile,
        groups=by_group(profile, for_client=True),
        pay=line_of(profile, "pay_hourly"),
        has=line_of(profile, "requirements"),
        travel_words=TRAVEL_WORDS,
        hours_words=hours_words,
    )


@bp.route("/<int:client_id>/profile", methods=["GET", "POST"])
def profile(client_id: int) -> Page:
    """Strengths and wants."""
    return _ask(client_id, WANTS)


@bp.route("/<int:client_id>/first-meeting", methods=["GET", "POST"])
def first_meeting(client_id: int) -> Page:
    """Ten things, and nothing else."""
    return _ask(client_id, FIRST_MEETING)


@bp.route("/<int:client_id>/later", methods=["GET", "POST"])
def later(client_id: int) -> Page:
    """The rest, by group."""
    return _ask(client_id, LATER)


def reading_of(client: Client, version: ProfileVersion | None = None) -> dict[str, Any]:
    """What a page needs to show a profile: the one in force, or that of a version."""
    profile = profile_at(version) if version else profile_of(client)
    return {
        "profile": profile,
        "groups": by_group(profile),
        "musts": count_of_musts(profile),
        "pay": line_of(profile, "pay_hourly"),
        "has": line_of(profile, "requirements"),
        "asks_cap": is_capped(profile.limits) and profile.capped_by is None,
        "travel_words": TRAVEL_WORDS,
        "hours_words": hours_words,
    }


def _ask(client_id: int, page: Questions) -> Page:
    client = own_client(client_id)
    profile = profile_of(client)
    form = page.form(data={**page.data(profile), "version": client.profile_number})
    end_reads()
    if request.method == "GET":
        return _page(client, page, form, None)
    if not form.validate():
        return _page(client, page, form, None), 422
    saved = _save(client_id, form)
    if isinstance(saved, Meanwhile):
        form.version.data = str(saved.version.number)
        return _page(client, page, form, saved), 422
    return redirect(url_for("clients.show", client_id=client_id, saved=saved))


def _page(client: Client, page: Questions, form: ProfileForm, meanwhile: Meanwhile | None) -> str:
    profile = profile_of(client)
    return render_template(
        page.template,
        client=client,
        form=form,
        meanwhile=meanwhile,
        limits=profile.limits,
        groups=[(group.value, later_in(group), asked_before_in(group)) for group in Group],
        weights=EVERYDAY_WEIGHTS,
        capped_hours=CAPPED_HOURS,
        troubles=tick_words(TROUBLES, profile),
    )


def _save(client_id: int, form: ProfileForm) -> Meanwhile | int | None:
    """Save what was filled in: the number of the new version, or who was quicker."""
    with transaction():
        client = own_client(client_id, to_change=True)
        changed = form.onto(profile_of(client))
        # A second click on the same button finds its own answers there, and is no conflict.
        is_late = client.profile_number != form.started_from and changed != profile_of(client)
        if client.profile and is_late:
            return _meanwhile(client, client.profile, form.started_from)
        version = save_profile(client, changed, the_person().id, clock.now())
    if version is None:
        flash_done("Nothing is different, so there is no new version.")
        return None
    said = f"Saved as version {version.number}."
    if version.number > 1:
        earlier = version.number - 1
        flash_undo(said, url_for("clients.restore", client_id=client_id, number=earlier))
    else:
        flash_done(said)
    return version.number


def _meanwhile(client: Client, newest: ProfileVersion, started_from: int) -> Meanwhile:
    before = profile_at(version_of(client.id, started_from))
    saver = member(newest.saved_by_id) if newest.saved_by_id else None
    changes = changes_between(before, profile_at(newest))
    return Meanwhile(newest, saver.name if saver else "Somebody", changes)


def _just_saved(client: Client) -> Sequence[str]:
    """What the version that was saved on the page before changed."""
    number = request.args.get("saved", type=int)
    if number is None or number != client.profile_number:
        return ()
    return changes_between(profile_at(version_of(client.id, number - 1)), profile_of(client))
