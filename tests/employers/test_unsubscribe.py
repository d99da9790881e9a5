"""Reminders end with one button, and begin again with one."""

import pytest

from employers.models import LinkPurpose
from employers.operations.links import make_link
from notices.operations import has_opted_out
from storage import clock
from storage.transaction import end_reads, transaction


@pytest.fixture
def token(database):
    with transaction():
        return make_link(LinkPurpose.UNSUBSCRIBE, 0, "someone@example.org", clock.now())


def stopped() -> bool:
    found = has_opted_out("someone@example.org")
    end_reads()
    return found


def test_opening_the_link_changes_nothing_and_the_button_does(browser, token):
    page = browser.get(f"/reminders/{token}")
    assert page.heading == "Stop reminders?"
    assert not stopped()

    page = browser.submit(page)
    assert page.heading == "We send you no more reminders"
    assert stopped()

    browser.submit(page)
    assert not stopped()


def test_a_mail_program_stops_reminders_by_itself(browser, token):
    answer = browser.client.post(f"/reminders/{token}", data={"List-Unsubscribe": "One-Click"})

    assert answer.status_code == 302
    assert stopped()


def test_a_made_up_link_is_not_found(browser, database):
    browser.get("/reminders/made-up", status=404)
