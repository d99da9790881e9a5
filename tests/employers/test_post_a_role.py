"""An employer posts a role: five screens, nothing lost, one vacancy."""

from datetime import timedelta

import pytest

from employers.models import Employer as EmployerRow
from employers.models import RoleDraft, Vacancy, VacancyPosting
from employers.rules.vacancies import VacancyState
from storage import clock
from tests.builders import NOW
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


def test_a_role_goes_from_the_first_screen_to_the_confirmed_address(employer):
    page = employer.post(
        when={"week_pattern-mon-morning": "needed", "weekdays_alike": "y"},
        day={"tap__seat": "arrange", "tap__trolley": "yes", "tap__noise": "unsure"},
    )
    assert page.heading == "One more thing: your e-mail"
    assert the_role().state == VacancyState.WAITING_FOR_EMAIL

    page = employer.confirm()
    assert page.heading == "Thank you: your role is with us"
    role = the_role()
    assert role.state == VacancyState.WAITING_FOR_REVIEW
    facts = {key: (fact["value"], fact["negotiable"]) for key, fact in role.conditions.items()}
    weekdays = ("mon", "tue", "wed", "thu", "fri")
    assert facts == {
        "hours_week": ([15, 20], "unknown"),
        "pay_hourly": (12.8, "unknown"),
        "week_pattern": ({day: {"morning": "needed"} for day in weekdays}, "unknown"),
        "sit_choice": ("breaks_only", "yes"),
        "adjustments_open": ({"trolley": "yes"}, "unknown"),
    }
    assert {fact["source"] for fact in role.conditions.values()} == {"employer"}
    assert newest_mail().kind == "manage_link"


def test_nothing_is_chosen_beforehand_and_only_four_answers_are_needed(employer):
    page = employer.to_check(job={"title": "Barista", "place": "", "hours": "", "pay": ""})
    assert page.heading == "Check your answers"

    employer.pages.submit(page)
    assert the_role().conditions == {}


def test_no_screen_speaks_of_health_or_of_those_we_help(employer):
    words = []
    page = employer.pages.get("/post-a-role")
    for changes, form in ((WHO, "main form"), (JOB, "#role"), ({}, "main form"), ({}, "main form")):
        words.append(page.text)
        page = employer.pages.submit(page, changes, form=form)
    words.append(page.text)
    words.append(employer.pages.submit(page).text)
    words.append(employer.confirm().text)
    words += [mail.body for mail in (*mails("confirm_email"), *mails("manage_link"))]

    for text in words:
        for word in ("sick", "disab", "pain", "health", "client", "ill ", "impair", "condition"):
            assert word not in text.lower(), word


def test_everything_typed_is_there_again_when_a_screen_is_refused(employer):
    page = employer.pages.submit(
        employer.pages.get("/post-a-role"),
        {**WHO, "email": "not an address", "best_time": "Tuesdays after 2"},
        status=422,
    )
    assert page.errors == ["Enter an e-mail address like name@example.org."]
    assert page.values()["best_time"] == "Tuesdays after 2"

    page = employer.pages.submit(page, {"email": WHO["email"]})
    page = employer.pages.submit(
        page, {**JOB, "closes_on": "2026-11-01", "requirements__degree": "desirable"},
        form="#role", status=422,
    )  # fmt: skip
    assert page.errors == ["Closing date: this day is past. Enter a later one, or leave it empty."]
    sent = page.values("#role")
    assert {name: sent[name] for name in JOB} == JOB
    assert sent.getlist("requirements__degree") == ["desirable"]


def test_what_was_refused_is_still_there_after_the_tab_was_closed(employer):
    page = employer.begin()
    employer.pages.submit(page, {**JOB, "closes_on": "2020-01-01"}, form="#role", status=422)

    begun = employer.pages.get("/post-a-role")
    assert "You began a role here: Kitchen assistant" in begun.text
    page = employer.pages.get(begun.links(".notice a")["Carry on with it"])
    assert page.heading == "The job"
    assert page.values("#role")["title"] == "Kitchen assistant"


