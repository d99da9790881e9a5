"""Put a message in the outbox, once; remember who wants no more of a kind."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from notices.models import MailOptOut, OutboxMessage
from storage.database import db


@dataclass(frozen=True, slots=True)
class Letter:
    """One message as its writer means it. The subject carries no personal data.

    `kind` and `about` say in the ledger what it is (`still_open`, `vacancy:12`). With an
    `unsubscribe_url` it is a reminder, which an address can opt out of by its kind.
    """

    to_address: str
    subject: str
    body: str
    html: str = ""
    reply_to: str = ""
    kind: str = ""
    about: str = ""
    unsubscribe_url: str = ""


def queue_message(key: str, letter: Letter, now: datetime) -> bool:
    """Queue an e-mail for the worker; False when this key was queued before, or is not wanted.

    Call it inside the transaction that gives the message its reason, so that neither exists
    without the other.
    """
    known = db.session.scalar(sa.select(OutboxMessage.id).where(OutboxMessage.key == key))
    if known is not None or (letter.unsubscribe_url and _opted_out(letter)):
        return False
    db.session.add(
        OutboxMessage(
            key=key,
            to_address=letter.to_address,
            subject=letter.subject,
            body=letter.body,
            html=letter.html,
            reply_to=letter.reply_to,
            kind=letter.kind,
            about=letter.about,
            unsubscribe_url=letter.unsubscribe_url,
            queued_at=now,
            next_attempt_at=now,
        )
    )
    return True


def opt_out(address: str, kind: str, now: datetime) -> None:
    """Send this address no more reminders of this kind; twice is once."""
    key = address.lower()
    if db.session.get(MailOptOut, (key, kind)) is None:
        db.session.add(MailOptOut(address_key=key, kind=kind, opted_out_at=now))
        db.session.flush()


def _opted_out(letter: Letter) -> bool:
    return db.session.get(MailOptOut, (letter.to_address.lower(), letter.kind)) is not None
