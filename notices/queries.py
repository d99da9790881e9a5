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
    """How many messages failed for good or have waited for more than one attempt."""
    waiting = sa.and_(OutboxMessage.state == MessageState.QUEUED, OutboxMessage.attempts > 0)
    failed = OutboxMessage.state == MessageState.FAILED
    query = sa.select(sa.func.count()).select_from(OutboxMessage).where(sa.or_(waiting, failed))
    return db.session.scalar(query) or 0


def mailbox(limit: int = 100) -> Sequence[MailboxMessage]:
    """The newest messages of the development mailbox."""
    query = sa.select(MailboxMessage).order_by(MailboxMessage.id.desc()).limit(limit)
    return db.session.scalars(query).all()


def mailbox_message(message_id: int) -> MailboxMessage | None:
    """One message of the development mailbox."""
    return db.session.get(MailboxMessage, message_id)
