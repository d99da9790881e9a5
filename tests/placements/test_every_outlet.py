"""Every state of a vacancy, on everything that shows vacancies: one rule decides, everywhere."""

from datetime import date, timedelta

import pytest

from employers.models import ReviewDecision
from employers.operations import managing
from employers.queries.vacancies import UNREAD, visible_by_id
from employers.rules.vacancies import VacancyState, is_visible
from matching.limits import ProfileFacts
from placements.shortlist.engine import Question
from placements.shortlist.indexed import IndexEngine
from placements.shortlist.keeping import Keeper
from placements.shortlist.plain import PlainEngine
from storage import clock
from storage.transaction import end_reads, transaction
from tests.builders import NOW
from tests.builders_clients import a_client, a_profile
from tests.employers.managed import a_posting, an_open_role, does, link_to, now_is
from tests.support.pages import PageClient

TODAY = date(2026, 11, 2)
TITLE = "Kitchen assistant"


@pytest.fixture(autouse=True)
def still_clock(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)


def in_state(state):
    def make(_world):
        row = a_posting(state=state)
        with transaction():
            posting = managing.posting_to_change(row.vacancy_id)
            posting.vacancy.opened_at = NOW
            if state not in (*UNREAD, VacancyState.WAITING_FOR_REVIEW, VacancyState.REJECTED):
                posting.decision, posting.renewed_on = ReviewDecision.ACCEPTED, TODAY
        end_reads()
        return row.vacancy_id

    return make


def closing(days):
    def make(world):
        row = an_open_role(world.esw)
        with transaction():
            vacancy = managing.posting_to_change(row.vacancy_id).vacancy
            vacancy.closes_on = TODAY + timedelta(days=days)
        end_reads()
        return row.vacancy_id

    return make


def paused(world):
    number = an_open_role(world.esw).vacancy_id
    does(managing.pause, number)
    return number


def with_a_change_to_review(world):
    row = an_open_role(world.esw)
    said = {**row.answers, "title": "Changed title", "pay": "£20 an hour"}
    does(lambda posting, now: managing.submit_edit(posting, said, now), row.vacancy_id)
    return row.vacancy_id


def paused_with_a_change(world):
    number = with_a_change_to_review(world)
    does(managing.pause, number)
    return number


CASES = {
    **{state.value: in_state(state) for state in VacancyState},
    "past its last day": closing(-1),
    "on its last day": closing(0),
    "paused": paused,
    "with a change to review": with_a_change_to_review,
    "paused, with a change": paused_with_a_change,
}
VISIBLE = {"open", "on its last day", "with a change to review"}


@pytest.fixture(params=list(CASES))
def case(request, world):
    number = CASES[request.param](world)
    row = now_is(number).vacancy
    visible = is_visible(row.state, row.closes_on, TODAY)
    assert visible == (request.param in VISIBLE)
    return number, row.state, visible


@pytest.fixture
def client(world):
    return a_client(world, profile=a_profile({"lift_max_kg": {"usual": 5, "strength": "must"}}))


def test_lists_show_exactly_what_is_visible(case, client, esw):
    _number, _state, visible = case
    for path in (
        f"/clients/{client.id}/shortlist",
        f"/clients/{client.id}/shortlist?words=kitchen",
        f"/clients/{client.id}/shortlist/print",
        "/new-for-my-clients",
        "/vacancies/",
        "/vacancies/?words=kitchen",
    ):
        page = esw.get(path)
        assert (TITLE in page.text) == visible, path
        assert "Changed title" not in page.html, path


def test_engines_find_exactly_what_is_visible(case, database):
    number, _state, visible = case
    question = Question(ProfileFacts(), TODAY)
    for engine in (IndexEngine(Keeper().current, PlainEngine()), PlainEngine()):
        found = engine.search(question)
        end_reads()
        assert found.total == visible
    assert (number in visible_by_id([number], TODAY)) == visible
    end_reads()


def test_pages_about_one_vacancy_say_when_it_is_not_visible_or_are_not_there(case, client, esw):
    number, state, visible = case
    unread = state in UNREAD
    for path, words in (
        (f"/vacancies/{number}", "It is on no shortlist"),
        (f"/vacancies/{number}/clients", "It is on no shortlist"),
        (f"/clients/{client.id}/shortlist/{number}", "It is not on the shortlist"),
    ):
        page = esw.get(path, status=404 if unread else 200)
        assert (words in page.text) == (not visible and not unread), path
        assert "Changed title" not in page.html, path


def test_why_not_finds_what_the_team_may_read_and_says_its_state(case, client, esw):
    _number, state, visible = case
    page = esw.get(f"/clients/{client.id}/why-not?words=kitchen")

    assert (TITLE in page.text) == (state not in UNREAD)
    assert bool(page.tree.css("main .badge.closed")) == (not visible and state not in UNREAD)


def test_every_state_is_found_among_all_vacancies_but_what_nobody_reads_yet(case, esw):
    _number, state, _visible = case

    assert (TITLE in esw.get("/vacancies/?state=all").text) == (state not in UNREAD)


def test_the_employers_page_says_it_can_be_found_exactly_when_it_can(case, app):
    number, state, visible = case
    over = not visible and state in (
        VacancyState.OPEN,
        VacancyState.FILLED,
        VacancyState.CLOSED,
        VacancyState.EXPIRED,
    )
    is_paused = managing.is_paused(now_is(number))
    page = PageClient(app.test_client()).get(
        link_to(now_is(number)),
        status=404 if state in UNREAD else 410 if over and not is_paused else 200,
    )

    assert ("Our team can find this role" in page.text) == visible
    assert ("Post a copy as a new role" in page.text) == (over and not is_paused)
