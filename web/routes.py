"""The pages that belong to nobody in particular: the way in, about, and whether we can serve."""

from __future__ import annotations

import sqlalchemy as sa
from flask import Blueprint, current_app, g, redirect, render_template, url_for
from werkzeug.wrappers import Response

from storage.database import db
from web.person import Person, Role

bp = Blueprint("site", __name__)


@bp.get("/")
def home() -> Response:
    """Send everyone to where their work is."""
    person: Person | None = g.get("person")
    if person is None:
        return redirect(url_for("security.login"))
    if person.role is Role.ADMINISTRATOR:
        return redirect(url_for("staff.index"))
    return redirect(url_for("clients.index"))


@bp.get("/about")
def about() -> str:
    """What this service is, whose data it shows, and its licences."""
    return render_template("about.html")


@bp.get("/ready")
def ready() -> tuple[dict[str, str], int]:
    """Whether this process can serve: it reaches the database, and its index is built."""
    try:
        db.session.execute(sa.text("SELECT 1"))
    except sa.exc.SQLAlchemyError:
        return {"status": "the database does not answer"}, 503
    done, words = current_app.extensions["readiness"]()
    return {"status": words}, 200 if done else 503
