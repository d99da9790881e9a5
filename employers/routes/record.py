"""Write down an employer, change what is known of them, forbid contact and allow it again."""

from __future__ import annotations

from typing import Any

from flask import redirect, render_template, request, url_for

from employers.forms.record import EmployerForm, ReasonForm
from employers.models import Employer
from employers.operations.record import (
    add_employer,
    add_site,
    allow_contact,
    edit_employer,
    forbid_contact,
)
from employers.queries.duplicates import Likely, Stated, likely_same
from employers.queries.names import names_of
from employers.queries.page import steps_of
from employers.routes.room import Page, bp, by_me, fingerprint, live_employer, to_employer
from staff.queries import member, team_workers
from storage import clock
from storage.transaction import end_reads, transaction
from web.flashes import flash_done
from web.forms import options
from web.person import the_person

_FIELDS = (
    *("name", "sector", "size_band", "disability_confident", "disability_confident_source"),
    *("disability_confident_on", "official_number", "website", "public_notes", "needs"),
    *("staff_notes",),
)


@bp.route("/add", methods=["GET", "POST"])
def add() -> Page:
    """Write down an employer, with where they are; likely duplicates are shown first."""
    form = _with_workers(EmployerForm(data={"name": request.args.get("name", "")[:200]}), None)
    end_reads()
    page = {"form": form, "employer": None}
    if request.method == "GET":
        return render_template("employers/form.html", **page)
    if not form.validate():
        return render_template("employers/form.html", **page), 422
    place, draft = form.place(), form.draft()
    with transaction():
        likely = _unseen(form, besides=())
        if not likely:
            row = add_employer(draft, by_me())
            if place.key:
                add_site(row.id, place, by_me())
            employer_id = row.id
    if likely:
        return render_template("employers/form.html", **page, likely=likely), 422
    flash_done(f"{draft.name} is written down. Next: whom to speak to there.")
    return redirect(url_for("employers.show", employer_id=employer_id))


@bp.route("/<int:employer_id>/edit", methods=["GET", "POST"])
def edit(employer_id: int) -> Page:
    """Change what is known of an employer; two people at once are told of each other."""
    employer = live_employer(employer_id)
    known = _form_data(employer)
    form = _with_workers(EmployerForm(data=known), employer.esw_id)
    end_reads()
    page = {"form": form, "employer": employer}
    if request.method == "GET":
        return render_template("employers/form.html", **page)
    if not form.validate():
        return render_template("employers/form.html", **page), 422
    meanwhile, likely = None, []
    with transaction():
        fresh = live_employer(employer_id, to_change=True)
        now_known = _form_data(fresh)
        if form.seen.data != now_known["seen"]:
            meanwhile = steps_of(employer_id, 1)
            form.seen.raw_data, form.seen.data = None, now_known["seen"]
        elif _says_otherwise(form, fresh):
            likely = _unseen(form, besides=(employer_id,))
        if meanwhile is None and not likely:
            edit_employer(fresh, form.draft(), by_me())
    if meanwhile is not None or likely:
        return render_template(
            "employers/form.html", **page, likely=likely, meanwhile=meanwhile
        ), 422
    flash_done(f"{form.name.data} is saved.")
    return to_employer(employer_id)


@bp.route("/<int:employer_id>/do-not-contact", methods=["GET", "POST"])
def forbid(employer_id: int) -> Page:
    """From now on nobody may approach this employer; why is asked first."""
    return _with_reason(employer_id, "employers/forbid.html", forbidding=True)


@bp.route("/<int:employer_id>/may-contact", methods=["GET", "POST"])
def allow(employer_id: int) -> Page:
    """They may be approached again; why is asked first."""
    return _with_reason(employer_id, "employers/allow.html", forbidding=False)


def _with_reason(employer_id: int, template: str, *, forbidding: bool) -> Page:
    employer = live_employer(employer_id)
    end_reads()
    form = ReasonForm()
    if request.method == "GET":
        return render_template(template, form=form, employer=employer)
    if not form.validate():
        return render_template(template, form=form, employer=employer), 422
    with transaction():
        fresh = live_employer(employer_id, to_change=True)
        change = forbid_contact if forbidding else allow_contact
        change(fresh, str(form.reason.data), by_me())
    if forbidding:
        flash_done(f"Nobody is to approach {employer.name} from now on.")
    else:
        flash_done(f"{employer.name} may be contacted again.")
    return to_employer(employer_id)


def _form_data(employer: Employer) -> dict[str, Any]:
    values: dict[str, object] = {name: getattr(employer, name) for name in _FIELDS}
    values["trading_names"] = "\n".join(each.name for each in names_of(employer.id))
    values["esw_id"] = str(employer.esw_id or "")
    return {**values, "seen": fingerprint(values)}


def _with_workers(form: EmployerForm, esw_id: int | None) -> EmployerForm:
    person = the_person()
    workers = {str(each.id): each.name for each in team_workers(person.team_id)}
    if esw_id is not None and str(esw_id) not in workers:
        # Somebody of another team, or who has left, stays named until another is chosen.
        named = member(esw_id)
        workers[str(esw_id)] = f"{named.name} (another team, or left)" if named else "somebody"
    form.esw_id.choices = options([("", "Nobody yet"), *workers.items()])
    return form


def _says_otherwise(form: EmployerForm, employer: Employer) -> bool:
    """Whether what an employer is known by has changed, so that duplicates are looked for."""
    stated = form.draft()
    return (stated.name, stated.official_number, stated.website) != (
        employer.name,
        employer.official_number,
        employer.website,
    )


def _unseen(form: EmployerForm, besides: tuple[int, ...]) -> list[Likely]:
    """Likely duplicates, unless the form was sent again after showing them."""
    draft, place = form.draft(), form.place()
    stated = Stated(
        (draft.name, *draft.trading_names),
        draft.official_number,
        draft.website,
        place.postcode,
        place.outward,
    )
    mark = fingerprint({"stated": stated})
    if form.duplicates_seen.data == mark:
        return []
    form.duplicates_seen.raw_data, form.duplicates_seen.data = None, mark
    return likely_same(stated, besides, clock.today())
