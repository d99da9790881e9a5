"""What went out, what waits, and when the worker was last heard of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa

from notices.models import JobRun, MailboxMessage, MessageState, OutboxMessage
from storage.database import db


def last_run_at(job: str) -> datetime | None:
    """When this job last finished; None when it never has."""
    return db.session.scalar(sa.select(JobRun.finished_at).where(JobRun.job == job))


def not_sent() -> int:
    """How many messages failed for good, with nobody having dealt with it, or wait for another try.

    Every one is on the page of messages until it has gone out or a person has dealt with it.
    """
    query = sa.select(sa.func.count()).select_from(OutboxMessage).where(_not_gone_out())
    return db.session.scalar(query) or 0


def did_not_go_out(limit: int = 200) -> Sequence[OutboxMessage]:
    """Those messages, the ones nobody will try again first, then the oldest."""
    given_up_first = sa.case((OutboxMessage.state == MessageState.FAILED, 0), else_=1)
    query = sa.select(OutboxMessage).where(_not_gone_out())
    return db.session.scalars(query.order_by(given_up_first, OutboxMessage.id).limit(limit)).all()


def ledger(kind: str, page: int, per_page: int = 50) -> tuple[Sequence[OutboxMessage], int]:
    """One page of every message, newest first, of one kind or (empty) of all; and how many."""
    query = sa.select(OutboxMessage)
    if kind:
        query = query.where(OutboxMessage.kind == kind)
    count = db.session.scalar(sa.select(sa.func.count()).select_from(query.subquery())) or 0
    rows = query.order_by(OutboxMessage.id.desc()).limit(per_page).offset((page - 1) * per_page)
    return db.session.scalars(rows).all(), count


def kinds() -> Sequence[str]:
    """The kinds of message there are in the ledger."""
    return db.session.scalars(sa.select(OutboxMessage.kind).distinct()).all()


def message(message_id: int) -> OutboxMessage | None:
    """One message of the ledger."""
    return db.session.get(OutboxMessage, message_id)


def _not_gone_out() -> sa.ColumnElement[bool]:
    waiting = sa.and_(OutboxMessage.state == MessageState.QUEUED, OutboxMessage.attempts > 0)
    failed = sa.and_(OutboxMessage.state == MessageState.FAILED, OutboxMessage.handled_at.is_(None))
    return sa.or_(waiting, failed)


def mailbox(limit: int = 100) -> Sequence[MailboxMessage]:
    """The newest messages of the development mailbox."""
    query = sa.select(MailboxMessage).order_by(MailboxMessage.id.desc()).limit(limit)
    return db.session.scalars(query).all()


def mailbox_message(message_id: int) -> MailboxMessage | None:
    """One message of the development mailbox."""
    return db.session.get(MailboxMessage, message_id)
