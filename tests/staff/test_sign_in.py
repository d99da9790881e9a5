"""Signing in, out, and setting a new password."""

import re

import pytest
import sqlalchemy as sa
from flask_security import hash_password

from notices.models import OutboxMessage
from staff.models import StaffMember
from storage.transaction import end_reads, transaction
from tests.builders import PASSWORD


@pytest.fixture
def with_password(app, world):
    with app.test_request_context():
        hashed = hash_password(PASSWORD)
    with transaction() as session:
        session.get(StaffMember, world.esw.id).password = hashed
    end_reads()
    return world.esw


def sign_in(browser, email="esw@example.org", password=PASSWORD, *, status=200):
    page = browser.get("/sign-in")
    return browser.submit(page, {"email": email, "password": password}, status=status)


def test_an_esw_signs_in_and_sees_the_clients(browser, with_password):
    page = sign_in(browser)

    assert page.heading == "Clients"


@pytest.mark.parametrize(
    ("email", "password"), [("esw@example.org", "not this one"), ("nobody@example.org", PASSWORD)]
)
def test_a_wrong_password_and_an_unknown_address_are_told_apart_by_nothing(
    browser, with_password, email, password
):
    page = sign_in(browser, email, password, status=422)

    assert page.errors == ["The e-mail address or the password is not right. Try again."]
    assert page.values()["email"] == email


def test_someone_switched_off_cannot_sign_in(browser, with_password):
    with transaction() as session:
        session.get(StaffMember, with_password.id).active = False
    end_reads()

    page = sign_in(browser, status=422)

    assert page.heading == "Sign in"


def test_signing_out_ends_the_session_and_takes_a_post(browser, with_password):
    page = sign_in(browser)
    assert browser.client.get("/sign-out").status_code == 405

    browser.submit(page, form="form[action='/sign-out']")

    assert browser.get("/clients/").heading == "Sign in"


def test_a_forgotten_password_is_set_anew_by_a_link_that_works_once(
    browser, with_password, database
):
    page = browser.get("/forgotten-password")
    browser.submit(page, {"email": "esw@example.org"})
    message = database.scalar(sa.select(OutboxMessage))
    link = re.search(r"/forgotten-password/\S+", message.body).group()
    end_reads()

    page = browser.get(link)
    fresh = "a new long passphrase"
    browser.submit(page, {"password": fresh, "password_confirm": fresh})

    assert sign_in(browser, password=fresh).heading == "Clients"
    browser.client.delete_cookie("foothold")
    assert "sets a password" not in browser.client.get(link, follow_redirects=True).text
    assert "new password" not in browser.get(link).heading.lower()


def test_an_unknown_address_gets_the_same_answer_and_no_message(browser, with_password, rows):
    known = browser.submit(browser.get("/forgotten-password"), {"email": "esw@example.org"})
    unknown = browser.submit(browser.get("/forgotten-password"), {"email": "nobody@example.org"})

    assert known.heading == unknown.heading
    assert rows(OutboxMessage) == 1


def test_a_message_s_subject_says_nothing_about_its_reader(browser, with_password, database):
    browser.submit(browser.get("/forgotten-password"), {"email": "esw@example.org"})

    assert database.scalar(sa.select(OutboxMessage.subject)) == "Set a new password for Foothold"


@pytest.mark.parametrize("typed", ["ESW@example.org", " esw@example.org "])
def test_capitals_and_spaces_around_an_address_do_not_matter(browser, with_password, rows, typed):
    browser.submit(browser.get("/forgotten-password"), {"email": typed})

    assert rows(OutboxMessage) == 1
    assert sign_in(browser, email=typed).heading == "Clients"


@pytest.mark.parametrize("typed", ["", "esw", "esw@"])
def test_what_is_no_address_is_said_when_a_password_is_forgotten(browser, typed):
    page = browser.submit(browser.get("/forgotten-password"), {"email": typed}, status=422)

    assert page.errors == ["E-mail address: enter all of it, like name@example.org."]
    assert page.values()["email"] == typed


def test_a_link_that_no_longer_works_says_what_to_do(browser):
    page = browser.get("/forgotten-password/not-a-link")

    assert "Ask for a new one here" in page.text


@pytest.mark.parametrize("password", ["short", "x" * 129])
def test_a_new_password_of_the_wrong_length_says_how_long(
    browser, with_password, database, password
):
    browser.submit(browser.get("/forgotten-password"), {"email": "esw@example.org"})
    message = database.scalar(sa.select(OutboxMessage))
    link = re.search(r"/forgotten-password/\S+", message.body).group()
    end_reads()

    typed = {"password": password, "password_confirm": password}
    page = browser.submit(browser.get(link), typed, status=422)
    assert page.errors == ["New password: use 12 to 128 characters."]
    page = browser.submit(browser.get(link), {**typed, "password_confirm": "else"}, status=422)
    assert any("not the same" in error for error in page.errors)


@pytest.mark.parametrize(
    "next_page", ["//elsewhere.example.org", "https://elsewhere.example.org", "/\\elsewhere"]
)
def test_signing_in_never_leads_elsewhere(browser, with_password, next_page):
    page = browser.get(f"/sign-in?next={next_page}")

    page = browser.submit(page, {"email": "esw@example.org", "password": PASSWORD})
    assert page.heading == "Clients"


def test_signing_in_leads_back_to_the_page_that_was_asked_for(browser, with_password):
    page = browser.get("/vacancies/?words=till&sort=newest")
    page = browser.submit(page, {"email": "esw@example.org", "password": PASSWORD})

    assert page.response.request.full_path == "/vacancies/?words=till&sort=newest"
