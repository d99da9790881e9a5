"""Messages go out once, and what does not go out is seen."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from notices.models import MailboxMessage, MessageState, OutboxMessage
from notices.operations import Letter, queue_message
from notices.queries import not_sent
from notices.sending import LEASE, RETRY_AFTER, send_due
from notices.transports import MailboxTransport
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
