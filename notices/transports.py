"""How a message leaves: by SMTP, or into the development mailbox."""

from __future__ import annotations

import smtplib
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from typing import Protocol

import sqlalchemy as sa

from notices.models import MailboxMessage
from storage.transaction import transaction

SMTP_TIMEOUT_S = 20


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One message as it leaves. The same message always carries the same `message_id`."""

    message_id: str
    to_address: str
    subject: str
    body: str
    html: str = ""
    reply_to: str = ""
    unsubscribe_url: str = ""


class Transport(Protocol):
    """Something that hands a message over, or raises OSError (which SMTP errors are)."""

    def send(self, message: Outgoing, now: datetime) -> None:
        """Hand one message over."""


@dataclass(frozen=True, slots=True)
class SmtpTransport:
    """A real mail server."""

    host: str
    port: int
    username: str | None
    password: str | None
    starttls: bool
    mail_from: str

    def send(self, message: Outgoing, now: datetime) -> None:
        """Hand one message to the server."""
        mail = EmailMessage()
        mail["From"] = self.mail_from
        mail["To"] = message.to_address
        mail["Subject"] = message.subject
        mail["Message-ID"] = message.message_id
        mail["Date"] = now
        mail["Auto-Submitted"] = "auto-generated"
        if message.reply_to:
            mail["Reply-To"] = message.reply_to
        if message.unsubscribe_url:
            mail["List-Unsubscribe"] = f"<{message.unsubscribe_url}>"
            mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
        mail.set_content(message.body)
        if message.html:
            mail.add_alternative(message.html, subtype="html")
        with smtplib.SMTP(self.host, self.port, timeout=SMTP_TIMEOUT_S) as server:
            if self.starttls:
                server.starttls()
            if self.username and self.password:
                server.login(self.username, self.password)
            server.send_message(mail)


class MailboxTransport:
    """The development mailbox: nothing leaves, everything can be read on a page."""

    def send(self, message: Outgoing, now: datetime) -> None:
        """Keep one message; the same one again changes nothing."""
        with transaction() as session:
            known = sa.select(MailboxMessage.id).where(
                MailboxMessage.message_id == message.message_id
            )
            if session.scalar(known) is None:
                session.add(
                    MailboxMessage(
                        message_id=message.message_id,
                        to_address=message.to_address,
                        subject=message.subject,
                        body=message.body,
                        html=message.html,
                        reply_to=message.reply_to,
                        received_at=now,
                    )
                )
