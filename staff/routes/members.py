"""Pages for administrators: who works here."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from staff import invitations, queries
from staff.forms import MemberForm
from staff.operations import AddressTaken, LastAdministrator, MemberDraft, add_member, switch
from storage import clock
from storage.transaction import end_reads, transaction
from web.flashes import flash_done, flash_problem
from web.forms import options
from web.person import Role

bp = Blueprint("staff", __name__, url_prefix="/staff")

NEW_TEAM = "new"


@bp.get("/")
def index() -> str:
    """Everyone who signs in."""
    return render_template("staff/index.html", members=queries.members())


@bp.route("/add", methods=["GET", "POST"])
def add() -> str | Response | tuple[str, int]:
    """Add someone; they get a message with a link to set a password."""
    form = _form()
    if request.method == "GET":
        return render_template("staff/add.html", form=form)
    if form.validate() and _team_is_named(form) and _added(form):
        flash_done(f"{form.name.data} was added. A message with a link is on its way to them.")
        return redirect(url_for("staff.index"))
    return render_template("staff/add.html", form=form), 422


@bp.post("/<int:member_id>/switch")
def switch_account(member_id: int) -> Response:
    """Switch an account off or on."""
    active = request.form.get("active") == "yes"
    with transaction():
        found = queries.member(member_id)
        if found is None:
            abort(404)
        try:
            switch(found, active=active)
        except LastAdministrator:
            flash_problem("This is the only administrator: add another before switching it off.")
            return redirect(url_for("staff.index"))
    flash_done(f"The account of {found.name} is switched {'on' if active else 'off'}.")
    return redirect(url_for("staff.index"))


def _form() -> MemberForm:
    form = MemberForm()
    teams = [(team.name, team.name) for team in queries.teams()]
    form.team.choices = options([*teams, (NEW_TEAM, "A new team")])
    end_reads()
    return form


def _team_is_named(form: MemberForm) -> bool:
    if form.team.data == NEW_TEAM and not form.new_team.data:
        form.new_team.errors = ["Enter the name of the new team, or choose one from the list."]
        return False
    return True


def _added(form: MemberForm) -> bool:
    team = form.new_team.data if form.team.data == NEW_TEAM else form.team.data
    draft = MemberDraft(str(form.name.data), str(form.email.data), Role(form.role.data), str(team))
    now = clock.now()
    try:
        with transaction():
            invitations.invite(add_member(draft, now), now)
    except AddressTaken:
        form.email.errors = ["Somebody has an account with this address already. Use another."]
        return False
    return True
