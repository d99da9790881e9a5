"""The liaison log: write a contact down, read what was logged with an employer, do what is due."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from clients.queries import ID_MAX, client_for, clients_of
from employers.models import Employer, EmployerContact
from employers.queries.directory import employer_by_id
from employers.queries.workplaces import contacts_at
from employers.routes.room import Part
from liaison.forms.entries import NOBODY, EntryForm
from liaison.models import LiaisonEntry
from liaison.operations.entries import (
    Writer,
    mark_done,
    mark_open,
    stand_again,
    take_back,
    write_down,
)
from liaison.queries import entries as queries
from liaison.rules.entries import KINDS, OUTCOMES, PURPOSES
from liaison.rules.relationship import Budget, budget_for, figures_on, stage_of, week_of
from storage import clock
from storage.transaction import end_reads, transaction
from web.addresses import asked_page
from web.flashes import flash_done, flash_undo
from web.forms import options
from web.person import Role, the_person

bp = Blueprint("log", __name__)

#: Face-to-face contacts with employers a week: 6 or more is the best mark (IPS-25 item 17).
FACE_TO_FACE_A_WEEK = 6


@bp.get("/employer-contacts/")
def index() -> str:
    """What I have to do with employers, and how many contacts the team has made this week."""
    person, today = the_person(), clock.today()
    monday, sunday = week_of(today)
    return render_template(
        "liaison/log_index.html",
        due=queries.due_for(person.id, sunday),
        counts=queries.week_counts(person.team_id, monday, sunday),
        wanted=FACE_TO_FACE_A_WEEK,
        monday=monday,
        kinds=KINDS,
    )


@bp.get("/employers/<int:employer_id>/log")
def timeline(employer_id: int) -> str:
    """What was logged with one employer, where it stands, and who else is in touch."""
    employer = _employer(employer_id)
    page = asked_page()
    rows, count = queries.timeline_of(employer_id, the_person().id, page)
    return render_template(
        "liaison/timeline.html",
        employer=employer,
        rows=rows,
        page=page,
        pages=-(-count // queries.PER_PAGE),
        standing=_standing(employer_id),
        words={"kinds": KINDS, "purposes": PURPOSES, "outcomes": OUTCOMES},
    )


@bp.route("/employers/<int:employer_id>/log/add", methods=["GET", "POST"])
def add(employer_id: int) -> str | Response | tuple[str, int]:
    """Write down a contact."""
    person, today = the_person(), clock.today()
    employer = _employer(employer_id)
    people = contacts_at(queries.known_as(employer_id))
    form = _form(people)
    asked_about = form.contact.data or request.args.get("contact", "")
    about = int(asked_about) if asked_about in {str(each.id) for each in people} else None
    standing = _standing(employer_id, about)
    end_reads()
    page = {"form": form, "employer": employer, "standing": standing, "people": people}
    if request.method == "GET":
        return render_template("liaison/log.html", **page)
    if not form.check(today, budget_spent=standing.budget.spent):
        return render_template("liaison/log.html", **page), 422
    draft = form.draft(employer_id)
    with transaction():
        if draft.client_id is not None and client_for(person.team_id, draft.client_id) is None:
            abort(404)
        writer = Writer(person.id, person.team_id, clock.now())
        entry = write_down(draft, writer, (form.token.data or "")[:40] or None)
        entry_id = entry.id
    flash_undo(
        f"{KINDS[draft.kind]} with {employer.name} is in the log.",
        url_for("log.take_back_entry", entry_id=entry_id),
    )
    return redirect(url_for("log.timeline", employer_id=employer_id))


@bp.post("/employer-contacts/<int:entry_id>/take-back")
def take_back_entry(entry_id: int) -> Response:
    """Take an entry back; it stays in the history, struck through."""
    with transaction():
        entry = _own(entry_id)
        take_back(entry, the_person().id, clock.now())
        employer_id = entry.employer_id
    url = url_for("log.stand_again_entry", entry_id=entry_id)
    flash_undo("Taken back: it counts no more.", url)
    return redirect(url_for("log.timeline", employer_id=employer_id))


@bp.post("/employer-contacts/<int:entry_id>/stand-again")
def stand_again_entry(entry_id: int) -> Response:
    """Let an entry that was taken back count again."""
    with transaction():
        entry = _own(entry_id)
        stand_again(entry)
        employer_id = entry.employer_id
    flash_done("It counts again.")
    return redirect(url_for("log.timeline", employer_id=employer_id))


@bp.post("/employer-contacts/<int:entry_id>/done")
def done(entry_id: int) -> Response:
    """The next step was done, or the promise was kept."""
    what = "promise" if request.form.get("what") == "promise" else "next"
    with transaction():
        mark_done(_own(entry_id), what, clock.now())
    flash_undo("Done.", url_for("log.not_done", entry_id=entry_id, what=what))
    return redirect(url_for("log.index"))


@bp.post("/employer-contacts/<int:entry_id>/not-done/<any(next, promise):what>")
def not_done(entry_id: int, what: str) -> Response:
    """Take that back."""
    with transaction():
        mark_open(_own(entry_id), what)
    flash_done("Back on the list.")
    return redirect(url_for("log.index"))


@bp.get("/clients/<int:client_id>/employer-contacts")
def for_client(client_id: int) -> str:
    """What was logged with employers for one client."""
    person = the_person()
    client = client_for(person.team_id, client_id)
    if client is None:
        abort(404)
    return render_template(
        "liaison/client_log.html",
        client=client,
        rows=queries.entries_for_client(client_id, person.id),
        words={"kinds": KINDS, "purposes": PURPOSES, "outcomes": OUTCOMES},
    )


def relationship_part(employer: Employer) -> Part | None:
    """How the relationship stands, for the employer's own page; nothing for administrators."""
    if the_person().role is Role.ADMINISTRATOR:
        return None
    return Part("liaison/part.html", {"standing": _standing(employer.id)})


@dataclass(frozen=True, slots=True)
class Standing:
    """What to know of an employer before getting in touch."""

    stage: object
    budget: Budget
    others: Sequence[queries.Told]


def _standing(employer_id: int, contact_id: int | None = None) -> Standing:
    today = clock.today()
    contacts = queries.contacts_with(employer_id)
    near = figures_on(today).courtesy
    others = queries.others_in_touch(
        employer_id, the_person().id, since=today - near, until=today + near
    )
    return Standing(
        stage=stage_of(contacts, queries.next_planned_on(employer_id), today),
        budget=budget_for(contacts, contact_id, today),
        others=others,
    )


def _form(people: Sequence[EmployerContact]) -> EntryForm:
    person = the_person()
    form = EntryForm(
        data={
            "token": secrets.token_urlsafe(16),
            "happened_on": clock.today(),
            "contact": request.args.get("contact", ""),
            "client": request.args.get("client", ""),
            "kind": request.args.get("kind"),
        }
    )
    here = [(str(each.id), each.name) for each in people if each.left_on is None]
    form.contact.choices = options([NOBODY, *here])
    clients = clients_of(person.team_id, esw_id=person.id)
    named = [(str(client.id), client.name) for client, _esw in clients]
    form.client.choices = options([("", "For no client in particular"), *named])
    return form


def _employer(employer_id: int) -> Employer:
    found = employer_by_id(employer_id)
    if found is None:
        abort(404)
    return found


def _own(entry_id: int) -> LiaisonEntry:
    found = queries.entry_of(the_person().id, min(entry_id, ID_MAX))
    if found is None:
        abort(404)
    return found
