"""Messages go out once, and what does not go out is seen."""

import smtplib
from datetime import timedelta
from typing import ClassVar

import pytest
import sqlalchemy as sa

from notices.models import MailboxMessage, MessageState, OutboxMessage
from notices.operations import Letter, opt_in, opt_out, queue_message
from notices.queries import not_sent
from notices.sending import LEASE, RETRY_AFTER, send_due
from notices.transports import MailboxTransport, Outgoing, RefusedForGood, SmtpTransport
from storage.transaction import end_reads, transaction
from tests.builders import NOW


class Recorder:
    """Takes every message; fails while told to."""

    def __init__(self, *, failing: bool = False) -> None:
        self.sent = []
        self.failing = failing

    def send(self, message, now) -> None:
        if self.failing:
            raise ConnectionRefusedError
        self.sent.append(message)


def queue(key="welcome:1") -> bool:
    with transaction():
        return queue_message(key, Letter("someone@example.org", "Hello", "A link"), NOW)


def the_message(database) -> OutboxMessage:
    row = database.scalar(sa.select(OutboxMessage))
    end_reads()
    return row


def test_a_queued_message_is_sent_once_and_its_body_is_not_kept(database):
    queue()
    recorder = Recorder()

    send_due(recorder, lambda: NOW, "one")
    send_due(recorder, lambda: NOW, "two")

    assert [message.body for message in recorder.sent] == ["A link"]
    row = the_message(database)
    assert (row.state, row.body, row.sent_at) == (MessageState.SENT, "", NOW)


def test_the_same_key_is_queued_once(database):
    assert queue() is True
    assert queue() is False


def test_a_refused_message_is_tried_again_later_and_not_before(database):
    queue()
    send_due(Recorder(failing=True), lambda: NOW, "one")
    recorder = Recorder()

    send_due(recorder, lambda: NOW, "one")
    assert recorder.sent == []

    send_due(recorder, lambda: NOW + RETRY_AFTER[0], "one")
    assert len(recorder.sent) == 1


def test_a_message_refused_every_time_ends_as_failed_and_is_counted(database):
    queue()
    now = NOW
    for wait in (*RETRY_AFTER, timedelta(0)):
        send_due(Recorder(failing=True), lambda now=now: now, "one")
        now += wait

    assert the_message(database).state == MessageState.FAILED
    assert not_sent() == 1


def test_a_claim_of_a_dead_worker_is_taken_over_with_the_same_message_id(database):
    queue()

    class Dying(Recorder):
        def send(self, message, now) -> None:
            super().send(message, now)
            raise KeyboardInterrupt

    dying = Dying()
    with pytest.raises(KeyboardInterrupt):
        send_due(dying, lambda: NOW, "one")

    recorder = Recorder()
    send_due(recorder, lambda: NOW, "two")
    assert recorder.sent == []

    send_due(recorder, lambda: NOW + LEASE + timedelta(seconds=1), "two")
    assert [m.message_id for m in recorder.sent] == [m.message_id for m in dying.sent]


def test_the_development_mailbox_keeps_one_copy_of_a_message_sent_twice(database):
    queue()
    transport = MailboxTransport()
    recorder = Recorder()
    send_due(recorder, lambda: NOW, "one")

    transport.send(recorder.sent[0], NOW)
    transport.send(recorder.sent[0], NOW)

    assert database.scalar(sa.select(sa.func.count()).select_from(MailboxMessage)) == 1


class Refusing(Recorder):
    """Refuses one address for good, takes all others."""

    def send(self, message, now) -> None:
        if message.to_address == "gone@example.org":
            raise RefusedForGood("the address was refused")
        super().send(message, now)


def queue_to(address, key, **more) -> None:
    with transaction():
        queue_message(key, Letter(address, "Hello", f"Body of {key}", **more), NOW)


def states(database) -> dict[str, str]:
    rows = database.execute(sa.select(OutboxMessage.key, OutboxMessage.state)).all()
    end_reads()
    return {row.key: row.state for row in rows}


def test_a_message_refused_for_good_is_not_tried_again_and_goes_to_a_person(database):
    queue_to("gone@example.org", "one")
    queue_to("someone@example.org", "two")

    send_due(Refusing(), lambda: NOW, "worker")

    assert states(database) == {"one": MessageState.FAILED, "two": MessageState.SENT}
    assert not_sent() == 1


def test_a_message_nobody_foresaw_does_not_keep_others_from_going_out(database):
    class Odd(Recorder):
        def send(self, message, now) -> None:
            if message.to_address == "odd@example.org":
                raise LookupError
            super().send(message, now)

    queue_to("odd@example.org", "one")
    queue_to("someone@example.org", "two")

    send_due(Odd(), lambda: NOW, "worker")

    assert states(database) == {"one": MessageState.QUEUED, "two": MessageState.SENT}