def test_going_back_keeps_what_was_typed_though_it_is_not_finished(employer):
    page = employer.pages.submit(employer.begin(), JOB, form="#role")
    page = employer.pages.submit(
        page, {"time_window__start": "09:00", "week_pattern-tue-night": "needed", "go": "back"}
    )
    assert page.heading == "The job"

    page = employer.pages.submit(page, form="#role")
    assert page.heading == "Days and times"
    assert page.values()["time_window__start"] == "09:00"
    assert page.values()["week_pattern-tue-night"] == "needed"
    page = employer.pages.submit(page, status=422)
    assert "Enter both" in page.errors[0]


def test_changing_an_answer_from_the_last_screen_leads_back_to_it(employer):
    page = employer.to_check()
    page = employer.pages.get(page.links(".change")["Change days and times"])

    page = employer.pages.submit(page, {"week_pattern__negotiable": "maybe"})
    assert page.heading == "Check your answers"


def test_another_title_asks_its_own_questions_and_drops_those_of_the_first(employer):
    page = employer.to_check(day={"tap__trolley": "yes"})
    page = employer.pages.get(page.links(".change")["Change the job"])

    page = employer.pages.submit(page, {"title": "Bookkeeper"}, form="#role")
    assert page.heading == "A normal day, and what could bend"
    assert "home" in page.text and "trolley" not in page.text.partition("Say more")[0]
    employer.pages.submit(employer.pages.submit(page))
    assert "adjustments_open" not in the_role().conditions


def test_a_session_that_ended_loses_nothing(employer):
    page = employer.begin()
    employer.pages.client.delete_cookie("foothold")

    page = employer.pages.submit(page, JOB, form="#role", status=422)
    assert "Nothing you typed is lost" in page.errors[0]
    assert page.values("#role")["pay"] == JOB["pay"]
    assert employer.pages.submit(page, form="#role").heading == "Days and times"


def test_a_session_that_ended_on_the_first_screen_loses_nothing(employer):
    page = employer.pages.get("/post-a-role")
    employer.pages.client.delete_cookie("foothold")

    page = employer.pages.submit(page, WHO, status=422)
    assert page.values()["employer"] == WHO["employer"]
    assert employer.pages.submit(page).heading == "The job"


def test_no_form_is_taken_without_its_token(employer, rows):
    path = employer.begin().url.rpartition("/")[0]
    for address in ("/post-a-role", f"{path}/job", f"{path}/check", f"{path}/same-as/1"):
        employer.pages.client.post(address, data={**WHO, **JOB})

    assert (rows(RoleDraft), rows(Vacancy)) == (1, 0)


def test_a_hundred_presses_of_the_button_make_one_vacancy_and_one_mail(employer, rows):
    page = employer.to_check()

    answers = [employer.pages.submit(page).heading for _ in range(100)]

    assert set(answers) == {"One more thing: your e-mail"}
    assert (rows(Vacancy), rows(VacancyPosting), len(mails("confirm_email"))) == (1, 1, 1)


def test_the_whole_form_replayed_makes_one_vacancy(employer, app, rows):
    for _ in range(5):
        Employer(app).post()

    assert (rows(Vacancy), len(mails("confirm_email"))) == (1, 1)


def test_too_many_roles_from_one_address_wait_and_keep_their_answers(employer, app, rows):
    for number in range(10):
        Employer(app).post(job={"title": f"Barista {number}"})

    page = employer.to_check(job={"title": "Barista again"})
    page = employer.pages.submit(page, status=429)

    assert "Your answers are kept" in page.text
    assert "Barista again" in page.text
    assert rows(Vacancy) == 10


