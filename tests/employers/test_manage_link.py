"""An employer manages their role by a link: no account, one button each, nothing lost."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from employers.models import (
    EmployerContact,
    EmployerLink,
    LinkPurpose,
    RoleDraft,
    SiteFact,
    Vacancy,
    VacancyVersion,
)
from employers.operations import managing, reviewing
from employers.operations.links import make_link, revoke_links
from employers.rules.vacancies import VacancyState, is_visible
from storage import clock
from storage.transaction import end_reads, transaction
from tests.builders import NOW
from tests.employers.managed import (
    a_posting,
    an_open_role,
    decide,
    does,
    link_to,
    now_is,
)
from tests.employers.posting import Employer, link_in, mails, the_role
from tests.support.pages import PageClient

TODAY = date(2026, 11, 2)


@pytest.fixture(autouse=True)
def at(monkeypatch):
    """The moment it is; a test moves it on by calling this."""

    def move(to):
        monkeypatch.setattr(clock, "now", lambda: to)

    move(NOW)
    return move


@pytest.fixture
def employer(app, world):
    """A browser that nobody has signed in with."""
    return PageClient(app.test_client())


@pytest.fixture
def role(world):
    return an_open_role(world.esw)


def press(pages, page, action, **how):
    """Press the one button of a form."""
    return pages.submit(page, form=f'form[action$="/{action}"]', **how)


def state(posting):
    return now_is(posting.vacancy_id).vacancy.state


def versions(database, posting):
    query = sa.select(VacancyVersion.reason).where(VacancyVersion.vacancy_id == posting.vacancy_id)
    found = list(database.scalars(query.order_by(VacancyVersion.number)))
    end_reads()
    return found


def test_opening_the_link_shows_the_role_and_changes_nothing(employer, role, database):
    path = link_to(role)
    before = versions(database, role)

    page = employer.get(path)

    assert page.heading == "Kitchen assistant"
    assert "It stays up until 30 November 2026" in page.text
    assert "£12.80 ph" in page.text
    assert versions(database, role) == before
    assert page.response.headers["X-Robots-Tag"] == "noindex"


def test_a_role_waiting_for_review_says_so_and_can_be_withdrawn_and_sent_again(employer, world):
    posting = a_posting()
    page = employer.get(link_to(posting))
    assert "Somebody of our team reads it" in page.text

    page = press(employer, page, "close", status=410)
    assert state(posting) == VacancyState.CLOSED
    page = press(employer, page, "show-again")
    assert state(posting) == VacancyState.WAITING_FOR_REVIEW


def test_pausing_hides_the_role_and_one_button_shows_it_again(employer, role):
    page = press(employer, employer.get(link_to(role)), "pause")

    assert state(role) == VacancyState.CLOSED
    assert "Paused since 2 November 2026" in page.text
    assert "Undo" in page.text
    page = press(employer, page, "show-again")
    assert state(role) == VacancyState.OPEN
    assert "It stays up until 30 November 2026" in page.text


@pytest.mark.parametrize(
    ("action", "then", "words"),
    [
        ("filled", VacancyState.FILLED, "This role is filled"),
        ("close", VacancyState.CLOSED, "This role was withdrawn"),
    ],
)
def test_a_role_that_is_over_is_gone_offers_a_copy_and_can_be_taken_back(
    employer, role, action, then, words
):
    path = link_to(role)
    page = press(employer, employer.get(path), action, status=410)

    assert state(role) == then
    assert words in page.text
    assert "Post a copy as a new role" in page.text
    assert employer.get(path, status=410).status == 410

    page = press(employer, page, "show-again")
    assert state(role) == VacancyState.OPEN


def test_a_slip_taken_back_is_not_a_new_role_nor_up_for_longer(employer, world, at):
    role = an_open_role(world.esw, closes_on="2026-11-20")
    at(NOW + timedelta(days=3))
    page = press(employer, employer.get(link_to(role)), "filled", status=410)
    at(NOW + timedelta(days=3, minutes=5))
    press(employer, page, "show-again")

    after = now_is(role.vacancy_id)
    assert after.vacancy.closes_on == date(2026, 11, 20)
    assert after.vacancy.opened_at == role.vacancy.opened_at
    assert after.renewed_on == TODAY


def test_every_button_pressed_twice_does_it_once(employer, role, database):
    page = employer.get(link_to(role))
    for action in ("pause", "show-again", "still-open", "filled", "close", "show-again"):
        form = f'form[action$="/{action}"]'
        token = page.tree.css_first('input[name="csrf_token"]').attributes["value"]
        before = len(versions(database, role))
        for _ in range(2):
            answer = employer.client.post(f"{page.url}/{action}", data={"csrf_token": token})
            assert answer.status_code == 303, form
        assert len(versions(database, role)) - before <= 1, action


def test_one_tap_keeps_it_up_for_28_days_from_today(employer, role, at):
    at(NOW + timedelta(days=10))
    page = employer.get(link_to(role))
    assert "Is it still open?" in page.text

    page = press(employer, page, "still-open")

    assert "stays up until 10 December 2026" in page.text
    after = now_is(role.vacancy_id)
    assert (after.renewed_on, after.vacancy.closes_on) == (
        TODAY + timedelta(days=10),
        TODAY + timedelta(days=38),
    )


def test_a_later_closing_date_of_their_own_stands(employer, world, at):
    role = an_open_role(world.esw, closes_on="2027-01-31")
    at(NOW + timedelta(days=10))

    press(employer, employer.get(link_to(role)), "still-open")

    assert now_is(role.vacancy_id).vacancy.closes_on == date(2027, 1, 31)


def test_an_expired_role_is_gone_and_can_be_shown_again_or_posted_as_a_copy(
    employer, role, at, database
):
    at(NOW + timedelta(days=40))
    page = employer.get(link_to(role), status=410)
    assert "This role closed on 30 November 2026" in page.text

    copy = press(employer, page, "repost")
    assert copy.heading == "Check your answers"
    assert "£12.80 ph" in copy.text
    assert "30 November" not in copy.text
    employer.submit(copy)
    new = the_role()
    assert (new.title, new.state) == ("Kitchen assistant", VacancyState.WAITING_FOR_EMAIL)
    assert new.id != role.vacancy_id

    press(employer, page, "still-open")
    after = now_is(role.vacancy_id).vacancy
    assert is_visible(after.state, after.closes_on, clock.today())


class TestChanging:
    """A change begins with what was said, on the screens of the public form."""

    @staticmethod
    def change(employer, role, step, answers, form="main form"):
        page = press(employer, employer.get(link_to(role)), "change")
        assert page.heading == "Check your answers"
        draft = page.url.rsplit("/", 1)[0]
        page = employer.submit(employer.get(f"{draft}/{step}"), answers, form=form)
        return employer.submit(page)

    def test_a_change_of_the_work_waits_while_the_reviewed_version_stays_up(
        self, employer, role, database
    ):
        self.change(employer, role, "job", {"pay": "£14 an hour", "title": "Cook"}, "#role")

        after = now_is(role.vacancy_id)
        assert (after.vacancy.title, after.vacancy.pay_text) == ("Kitchen assistant", "£12.80 ph")
        assert after.vacancy.state == VacancyState.OPEN
        assert after.pending["pay"] == "£14 an hour"
        assert after.answers["pay"] == "£12.80 ph"
        page = employer.get(link_to(role))
        assert "is being read" in page.text
        row = page.tree.css("table.before-after tbody tr")
        assert [" ".join(each.text(separator=" ").split()) for each in row][:2] == [
            "Job title Kitchen assistant Cook",
            "Pay £12.80 ph £14 an hour",
        ]

    def test_a_new_phone_number_and_way_to_apply_count_at_once(self, employer, role, database):
        self.change(employer, role, "who", {"phone": "01632 960999"})
        self.change(employer, role, "job", {"how_to_apply": "Ring Robin."}, "#role")

        after = now_is(role.vacancy_id)
        assert after.pending_at is None
        assert after.contact_phone == "01632 960999"
        assert after.vacancy.how_to_apply == "Ring Robin."
        assert after.vacancy.pay_text == "£12.80 ph"
        contact = database.get(EmployerContact, after.contact_id)
        end_reads()
        assert contact.phone == "01632 960999"

    def test_both_at_once_are_told_apart(self, employer, role):
        answers = {"how_to_apply": "Ring Robin.", "hours": "20"}
        self.change(employer, role, "job", answers, "#role")

        after = now_is(role.vacancy_id)
        assert after.vacancy.how_to_apply == "Ring Robin."
        assert after.vacancy.conditions["hours_week"]["value"] == [15, 20]
        assert after.pending["hours"] == "20"

    def test_a_change_is_taken_back_and_sending_the_same_again_leaves_nothing_to_review(
        self, employer, role
    ):
        self.change(employer, role, "job", {"pay": "£14 an hour"}, "#role")
        page = press(employer, employer.get(link_to(role)), "take-change-back")
        assert "taken back" in page.text
        assert now_is(role.vacancy_id).pending_at is None

        self.change(employer, role, "job", {"pay": "£14 an hour"}, "#role")
        self.change(employer, role, "job", {"pay": "£12.80 ph"}, "#role")
        assert now_is(role.vacancy_id).pending_at is None

    def test_before_its_review_a_change_simply_counts(self, employer, world):
        posting = a_posting()
        self.change(employer, posting, "job", {"pay": "£14 an hour"}, "#role")

        after = now_is(posting.vacancy_id)
        assert after.vacancy.pay_text == "£14 an hour"
        assert after.vacancy.state == VacancyState.WAITING_FOR_REVIEW
        assert after.pending_at is None

    def test_a_role_that_was_not_taken_goes_to_review_again_when_it_is_changed(
        self, employer, world
    ):
        posting = a_posting()
        decide(reviewing.reject, posting.vacancy_id, world.esw, "Please say what it pays.")
        page = employer.get(link_to(posting))
        assert "Please say what it pays." in page.text

        self.change(employer, posting, "job", {"pay": "£15 an hour"}, "#role")
        after = now_is(posting.vacancy_id)
        assert (after.vacancy.state, after.decision) == (VacancyState.WAITING_FOR_REVIEW, "")

    def test_what_others_have_learned_since_stays(self, employer, role, world, database):
        with transaction() as session:
            vacancy = session.get(Vacancy, role.vacancy_id)
            seen = {"value": "loud", "negotiable": "unknown", "source": "esw_seen", "as_of": None}
            vacancy.conditions = {**vacancy.conditions, "noise_level": seen}
        end_reads()
        self.change(employer, role, "job", {"hours": "20"}, "#role")
        decide(reviewing.accept, role.vacancy_id, world.esw)

        conditions = now_is(role.vacancy_id).vacancy.conditions
        assert conditions["noise_level"] == seen
        assert conditions["hours_week"]["value"] == [20, 20]

    def test_the_form_leads_back_to_the_role(self, employer, role):
        page = self.change(employer, role, "who", {"phone": "01632 960999"})

        assert page.heading == "Your change is made"
        assert "Back to your role" in page.links()


class TestTapping:
    """Open questions of the bundle, one tap each."""

    @staticmethod
    def tap(employer, page, key, said, status=200):
        form = f'form[action$="/answers/{key}"]'
        return employer.submit(page, {"said": said}, form=form, status=status)

    def test_a_tap_counts_at_once_and_is_kept_at_the_workplace(self, employer, role, database):
        page = self.tap(employer, employer.get(link_to(role)), "seat", "arrange")

        fact = now_is(role.vacancy_id).vacancy.conditions["sit_choice"]
        assert (fact["value"], fact["negotiable"], fact["source"]) == (
            "breaks_only",
            "yes",
            "employer",
        )
        known = database.scalar(sa.select(SiteFact).where(SiteFact.key == "sit_choice"))
        end_reads()
        assert known.fact["value"] == "breaks_only"
        assert "You said: Could arrange" in page.text

    def test_a_slip_is_tapped_otherwise_today_and_not_sure_leaves_it_open(
        self, employer, role, database
    ):
        page = self.tap(employer, employer.get(link_to(role)), "seat", "yes")
        page = self.tap(employer, page, "seat", "no")
        assert now_is(role.vacancy_id).vacancy.conditions["sit_choice"]["negotiable"] == "no"

        self.tap(employer, page, "seat", "unsure")
        assert "sit_choice" not in now_is(role.vacancy_id).vacancy.conditions
        known = database.scalar(sa.select(SiteFact).where(SiteFact.key == "sit_choice"))
        end_reads()
        assert known is None

    def test_what_was_answered_before_today_is_changed_by_the_form_alone(self, employer, role, at):
        path = link_to(role)
        old = employer.get(path)
        self.tap(employer, old, "seat", "yes")
        at(NOW + timedelta(days=1))

        assert 'answers/seat"' not in employer.get(path).html
        page = self.tap(employer, old, "seat", "no")
        assert "use “Change it”" in page.text
        assert now_is(role.vacancy_id).vacancy.conditions["sit_choice"]["value"] != "no"

    @pytest.mark.parametrize("said", ["yes", "arrange", "no", "unsure"])
    def test_a_tap_pressed_twice_counts_once(self, employer, role, database, said):
        page = employer.get(link_to(role))
        self.tap(employer, page, "seat", said)
        once = versions(database, role)
        self.tap(employer, page, "seat", said)

        assert versions(database, role) == once

    def test_a_made_up_question_or_answer_changes_nothing(self, employer, role, database):
        page = employer.get(link_to(role))
        before = versions(database, role)

        employer.post(f"{page.url}/answers/made-up", {"said": "yes"}, csrf_from=page)
        employer.post(f"{page.url}/answers/seat", {"said": "maybe"}, csrf_from=page)
        assert versions(database, role) == before


class TestLinks:
    """A link opens its own role, while it works."""

    def test_another_employers_link_never_opens_ours(self, employer, role, world):
        other = an_open_role(
            world.esw, employer="Sample Stores", email="kim@stores.example.org", title="Cashier"
        )
        page = employer.get(link_to(other, "kim@stores.example.org"))
        assert "Example Bakery" not in page.html
        assert page.heading == "Cashier"

        press(employer, page, "pause")
        assert (state(role), state(other)) == (VacancyState.OPEN, VacancyState.CLOSED)

    def test_a_made_up_link_opens_nothing(self, employer, database):
        page = employer.get("/your-role/made-up", status=404)
        assert page.heading == "We do not know this link"
        other = employer.get("/post-a-role")
        employer.post("/your-role/made-up/pause", status=404, csrf_from=other)

    def test_a_link_for_something_else_opens_nothing(self, employer, role, database):

        with transaction():
            token = make_link(
                LinkPurpose.CONFIRM_EMAIL, role.vacancy_id, "robin@bakery.example.org", NOW
            )
        end_reads()
        employer.get(f"/your-role/{token}", status=404)

    @pytest.mark.parametrize("how", ["expired", "taken_back"])
    def test_a_link_that_ended_is_gone_and_offers_another_to_the_same_address(
        self, employer, role, database, how
    ):
        path = link_to(role, ago=timedelta(days=200 if how == "expired" else 0))
        if how == "taken_back":
            with transaction():
                revoke_links(LinkPurpose.MANAGE, role.vacancy_id, NOW)
            end_reads()
        page = employer.get(path, status=410)

        assert page.heading == "This link has ended"
        assert "robin@bakery.example.org" not in page.html
        assert "r…n@bakery.example.org" in page.text
        assert "Kitchen assistant" not in page.html

        press(employer, page, "again", status=410)
        mail = mails("manage_link")[-1]
        assert mail.to_address == "robin@bakery.example.org"
        assert employer.get(link_in(mail)).heading == "Kitchen assistant"

    def test_a_link_that_ended_does_nothing_any_more(self, employer, role):
        path = link_to(role, ago=timedelta(days=200))
        page = employer.get(path, status=410)

        for action in ("pause", "close", "filled", "still-open", "change", "repost", "answer"):
            employer.post(f"{path}/{action}", status=410, csrf_from=page)
        assert state(role) == VacancyState.OPEN

    def test_no_new_link_goes_to_an_address_the_role_does_not_use(self, employer, role, database):
        path = link_to(role, email="gone@bakery.example.org", ago=timedelta(days=200))
        page = employer.get(path, status=410)
        other = employer.get("/post-a-role")

        assert 'action="' + path + "/again" not in page.html
        employer.post(f"{path}/again", status=410, csrf_from=other)
        assert mails("manage_link") == []

    def test_new_links_are_not_sent_without_end(self, employer, role):
        path = link_to(role, ago=timedelta(days=200))
        page = employer.get(path, status=410)

        for _ in range(4):
            employer.post(f"{path}/again", status=410, csrf_from=page)
        answer = employer.post(f"{path}/again", status=429, csrf_from=page)
        assert "often enough for now" in answer.text
        assert len(mails("manage_link")) == 4

    def test_opening_a_link_often_makes_no_rows(self, employer, role, rows):
        path = link_to(role)
        before = rows(EmployerLink), rows(RoleDraft)
        for _ in range(3):
            employer.get(path)
        assert (rows(EmployerLink), rows(RoleDraft)) == before


def test_a_question_of_the_team_is_answered_on_the_page(employer, world, database):
    posting = a_posting()
    decide(reviewing.ask, posting.vacancy_id, world.esw, "Is the kitchen upstairs?")
    page = employer.get(link_to(posting))
    assert "Is the kitchen upstairs?" in page.text

    refused = employer.submit(page, {"answer": ""}, form='form[action$="/answer"]', status=422)
    assert refused.errors == ["Write your answer first. If you are not sure, say so."]
    done = employer.submit(
        refused, {"answer": "No, <b>ground</b> floor"}, form='form[action$="/answer"]'
    )
    assert "your answer is with us" in done.text
    assert "Is the kitchen upstairs?" not in done.text
    again = employer.submit(page, {"answer": "Twice"}, form='form[action$="/answer"]')
    assert "answered already" in again.text
    assert versions(database, posting)[-1] == "The employer answered: No, <b>ground</b> floor"


def test_the_link_of_the_first_mail_opens_the_role(app, world):
    employer = Employer(app)
    employer.post()
    employer.confirm()

    assert employer.pages.get(link_in(mails("manage_link")[0])).heading == "Kitchen assistant"


def test_a_team_that_closes_a_paused_role_closes_it_for_good(role, esw):
    does(managing.pause, role.vacancy_id)
    page = esw.get(f"/vacancies/{role.vacancy_id}")
    assert "paused by its employer" in page.text

    page = esw.submit(page, form='form[action$="/reopen"]')
    after = now_is(role.vacancy_id)
    assert (after.paused_at, after.vacancy.state) == (None, VacancyState.OPEN)
