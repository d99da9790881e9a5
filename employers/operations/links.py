"""Secret links for people without an account: make one, find what it opens, use it, take it back.

Only the hash of a token is kept. Opening a link changes nothing, since mail scanners open every
link; what a link is for is done by a button on its page.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa

from employers.models import EmployerLink, LinkPurpose
from storage.database import db

TOKEN_BYTES = 32
#: How long a link works. Longer than anybody's holiday; a new one is a click away.
LIFETIME = {
    LinkPurpose.CONFIRM_EMAIL: timedelta(days=7),
    LinkPurpose.MANAGE: timedelta(days=180),
    LinkPurpose.ANSWER: timedelta(days=60),
    LinkPurpose.UNSUBSCRIBE: timedelta(days=3650),
}


@dataclass(frozen=True, slots=True)
class Opened:
    """What a token opens. `works` is False once it has expired, was used up or was taken back."""

    link: EmployerLink
    works: bool


def hash_of(token: str) -> str:
    """How a token is kept: its SHA-256, in hexadecimal."""
    return hashlib.sha256(token.encode()).hexdigest()


def make_link(purpose: LinkPurpose, about_id: int, email: str, now: datetime) -> str:
    """A new token for this purpose, sent to this address; call it inside a transaction."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    db.session.add(
        EmployerLink(
            token_hash=hash_of(token),
            purpose=purpose,
            about_id=about_id,
            email=email,
            created_at=now,
            expires_at=now + LIFETIME[purpose],
        )
    )
    db.session.flush()
    return token


def open_link(token: str, purpose: LinkPurpose, now: datetime) -> Opened | None:
    """What this token opens; None when there never was such a link for this purpose."""
    query = sa.select(EmployerLink).where(
        EmployerLink.token_hash == hash_of(token), EmployerLink.purpose == purpose
    )
    link = db.session.scalar(query)
    if link is None:
        return None
    usable = link.revoked_at is None and link.used_at is None
    return Opened(link, works=usable and now < link.expires_at)


def use_up(link: EmployerLink, now: datetime) -> None:
    """A link that works once has worked; whoever opens it again is offered a new one."""
    link.used_at = link.used_at or now
    db.session.flush()


def revoke_links(purpose: LinkPurpose, about_id: int, now: datetime) -> None:
    """Take back every link of this purpose about this row."""
    gone = (
        sa.update(EmployerLink)
        .where(
            EmployerLink.purpose == purpose,
            EmployerLink.about_id == about_id,
            EmployerLink.revoked_at.is_(None),
        )
        .values(revoked_at=now)
    )
    db.session.execute(gone)
