"""What went out and what did not: the ledger of messages, and what a person can do about one."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from notices import queries
from notices.models import OutboxMessage
from notices.operations import mark_handled, try_again
from staff.forms import HandledForm
from storage import clock
from storage.transaction import transaction
from web.addresses import asked_page
from web.flashes import flash_done
from web.person import the_person

bp = Blueprint("messages", __name__, url_prefix="/messages")

PER_PAGE = 50
#: What each kind of message is called.
KINDS = {
    "sign_in": "Password",
    "invitation": "Invitation to staff",
    "confirm_email": "Please confirm your address",
    "manage_link": "Link to a role",
    "review": "Decision about a role",
    "still_open": "Still open?",
    "question": "Questions to an employer",
}
#: Why something did not go out, in words, by the error a mail server or network gave.
REASONS = {
    "ConnectionRefusedError": "the mail server did not answer",
    "TimeoutError": "the mail server took too long",
    "gaierror": "the mail server was not found",
    "SMTPAuthenticationError": "the mail server refused our sign-in",
    "SMTPServerDisconnected": "the mail server hung up",
    "SMTPRecipientsRefused": "the address cannot take mail at the moment",
}


@bp.get("/")
def index() -> str:
    """What did not go out, and everything that did, newest first."""
    kind = request.args.get("kind", "")
    kind = kind if kind in KINDS else ""
    page = asked_page()
    rows, count = queries.ledger(kind, page, PER_PAGE)
    return render_template(
        "messages/index.html",
        troubles=queries.did_not_go_out(),
        rows=rows,
        count=count,
        page=page,
        pages=-(-count // PER_PAGE),
        kind=kind,
        kinds=KINDS,
        reasons=REASONS,
        form=HandledForm(),
    )


@bp.post("/<int:message_id>/again")
def again(message_id: int) -> Response:
    """Try a message again now."""
    with transaction():
        try_again(_message(message_id), clock.now())
    flash_done("It is tried again within a few seconds. If it fails again, it comes back here.")
    return redirect(url_for("messages.index"))


@bp.post("/<int:message_id>/handled")
def handled(message_id: int) -> Response:
    """Say how it was dealt with, so that nobody need look again."""
    form = HandledForm()
    if not form.validate():
        abort(400)
    with transaction():
        mark_handled(_message(message_id), form.how.data, the_person().id, clock.now())
    flash_done("Noted. It will not be tried again.")
    return redirect(url_for("messages.index"))


def _message(message_id: int) -> OutboxMessage:
    found = queries.message(message_id)
    if found is None:
        abort(404)
    return found