@pytest.mark.parametrize(
    ("typed", "told", "warned"),
    [
        ("£11-12ph", "That is £11.00 to £12.00 an hour.", True),
        ("12.71", "That is £12.71 an hour.", False),
        ("24,000 a year", "That is about £23.00 an hour, at 20 hours a week.", False),
        ("£24,000 pro rata", "We cannot tell the pay by the hour", False),
    ],
)
def test_pay_is_shown_back_by_the_hour_and_too_little_is_a_warning(employer, typed, told, warned):
    page = employer.pages.submit(employer.begin(), {**JOB, "pay": typed}, form="#role")
    assert page.heading == "Days and times"
    assert told in page.text
    assert ("under the National Living Wage (21 and over), £12.71" in page.text) == warned

    page = employer.pages.submit(employer.pages.submit(page))
    assert told in page.text
    assert employer.pages.submit(page).heading == "One more thing: your e-mail"


@pytest.mark.parametrize("nothing", ["N/A", "TBC", "to be confirmed"])
def test_not_applicable_and_to_be_confirmed_are_not_stated(employer, nothing):
    open_ones = dict.fromkeys(("place", "hours", "pay", "closes_on", "how_to_apply"), nothing)
    employer.post(job=open_ones)

    role = the_role()
    assert role.conditions == {}
    assert (role.pay_text, role.how_to_apply, role.closes_on) == ("", "", None)
    assert role.site.easting is None


def test_hours_in_words_are_kept_and_counted_as_unknown(employer):
    employer.post(job={"hours": "as and when, term time only"})

    role = the_role()
    assert "hours_week" not in role.conditions
    assert role.conditions["flex_types"]["value"] == {"term_time": "yes"}
    assert role.notes == ["Hours, in the employer’s words: as and when, term time only"]


def test_a_pasted_advert_is_the_description_and_fills_in_what_was_left_open(employer):
    advert = "We need a kitchen assistant.\nPermanent contract. A DBS check is required."
    employer.post(job={"advert": advert, "requirements__experience": "desirable"})

    role = the_role()
    assert role.description == advert
    assert role.conditions["contract"]["source"] == "advert"
    assert role.conditions["requirements"]["value"] == {"experience": "desirable"}
    assert role.conditions["requirements"]["source"] == "employer"


@pytest.mark.parametrize(
    "name", ["🍕🍕", "مخبز المثال", "Café Ñandú & Söhne", "Ex\u202eample", "<b>Example</b>"]
)
def test_names_of_every_script_are_kept_and_shown(employer, name):
    page = employer.to_check(employer=name)
    shown = name.replace("\u202e", "")
    assert shown in page.text

    employer.pages.submit(page)
    assert the_role().site.employer.name == shown


def test_a_header_cannot_be_slipped_into_a_mail(employer):
    page = employer.pages.submit(
        employer.pages.get("/post-a-role"),
        {**WHO, "email": "robin@example.org\r\nBcc: all@example.org"},
        status=422,
    )
    assert page.errors == ["Enter an e-mail address like name@example.org."]

    employer.post(name="Robin\r\nBcc: all@example.org")
    employer.confirm()
    assert "Hello Robin Bcc: all@example.org,\n" in newest_mail().body
    assert newest_mail().subject == "We have your role: keep this link"


def test_what_a_stranger_typed_is_not_mailed_to_an_address_nobody_confirmed(employer):
    employer.post(name="Buy now", employer="http://spam.example.org", job={"title": "Win a prize"})

    body = newest_mail().body
    assert not any(word in body for word in ("Buy now", "spam.example.org", "Win a prize"))


@pytest.mark.parametrize("megabytes", [1, 20])
def test_a_paste_of_megabytes_is_named_and_the_rest_is_kept(employer, megabytes):
    page = employer.pages.submit(
        employer.begin(), {**JOB, "advert": "x" * megabytes * 1_000_000}, form="#role", status=422
    )

    assert page.errors == ["Paste your advert: shorten this to 20,000 characters or fewer."]
    assert page.values("#role")["hours"] == JOB["hours"]


