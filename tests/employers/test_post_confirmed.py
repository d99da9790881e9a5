"""The e-mail address is confirmed before anybody reviews; what comes of a confirmed address."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from employers.models import Employer as EmployerRow
from employers.models import (
    EmployerContact,
    EmployerLink,
    LinkPurpose,
    PublicAttempt,
    RoleDraft,
    Site,
    SiteFact,
    Vacancy,
    VacancyPosting,
    VacancyVersion,
)
from employers.operations.links import LIFETIME, open_link
from employers.operations.posting import start_edit
from employers.operations.reviewing import accept
from employers.queries.postings import posting_of
from employers.rules.vacancies import VacancyState
from staff.models import StaffMember
from storage import clock
from storage.transaction import end_reads, transaction
from tests.builders import NOW, save
from tests.builders_vacancies import fact
from tests.employers.managed import decide
from tests.employers.posting import (
    JOB,
    WHO,
    Employer,
    link_in,
    mails,
    newest_mail,
    the_posting,
    the_role,
)
from worker import forget_what_lapsed


@pytest.fixture(autouse=True)
def at(monkeypatch):
    """The moment it is; a test moves it on by calling this."""

    def move(to):
        monkeypatch.setattr(clock, "now", lambda: to)

    move(NOW)
    return move


@pytest.fixture
def employer(app, world):
    return Employer(app)


def change(model, key, **values) -> None:
    with transaction() as session:
        row = session.get(model, key)
        for name, value in values.items():
            setattr(row, name, value)


def test_opening_the_link_changes_nothing_however_often(employer):
    employer.post()
    link = link_in(newest_mail())

    for _ in range(3):
        assert employer.pages.get(link).heading == "Is this your role?"
    assert the_role().state == VacancyState.WAITING_FOR_EMAIL
    assert the_posting().email_confirmed_at is None


def test_pressing_twice_confirms_once_and_says_so(employer, database):
    employer.post()
    page = employer.pages.get(link_in(newest_mail()))

    headings = [employer.pages.submit(page).heading for _ in range(2)]

    assert headings == ["Thank you: your role is with us"] * 2
    assert len(mails("manage_link")) == 1
    steps = database.execute(
        sa.select(VacancyVersion.state, VacancyVersion.reason).order_by(VacancyVersion.number)
    ).all()
    end_reads()
    assert steps == [
        ("waiting_for_email", "Sent on the public form"),
        ("waiting_for_review", "The employer confirmed the e-mail address"),
    ]


def test_a_link_that_ended_offers_a_new_one_to_the_same_address(employer, at):
    employer.post()
    link = link_in(newest_mail())
    at(NOW + LIFETIME[LinkPurpose.CONFIRM_EMAIL])

    page = employer.pages.get(link)
    assert page.heading == "This link has ended"
    assert "robin@bakery.example.org" not in page.text
    page = employer.pages.submit(page)
    assert "A new link is on its way to r…n@bakery.example.org" in page.text
    assert newest_mail().to_address == "robin@bakery.example.org"
    assert employer.confirm().heading == "Thank you: your role is with us"


def test_a_used_link_sends_the_manage_link_again(employer):
    employer.post()
    page = employer.confirm()

    employer.pages.submit(page)
    links = mails("manage_link")
    assert len(links) == 2
    assert {mail.to_address for mail in links} == {"robin@bakery.example.org"}
    for mail in links:
        token = link_in(mail).rpartition("/")[2]
        assert link_in(mail) == f"/your-role/{token}"
        opened = open_link(token, LinkPurpose.MANAGE, NOW)
        assert (opened.works, opened.link.about_id) == (True, the_posting().vacancy_id)
        end_reads()


def test_a_mailbox_is_not_filled_through_the_button(employer):
    employer.post()
    page = employer.confirm()
    for _ in range(4):
        page = employer.pages.submit(page)

    refused = employer.pages.submit(page, status=429)
    assert "That was often enough for now" in refused.text
    assert len(mails("manage_link")) == 5


def test_a_made_up_link_is_not_known(employer):
    page = employer.pages.get("/confirm-your-email/made-up", status=404)
    assert page.heading == "We do not know this link"
    page = employer.begin()
    employer.pages.post("/confirm-your-email/made-up/again", csrf_from=page, status=404)


def test_mail_goes_to_one_address_names_its_reason_and_is_answered_by_the_team(employer):
    employer.post()
    employer.confirm()

    for mail in (*mails("confirm_email"), *mails("manage_link")):
        assert mail.reply_to == "work@example.org"
        assert mail.about == f"vacancy:{the_posting().vacancy_id}"
        assert "How we got your address" in mail.body
        assert "What happens next" in mail.body
        assert not any(word in mail.subject for word in ("Robin", "Bakery", "Kitchen"))


def test_the_named_esw_or_their_cover_answers_once_the_address_is_confirmed(
    employer, world, database
):
    employer.post()
    change(EmployerRow, the_role().site.employer_id, esw_id=world.esw.id)
    change(
        StaffMember, world.esw.id,
        cover_id=world.colleague.id, away_from_on=NOW.date(), away_until_on=NOW.date(),
    )  # fmt: skip

    link = link_in(newest_mail())
    assert "Colleague Example" not in employer.pages.get(link).text
    page = employer.confirm()
    assert "Colleague Example" in page.text
    assert newest_mail().reply_to == "colleague@example.org"
    assert "Colleague Example" in newest_mail().body


def test_a_role_like_the_last_is_offered_to_the_browser_that_confirmed_the_address(employer, at):
    employer.post(job={"requirements__dbs_check": "required"}, day={"tap__trolley": "yes"})
    employer.confirm()
    first = the_role()
    at(NOW + timedelta(days=120))

    page = employer.begin(phone="01632 960001")
    page = employer.pages.submit(page, form=".again form")
    assert page.heading == "Check your answers"
    employer.pages.submit(page)
    second = the_role()
    assert second.id != first.id
    assert {key: each["value"] for key, each in second.conditions.items()} == {
        key: each["value"] for key, each in first.conditions.items()
    }
    assert {each["as_of"] for each in second.conditions.values()} == {"2027-03-02"}
    assert the_posting().contact_phone == "01632 960001"


def test_it_is_offered_to_nobody_who_only_types_the_address(app, employer):
    employer.post()
    employer.confirm()
    vacancy_id = the_role().id

    stranger = Employer(app)
    page = stranger.begin()
    assert "Same as last time" not in page.text
    path = page.url.rpartition("/")[0]
    page = stranger.pages.post(f"{path}/same-as/{vacancy_id}", csrf_from=page)
    assert page.heading == "The job"
    assert page.values("#role")["title"] == ""


def known_site(employer, **contact):
    """A confirmed role, its sender accepted by the team, and facts known of the site."""
    employer.post()
    employer.confirm()
    site = the_role().site
    facts = {
        "break_control": fact("fixed_only", "esw_seen", "yes", as_of="2026-03-09"),
        "lift_max_kg": fact(10, as_of="2025-12-01"),
        "adjustments_open": {**fact({"trolley": "no", "stool": "arrange"}, as_of="2026-03-09")},
    }
    save(
        *(
            SiteFact(site_id=site.id, family="catering assistant", key=key, fact=each, said_at=NOW)
            for key, each in facts.items()
        )
    )
    plain = {"employer_id": site.employer_id, "name": "Robin", "created_at": NOW}
    save(EmployerContact(**{**plain, "email_key": WHO["email"], **contact}))


def to_the_day(employer, **who):
    page = employer.begin(**who)
    page = employer.pages.submit(page, {**JOB, "title": "Catering assistant"}, form="#role")
    return employer.pages.submit(page)


def test_what_is_known_of_the_site_is_likely_until_it_is_tapped(employer):
    known_site(employer)

    page = to_the_day(employer)
    assert "Likely: Could arrange, from a role here in March." in page.text
    assert "Likely: No, from a role here in March." in page.text
    assert "Likely: 10 kg, from a role here in December 2025." in page.text
    assert not [each for each in page.tree.css("input[type=radio]") if "checked" in each.attributes]

    employer.pages.submit(employer.pages.submit(page, {"tap__extra_breaks": "arrange"}))
    facts = the_role().conditions
    assert set(facts) == {"hours_week", "pay_hourly", "break_control"}
    assert facts["break_control"]["source"] == "employer"
    assert facts["break_control"]["as_of"] == "2026-11-02"


@pytest.mark.parametrize("contact", [{"email_key": "other@example.org"}, {"left_on": NOW.date()}])
def test_what_is_known_of_the_site_is_told_to_nobody_the_team_has_not_accepted(employer, contact):
    known_site(employer, **contact)

    assert "Likely" not in to_the_day(employer).text


def test_what_is_known_of_the_site_is_not_told_to_who_only_types_the_address(app, employer):
    known_site(employer)

    assert "Likely" not in to_the_day(Employer(app)).text


def test_a_change_waits_for_review_and_cannot_move_the_address(app, world, employer, rows):
    employer.post()
    employer.confirm()
    decide(accept, the_role().id, world.esw)
    before = the_role()
    with transaction():
        token = start_edit(posting_of(before.id), NOW)

    page = employer.pages.get(f"/post-a-role/{token}")
    assert page.heading == "Check your answers"
    page = employer.pages.get(page.links(".change")["Change who you are"])
    page = employer.pages.submit(page, {"email": "else@example.org", "phone": "01632 960001"})
    page = employer.pages.get(page.links(".change")["Change the job"])
    page = employer.pages.submit(page, {"hours": "20"}, form="#role")
    page = employer.pages.submit(page)

    assert page.heading == "Your change is with us"
    posting = the_posting()
    assert posting.pending["hours"] == "20"
    assert posting.contact_phone == "01632 960001"
    assert posting.pending["email"] == WHO["email"]
    assert posting.contact_email == WHO["email"]
    assert the_role().conditions == before.conditions
    assert rows(Vacancy) == 1


def test_what_lapsed_is_forgotten_with_whoever_sent_it(employer, rows, at):
    employer.post(employer="Never Confirmed Example")
    employer.post(employer="Confirmed Example", job={"title": "Baker"})
    employer.confirm()
    at(NOW + timedelta(days=31))

    assert forget_what_lapsed().endswith("2 drafts, 1 roles")
    assert [rows(each) for each in (Vacancy, VacancyPosting, EmployerRow, Site)] == [1, 1, 1, 1]
    assert (rows(RoleDraft), rows(PublicAttempt)) == (0, 0)
    assert the_posting().answers["employer"] == "Confirmed Example"
    assert rows(EmployerLink) == 2
    assert forget_what_lapsed() == "0 attempts, 0 drafts, 0 roles"


def test_an_employer_somebody_else_needs_outlives_a_role_nobody_confirmed(employer, rows, at):
    employer.post()
    save(
        EmployerContact(
            employer_id=the_role().site.employer_id, name="Somebody Example", created_at=NOW
        )
    )
    at(NOW + timedelta(days=31))

    forget_what_lapsed()
    assert (rows(Vacancy), rows(EmployerRow)) == (0, 1)
