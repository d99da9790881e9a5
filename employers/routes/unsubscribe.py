"""No more reminders: a link at the end of each one, with one button; undone as easily."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, render_template, url_for
from werkzeug.wrappers import Response

from employers.models import EmployerLink, LinkPurpose
from employers.operations.links import open_link
from notices.operations import has_opted_out, opt_in, opt_out
from storage import clock
from storage.transaction import end_reads, transaction

bp = Blueprint("unsubscribe", __name__, url_prefix="/reminders")


@bp.get("/<token>")
def show(token: str) -> str:
    """Whether reminders go to this address, and the button to change it. Changes nothing."""
    link = _link(token)
    stopped = has_opted_out(link.email)
    end_reads()
    return render_template("manage/reminders.html", token=token, stopped=stopped)


@bp.post("/<token>")
def stop(token: str) -> Response:
    """Send no more reminders; mail programs post here by themselves, with no page of ours.

    Source: RFC 8058, one-click unsubscription.
    """
    with transaction():
        opt_out(_link(token).email, clock.now())
    return redirect(url_for("unsubscribe.show", token=token))


@bp.post("/<token>/again")
def again(token: str) -> Response:
    """Send reminders again."""
    with transaction():
        opt_in(_link(token).email)
    return redirect(url_for("unsubscribe.show", token=token))


def _link(token: str) -> EmployerLink:
    opened = open_link(token, LinkPurpose.UNSUBSCRIBE, clock.now())
    if opened is None:
        abort(404)
    return opened.link
