"""Roles that somebody is still writing down: begun, kept as they grow, forgotten when left."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from employers.models import RoleDraft
from employers.operations.links import TOKEN_BYTES, hash_of
from storage.database import db

#: How long a draft waits for its writer, from their last change.
KEPT_FOR = timedelta(days=30)


def start_draft(answers: Mapping[str, Any], now: datetime, vacancy_id: int | None = None) -> str:
    """A new draft; its secret token, of which only the hash is kept.

    With `vacancy_id` it is a change to a role that was sent already.
    """
    token = secrets.token_urlsafe(TOKEN_BYTES)
    db.session.add(
        RoleDraft(
            token_hash=hash_of(token),
            answers=dict(answers),
            vacancy_id=vacancy_id,
            created_at=now,
            changed_at=now,
        )
    )
    db.session.flush()
    return token


def draft_of(token: str, *, to_change: bool = False) -> RoleDraft | None:
    """The draft of this token; None when there is none (any more).

    `to_change` lets nobody else change it before the transaction ends: two clicks send once.
    """
    query = sa.select(RoleDraft).where(RoleDraft.token_hash == hash_of(token))
    if to_change:
        query = query.with_for_update().execution_options(populate_existing=True)
    return db.session.scalar(query)


def keep_answers(draft: RoleDraft, answers: Mapping[str, Any], now: datetime) -> None:
    """What has been answered now, over what was answered before."""
    draft.answers = {**draft.answers, **answers}
    draft.changed_at = now
    db.session.flush()


def forget_drafts(now: datetime) -> int:
    """Delete the drafts nobody has touched for long, sent or not; how many."""
    gone = sa.delete(RoleDraft).where(RoleDraft.changed_at < now - KEPT_FOR)
    return db.session.execute(gone).rowcount  # type: ignore[attr-defined,no-any-return]
