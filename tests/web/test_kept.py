"""A form refused at the door loses nothing that was typed."""

import pytest

from clients.models import Client
from tests.support.pages import Page

OURS = {"Sec-Fetch-Site": "same-origin"}
NEW = {"name": "Rowan Example", "phone": "023 8000 0000", "email": "", "esw_id": "1"}


def sent_by(browser, data, headers=OURS, path="/clients/add?from=list"):
    return Page(browser.client.post(path, data=data, headers=headers))


def test_someone_signed_out_meanwhile_finds_what_was_typed_and_sends_it_again(
    esw, world, rows, database
):
    page = esw.get("/clients/add")
    with esw.client.session_transaction() as session:
        kept = {name: session[name] for name in session if not name.startswith("_")}
        signed_in = dict(session)
        session.clear()
        session.update(kept)
    sent = {**page.values(), **NEW, "esw_id": str(world.esw.id), "name": " two\nlines <b>"}

    refused = sent_by(esw, sent)
    assert refused.status == 401
    assert refused.heading == "You are signed out"
    assert rows(Client) == 0
    assert refused.form().attributes["action"] == "/clients/add?from=list"

    with esw.client.session_transaction() as session:
        session.update(signed_in)
    esw.submit(refused, {"name": "Rowan Example"})
    assert rows(Client) == 1


def test_a_form_older_than_the_session_is_kept_with_every_value_of_a_field(esw):
    refused = sent_by(esw, {"csrf_token": "old", "tick": ["stairs", "cold"], "name": "\nRowan"})

    assert refused.status == 400
    assert refused.values().getlist("tick") == ["stairs", "cold"]
    assert refused.values()["csrf_token"] != "old"
    assert "\n\nRowan</textarea>" in refused.html


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site", "Origin": "http://localhost"},
        {"Origin": "https://elsewhere.example.org"},
        {"Origin": "null"},
        {},
    ],
)
def test_a_form_of_another_site_cannot_be_sent_by_a_press_of_a_button(esw, headers):
    refused = sent_by(esw, {"name": "Planted"}, headers)

    assert refused.status == 400
    assert "Planted" not in refused.html


def test_passwords_and_floods_are_not_sent_back(esw, browser):
    assert "secret words" not in sent_by(esw, {"new_password": "secret words"}).html
    assert "secret words" not in sent_by(browser, {"email": "secret words"}, path="/sign-in").html
    assert len(sent_by(esw, {"name": "x" * 1_100_000}).html) < 10_000


def test_a_part_of_a_page_asked_for_by_someone_signed_out_sends_the_whole_page_to_sign_in(browser):
    answer = browser.client.get(
        "/clients/1/shortlist?words=till",
        headers={
            "HX-Request": "true",
            "HX-Current-URL": "http://localhost/clients/1/shortlist?words=t",
        },
    )

    assert answer.status_code == 401
    assert answer.headers["HX-Redirect"] == "/sign-in?next=/clients/1/shortlist?words%3Dt"


def test_a_part_of_a_page_that_cannot_be_had_becomes_a_page_that_says_so(esw):
    answer = esw.client.get("/clients/999/shortlist?words=t", headers={"HX-Request": "true"})

    assert answer.status_code == 404
    assert answer.headers["HX-Redirect"] == "/clients/999/shortlist?words=t"


def test_looking_whether_a_page_is_there_is_answered_like_opening_it(browser):
    assert browser.client.head("/clients/").status_code == 302
