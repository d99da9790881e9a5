"""May this person open this page? Asked before every request; the answer is no unless listed."""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask, abort, g, redirect, request, url_for
from werkzeug.wrappers import Response

from web.access import may_open
from web.person import Person


def install(app: Flask, load_person: Callable[[], Person | None]) -> None:
    """Ask `load_person` who is there and refuse what the access lists do not allow.

    `load_person` ends its own reads, so that a view starts with no transaction open.
    """

    def check() -> Response | None:
        endpoint = request.endpoint
        if endpoint is None or endpoint == "static":
            return None  # an unknown address becomes a 404; a stylesheet asks nobody
        person = load_person()
        g.person = person
        if may_open(endpoint, person.role if person else None):
            return None
        if person is None:
            if request.method == "GET":
                return redirect(url_for("security.login", next=request.full_path.rstrip("?")))
            abort(401)
        return abort(403)

    app.before_request(check)
