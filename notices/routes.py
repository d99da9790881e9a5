"""Whether messages go out, and the development mailbox."""

from __future__ import annotations

from datetime import timedelta

import sqlalchemy as sa
from flask import Blueprint, abort, render_template

from notices import queries
from notices.sending import OUTBOX_JOB
from storage import clock

health = Blueprint("health", __name__)
mailbox = Blueprint("mailbox", __name__, url_prefix="/development/mailbox")

# The worker looks every few seconds; three silent minutes mean it is gone.
SILENT_AFTER = timedelta(minutes=3)


@health.get("/health")
def show() -> tuple[dict[str, object], int]:
    """Red (503) when the worker has not been heard of for three minutes, or nobody can say."""
    try:
        last, not_sent = queries.last_run_at(OUTBOX_JOB), queries.not_sent()
    except sa.exc.SQLAlchemyError:
        return {"worker": "not known: the database does not answer"}, 503
    silent = last is None or clock.now() - last > SILENT_AFTER
    answer: dict[str, object] = {
        "worker": "silent" if silent else "running",
        "worker_last_run_at": last.isoformat() if last else None,
        "messages_not_sent": not_sent,
    }
    return answer, 503 if silent else 200


@mailbox.get("/")
def index() -> str:
    """Messages that stayed here because no mail server is set."""
    return render_template("mailbox/index.html", messages=queries.mailbox())


@mailbox.get("/<int:message_id>")
def message(message_id: int) -> str:
    """One message."""
    found = queries.mailbox_message(message_id)
    if found is None:
        abort(404)
    return render_template("mailbox/message.html", message=found)
