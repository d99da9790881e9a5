"""Posted roles are read by somebody before anybody finds them: accept, ask, reject, take back."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from employers.models import EmployerContact, PostingReview, SiteFact, VacancyVersion
from employers.operations import managing
from employers.rules.posting import TAP
from employers.rules.vacancies import PlaceDraft, VacancyState
from notices.models import OutboxMessage
from notices.sending import send_due
from storage import clock
from storage.transaction import end_reads, transaction
from tests import builders
from tests.builders import NOW
from tests.builders_vacancies import SOUTHAMPTON, a_vacancy
from tests.employers.managed import a_posting, an_open_role, does, now_is
from tests.employers.posting import WHO, Employer, link_in, mails, the_role
from tests.support.pages import PageClient

FIVE_MINUTES = timedelta(minutes=5)


@pytest.fixture(autouse=True)
def at(monkeypatch):
    """The moment it is; a test moves it on by calling this."""

    def move(to):
        monkeypatch.setattr(clock, "now", lambda: to)

    move(NOW)
    return move


@pytest.fixture
def role(world):
    return a_posting(**{f"{TAP}seat": "arrange"})


def page_of(who, posting, **how):
    return who.get(f"/review/{posting.vacancy_id}", **how)


def press(who, page, action, changes=None, **how):
    return who.submit(page, changes, form=f'form[action$="/{action}"]', **how)


def state(posting):
    return now_is(posting.vacancy_id).vacancy.state


def everything(database, posting):
    """All that a decision may change, to be compared before it and after its undo."""
    row = now_is(posting.vacancy_id)
    kept = {
        name: getattr(row.vacancy, name)
        for name in (
            *("state", "site_id", "title", "closes_on", "description", "how_to_apply"),
            *("pay_text", "search_text", "conditions", "notes", "opened_at", "posted_on"),
        )
    }
    kept |= {column.name: getattr(row, column.name) for column in row.__table__.columns}
    kept["contacts"] = [
        (each.name, each.phone, each.email)
        for each in database.scalars(sa.select(EmployerContact).order_by(EmployerContact.id))
    ]
    kept["site_facts"] = [
        (each.key, each.fact, each.vacancy_id, each.said_at)
        for each in database.scalars(sa.select(SiteFact).order_by(SiteFact.id))
    ]
    kept["letters"] = [each.key for each in database.scalars(sa.select(OutboxMessage))]
    end_reads()
    return kept


class Recording:
    def __init__(self):
        self.sent = []

    def send(self, message, now):
        self.sent.append(message)


def test_a_role_waits_in_the_queue_with_its_count_in_the_navigation(app, esw, administrator):
    employer = Employer(app)
    employer.post()
    assert "Nothing waits for you" in esw.get("/review/").text
    esw.get(f"/review/{the_role().id}", status=404)
    employer.confirm()

    page = esw.get("/review/")
    assert "Kitchen assistant" in page.text
    assert "To review 1 waiting" in esw.get("/vacancies/").text
    assert "Kitchen assistant" in administrator.get("/review/").text


def test_nobody_signed_out_gets_near_it(browser, role):
    assert browser.client.get("/review/").status_code == 302
    assert browser.client.get(f"/review/{role.vacancy_id}").status_code == 302


def test_the_page_says_what_would_be_known_and_what_to_look_at_twice(app, esw):
    employer = Employer(app)
    employer.post(email="someone@gmail.com", job={"pay": "£5 an hour"})
    employer.confirm()
    page = page_of(esw, type("Role", (), {"vacancy_id": the_role().id}))

    assert "A free e-mail address (gmail.com)" in page.text
    assert "This is under the" in page.text
    assert "15 to 20" in page.text
    assert "Left open" in page.text


def test_accepting_opens_the_role_for_four_weeks_and_writes_down_who_posted_it(esw, role, database):
    page = press(esw, page_of(esw, role), "accept")

    assert "Kitchen assistant is open" in page.text
    after = now_is(role.vacancy_id)
    assert after.vacancy.state == VacancyState.OPEN
    assert after.vacancy.closes_on == date(2026, 11, 30)
    assert after.vacancy.opened_at == NOW
    assert after.renewed_on == date(2026, 11, 2)
    contact = database.get(EmployerContact, after.contact_id)
    known = database.scalars(sa.select(SiteFact.key)).all()
    letter = database.scalar(sa.select(OutboxMessage).where(OutboxMessage.kind == "review"))
    end_reads()
    assert (contact.name, contact.email, contact.known_from) == (
        "Robin Example",
        WHO["email"],
        "They posted a role",
    )
    assert known == ["sit_choice"]
    assert letter.next_attempt_at == NOW + FIVE_MINUTES
    assert "It stays up until 30 November 2026" in letter.body
    opened = PageClient(esw.client.application.test_client()).get(link_in(letter))
    assert opened.heading == "Kitchen assistant"


def test_a_closing_date_of_the_employers_own_is_kept(esw, world):
    posting = a_posting(closes_on="2026-12-24")
    press(esw, page_of(esw, posting), "accept")

    assert now_is(posting.vacancy_id).vacancy.closes_on == date(2026, 12, 24)


def test_a_contact_who_is_known_is_brought_up_to_date_not_doubled(esw, world, database):
    an_open_role(world.esw)
    posting = a_posting(title="Cleaner", phone="01632 960111")
    with transaction():
        managing.posting_to_change(posting.vacancy_id).contact_phone = "01632 960111"
    end_reads()
    press(esw, page_of(esw, posting), "accept")

    rows = database.scalars(sa.select(EmployerContact)).all()
    end_reads()
    assert [row.phone for row in rows] == ["01632 960111"]


def test_asking_keeps_it_waiting_and_the_employer_answers_by_the_link(app, esw, role):
    refused = press(esw, page_of(esw, role), "ask", {"question": ""}, status=422)
    assert refused.errors == ["Write the question first."]
    page = press(esw, refused, "ask", {"question": "Is the kitchen upstairs?"})
    assert "asked" in page.text
    assert state(role) == VacancyState.WAITING_FOR_REVIEW

    mail = mails("review")[0]
    assert "Is the kitchen upstairs?" in mail.body
    employer = PageClient(app.test_client())
    opened = employer.get(link_in(mail))
    employer.submit(opened, {"answer": "No, downstairs."}, form='form[action$="/answer"]')

    assert "answered" in esw.get("/review/").text
    page = page_of(esw, role)
    assert "No, downstairs." in page.text
    press(esw, page, "accept")
    assert state(role) == VacancyState.OPEN


def test_rejecting_needs_a_reason_and_tells_the_employer_in_kind_words(esw, role):
    page = page_of(esw, role)
    refused = press(esw, page, "reject", {"words": "Typed"}, status=422)
    assert refused.errors == ["Choose why."]
    assert "Typed" in refused.html
    refused = press(esw, page, "reject", {"why": "other"}, status=422)
    assert refused.errors == ["Say in a sentence why; the employer reads it."]

    press(esw, page, "reject", {"why": "far", "words": "Try the next county."})
    assert state(role) == VacancyState.REJECTED
    body = mails("review")[0].body
    assert "The work is outside the area our team can get to.\n\nTry the next county." in body
    assert "We cannot take it as it is" in body


@pytest.mark.parametrize(
    ("action", "answers"),
    [
        ("accept", {}),
        ("ask", {"question": "Upstairs?"}),
        ("reject", {"why": "twice"}),
    ],
)
@pytest.mark.parametrize("of_edit", [False, True])
def test_each_decision_is_taken_back_whole(esw, world, database, action, answers, of_edit):
    if of_edit:
        posting = an_open_role(world.esw, **{f"{TAP}seat": "yes"})
        said = {**posting.answers, f"{TAP}seat": "no", "title": "Cook", "place": "PO16 7AA"}
        with transaction():
            managing.submit_edit(managing.posting_to_change(posting.vacancy_id), said, NOW)
        end_reads()
    else:
        posting = a_posting(**{f"{TAP}seat": "arrange"})
    before = everything(database, posting)

    page = press(esw, page_of(esw, posting), action, answers)
    assert everything(database, posting) != before
    page = esw.submit(page, form=".flash form")

    assert "waits for a decision again" in page.text
    assert everything(database, posting) == before
    assert "taken back" in page.text


def test_what_was_known_of_the_workplace_before_is_known_again_after_an_undo(esw, world, database):
    first = an_open_role(world.esw, **{f"{TAP}seat": "yes"})
    posting = a_posting(**{f"{TAP}seat": "no"})
    before = everything(database, posting)
    page = press(esw, page_of(esw, posting), "accept")
    esw.submit(page, form=".flash form")

    assert everything(database, posting)["site_facts"] == before["site_facts"]
    assert before["site_facts"][0][2] == first.vacancy_id


def test_an_undo_after_the_employer_has_heard_writes_again(esw, role, at):
    page = press(esw, page_of(esw, role), "accept")
    at(NOW + FIVE_MINUTES)
    transport = Recording()
    send_due(transport, clock.now, "worker")
    assert [each.subject for each in transport.sent] == ["Your role is open"]

    page = esw.submit(page, form=".flash form")
    assert "we have written again" in page.text
    assert mails("review")[-1].subject == "We are looking at your role again"


def test_nothing_leaves_before_there_was_time_to_take_it_back(esw, role, at):
    press(esw, page_of(esw, role), "accept")
    transport = Recording()
    send_due(transport, clock.now, "worker")

    assert transport.sent == []


def test_there_is_no_undo_once_something_else_has_happened(esw, role):
    page = press(esw, page_of(esw, role), "accept")
    does(managing.pause, role.vacancy_id)

    page = esw.submit(page, form=".flash form")
    assert "Something else has happened to this role since" in page.text
    assert state(role) == VacancyState.CLOSED


def test_two_reviewers_at_once_decide_once_and_the_second_keeps_their_words(app, world, role, esw):
    colleague = builders.signed_in(app, world.colleague)
    ours, theirs = page_of(esw, role), page_of(colleague, role)
    press(esw, ours, "accept")

    late = press(
        colleague, theirs, "reject", {"why": "other", "words": "My long reason"}, status=409
    )
    assert "Somebody was quicker" in late.text
    assert "Accepted" in late.text
    assert state(role) == VacancyState.OPEN
    assert [each.kind for each in mails("review")] == ["review"]

    twice = press(esw, ours, "accept", status=409)
    assert "Somebody was quicker" in twice.text


def test_what_the_employer_changes_while_it_is_read_is_read_before_it_is_decided(esw, role, rows):
    page = page_of(esw, role)
    said = {**role.answers, "title": "Cook"}
    with transaction():
        managing.submit_edit(managing.posting_to_change(role.vacancy_id), said, NOW)
    end_reads()

    late = press(esw, page, "ask", {"question": "Kept words"}, status=409)
    assert late.heading == "Cook"
    assert state(role) == VacancyState.WAITING_FOR_REVIEW
    assert rows(PostingReview) == 0


def test_a_change_is_shown_before_and_after_and_made_when_accepted(esw, world, database):
    posting = an_open_role(world.esw, **{f"{TAP}seat": "yes"})
    said = {**posting.answers, "pay": "£14 an hour", f"{TAP}seat": "no"}
    with transaction():
        managing.submit_edit(managing.posting_to_change(posting.vacancy_id), said, NOW)
    end_reads()

    assert "a change" in esw.get("/review/").text
    page = page_of(esw, posting)
    lines = [
        " ".join(each.text(separator=" ").split())
        for each in page.tree.css("table.before-after tbody tr")
    ]
    assert lines[0] == "Pay £12.80 ph £14 an hour"
    assert any("(fixed)" in line for line in lines[1:])

    press(esw, page, "accept")
    after = now_is(posting.vacancy_id)
    assert after.vacancy.pay_text == "£14 an hour"
    assert after.vacancy.conditions["sit_choice"]["negotiable"] == "no"
    assert after.vacancy.state == VacancyState.OPEN
    assert after.pending_at is None
    assert "the change you sent is made" in mails("review")[-1].body


def test_a_change_that_is_not_made_leaves_the_reviewed_version_up(esw, world):
    posting = an_open_role(world.esw)
    with transaction():
        managing.submit_edit(
            managing.posting_to_change(posting.vacancy_id),
            {**posting.answers, "pay": "£4 an hour"},
            NOW,
        )
    end_reads()
    press(esw, page_of(esw, posting), "reject", {"why": "unpaid"})

    after = now_is(posting.vacancy_id)
    assert (after.vacancy.state, after.vacancy.pay_text) == (VacancyState.OPEN, "£12.80 ph")
    assert "The role stays up as it was" in mails("review")[-1].body


def test_every_step_is_in_the_history_with_who_did_it(esw, role, database):
    press(esw, page_of(esw, role), "ask", {"question": "Upstairs?"})
    press(esw, page_of(esw, role), "accept")
    does(managing.pause, role.vacancy_id)

    page = esw.get(f"/vacancies/{role.vacancy_id}")
    for words in ("Asked the employer: Upstairs?", "Accepted", "Paused by the employer"):
        assert words in page.text
    steps = database.execute(
        sa.select(VacancyVersion.reason, VacancyVersion.changed_by_id).order_by(
            VacancyVersion.number
        )
    ).all()
    end_reads()
    assert [row.changed_by_id is None for row in steps] == [True, False, False, True]


def test_a_tampered_version_decides_nothing(esw, role):
    page = page_of(esw, role)

    for version in ("", "-1", "1e9", "９", "9" * 40):
        press(esw, page, "accept", {"version": version}, status=409)
    assert state(role) == VacancyState.WAITING_FOR_REVIEW


def test_what_does_not_exist_or_was_never_posted_is_not_found(esw, role, database):
    vacancy = a_vacancy()
    page = page_of(esw, role)

    esw.get(f"/review/{vacancy.id}", status=404)
    esw.get("/review/999999", status=404)
    path = f"/review/{vacancy.id}"
    esw.post(f"{path}/accept", {"version": "1"}, status=404, csrf_from=page)
    esw.post(f"/review/{role.vacancy_id}/decisions/99/undo", status=404, csrf_from=page)


def test_a_rejected_role_is_not_opened_round_the_review(esw, role):
    press(esw, page_of(esw, role), "reject", {"why": "twice"})
    page = esw.get(f"/vacancies/{role.vacancy_id}")
    assert "Open again" not in page.text

    page = esw.post(f"/vacancies/{role.vacancy_id}/reopen", csrf_from=page)
    assert "decide about it under To review" in page.text
    assert state(role) == VacancyState.REJECTED


class TestLikelyTheSame:
    """Duplicates are shown side by side; nothing is merged."""

    @staticmethod
    def same(esw, posting):
        rows = page_of(esw, posting).tree.css("table.same tbody tr")
        return [row.css_first("td").child.text() for row in rows][1:]

    def test_the_same_role_of_a_like_name_nearby_is_shown(self, esw, role):
        there = {"place": SOUTHAMPTON}
        a_vacancy(employer="Example Bakery Ltd", title="Kitchen Assistant (evenings)", **there)
        a_vacancy(employer="ExampleBakery", title="Kitchen porter", **there)
        a_vacancy(
            employer="The Example Bakery, Southampton",
            title="Kitchen helper",
            place=PlaceDraft("Southampton", None, "SO14", 442000, 112000, "outward"),
        )

        assert set(self.same(esw, role)) == {
            "Kitchen Assistant (evenings)",
            "Kitchen porter",
            "Kitchen helper",
        }

    def test_another_title_place_or_employer_is_not(self, esw, role):
        a_vacancy(employer="Example Bakery", title="Delivery driver", place=SOUTHAMPTON)
        a_vacancy(employer="Sample Bakery", title="Kitchen assistant", place=SOUTHAMPTON)
        a_vacancy(
            employer="Example Bakery",
            title="Kitchen assistant",
            place=PlaceDraft("Fareham", "PO16 7AA", "PO16", 457800, 106200, "postcode"),
        )

        assert self.same(esw, role) == []

    def test_with_no_known_place_the_employer_alone_tells(self, esw, world):
        posting = a_posting(place="")
        a_vacancy(employer="Example Bakery", title="Kitchen assistant", place=PlaceDraft())
        a_vacancy(employer="Sample Stores", title="Kitchen assistant", place=PlaceDraft())

        assert self.same(esw, posting) == ["Kitchen assistant"]

    def test_what_ended_long_ago_or_nobody_reads_is_not(self, esw, role):
        plain = {"employer": "Example Bakery", "place": SOUTHAMPTON}
        a_vacancy(
            title="Kitchen assistant",
            posted_on=date(2026, 1, 1),
            closes_on=date(2026, 2, 1),
            **plain,
        )
        for hidden in (VacancyState.DRAFT, VacancyState.WAITING_FOR_EMAIL, VacancyState.REJECTED):
            a_vacancy(title="Kitchen porter", state=hidden, **plain)

        assert self.same(esw, role) == []


def test_a_role_that_says_nothing_but_its_title_can_be_reviewed(esw, world):
    posting = a_posting(place="", hours="", pay="", title="🧁 مساعد")

    page = page_of(esw, posting)
    assert page.heading == "🧁 مساعد"
    press(esw, page, "accept")
    assert state(posting) == VacancyState.OPEN
    decide_again = page_of(esw, posting)
    assert "Nothing waits for a decision here" in decide_again.text
