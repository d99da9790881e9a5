"""May this person open this page? Asked before every request; the answer is no unless listed."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit, urlunsplit

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
            return _to_sign_in() if request.method in ("GET", "HEAD") else abort(401)
        return abort(403)

    # Before the form's token is looked at: someone signed out is told so, not that a page is old.
    app.before_request_funcs.setdefault(None, []).insert(0, check)


def _to_sign_in() -> Response:
    """To sign in and back to this page."""
    if "HX-Request" not in request.headers:
        return redirect(url_for("security.login", next=request.full_path.rstrip("?")))
    # A part of a page was asked for. The page itself goes, or it would hold the form to sign in.
    page = urlsplit(request.headers.get("HX-Current-URL", ""))
    back = urlunsplit(("", "", page.path, page.query, "")) or url_for("site.home")
    return Response(status=401, headers={"HX-Redirect": url_for("security.login", next=back)})
