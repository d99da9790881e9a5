"""The worker asks "still open?" after 10 and 20 days, once each, however long it was down."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from employers.models import Employer, Vacancy
from employers.operations import managing
from employers.operations.reminding import STILL_OPEN_JOB, ask_still_open
from employers.routes.manage.letters import write_still_open
from employers.rules.renewing import days_of_question, question_due
from notices.models import JobRun
from notices.operations import opt_out
from notices.sending import send_due
from staff.models import StaffMember
from storage import clock
from storage.transaction import end_reads, transaction
from tests.builders import NOW
from tests.builders_vacancies import a_vacancy
from tests.employers.managed import a_posting, an_open_role, does
from tests.employers.posting import link_in, mails
from tests.support.pages import PageClient
from worker import build_scheduler

OPENED = date(2026, 11, 2)


@pytest.fixture(autouse=True)
def at(monkeypatch):
    """The moment it is; a test moves it on by calling this."""

    def move(days):
        monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(days=days))

    move(0)
    return move


def sweep(app):
    with app.app_context():
        return ask_still_open(clock.now, write_still_open)


@pytest.mark.parametrize(
    ("days", "due"),
    [(9, None), (10, 10), (16, 10), (17, None), (19, None), (20, 20), (27, 20), (300, 20)],
)
def test_when_each_question_is_due(days, due):
    today = OPENED + timedelta(days=days)

    assert question_due(OPENED, today) == due
    for asked in (10, 20):
        first, last = days_of_question(asked, today)
        assert (first <= OPENED <= last) == (due == asked)


def test_each_question_is_asked_once(app, world, at):
    an_open_role(world.esw)
    asked = []
    for day in range(29):
        at(day)
        asked += [day] * (sweep(app) + sweep(app))

    assert asked == [10, 20]
    assert len({each.key for each in mails("still_open")}) == 2


def test_after_a_long_silence_of_the_worker_it_asks_once(app, world, at):
    for number in range(3):
        an_open_role(world.esw, title=f"Cleaner {number}", closes_on="2027-01-31")
    for silent_until in (19, 20, 21, 27):
        at(silent_until)
        sweep(app)

    assert len(mails("still_open")) == 3


def test_a_role_renewed_is_asked_about_again_from_that_day(app, world, at):
    role = an_open_role(world.esw)
    at(10)
    sweep(app)
    does(managing.renew, role.vacancy_id)
    for day, many in ((12, 1), (19, 1), (20, 2), (30, 3)):
        at(day)
        sweep(app)
        assert len(mails("still_open")) == many


def test_what_is_not_up_or_was_never_posted_is_not_asked_about(app, world, at):
    a_vacancy(title="Imported", advert_key="feed:1", closes_on=date(2026, 12, 24))
    a_posting(title="Waiting")
    for how in (
        lambda number: does(managing.pause, number),
        lambda number: does(
            lambda posting, now: managing.end(posting, managing.VacancyState.FILLED, now), number
        ),
    ):
        role = an_open_role(world.esw, title=f"Ended {how}")
        how(role.vacancy_id)
    an_open_role(world.esw, title="Soon over", closes_on="2026-11-10")
    at(11)

    assert sweep(app) == 0


def test_nobody_who_wants_none_is_reminded(app, world, at, database):
    role = an_open_role(world.esw)
    other = an_open_role(
        world.esw, title="Cook", employer="Sample Stores", email="kim@stores.example.org"
    )
    with transaction() as session:
        opt_out("robin@bakery.example.org", NOW)
        employer = session.get(Employer, other.vacancy.site.employer_id)
        employer.do_not_contact_at = NOW
    end_reads()
    at(10)

    assert sweep(app) == 0
    assert role.vacancy_id != other.vacancy_id


def test_letters_to_one_address_go_out_as_one_with_their_named_esw_and_a_way_to_stop(
    app, world, at, database
):
    role = an_open_role(world.esw)
    an_open_role(world.esw, title="Cleaner")
    with transaction() as session:
        employer = session.get(Employer, role.vacancy.site.employer_id)
        employer.esw_id = world.esw.id
        named = session.get(StaffMember, world.esw.id)
        named.cover_id, named.away_from_on = world.colleague.id, OPENED + timedelta(days=5)
        named.away_until_on = OPENED + timedelta(days=50)
    end_reads()
    at(10)
    assert sweep(app) == 2
    first, second = mails("still_open")
    assert {first.reply_to, second.reply_to} == {"colleague@example.org"}
    assert first.bundles
    assert "/reminders/" in first.unsubscribe_url
    assert "/reminders/" in first.body
    assert first.subject == "Is your role still open?"
    assert "One tap on this page keeps it up until 10 December 2026" in first.body

    transport = Recording()
    send_due(transport, clock.now, "worker")
    assert len([each for each in transport.sent if "still open" in each.subject]) == 1


class Recording:
    def __init__(self):
        self.sent = []

    def send(self, message, now):
        self.sent.append(message)


def test_the_link_of_the_question_takes_one_tap(app, world, at, database):
    role = an_open_role(world.esw)
    at(10)
    sweep(app)
    pages = PageClient(app.test_client())
    page = pages.get(link_in(mails("still_open")[0]))
    pages.submit(page, form='form[action$="/still-open"]')

    closes_on = database.scalar(sa.select(Vacancy.closes_on).where(Vacancy.id == role.vacancy_id))
    end_reads()
    assert closes_on == OPENED + timedelta(days=38)


def test_the_worker_does_it_and_leaves_word(app, database):
    job = build_scheduler(app).get_jobs()
    ours = next(each for each in job if each.args[1] == STILL_OPEN_JOB)
    ours.func(*ours.args)

    assert database.get(JobRun, STILL_OPEN_JOB).outcome == "0"
    end_reads()
