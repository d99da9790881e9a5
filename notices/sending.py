"""The sweep that sends what is queued: claim, commit, send, record."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

import sqlalchemy as sa

from notices.models import JobRun, MessageState, OutboxMessage
from notices.transports import Outgoing, Transport
from storage.transaction import transaction

log = logging.getLogger(__name__)

OUTBOX_JOB = "outbox"
# Longer than one SMTP conversation can take, so a claim only runs out when its worker died.
LEASE = timedelta(minutes=2)
BATCH = 10
# Waits before attempts 2, 3, ...; after the last the message is `failed` and shown as not sent.
RETRY_AFTER = (
    timedelta(minutes=1),
    timedelta(minutes=10),
    timedelta(hours=1),
    timedelta(hours=6),
)


def send_due(transport: Transport, clock: Callable[[], datetime], worker: str) -> int:
    """Send all that is due, a few claims at a time; the number sent. Safe on many machines.

    A worker that dies between handing a message over and recording it leaves a claim that runs
    out; the message is then sent again with the same Message-ID, which mail programs fold.
    """
    sent = 0
    while batch := _claim(clock(), worker):
        sent += sum(_send(message, transport, clock) for message in batch)
    return sent


def record_run(job: str, started_at: datetime, finished_at: datetime, outcome: str) -> None:
    """Leave word that a job ran, so that a silent worker shows."""
    with transaction() as session:
        session.merge(
            JobRun(job=job, started_at=started_at, finished_at=finished_at, outcome=outcome)
        )


def _claim(now: datetime, worker: str) -> Sequence[OutboxMessage]:
    waiting = sa.and_(
        OutboxMessage.state == MessageState.QUEUED, OutboxMessage.next_attempt_at <= now
    )
    abandoned = sa.and_(
        OutboxMessage.state == MessageState.SENDING, OutboxMessage.lease_until_at < now
    )
    with transaction() as session:
        query = (
            sa.select(OutboxMessage)
            .where(sa.or_(waiting, abandoned))
            .order_by(OutboxMessage.id)
            .limit(BATCH)
            .with_for_update(skip_locked=True)
        )
        rows = session.scalars(query).all()
        for row in rows:
            row.state = MessageState.SENDING
            row.claimed_by = worker
            row.lease_until_at = now + LEASE
            row.attempts += 1
    return rows


def _send(row: OutboxMessage, transport: Transport, clock: Callable[[], datetime]) -> bool:
    message = Outgoing(
        message_id=f"<{uuid.uuid5(uuid.NAMESPACE_URL, row.key)}@foothold>",
        to_address=row.to_address,
        subject=row.subject,
        body=row.body,
        html=row.html,
        reply_to=row.reply_to,
        unsubscribe_url=row.unsubscribe_url,
    )
    try:
        transport.send(message, clock())
    except OSError as problem:
        # The reason may quote the address, so the log has the number only.
        log.warning("message %s was not sent on attempt %s", row.id, row.attempts)
        _record_failure(row, type(problem).__name__, clock())
        return False
    _record_sent(row, clock())
    return True


def _record_sent(row: OutboxMessage, now: datetime) -> None:
    emptied = {"body": "", "html": "", "last_error": None}
    _record(row, {"state": MessageState.SENT, "sent_at": now, **emptied})


def _record_failure(row: OutboxMessage, problem: str, now: datetime) -> None:
    if row.attempts > len(RETRY_AFTER):
        _record(row, {"state": MessageState.FAILED, "last_error": problem})
        return
    wait = RETRY_AFTER[row.attempts - 1]
    values = {
        "state": MessageState.QUEUED,
        "next_attempt_at": now + wait,
        "last_error": problem,
    }
    _record(row, values)


def _record(row: OutboxMessage, values: dict[str, object]) -> None:
    """Write only while the claim is still ours: a slow worker must not undo a faster one."""
    with transaction() as session:
        session.execute(
            sa.update(OutboxMessage)
            .where(
                OutboxMessage.id == row.id,
                OutboxMessage.state == MessageState.SENDING,
                OutboxMessage.claimed_by == row.claimed_by,
            )
            .values(**values)
        )