def test_letters_that_bundle_go_to_one_person_in_one_mail_and_each_is_sent(database):
    for key in ("one", "two", "three"):
        queue_to("someone@example.org", key, bundles=True, reply_to="esw@example.org")
    queue_to("someone@example.org", "alone")
    queue_to("other@example.org", "other", bundles=True, reply_to="esw@example.org")
    recorder = Recorder()

    assert send_due(recorder, lambda: NOW, "worker") == 5

    together = [mail for mail in recorder.sent if "Body of one" in mail.body]
    assert len(recorder.sent) == 3
    assert all(f"Body of {key}" in together[0].body for key in ("one", "two", "three"))
    assert set(states(database).values()) == {MessageState.SENT}


def test_letters_with_different_people_to_answer_are_not_bundled(database):
    queue_to("someone@example.org", "one", bundles=True, reply_to="esw@example.org")
    queue_to("someone@example.org", "two", bundles=True, reply_to="lead@example.org")
    recorder = Recorder()

    send_due(recorder, lambda: NOW, "worker")

    assert [mail.reply_to for mail in recorder.sent] == ["esw@example.org", "lead@example.org"]


def test_nothing_leaves_before_its_time(database):
    later = NOW + timedelta(hours=3)
    queue_to("someone@example.org", "one", not_before=later)

    assert send_due(Recorder(), lambda: NOW, "worker") == 0
    assert send_due(Recorder(), lambda: later, "worker") == 1


def test_whoever_wants_no_reminders_gets_none_but_still_gets_answers(database):
    reminder = {"unsubscribe_url": "http://localhost/reminders/secret"}
    queue_to("someone@example.org", "waiting", **reminder)
    with transaction():
        opt_out("Someone@Example.org", NOW)
        opt_out("someone@example.org", NOW)

    queue_to("SOMEONE@example.org", "reminder", **reminder)
    queue_to("someone@example.org", "answer")
    assert set(states(database)) == {"answer"}

    with transaction():
        opt_in("someone@example.org")
    queue_to("someone@example.org", "reminder", **reminder)
    assert set(states(database)) == {"answer", "reminder"}


class Server:
    """A mail server that answers as told."""

    answer: Exception | None = None
    taken: ClassVar[list] = []

    def __init__(self, *_args, **_kwargs) -> None:
        pass

    def __enter__(self):
        return self

    def __exit__(self, *_args) -> None:
        pass

    def send_message(self, mail) -> None:
        if Server.answer:
            raise Server.answer
        Server.taken.append(mail)


@pytest.fixture
def smtp(monkeypatch):
    monkeypatch.setattr(smtplib, "SMTP", Server)
    Server.answer, Server.taken = None, []
    return SmtpTransport("localhost", 25, None, None, starttls=False, mail_from="us@example.org")


def outgoing(**changes) -> Outgoing:
    values = {
        "message_id": "<1@foothold>",
        "to_address": "someone@example.org",
        "subject": "Hello",
        "body": "A & B\n\nhttps://example.org/",
    }
    return Outgoing(**{**values, **changes})


def test_a_mail_has_both_forms_and_says_that_a_machine_sent_it(smtp):
    smtp.send(outgoing(reply_to="esw@example.org", unsubscribe_url="https://x.example.org/a"), NOW)

    mail = Server.taken[0]
    assert mail["Message-ID"] == "<1@foothold>"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Reply-To"] == "esw@example.org"
    assert mail["List-Unsubscribe"] == "<https://x.example.org/a>"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert mail.get_body(("plain",)).get_content() == "A & B\n\nhttps://example.org/\n"
    assert "A &amp; B" in mail.get_body(("html",)).get_content()


@pytest.mark.parametrize(
    ("answer", "for_good"),
    [
        (smtplib.SMTPRecipientsRefused({"x": (550, b"no such user")}), True),
        (smtplib.SMTPRecipientsRefused({"x": (450, b"mailbox busy")}), False),
        (smtplib.SMTPDataError(554, b"spam"), True),
        (smtplib.SMTPDataError(451, b"later"), False),
        (smtplib.SMTPSenderRefused(553, b"not you", "us@example.org"), True),
        (smtplib.SMTPNotSupportedError("no UTF-8"), True),
        (smtplib.SMTPServerDisconnected("bye"), False),
        (TimeoutError(), False),
    ],
)
def test_what_a_server_says_decides_whether_to_try_again(smtp, answer, for_good):
    Server.answer = answer

    with pytest.raises(RefusedForGood if for_good else OSError) as raised:
        smtp.send(outgoing(), NOW)
    assert isinstance(raised.value, RefusedForGood) is for_good


def test_a_subject_with_a_line_break_is_never_sent(smtp):
    with pytest.raises(RefusedForGood):
        smtp.send(outgoing(subject="Hello\nBcc: everyone@example.org"), NOW)
    assert Server.taken == []
