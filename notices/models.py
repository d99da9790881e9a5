"""Messages waiting to leave, the development mailbox, and the record of every sweep."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from storage.database import Base


class MessageState(StrEnum):
    """Where a message stands; `sent` and `failed` are final, until a person tries again."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"


class OutboxMessage(Base):
    """One e-mail, sent once. The body is emptied when it has left: it may carry a sign-in link."""

    __tablename__ = "outbox_message"
    __table_args__ = (
        sa.CheckConstraint("state IN ('queued','sending','sent','failed')", name="state"),
        sa.Index("ix_outbox_message_waiting", "state", "next_attempt_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    # The same key is never queued twice: a double click or a restart sends one message.
    key: Mapped[str] = mapped_column(sa.String(200), unique=True)
    to_address: Mapped[str] = mapped_column(sa.String(320))
    subject: Mapped[str] = mapped_column(sa.String(200))
    body: Mapped[str] = mapped_column(sa.Text)
    # Where a reply goes, when that is a person.
    reply_to: Mapped[str] = mapped_column(sa.String(320), default="", server_default="")
    # What this is, in the ledger staff read; it and `about` name no client.
    kind: Mapped[str] = mapped_column(sa.String(30), default="", server_default="", index=True)
    # What it is about, such as `vacancy:12`.
    about: Mapped[str] = mapped_column(sa.String(60), default="", server_default="", index=True)
    # May go out in one mail with others to the same address, see notices.sending.
    bundles: Mapped[bool] = mapped_column(default=False, server_default=sa.false())
    # One click ends reminders of this kind (RFC 8058); empty for what nobody can opt out of.
    unsubscribe_url: Mapped[str] = mapped_column(sa.String(500), default="", server_default="")
    state: Mapped[str] = mapped_column(sa.String(10), default=MessageState.QUEUED)
    attempts: Mapped[int] = mapped_column(default=0)
    queued_at: Mapped[datetime]
    next_attempt_at: Mapped[datetime]
    claimed_by: Mapped[str | None] = mapped_column(sa.String(80))
    lease_until_at: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
    last_error: Mapped[str | None] = mapped_column(sa.String(500))
    # A person has dealt with what did not go out: reached somebody otherwise, or let it be.
    handled_at: Mapped[datetime | None]
    handled_by_id: Mapped[int | None]
    handled_how: Mapped[str] = mapped_column(sa.String(200), default="", server_default="")


class MailboxMessage(Base):
    """An e-mail that stayed here: the development mailbox, for running without a mail server."""

    __tablename__ = "mailbox_message"

    id: Mapped[int] = mapped_column(primary_key=True)
    message_id: Mapped[str] = mapped_column(sa.String(200), unique=True)
    to_address: Mapped[str] = mapped_column(sa.String(320))
    subject: Mapped[str] = mapped_column(sa.String(200))
    body: Mapped[str] = mapped_column(sa.Text)
    reply_to: Mapped[str] = mapped_column(sa.String(320), default="", server_default="")
    received_at: Mapped[datetime]


class MailOptOut(Base):
    """An address that wants no more reminders. `address_key` is in lower case."""

    __tablename__ = "mail_opt_out"

    address_key: Mapped[str] = mapped_column(sa.String(320), primary_key=True)
    opted_out_at: Mapped[datetime]


class JobRun(Base):
    """The latest run of one recurring job: a silent worker shows here."""

    __tablename__ = "job_run"

    job: Mapped[str] = mapped_column(sa.String(40), primary_key=True)
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    outcome: Mapped[str] = mapped_column(sa.String(500), default="")
