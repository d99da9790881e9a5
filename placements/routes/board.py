"""What is new for all my clients since I last looked."""

from __future__ import annotations

from flask import Blueprint, abort, current_app, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from clients.models import Client
from clients.queries import clients_of
from placements.operations import look_until
from placements.queries import looked_at
from placements.rules import news
from placements.shortlist import row_words
from placements.shortlist.board import News, board
from storage import clock
from storage.transaction import end_reads, transaction
from web.flashes import flash_undo
from web.person import Role, the_person

bp = Blueprint("board", __name__, url_prefix="/new-for-my-clients")

ROWS_AT_FIRST = 30
ROWS_MOST = 1_000
DAYS_MOST = 365


@bp.get("")
def show() -> str | tuple[str, int]:
    """One row for each employer site, with the clients its new vacancies would suit."""
    person, now = the_person(), clock.now()
    days, rows = _number("days", DAYS_MOST), _number("rows", ROWS_MOST)
    looked = looked_at(person.id)
    since = news.since(looked, now, days or None)
    people, whole_team = _people()
    found = board(people, current_app.extensions["shortlist_engine"], News(since, clock.today()))
    page = render_template(
        "placements/board.html",
        board=found,
        rows=found.rows[: rows or ROWS_AT_FIRST],
        whole_team=whole_team,
        looked=looked,
        since=since,
        days=days,
        other_days=news.OTHER_DAYS,
        unread=[name for name, value in (("days", days), ("rows", rows)) if value == 0],
        made_at=now.isoformat(),
        say=row_words,
        today=clock.today(),
        more=(rows or ROWS_AT_FIRST) + ROWS_AT_FIRST,
    )
    return (page, 422) if 0 in (days, rows) else page


@bp.post("/looked")
def looked() -> Response:
    """Everything on the page has been seen: what comes later is new."""
    person, now = the_person(), clock.now()
    made_at = news.moment(request.form.get("made_at"), now)
    if made_at is None:
        abort(400)
    end_reads()
    with transaction():
        before = looked_at(person.id)
        # Two tabs: the one left open the longer does not bring back what was seen since.
        look_until(person.id, max(made_at, before) if before else made_at)
    undo_url = url_for("board.look_again", before=before.isoformat() if before else "")
    flash_undo("Seen. From now on only what comes later is new.", undo_url)
    return redirect(url_for("board.show"))


@bp.post("/look-again")
def look_again() -> Response:
    """Take back having looked."""
    person, now = the_person(), clock.now()
    written = request.args.get("before", "")
    before = news.moment(written, now)
    if written and before is None:
        abort(400)
    end_reads()
    with transaction():
        look_until(person.id, before)
    return redirect(url_for("board.show"))


def _people() -> tuple[list[Client], bool]:
    """Own clients; for a team lead without any, the whole team's."""
    person = the_person()
    own = [client for client, _esw in clients_of(person.team_id, esw_id=person.id)]
    if own or person.role is not Role.TEAM_LEAD:
        return own, False
    return [client for client, _esw in clients_of(person.team_id)], True


def _number(name: str, most: int) -> int | None:
    """A whole number of the address, from 1; None where it is not given, 0 where it is none."""
    written = request.args.get(name, "").strip()
    if not written:
        return None
    usable = written.isascii() and written.isdigit() and len(written) < 9
    return int(written) if usable and 1 <= int(written) <= most else 0
