"""What did somebody send that was refused at the door, and must not be lost for it?"""

from __future__ import annotations

from flask import request

# Sent back to the browser whole; far above the longest form, far below what hurts.
KEPT_MOST = 1_000_000


def sent_fields() -> list[tuple[str, str]]:
    """The fields of the refused form, to be sent again by a press of a button; empty when it must
    not be offered.

    It is offered only to a form of our own pages: another site's form would otherwise come to life
    with one press. Passwords are never sent back, nor anything else typed to sign in.
    """
    if request.method != "POST" or request.blueprint == "security" or not _from_our_own_page():
        return []
    fields = [
        (name, value)
        for name, value in request.form.items(multi=True)
        if name != "csrf_token" and "password" not in name
    ]
    return fields if sum(len(name) + len(value) for name, value in fields) <= KEPT_MOST else []


def a_file_was_sent() -> bool:
    """Whether a file came along: a page cannot give it back."""
    return request.method == "POST" and any(each.filename for each in request.files.values())


def _from_our_own_page() -> bool:
    """Browsers say where a form stood, and no page can make them say otherwise."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    return request.headers.get("Origin") == request.host_url.rstrip("/")
