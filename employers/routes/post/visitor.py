"""Who is at the form, as far as that can be known without an account: cookies, stamps, limits."""

from __future__ import annotations

import ipaddress
from datetime import datetime, timedelta

from flask import Response, current_app, request
from itsdangerous import BadData, URLSafeSerializer

from employers.operations.attempts import attempts_in_window, count_attempt, key_of
from employers.operations.links import hash_of
from employers.rules.trust import BY_ADDRESS, BY_NETWORK, Attempt
from storage import clock
from storage.transaction import transaction

DRAFT_COOKIE = "role_draft"
CONFIRMED_COOKIE = "confirmed_address"
#: As long as a draft is kept, and as long as a manage link works.
DRAFT_COOKIE_FOR = timedelta(days=30)
CONFIRMED_FOR = timedelta(days=180)
#: Part of an IPv6 address that one household or office has.
IPV6_NETWORK_BITS = 64


def network_key() -> str:
    """The network this request comes from, as it is kept."""
    try:
        address = ipaddress.ip_address(request.remote_addr or "")
    except ValueError:
        return key_of("network", "unknown", _secret())
    if address.version == 6:
        network = ipaddress.ip_network((address, IPV6_NETWORK_BITS), strict=False)
        return key_of("network", str(network), _secret())
    return key_of("network", str(address), _secret())


def refused_until(attempt: Attempt, email: str = "") -> datetime | None:
    """Count an attempt of this network and address; when it is one too many, until when."""
    now = clock.now()
    counted = [(f"{attempt}:{network_key()}", BY_NETWORK[attempt])]
    if email and attempt in BY_ADDRESS:
        counted.append(
            (key_of(f"{attempt}:address", email.lower(), _secret()), BY_ADDRESS[attempt])
        )
    with transaction():
        ends = [count_attempt(_fits(key), limit, now) for key, limit in counted]
    return max((each for each in ends if each), default=None)


def sent_from_network() -> int:
    """How many roles this network has sent today; call it inside a transaction."""
    key = _fits(f"{Attempt.SEND}:{network_key()}")
    return attempts_in_window(key, BY_NETWORK[Attempt.SEND], clock.now())


def stamp() -> str:
    """This instant, signed: when a page was opened."""
    return _signer("opened").dumps(clock.now().isoformat())


def stamped_at(signed: str) -> datetime | None:
    """The instant of a stamp; None when it is missing or not ours."""
    try:
        return datetime.fromisoformat(_signer("opened").loads(signed))
    except (BadData, ValueError, TypeError):
        return None


def remember_draft(response: Response, token: str) -> None:
    """Let this browser find its draft again when the tab is closed."""
    _set(response, DRAFT_COOKIE, _signer("draft").dumps(token), DRAFT_COOKIE_FOR)


def remembered_draft() -> str:
    """The token of the draft this browser was writing; empty when there is none."""
    return _read("draft", DRAFT_COOKIE)


def forget_draft(response: Response) -> None:
    """The draft was sent: the next role begins afresh."""
    response.delete_cookie(DRAFT_COOKIE, path="/")


def remember_confirmed(response: Response, email: str) -> None:
    """This browser opened a link sent to this address: it may see the roles sent from there."""
    value = _signer("confirmed").dumps(hash_of(email.lower()))
    _set(response, CONFIRMED_COOKIE, value, CONFIRMED_FOR)


def has_confirmed(email: str) -> bool:
    """Whether this browser has confirmed this very address."""
    return bool(email) and _read("confirmed", CONFIRMED_COOKIE) == hash_of(email.lower())


def _read(purpose: str, name: str) -> str:
    try:
        value = _signer(purpose).loads(request.cookies.get(name, ""))
    except BadData:
        return ""
    return value if isinstance(value, str) else ""


def _set(response: Response, name: str, value: str, lifetime: timedelta) -> None:
    response.set_cookie(
        name,
        value,
        max_age=lifetime,
        path="/",
        httponly=True,
        samesite="Lax",
        secure=bool(current_app.config["SESSION_COOKIE_SECURE"]),
    )


def _signer(purpose: str) -> URLSafeSerializer:
    return URLSafeSerializer(_secret(), salt=f"post-a-role:{purpose}")


def _secret() -> str:
    return str(current_app.config["SECRET_KEY"])


def _fits(key: str) -> str:
    """A key of any length in the length a key is kept in."""
    return hash_of(key)
