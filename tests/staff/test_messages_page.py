"""What did not go out is seen by people, who try again or say how they dealt with it."""

import pytest
import sqlalchemy as sa

from notices.models import MessageState, OutboxMessage
from notices.operations import Letter, queue_message
from notices.queries import not_sent
from notices.sending import send_due
from notices.transports import RefusedForGood
from storage.transaction import end_reads, transaction
from tests.builders import NOW

GONE = "gone@example.org"


class Refusing:
    def send(self, message, now) -> None:
        raise RefusedForGood("the address was refused")


@pytest.fixture
def refused(database, world):
    with transaction():
        queue_message("one", Letter(GONE, "Still open?", "A body", kind="still_open"), NOW)
    send_due(Refusing(), lambda: NOW, "worker")


def the_message(database) -> OutboxMessage:
    row = database.scalar(sa.select(OutboxMessage))
    end_reads()
    return row


def test_everything_gone_out_is_said(esw):
    assert "Everything written so far has gone out" in esw.get("/messages/").text


def test_what_was_refused_is_shown_with_the_reason_and_tried_again(refused, esw, database):
    page = esw.get("/messages/")
    assert "the address was refused" in page.text
    assert GONE in page.text

    page = esw.submit(page, form='form[action$="/again"]')

    assert the_message(database).state == MessageState.QUEUED
    assert "Everything written so far has gone out" in page.text


def test_what_a_person_dealt_with_leaves_the_list_and_lets_its_text_go(refused, esw, database):
    page = esw.get("/messages/")
    page = esw.submit(page, {"how": "Reached them by phone"}, form='form[action$="/handled"]')

    row = the_message(database)
    assert (row.state, row.body, row.handled_how) == (
        MessageState.FAILED,
        "",
        "Reached them by phone",
    )
    assert not_sent() == 0
    end_reads()
    esw.post("/messages/" + str(row.id) + "/again", csrf_from=page)
    assert the_message(database).state == MessageState.FAILED


def test_an_answer_off_the_list_and_a_message_there_is_not_are_refused(refused, esw, database):
    page = esw.get("/messages/")
    path = f"/messages/{the_message(database).id}/handled"

    assert esw.post(path, {"how": "Burnt it"}, status=400, csrf_from=page)
    assert esw.post("/messages/999999/again", status=404, csrf_from=page)
    assert the_message(database).handled_at is None


def test_the_ledger_is_read_by_kind(refused, esw):
    assert GONE in esw.get("/messages/?kind=still_open").text
    assert "No messages yet" in esw.get("/messages/?kind=invitation").text
    assert GONE in esw.get("/messages/?kind=%00&page=9e9").text
