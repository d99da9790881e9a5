"""Keep, put aside, and take back; every change a POST."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from clients.models import Client
from clients.queries import ID_MAX, client_for
from employers.models import Vacancy
from employers.queries.vacancies import vacancy_by_id
from liaison.forms.marks import MarkForm, PutAsideForm
from liaison.models import MarkKind
from liaison.operations.marks import Decision, ReadFrom, decide, take_back
from liaison.queries import marks as queries
from matching.weights import CURRENT, VERSIONS
from storage import clock
from storage.transaction import end_reads, transaction
from web.flashes import flash_done, flash_undo
from web.person import the_person

bp = Blueprint("liaison", __name__, url_prefix="/clients/<int:client_id>")


@bp.post("/vacancies/<int:vacancy_id>/keep")
def keep(client_id: int, vacancy_id: int) -> Response:
    """Keep a vacancy for this client."""
    form = MarkForm()
    title, mark_id = _decide(client_id, vacancy_id, MarkKind.KEPT, "", form)
    flash_undo(f"Kept: {title}.", url_for("liaison.undo", client_id=client_id, mark_id=mark_id))
    return _back(client_id, vacancy_id, form)


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
    title, mark_id = _decide(client_id, vacancy_id, MarkKind.ASIDE, form.said(), form)
    undo_url = url_for("liaison.undo", client_id=client_id, mark_id=mark_id)
    flash_undo(f"Put aside: {title}.", undo_url)
    return _back(client_id, vacancy_id, form)


@bp.post("/marks/<int:mark_id>/undo")
def undo(client_id: int, mark_id: int) -> Response:
    """Take back a mark; what it had replaced stands again."""
    person = the_person()
    form = MarkForm()
    with transaction():
        client = client_for(person.team_id, client_id, to_change=True)
        mark = queries.mark_for(client_id, min(mark_id, ID_MAX)) if client else None
        if mark is None:
            abort(404)
        before = take_back(mark, person.id, clock.now())
        vacancy_id = mark.vacancy_id
    flash_done(_taken_back(before.kind if before else None))
    return _back(client_id, vacancy_id, form)


@bp.get("/marks")
def marks(client_id: int) -> str:
    """What was kept and put aside, and what was taken back."""
    client = client_for(the_person().team_id, client_id)
    if client is None:
        abort(404)
    return render_template("liaison/marks.html", client=client, marks=queries.marks_of(client_id))


def _taken_back(before: str | None) -> str:
    if before == MarkKind.KEPT:
        return "Taken back. The vacancy is kept, as before."
    if before == MarkKind.ASIDE:
        return "Taken back. The vacancy is put aside, as before."
    return "Taken back. The vacancy is on the shortlist as before."


def _both(client_id: int, vacancy_id: int, *, to_change: bool = False) -> tuple[Client, Vacancy]:
    client = client_for(the_person().team_id, client_id, to_change=to_change)
    vacancy = vacancy_by_id(min(vacancy_id, ID_MAX))
    if client is None or vacancy is None:
        abort(404)
    return client, vacancy


def _decide(
    client_id: int, vacancy_id: int, kind: MarkKind, reason: str, form: MarkForm
) -> tuple[str, int]:
    person_id, now = the_person().id, clock.now()
    with transaction():
        client, vacancy = _both(client_id, vacancy_id, to_change=True)
        read_from = _read_from(form, client, vacancy)
        mark = decide(client, vacancy, Decision(kind, reason, read_from, person_id, now))
        return vacancy.title, mark.id


def _read_from(form: MarkForm, client: Client, vacancy: Vacancy) -> ReadFrom:
    """The versions the page was made from; those of this moment where the page does not say."""
    known = {each.version for each in VERSIONS}
    weights = form.weights.data
    return ReadFrom(
        profile_number=_earlier(form.profile.data, client.profile_number),
        vacancy_version=_earlier(form.version.data, vacancy.version),
        weights_version=weights if weights in known else CURRENT.version,
    )


def _earlier(typed: str | None, newest: int) -> int:
    """A version number from a page: never one that does not exist yet."""
    if not typed or not (typed.isascii() and typed.isdigit()) or len(typed) > 9:
        return newest
    return min(int(typed), newest)


def _back(client_id: int, vacancy_id: int, form: MarkForm) -> Response:
    """To where the button was: the reading, or the shortlist as it was filtered."""
    if form.to_reading.data:
        return redirect(url_for("shortlist.read_one", client_id=client_id, vacancy_id=vacancy_id))
    here = url_for("shortlist.show", client_id=client_id)
    # Read and written again: what came from a form may hold what no address can.
    query = urlencode(parse_qsl((form.filters.data or "")[:2000]))
    return redirect(f"{here}?{query}" if query else here)
