"""Count what is tried on the public form, by address and network; nobody can be read out of it."""

from __future__ import annotations

import hashlib
import hmac
from datetime import datetime

import sqlalchemy as sa

from employers.models import PublicAttempt
from employers.rules.trust import Limit, window_start
from storage.columns import UtcDateTime
from storage.database import db

# Written the same for SQLite and PostgreSQL; two at once are counted as two.
_COUNT = sa.text(
    "INSERT INTO public_attempt (key_hash, window_at, count) VALUES (:key, :window, 1)"
    " ON CONFLICT (key_hash, window_at) DO UPDATE SET count = public_attempt.count + 1"
    " RETURNING count"
).bindparams(sa.bindparam("window", type_=UtcDateTime()))


def key_of(kind: str, who: str, secret: str) -> str:
    """How an address or a network is kept: a keyed hash, so that guessing does not undo it."""
    return hmac.new(secret.encode(), f"{kind}:{who}".encode(), hashlib.sha256).hexdigest()


def count_attempt(key: str, limit: Limit, now: datetime) -> datetime | None:
    """Count one attempt; when it is one too many, the instant from which it may be tried again.

    Call it in a transaction of its own, so that a refused attempt is counted too.
    """
    start = window_start(now, limit.window)
    count = db.session.execute(_COUNT, {"key": key, "window": start}).scalar_one()
    return start + limit.window if count > limit.most else None


def attempts_in_window(key: str, limit: Limit, now: datetime) -> int:
    """How many have been counted in the window of now."""
    row = db.session.get(PublicAttempt, (key, window_start(now, limit.window)))
    return row.count if row else 0


def forget_attempts(before: datetime) -> int:
    """Delete what was counted in windows that began before this instant; how many."""
    gone = sa.delete(PublicAttempt).where(PublicAttempt.window_at < before)
    return db.session.execute(gone).rowcount  # type: ignore[attr-defined,no-any-return]
