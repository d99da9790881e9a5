"""The sweep that sends what is queued: claim, commit, send, record."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

import sqlalchemy as sa

from notices.models import JobRun, MessageState, OutboxMessage
from notices.transports import Outgoing, RefusedForGood, Transport
from storage.transaction import transaction

log = logging.getLogger(__name__)

Clock = Callable[[], datetime]

OUTBOX_JOB = "outbox"
# Longer than one SMTP conversation can take, so a claim only runs out when its worker died.
LEASE = timedelta(minutes=2)
BATCH = 10
# The most that goes into one mail.
TOGETHER = 20
BETWEEN = "\n\n- - -\n\n"
# Waits before attempts 2, 3, ...; after the last the message is `failed` and shown as not sent.
RETRY_AFTER = (
    timedelta(minutes=1),
    timedelta(minutes=10),
    timedelta(hours=1),
    timedelta(hours=6),
)


def send_due(transport: Transport, clock: Clock, worker: str) -> int:
    """Send all that is due, a few claims at a time; the number sent. Safe on many machines.

    A worker that dies between handing a message over and recording it leaves a claim that runs
    out; the message is then sent again with the same Message-ID, which mail programs fold.
    """
    sent = 0
    while batch := _claim(clock(), worker):
        sent += sum(_send(mail, transport, clock) for mail in _in_mails(batch))
    return sent


def record_run(job: str, started_at: datetime, finished_at: datetime, outcome: str) -> None:
    """Leave word that a job ran, so that a silent worker shows."""
    with transaction() as session:
        session.merge(
            JobRun(job=job, started_at=started_at, finished_at=finished_at, outcome=outcome)
        )


def _claim(now: datetime, worker: str) -> Sequence[OutboxMessage]:
    """Take up a few messages that are due, and whatever may go in one mail with them."""
    with transaction() as session:
        due = sa.select(OutboxMessage).where(_is_due(now)).with_for_update(skip_locked=True)
        rows = list(session.scalars(due.order_by(OutboxMessage.id).limit(BATCH)))
        addresses = {row.to_address for row in rows if row.bundles}
        if addresses:
            known = {row.id for row in rows}
            also = due.where(
                OutboxMessage.bundles,
                OutboxMessage.to_address.in_(addresses),
                OutboxMessage.id.not_in(known),
            )
            rows += session.scalars(also.order_by(OutboxMessage.id).limit(TOGETHER)).all()
        for row in rows:
            row.state = MessageState.SENDING
            row.claimed_by = worker
            row.lease_until_at = now + LEASE
            row.attempts += 1
    return rows


def _is_due(now: datetime) -> sa.ColumnElement[bool]:
    waiting = sa.and_(
        OutboxMessage.state == MessageState.QUEUED, OutboxMessage.next_attempt_at <= now
    )
    abandoned = sa.and_(
        OutboxMessage.state == MessageState.SENDING, OutboxMessage.lease_until_at < now
    )
    return sa.or_(waiting, abandoned)


def _in_mails(rows: Sequence[OutboxMessage]) -> Sequence[list[OutboxMessage]]:
    """The messages of each mail: those that bundle go together by address and where replies go."""
    mails: dict[tuple[object, ...], list[OutboxMessage]] = {}
    for row in rows:
        alone = (row.id,) if not row.bundles else ()
        mails.setdefault((row.to_address.lower(), row.reply_to, *alone), []).append(row)
    return list(mails.values())


def _outgoing(rows: Sequence[OutboxMessage]) -> Outgoing:
    first = rows[0]
    many = len(rows) > 1
    return Outgoing(
        message_id=f"<{uuid.uuid5(uuid.NAMESPACE_URL, first.key)}@foothold>",
        to_address=first.to_address,
        subject=f"{len(rows)} messages: {first.subject}" if many else first.subject,
        body=BETWEEN.join(row.body.strip() for row in rows) if many else first.body,
        reply_to=first.reply_to,
        unsubscribe_url=first.unsubscribe_url,
    )


def _send(rows: Sequence[OutboxMessage], transport: Transport, clock: Clock) -> int:
    """Hand one mail over; how many messages have gone out with it."""
    numbers = [row.id for row in rows]
    try:
        transport.send(_outgoing(rows), clock())
    except RefusedForGood as problem:
        # The reason may quote the address, so the log has the numbers only.
        log.warning("message %s was refused for good", numbers)
        for row in rows:
            _record(row, {"state": MessageState.FAILED, "last_error": str(problem)[:500]})
    except Exception as problem:
        # One message that nobody foresaw must not keep all others from going out.
        foreseen = isinstance(problem, OSError)
        log.warning("message %s was not sent this time", numbers, exc_info=not foreseen)
        for row in rows:
            _record_failure(row, type(problem).__name__, clock())
    else:
        emptied = {"body": "", "unsubscribe_url": "", "last_error": None}
        for row in rows:
            _record(row, {"state": MessageState.SENT, "sent_at": clock(), **emptied})
        return len(rows)
    return 0


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
