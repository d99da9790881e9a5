"""The list of clients, looking somebody up, adding them and changing who they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from flask import abort, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response

from clients.forms.people import ClientForm, SearchForm
from clients.models import Client
from clients.operations import ClientDraft, add_client, draft_of, edit_client, profile_of
from clients.queries import clients_of, same_name
from clients.routes.room import bp, own_client
from clients.rules.names import name_key
from clients.rules.profile import Profile
from clients.rules.reading import count_of_musts, wants_in_brief
from staff.queries import member, team_workers
from storage import clock
from storage.transaction import end_reads, transaction
from web.flashes import flash_done
from web.forms import options
from web.person import Role, the_person

SEARCH = "client_search"
MINE, TEAM = "mine", "team"
Page = str | Response | tuple[str, int]


@dataclass(frozen=True, slots=True)
class Line:
    """One client in the list."""

    client: Client
    esw: str
    wants: str
    profile: Profile
    musts: int


@bp.get("/")
def index() -> str:
    """The caseload, or the whole team; narrowed to a name that was looked for."""
    return _list(SearchForm(data={"name": session.get(SEARCH, "")}))


@bp.post("/search")
def search() -> Page:
    """Look for a name. It is kept in the session: it stands in no address and no log."""
    form = SearchForm()
    if not form.validate():
        return _list(form), 422
    session.pop(SEARCH, None)
    if form.name.data:
        session[SEARCH] = form.name.data
    return redirect(url_for("clients.index", whose=_whose()))


@bp.route("/add", methods=["GET", "POST"])
def add() -> Page:
    """Add somebody to the team."""
    person = the_person()
    form = _client_form(ClientForm(data={"esw_id": str(person.id)}))
    end_reads()
    if request.method == "GET":
        return render_template("clients/add.html", form=form, twin=None)
    if not form.validate():
        return render_template("clients/add.html", form=form, twin=None), 422
    with transaction():
        twin = _unseen_twin(form, person.team_id)
        client = None if twin else add_client(_draft(form), person.team_id, clock.now())
    if client is None:
        return render_template("clients/add.html", form=form, twin=twin), 422
    flash_done(f"{client.name} was added. The first meeting asks ten things; all can be skipped.")
    return redirect(url_for("clients.show", client_id=client.id))


@bp.route("/<int:client_id>/edit", methods=["GET", "POST"])
def edit(client_id: int) -> Page:
    """Change who somebody is, how to reach them, or who works with them."""
    client = own_client(client_id)
    known = draft_of(client)
    shown = {**asdict(known), "esw_id": str(known.esw_id), "as_shown": known.fingerprint()}
    form = _client_form(ClientForm(data=shown), client.esw_id)
    end_reads()
    page = {"form": form, "client": client, "twin": None}
    if request.method == "GET":
        return render_template("clients/edit.html", **page)
    if not form.validate():
        return render_template("clients/edit.html", **page), 422
    with transaction():
        fresh = own_client(client_id, to_change=True)
        page["meanwhile"] = _meanwhile(form, draft_of(fresh))
        page["twin"] = _unseen_twin(form, fresh.team_id, besides=fresh)
        if saved := not (page["meanwhile"] or page["twin"]):
            edit_client(fresh, _draft(form))
    if not saved:
        return render_template("clients/edit.html", **page), 422
    flash_done(f"What is known of {fresh.name} was saved.")
    return redirect(url_for("clients.show", client_id=client_id))


def _list(form: SearchForm) -> str:
    person, whose = the_person(), _whose()
    wanted = session.get(SEARCH, "")
    found = clients_of(person.team_id, esw_id=person.id if whose == MINE else None, search=wanted)
    lines = []
    for client, esw in found:
        profile = profile_of(client)
        musts = count_of_musts(profile)
        lines.append(Line(client, esw, wants_in_brief(profile), profile, musts))
    return render_template(
        "clients/index.html",
        form=form,
        lines=lines,
        whose=whose,
        wanted=wanted,
        elsewhere=_elsewhere(whose, wanted) if not lines else 0,
    )


def _whose() -> str:
    """Whose clients are shown: an ESW's own at first, the whole team for its lead."""
    person = the_person()
    whose = request.args.get("whose") or (TEAM if person.role is Role.TEAM_LEAD else MINE)
    if whose not in (MINE, TEAM):
        abort(404)
    return whose


def _elsewhere(whose: str, wanted: str) -> int:
    """How many the whole team has where one's own caseload has none."""
    return len(clients_of(the_person().team_id, search=wanted)) if whose == MINE else 0


def _client_form(form: ClientForm, esw_id: int | None = None) -> ClientForm:
    workers = {str(each.id): each.name for each in team_workers(the_person().team_id)}
    # Somebody who has left stays named until another ESW is chosen.
    if esw_id is not None and str(esw_id) not in workers:
        left = member(esw_id)
        workers[str(esw_id)] = f"{left.name} (account switched off)" if left else "somebody"
    form.esw_id.choices = options(workers.items())
    return form


def _draft(form: ClientForm) -> ClientDraft:
    return ClientDraft(
        name=str(form.name.data),
        phone=form.phone.data or "",
        email=form.email.data or "",
        esw_id=int(form.esw_id.data),
    )


def _meanwhile(form: ClientForm, kept: ClientDraft) -> Sequence[str]:
    """What somebody else saved while the page was open and this would overwrite; said once."""
    late = form.as_shown.data != kept.fingerprint()
    form.as_shown.raw_data, form.as_shown.data = None, kept.fingerprint()
    if not late:
        return ()
    mine = _draft(form)
    told = {"name": kept.name, "phone": kept.phone, "email": kept.email}
    names = {value: label for value, label, *_ in map(tuple, form.esw_id.iter_choices())}
    told["esw_id"] = names.get(str(kept.esw_id), "somebody else")
    return [
        f"{form[name].label.text}: {value or 'left empty'}"
        for name, value in told.items()
        if getattr(mine, name) != getattr(kept, name)
    ]


def _unseen_twin(form: ClientForm, team_id: int, besides: Client | None = None) -> Client | None:
    """Somebody with this very name, unless the form was sent again after saying so."""
    key = name_key(str(form.name.data))
    seen = form.same_name_seen.data == key
    form.same_name_seen.data = key
    if seen or (besides is not None and besides.name_key == key):
        return None
    return same_name(team_id, str(form.name.data), besides=besides.id if besides else None)
