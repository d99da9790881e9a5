"""Keep, put aside, and take back; every one a POST."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from clients.models import Client
from clients.queries import client_for
from employers.models import Vacancy
from employers.queries import vacancy_by_id
from liaison import queries
from liaison.forms import PutAsideForm
from liaison.models import MarkKind
from liaison.operations import Decision, decide, take_back
from matching.weights import CURRENT
from storage import clock
from storage.transaction import end_reads, transaction
from web.flashes import flash_done, flash_undo
from web.person import the_person

bp = Blueprint("liaison", __name__, url_prefix="/clients/<int:client_id>")


@bp.post("/vacancies/<int:vacancy_id>/keep")
def keep(client_id: int, vacancy_id: int) -> Response:
    """Keep a vacancy for this client."""
    title, mark_id = _decide(client_id, vacancy_id, MarkKind.KEPT, "")
    flash_undo(f"Kept: {title}.", url_for("liaison.undo", client_id=client_id, mark_id=mark_id))
    return _back(client_id)


@bp.route("/vacancies/<int:vacancy_id>/put-aside", methods=["GET", "POST"])
def put_aside(client_id: int, vacancy_id: int) -> str | Response | tuple[str, int]:
    """Put a vacancy aside, with a reason."""
    client, vacancy = _both(client_id, vacancy_id)
    end_reads()
    form = PutAsideForm()
    page = {"form": form, "client": client, "vacancy": vacancy}
    if request.method == "GET":
        return render_template("liaison/put_aside.html", **page)
    if not form.validate():
        return render_template("liaison/put_aside.html", **page), 422
    title, mark_id = _decide(client_id, vacancy_id, MarkKind.ASIDE, form.said())
    undo_url = url_for("liaison.undo", client_id=client_id, mark_id=mark_id)
    flash_undo(f"Put aside: {title}.", undo_url)
    return _back(client_id)


@bp.post("/marks/<int:mark_id>/undo")
def undo(client_id: int, mark_id: int) -> Response:
    """Take back a mark."""
    person = the_person()
    with transaction():
        client = client_for(person.team_id, client_id)
        mark = queries.mark_for(client_id, mark_id) if client else None
        if mark is None:
            abort(404)
        take_back(mark, person.id, clock.now())
    flash_done("Taken back. The vacancy is on the shortlist as before.")
    return _back(client_id)


@bp.get("/marks")
def marks(client_id: int) -> str:
    """What was kept and put aside, and what was taken back."""
    client = client_for(the_person().team_id, client_id)
    if client is None:
        abort(404)
    return render_template("liaison/marks.html", client=client, marks=queries.marks_of(client_id))


def _both(client_id: int, vacancy_id: int) -> tuple[Client, Vacancy]:
    client = client_for(the_person().team_id, client_id)
    vacancy = vacancy_by_id(vacancy_id)
    if client is None or vacancy is None:
        abort(404)
    return client, vacancy


def _decide(client_id: int, vacancy_id: int, kind: MarkKind, reason: str) -> tuple[str, int]:
    decision = Decision(kind, reason, CURRENT.version, the_person().id, clock.now())
    with transaction():
        client, vacancy = _both(client_id, vacancy_id)
        mark = decide(client, vacancy, decision)
        return vacancy.title, mark.id


def _back(client_id: int) -> Response:
    """To the shortlist as it was filtered, when the button was on it."""
    here = url_for("shortlist.show", client_id=client_id)
    query = request.form.get("filters", "")
    return redirect(f"{here}?{query}" if query else here)