def test_what_no_form_ever_holds_is_refused_in_words_and_the_draft_stays(employer):
    page = employer.begin()
    refused = employer.pages.submit(
        page, {**JOB, "advert": "x" * 30_000_000}, form="#role", status=413
    )

    assert "The screens before are kept" in refused.text
    assert employer.pages.get(page.url).heading == "The job"


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("lift_max_kg", "heavy"),
        ("lift_max_kg", "-3"),
        ("on_feet_pct", "120"),
        ("stairs__negotiable", "perhaps not"),
        ("tap__seat", "always"),
    ],
)
def test_an_answer_outside_its_scale_is_named_and_the_others_are_kept(employer, field, typed):
    page = employer.pages.submit(employer.pages.submit(employer.begin(), JOB, form="#role"))

    page = employer.pages.submit(page, {field: typed, "tap__trolley": "yes"}, status=422)
    assert page.errors
    assert page.values()["tap__trolley"] == "yes"


def test_what_staff_alone_record_cannot_be_posted(employer):
    page = employer.pages.submit(employer.pages.submit(employer.begin(), JOB, form="#role"))
    assert "manager" not in page.text.lower()

    smuggled = {
        "manager_support": "met_good",
        "lift_max_kg": "5",
        "lift_max_kg__source": "esw_seen",
    }
    employer.pages.submit(employer.pages.submit(page, smuggled))
    assert set(the_role().conditions) == {"hours_week", "pay_hourly", "lift_max_kg"}
    assert the_role().conditions["lift_max_kg"]["source"] == "employer"


def test_every_remaining_condition_can_be_said(employer):
    employer.post(
        day={
            "lift_max_kg": "7.5",
            "lift_max_kg__negotiable": "yes",
            "stairs": "none",
            "consecutive_days_max": "3",
            "adjustments_open__stool": "arrange",
            "tap__trolley": "no",
        }
    )

    facts = the_role().conditions
    assert (facts["lift_max_kg"]["value"], facts["lift_max_kg"]["negotiable"]) == (7.5, "yes")
    assert facts["stairs"]["value"] == "none"
    assert facts["consecutive_days_max"]["value"] == 3
    assert facts["adjustments_open"]["value"] == {"stool": "arrange", "trolley": "no"}


def test_a_draft_is_secret_kept_out_of_search_and_of_caches(employer):
    page = employer.begin()

    assert page.response.headers["X-Robots-Tag"] == "noindex"
    assert page.response.headers["Cache-Control"] == "no-store"
    assert page.response.headers["Referrer-Policy"] == "same-origin"
    token = page.url.split("/")[2]
    assert len(token) >= 43
    assert "not here any more" in employer.pages.get(f"/post-a-role/{token}x/job", status=404).text


def test_a_sent_draft_shows_what_happens_next_and_is_not_begun_again(employer):
    page = employer.to_check()
    employer.pages.submit(page)

    again = employer.pages.get(page.url.replace("check", "job"))
    assert again.heading == "One more thing: your e-mail"
    assert "You began a role" not in employer.pages.get("/post-a-role").text


def test_a_mistyped_address_is_put_right_and_the_first_link_is_dead(employer, rows):
    page = employer.post(email="robbin@bakery.example.org")
    first = link_in(newest_mail())

    page = employer.pages.submit(page, {"email": "robin@bakery.example.org"})
    assert "A new link is on its way to r…n@bakery.example.org" in page.text
    assert newest_mail().to_address == "robin@bakery.example.org"
    assert employer.pages.get(first).heading == "This link has ended"
    assert employer.confirm().heading == "Thank you: your role is with us"
    assert the_posting().contact_email == "robin@bakery.example.org"
    assert rows(Vacancy) == 1


def test_the_minutes_of_the_form_are_not_counted_against_anybody(employer, at):
    page = employer.begin()
    at(NOW + timedelta(days=3))

    page = employer.pages.submit(page, JOB, form="#role")
    employer.pages.submit(employer.pages.submit(employer.pages.submit(page)))
    assert the_posting().signals == [
        "The e-mail address is at bakery.example.org; we have nothing to compare that with yet."
    ]


def test_a_role_of_an_employer_we_know_joins_them(employer, rows):
    employer.post()
    employer.post(job={"title": "Baker"}, employer="The EXAMPLE bakery Ltd")

    assert rows(EmployerRow) == 1
