"""What someone sees when a page cannot be had: what happened, and what to do next."""

from __future__ import annotations

import logging

from flask import Flask, render_template, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import (
    HTTPException,
    InternalServerError,
    SecurityError,
    Unauthorized,
)

from web.kept import a_file_was_sent, sent_fields

log = logging.getLogger(__name__)

CODES = (400, 401, 403, 404, 405, 413, 415, 429, 500)


def install(app: Flask) -> None:
    """Every refusal has a page of its own; anything unforeseen becomes the 500 page and a log."""
    app.register_error_handler(CSRFError, _form_too_old)
    app.register_error_handler(SecurityError, _not_our_host)
    app.register_error_handler(HTTPException, _page)
    app.register_error_handler(Exception, _unforeseen)


def _form_too_old(_error: CSRFError) -> tuple[str, int]:
    return _not_taken("errors/form_expired.html"), 400


def _not_taken(template: str) -> str:
    """A form refused at the door, with a button that sends the very same fields again."""
    return render_template(template, fields=sent_fields(), file=a_file_was_sent())


def _not_our_host(_error: SecurityError) -> tuple[str, int]:
    """A page has links, and there is no address to build them from."""
    return "Foothold is not served under this name.", 400


def _page(error: HTTPException) -> tuple[str, int, list[tuple[str, str]]]:
    code = error.code or 500
    shown = code if code in CODES else (400 if code < 500 else 500)
    headers = [(name, value) for name, value in error.get_headers() if name in ("Allow",)]
    if "HX-Request" in request.headers and request.method == "GET":
        # Asked for as a part of a page, where a whole page has no room: let it have the window.
        headers.append(("HX-Redirect", request.full_path.rstrip("?")))
    if isinstance(error, Unauthorized):
        return _not_taken("errors/401.html"), code, headers
    return render_template(f"errors/{shown}.html", code=code), code, headers


def _unforeseen(error: Exception) -> tuple[str, int, list[tuple[str, str]]]:
    # The route's pattern, never the address: an address could carry what someone typed.
    log.error("unforeseen error at %s", request.url_rule, exc_info=error)
    return _page(InternalServerError())
