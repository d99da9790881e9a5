"""A role from its review to its end: the reviewer at a desk, the employer on a phone."""

import pytest
import sqlalchemy as sa
from playwright.sync_api import expect

from employers.models import PostingReview
from employers.operations import managing, reviewing
from employers.rules.posting import TAP
from employers.rules.vacancies import VacancyState
from staff.queries import member_with
from storage.database import db
from storage.transaction import end_reads
from tests.employers.managed import a_posting, an_open_role, decide, does, link_to


@pytest.fixture(scope="module")
def roles(demo_app):
    """One role at each stage, and the link to each."""
    with demo_app.app_context():
        esw = member_with("esw@example.org")
        end_reads()
        advert = "A small bakery. You wash up, weigh flour and pack orders. " * 5
        waiting = a_posting(title="Baker", advert=advert, **{f"{TAP}seat": "arrange"})
        asked = a_posting(title="Cake decorator")
        decide(reviewing.ask, asked.vacancy_id, esw, "Is the kitchen upstairs?")
        rejected = a_posting(title="Brand ambassador")
        decide(reviewing.reject, rejected.vacancy_id, esw, "We can only take jobs.")
        opened = an_open_role(esw, title="Kitchen porter")
        changed = an_open_role(esw, title="Packer", **{f"{TAP}seat": "yes"})
        said = {**changed.answers, "pay": "£14 an hour", f"{TAP}seat": "no"}
        does(lambda row, now: managing.submit_edit(row, said, now), changed.vacancy_id)
        paused = an_open_role(esw, title="Shop assistant")
        does(managing.pause, paused.vacancy_id)
        filled = an_open_role(esw, title="Cleaner")
        does(lambda row, now: managing.end(row, VacancyState.FILLED, now), filled.vacancy_id)
        known = {
            "waiting": waiting,
            "asked": asked,
            "rejected": rejected,
            "open": opened,
            "changed": changed,
            "paused": paused,
            "filled": filled,
        }
        return {name: (row.vacancy_id, link_to(row)) for name, row in known.items()}


def test_every_page_of_a_manage_link_is_accessible_and_fits(visitor, roles):
    pages = [link for _number, link in roles.values()] + ["/your-role/made-up"]

    assert [fault for path in pages for fault in visitor.open(path).faults()] == []


def test_every_page_of_the_review_is_accessible_and_fits(visitor, roles):
    visitor.sign_in()
    pages = ["/review/", *(f"/review/{number}" for number, _link in roles.values())]
    assert [fault for path in pages for fault in visitor.open(path).faults()] == []

    visitor.open(f"/review/{roles['waiting'][0]}")
    visitor.page.get_by_role("button", name="Do not take it").click()
    visitor.check()
    expect(visitor.page.get_by_role("alert")).to_contain_text("Choose why.")


def test_a_role_is_accepted_taken_back_and_asked_about(desk, roles, demo_app):
    number, _link = roles["waiting"]
    page = desk.sign_in().open("/review/").page
    page.get_by_role("link", name="Baker", exact=True).click()
    page.get_by_role("button", name="Accept this role").click()
    expect(page.get_by_role("status").filter(has_text="Baker is open")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("it waits for a decision again")).to_be_visible()
    desk.check()

    page.get_by_label("Your question").fill("Is there a lift?")
    page.get_by_role("button", name="Send the question").click()
    expect(page.get_by_text("waits for the employer’s answer")).to_be_visible()
    with demo_app.app_context():
        query = sa.select(PostingReview.decision).where(PostingReview.vacancy_id == number)
        assert list(db.session.scalars(query)) == ["accepted", "asked"]
        end_reads()


def test_an_employer_on_a_phone_taps_pauses_and_fills_without_javascript(without_javascript, roles):
    page = without_javascript.open(roles["open"][1]).page
    page.get_by_role("heading", name="seat or stool").wait_for()
    page.locator('form[action$="/answers/seat"]').get_by_role("button", name="Yes").click()
    expect(page.get_by_text("You said: Yes")).to_be_visible()

    page.get_by_role("button", name="Pause it").click()
    expect(page.get_by_role("heading", name="Paused since")).to_be_visible()
    page.get_by_role("button", name="Show it again").click()
    expect(page.get_by_text("The role is shown again")).to_be_visible()

    page.get_by_role("button", name="It is filled").click()
    expect(page.get_by_text("This role is filled")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("The role is shown again")).to_be_visible()


def test_an_employer_changes_a_role_and_comes_back_to_it(desk, roles):
    page = desk.open(roles["open"][1]).page
    page.get_by_role("button", name="Change it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Check your answers")
    page.get_by_role("link", name="Change the job").click()
    page.get_by_label("Pay", exact=True).fill("£14 an hour")
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Send the change").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your change is with us")
    desk.check()
    page.get_by_role("link", name="Back to your role").click()

    expect(page.get_by_role("heading", name="is being read")).to_be_visible()
    page.get_by_role("button", name="Take the change back").click()
    expect(page.get_by_text("Your change is taken back")).to_be_visible()
