"""A contact is written down once, in under a minute, and everybody reads what they may."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from employers.models import Employer, EmployerContact
from liaison.models import LiaisonEntry
from storage import clock
from storage.transaction import end_reads, transaction
from tests.builders import NOW, signed_in
from tests.builders_clients import a_client
from tests.builders_vacancies import a_vacancy

TODAY = clock.today()
LEAST = {"kind": "call", "outcome": "spoke"}


@pytest.fixture
def employer(world) -> int:
    return a_vacancy().site.employer.id


@pytest.fixture
def contact(employer) -> int:
    with transaction() as session:
        row = EmployerContact(employer_id=employer, name="Robin Sample", created_at=NOW)
        session.add(row)
        session.flush()
        return row.id


def log(person, employer, *, status=200, page=None, **answers):
    page = page or person.get(f"/employers/{employer}/log/add")
    return person.submit(page, {**LEAST, **answers}, status=status)


def entries(database) -> list[LiaisonEntry]:
    rows = database.scalars(sa.select(LiaisonEntry).order_by(LiaisonEntry.id)).all()
    end_reads()
    return list(rows)


def test_a_contact_needs_neither_vacancy_nor_client(esw, employer, database):
    page = log(esw, employer, learned="They start early.\nAsk for the manager.")

    assert "is in the log" in page.text
    assert "They start early." in page.text
    assert "Introduced" in page.text
    assert [(row.kind, row.client_id) for row in entries(database)] == [("call", None)]


def test_the_same_form_sent_twice_is_one_contact(esw, employer, database):
    page = esw.get(f"/employers/{employer}/log/add")
    log(esw, employer, page=page)
    log(esw, employer, page=page)

    assert len(entries(database)) == 1


def test_an_entry_is_taken_back_and_stands_again(esw, employer, database):
    page = log(esw, employer)
    page = esw.submit(page, form='.timeline form[action$="/take-back"]')
    assert "taken back" in page.text
    assert "Identified" in page.text

    page = esw.submit(page, form='.flash form[action$="/stand-again"]')
    assert "Introduced" in page.text
    assert entries(database)[0].taken_back_at is None


@pytest.mark.parametrize(
    ("answers", "message"),
    [
        ({"kind": None}, "Choose how."),
        ({"outcome": None}, "Choose what came of it."),
        ({"happened_on": ""}, "When: enter the day of the contact."),
        ({"happened_on": (TODAY + timedelta(days=1)).isoformat()}, "still to come"),
        ({"happened_on": "2020-01-01"}, "within the last two years"),
        ({"happened_on": "31/02/2026"}, "enter a real day"),
        ({"outcome": "call_back"}, "Call back on: enter a day."),
        ({"next_kind": "visit"}, "Next step: enter a day."),
        ({"next_on": TODAY.isoformat()}, "choose what it is"),
        ({"promise": "A tour"}, "By when: enter a day."),
        ({"purpose": "gossip"}, "choose one from the list"),
        ({"contact": "999999"}, "choose one from the list"),
        ({"client": "999999"}, "choose one from the list"),
        ({"learned": "x" * 5_001}, "shorten this to 5,000 characters"),
    ],
)
def test_what_cannot_be_used_is_named_and_what_was_typed_is_kept(
    esw, employer, database, answers, message
):
    page = log(esw, employer, status=422, **{"next_words": "About stools", **answers})

    assert any(message in line for line in page.errors), page.errors
    assert page.values()["next_words"] == "About stools"
    assert entries(database) == []


def test_a_second_unsolicited_call_in_a_week_needs_a_reason_and_a_visit_does_not(
    esw, employer, contact, database
):
    cold = {"unsolicited": "yes", "contact": str(contact)}
    log(esw, employer, **cold)

    page = log(esw, employer, status=422, **cold)
    assert any("Why ring all the same" in line for line in page.errors)
    log(esw, employer, **cold, kind="visit")
    log(esw, employer, **cold, budget_reason="The role closes tomorrow.")

    assert len(entries(database)) == 3
    assert "The role closes tomorrow." in esw.get(f"/employers/{employer}/log").text


def test_others_are_told_who_is_in_touch_and_plans_a_visit(esw, app, world, employer):
    log(esw, employer, next_kind="visit", next_on=(TODAY + timedelta(days=3)).isoformat())
    colleague = signed_in(app, world.colleague)

    page = colleague.get(f"/employers/{employer}/log/add")

    assert "Esw Example plans a visit" in page.text
    assert "plans a visit" not in esw.get(f"/employers/{employer}/log/add").text


def test_a_client_is_named_to_their_own_esw_only(esw, app, world, employer):
    client = a_client(world, "Rowan Private")
    log(esw, employer, client=str(client.id))

    assert "for Rowan Private" in esw.get(f"/employers/{employer}/log").text
    assert "Rowan Private" in esw.get(f"/clients/{client.id}/employer-contacts").text
    for other in (world.colleague, world.stranger, world.lead):
        text = signed_in(app, other).get(f"/employers/{employer}/log").text
        assert "Rowan Private" not in text
        assert "a client of Esw’s" in text


def test_another_teams_client_is_not_found(other_team_esw, world):
    client = a_client(world)

    other_team_esw.get(f"/clients/{client.id}/employer-contacts", status=404)


def test_what_is_due_is_on_my_list_until_it_is_done_and_can_be_put_back(esw, employer):
    page = log(
        esw,
        employer,
        outcome="call_back",
        call_back_on=TODAY.isoformat(),
        promise="Send the leaflet",
        promise_on=TODAY.isoformat(),
    )
    page = esw.get("/employer-contacts/")
    assert "Call back" in page.text
    assert "We promised: Send the leaflet" in page.text

    page = esw.submit(page, form='main form[action$="/done"]')
    assert "Call back" not in page.text
    assert "Send the leaflet" in page.text
    assert "Call back" in esw.submit(page, form=".flash form").text


def test_nobody_changes_what_another_wrote_down(esw, app, world, employer, database):
    page = log(esw, employer)
    entry = entries(database)[0]
    colleague = signed_in(app, world.colleague)
    page = colleague.get("/employer-contacts/")

    for what in ("take-back", "stand-again", "done"):
        colleague.post(f"/employer-contacts/{entry.id}/{what}", status=404, csrf_from=page)
    assert entries(database)[0].taken_back_at is None


def test_the_week_counts_contacts_in_which_somebody_was_spoken_to(esw, employer):
    log(esw, employer, kind="visit", face_to_face="yes")
    log(esw, employer)
    log(esw, employer, outcome="no_answer", face_to_face="yes")

    row = esw.get("/employer-contacts/").tree.css("section table tbody tr")
    told = {each.css_first("td").text(): each.text(separator=" ") for each in row}
    assert "1 of 6" in told["Esw Example"]
    assert " 2" in told["Esw Example"]
    assert "0 of 6" in told["Colleague Example"]


def test_who_asked_not_to_be_contacted_is_told_apart(esw, employer):
    with transaction() as session:
        row = session.get(Employer, employer)
        row.do_not_contact_at, row.do_not_contact_reason = NOW, "They asked in March."

    assert "Do not contact." in esw.get(f"/employers/{employer}/log/add").text


def test_the_history_of_a_merged_employer_stays_with_the_one_that_is_kept(esw, employer):
    log(esw, employer, learned="Said before the merge.")
    kept = a_vacancy(employer="Kept Example").site.employer.id
    with transaction() as session:
        session.get(Employer, employer).merged_into_id = kept

    assert "Said before the merge." in esw.get(f"/employers/{kept}/log").text


def test_an_employer_there_is_not_is_not_found(esw):
    esw.get("/employers/999999/log", status=404)
    esw.get("/employers/999999/log/add", status=404)


def test_an_administrator_does_not_read_contacts(administrator, employer):
    administrator.get(f"/employers/{employer}/log", status=403)
