"""Put a message in the outbox, once; remember who wants no more of a kind."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from notices.models import MailOptOut, MessageState, OutboxMessage
from storage.database import db


@dataclass(frozen=True, slots=True)
class Letter:
    """One message as its writer means it. The subject carries no personal data.

    `kind` and `about` say in the ledger what it is (`still_open`, `vacancy:12`). With an
    `unsubscribe_url` it is a reminder, which an address can opt out of. Letters that bundle go
    out in one mail with others to the same address. Nothing leaves before `not_before`.
    """

    to_address: str
    subject: str
    body: str
    reply_to: str = ""
    kind: str = ""
    about: str = ""
    unsubscribe_url: str = ""
    bundles: bool = False
    not_before: datetime | None = None


def queue_message(key: str, letter: Letter, now: datetime) -> bool:
    """Queue an e-mail for the worker; False when this key was queued before, or is not wanted.

    Call it inside the transaction that gives the message its reason, so that neither exists
    without the other.
    """
    known = db.session.scalar(sa.select(OutboxMessage.id).where(OutboxMessage.key == key))
    if known is not None or (letter.unsubscribe_url and has_opted_out(letter.to_address)):
        return False
    db.session.add(
        OutboxMessage(
            key=key,
            to_address=letter.to_address,
            subject=letter.subject,
            body=letter.body,
            reply_to=letter.reply_to,
            kind=letter.kind,
            about=letter.about,
            unsubscribe_url=letter.unsubscribe_url,
            bundles=letter.bundles,
            queued_at=now,
            next_attempt_at=max(now, letter.not_before or now),
        )
    )
    return True


def opt_out(address: str, now: datetime) -> None:
    """Send this address no more reminders; what waits to be sent is let go. Twice is once."""
    if not has_opted_out(address):
        db.session.add(MailOptOut(address_key=address.lower(), opted_out_at=now))
    waiting = sa.and_(
        OutboxMessage.state == MessageState.QUEUED,
        sa.func.lower(OutboxMessage.to_address) == address.lower(),
        OutboxMessage.unsubscribe_url != "",
    )
    db.session.execute(sa.delete(OutboxMessage).where(waiting))
    db.session.flush()


def opt_in(address: str) -> None:
    """Send this address reminders again."""
    gone = sa.delete(MailOptOut).where(MailOptOut.address_key == address.lower())
    db.session.execute(gone)


def has_opted_out(address: str) -> bool:
    """Whether this address wants no reminders."""
    return db.session.get(MailOptOut, address.lower()) is not None


def try_again(message: OutboxMessage, now: datetime) -> None:
    """Put a message that did not go out back in the queue, with all its attempts before it."""
    if message.state != MessageState.FAILED or message.handled_at is not None:
        return
    message.state, message.attempts = MessageState.QUEUED, 0
    message.next_attempt_at = now


def mark_handled(message: OutboxMessage, how: str, by_id: int, now: datetime) -> None:
    """A person has dealt with it: it is not tried again, and its text is let go."""
    if message.state not in (MessageState.FAILED, MessageState.QUEUED):
        return
    message.state = MessageState.FAILED
    message.body = message.unsubscribe_url = ""
    message.handled_at, message.handled_by_id, message.handled_how = now, by_id, how[:200]
