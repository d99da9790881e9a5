"""Put a message in the outbox, once."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from notices.models import OutboxMessage
from storage.database import db


def queue_message(*, key: str, to_address: str, subject: str, body: str, now: datetime) -> bool:
    """Queue an e-mail for the worker; False when this key was queued before.

    Call it inside the transaction that gives the message its reason, so that neither exists
    without the other.
    """
    known = db.session.scalar(sa.select(OutboxMessage.id).where(OutboxMessage.key == key))
    if known is not None:
        return False
    db.session.add(
        OutboxMessage(
            key=key,
            to_address=to_address,
            subject=subject,
            body=body,
            queued_at=now,
            next_attempt_at=now,
        )
    )
    return True
