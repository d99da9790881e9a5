"""Questions go out by mail or on a call sheet; answers become facts of the workplace."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from employers.models import (
    Employer,
    EmployerContact,
    EmployerLink,
    LinkPurpose,
    QuestionRound,
    SiteFact,
    Vacancy,
)
from employers.operations.links import LIFETIME
from liaison.models import LiaisonEntry
from notices.models import OutboxMessage
from notices.operations import opt_out
from storage import clock
from storage.transaction import end_reads, transaction
from tests.builders import NOW, signed_in
from tests.builders_clients import a_client, a_profile
from tests.builders_vacancies import a_vacancy, fact

TODAY = clock.today()


@pytest.fixture
def shop(world):
    return a_vacancy(employer="Example Shop", title="Checkout operator")


@pytest.fixture
def contact(shop) -> int:
    with transaction() as session:
        row = EmployerContact(
            employer_id=shop.site.employer_id,
            name="Robin Sample",
            email="robin@example.org",
            email_key="robin@example.org",
            created_at=NOW,
        )
        session.add(row)
        session.flush()
        return row.id


@pytest.fixture
def met(shop, world):
    with transaction() as session:
        session.add(
            LiaisonEntry(
                team_id=world.team_id,
                employer_id=shop.site.employer_id,
                by_id=world.esw.id,
                happened_on=TODAY - timedelta(days=40),
                kind="visit",
                purpose="learn",
                outcome="spoke",
                face_to_face=True,
                in_community=True,
                logged_at=NOW,
            )
        )


def address(shop, page, family="checkout operator") -> str:
    return f"/employers/{shop.site.employer_id}/questions/{shop.site_id}/{page}?family={family}"


def ask(esw, shop, contact, *, status=200, taps=("seat", "trolley"), **more):
    page = esw.get(address(shop, "mail"))
    return esw.submit(page, {"tap": list(taps), "contact": str(contact), **more}, status=status)


def newest_link(database) -> str:
    body = database.scalars(sa.select(OutboxMessage.body).order_by(OutboxMessage.id.desc())).first()
    end_reads()
    return next(line for line in body.splitlines() if "/answer/" in line).split("localhost")[1]


def facts(database, model=SiteFact) -> dict:
    rows = database.scalars(sa.select(model)).all()
    end_reads()
    return {row.key: row.fact["value"] for row in rows}


def conditions(database, vacancy_id) -> dict:
    found = database.scalar(sa.select(Vacancy.conditions).where(Vacancy.id == vacancy_id))
    end_reads()
    return found


def tap(browser, link, key, said):
    page = browser.get(link)
    return browser.submit(page, {"said": said}, form=f'form[action$="/{key}"]')


def test_one_tap_on_the_link_becomes_a_fact_of_the_workplace_and_its_open_roles(
    esw, browser, shop, contact, met, database
):
    ask(esw, shop, contact)
    link = newest_link(database)

    page = browser.get(link)
    assert facts(database) == {}
    page = tap(browser, link, "seat", "arrange")
    assert "You said: Could arrange" in page.text

    known = conditions(database, shop.id)["sit_choice"]
    assert (known["value"], known["negotiable"], known["source"]) == (
        "breaks_only",
        "yes",
        "employer",
    )
    assert facts(database)["sit_choice"] == "breaks_only"
    page = tap(browser, link, "trolley", "unsure")
    assert page.heading == "Thank you, that is all"
    assert "adjustments_open" not in facts(database)


def test_the_mail_is_logged_and_says_nothing_of_any_client(
    esw, shop, contact, met, database, world
):
    for name in ("Secret Person", "Hidden Person"):
        a_client(world, name, profile=a_profile({"sit_choice": "seat_available"}))
    ask(esw, shop, contact)

    message = database.scalar(sa.select(OutboxMessage))
    end_reads()
    assert "search" not in message.body
    assert "client" not in message.body
    assert "Person" not in message.body
    assert "Example Shop" not in message.subject
    assert message.unsubscribe_url
    timeline = esw.get(f"/employers/{shop.site.employer_id}/log")
    assert "Asked: Apart from breaks" in timeline.text


def test_nobody_gets_the_same_question_twice(esw, shop, contact, met, database):
    ask(esw, shop, contact)

    page = esw.get(address(shop, "mail"))
    offered = {node.attributes["value"] for node in page.tree.css('input[name="tap"]')}
    assert "seat" not in offered
    assert offered
    esw.submit(
        page,
        {"tap": ["seat"], "contact": str(contact), "budget_reason": "It is urgent."},
        status=422,
    )


def test_a_second_mail_within_the_week_needs_a_reason(esw, shop, contact, met, rows):
    ask(esw, shop, contact)
    page = ask(esw, shop, contact, status=422, taps=("extra_breaks",))
    assert any("Say why" in line for line in page.errors)

    ask(esw, shop, contact, taps=("extra_breaks",), budget_reason="The role closes on Friday.")
    assert rows(QuestionRound) == 2


@pytest.mark.parametrize(
    ("taps", "message"),
    [
        ([], "Choose at least one question"),
        (["seat", "trolley", "extra_breaks", "part_time"], "3 questions at most"),
        (["made_up"], "asked or answered meanwhile"),
    ],
)
def test_a_mail_takes_one_to_three_open_questions(esw, shop, contact, met, rows, taps, message):
    page = ask(esw, shop, contact, status=422, taps=taps)

    assert any(message in line for line in page.errors)
    assert rows(QuestionRound) == 0


def test_a_stranger_gets_no_questions_by_mail(esw, shop, contact):
    assert "Meet them first" in esw.get(address(shop, "mail")).text


def test_whoever_wants_none_or_must_not_be_contacted_gets_none(esw, shop, contact, met, rows):
    with transaction():
        opt_out("robin@example.org", NOW)
    assert "Nobody to write to" in esw.get(address(shop, "mail")).text

    with transaction() as session:
        session.get(Employer, shop.site.employer_id).do_not_contact_at = NOW
    page = esw.get(address(shop, "mail"))
    assert "Do not contact." in page.text
    assert page.tree.css_first("main form") is None


def test_a_call_sheet_names_no_client_and_its_answers_are_kept_with_their_day(
    esw, shop, database, world
):
    a_client(world, "Secret Person", profile=a_profile({"sit_choice": "seat_available"}))
    page = esw.get(address(shop, "sheet"))
    assert "Secret" not in page.text
    assert "search" not in page.tree.css_first("main").text()

    day = TODAY - timedelta(days=3)
    page = esw.submit(page, {"tap_seat": "yes", "how": "reply", "answered_on": day.isoformat()})

    assert "In a reply by mail" in page.text
    assert conditions(database, shop.id)["sit_choice"]["as_of"] == day.isoformat()


def test_a_sheet_without_answers_or_from_tomorrow_is_refused(esw, shop, rows):
    page = esw.get(address(shop, "sheet"))

    assert esw.submit(page, status=422).errors == ["Answer at least one question, or go back."]
    tomorrow = {"tap_seat": "yes", "answered_on": (TODAY + timedelta(days=1)).isoformat()}
    assert any("still to come" in line for line in esw.submit(page, tomorrow, status=422).errors)
    assert rows(QuestionRound) == 0


def test_an_answer_to_what_was_answered_meanwhile_is_kept_and_told_so(
    esw, browser, shop, contact, met, database
):
    ask(esw, shop, contact)
    link = newest_link(database)
    esw.submit(esw.get(address(shop, "sheet")), {"tap_seat": "yes"})

    page = tap(browser, link, "seat", "no")
    assert "somebody of us looks at both" in page.text
    assert facts(database)["sit_choice"] == "seat_available"

    page = esw.get(f"/employers/{shop.site.employer_id}/questions")
    assert "An answer came after another." in page.text
    page = esw.submit(page, {"count": "yes"}, form='form[action$="/late"]')
    assert "An answer came after another." not in page.text
    assert facts(database)["sit_choice"] == "breaks_only"


def test_a_changed_mind_counts(esw, browser, shop, contact, met, database):
    ask(esw, shop, contact)
    link = newest_link(database)

    tap(browser, link, "seat", "no")
    tap(browser, link, "seat", "yes")

    assert conditions(database, shop.id)["sit_choice"]["value"] == "seat_available"


def test_an_expired_link_offers_a_new_one_to_the_same_address(
    esw, browser, shop, contact, met, database
):
    ask(esw, shop, contact)
    link = newest_link(database)
    with transaction() as session:
        row = session.scalar(
            sa.select(EmployerLink).where(EmployerLink.purpose == LinkPurpose.ANSWER)
        )
        row.expires_at = clock.now() - timedelta(seconds=1)
    assert LIFETIME[LinkPurpose.ANSWER].days == 60

    page = browser.get(link, status=410)
    assert "robin@example.org" not in page.text
    page = browser.submit(page, status=410)
    assert "A new link is on its way" in page.text

    new = newest_link(database)
    assert new != link
    assert browser.get(new).heading == "2 quick questions"


def test_what_there_is_not_is_not_found(esw, browser, shop, contact, met, database):
    ask(esw, shop, contact)
    link = newest_link(database)
    page = browser.get(link)

    browser.get("/answer/made-up", status=404)
    browser.post(f"{link}/part_time", {"said": "yes"}, status=404, csrf_from=page)
    browser.post(f"{link}/seat", {"said": "perhaps"}, status=404, csrf_from=page)
    esw.get(f"/employers/{shop.site.employer_id}/questions/999999/mail", status=404)
    esw.get(address(shop, "sheet", family="juggler of swords"), status=404)
    assert facts(database) == {}


def test_what_is_known_of_a_workplace_is_likely_for_its_next_role_until_said_again(
    esw, shop, database
):
    esw.submit(esw.get(address(shop, "sheet")), {"tap_seat": "yes", "tap_part_time": "no"})

    next_role = a_vacancy(
        employer="Example Shop",
        title="Checkout operator, evenings",
        conditions={"break_control": fact("free")},
    )
    elsewhere = a_vacancy(employer="Other Shop", title="Checkout operator")
    other_work = a_vacancy(employer="Example Shop", title="Van driver")

    known = conditions(database, next_role.id)
    assert known["sit_choice"]["source"] == "inferred"
    assert known["break_control"]["source"] == "employer"
    for role in (elsewhere, other_work):
        assert "sit_choice" not in conditions(database, role.id)


def test_another_team_asks_for_its_own_searches_only(app, world, shop):
    a_client(world, "Secret Person", profile=a_profile({"sit_choice": "seat_available"}))
    stranger = signed_in(app, world.stranger)

    page = stranger.get(f"/employers/{shop.site.employer_id}/questions")

    assert "1 search" not in page.text
    assert "0 searches" in page.text
