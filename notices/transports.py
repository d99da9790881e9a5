"""How a message leaves: by SMTP, or into the development mailbox."""

from __future__ import annotations

import smtplib
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from typing import Protocol

import sqlalchemy as sa

from notices.html import as_html
from notices.models import MailboxMessage
from storage.transaction import transaction

SMTP_TIMEOUT_S = 20
PERMANENT = 500


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One message as it leaves. The same message always carries the same `message_id`."""

    message_id: str
    to_address: str
    subject: str
    body: str
    reply_to: str = ""
    unsubscribe_url: str = ""


class RefusedForGood(Exception):
    """This message will never be taken: trying again would not help, a person must see to it."""


class Transport(Protocol):
    """Something that hands a message over.

    Raises RefusedForGood for a message that will never be taken, OSError (which SMTP errors are)
    for one that may be taken later.
    """

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
        try:
            mail = self._mail(message, now)
        except ValueError as problem:  # an address or subject that no header can hold
            raise RefusedForGood("it cannot be written as an e-mail") from problem
        with smtplib.SMTP(self.host, self.port, timeout=SMTP_TIMEOUT_S) as server:
            if self.starttls:
                server.starttls()
            if self.username and self.password:
                server.login(self.username, self.password)
            try:
                server.send_message(mail)
            except (smtplib.SMTPException, ValueError) as problem:
                reason = _for_good(problem)
                if reason:
                    raise RefusedForGood(reason) from problem
                raise

    def _mail(self, message: Outgoing, now: datetime) -> EmailMessage:
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
        mail.add_alternative(as_html(message.body, message.subject), subtype="html")
        return mail


def _for_good(problem: Exception) -> str:
    """Why a server will never take this message, in words; empty when it may take it later.

    A reply of 500 or more is a refusal for good, one of 400 to 499 is not (RFC 5321, 4.2.1).
    """
    if isinstance(problem, ValueError | smtplib.SMTPNotSupportedError):
        return "the address has letters that the mail server cannot take"
    if isinstance(problem, smtplib.SMTPRecipientsRefused):
        codes = [code for code, _words in problem.recipients.values()]
        return "the address was refused" if codes and min(codes) >= PERMANENT else ""
    if isinstance(problem, smtplib.SMTPSenderRefused | smtplib.SMTPDataError):
        return "the message was refused" if problem.smtp_code >= PERMANENT else ""
    return ""


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
                        reply_to=message.reply_to,
                        received_at=now,
                    )
                )
