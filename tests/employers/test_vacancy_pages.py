"""Staff look through vacancies, write one down, change it, close it and open it again."""

from dataclasses import replace

import pytest
import sqlalchemy as sa

from employers.forms.vacancy import VacancyForm
from employers.models import Vacancy, VacancyVersion
from employers.operations.vacancies import edit_vacancy
from employers.rules.vacancies import Step, VacancyState
from storage import clock
from storage.transaction import end_reads, transaction
from tests.builders_vacancies import a_vacancy, fact


def the_vacancy(database) -> Vacancy:
    row = database.scalar(sa.select(Vacancy).order_by(Vacancy.id.desc()))
    end_reads()
    return row


def fill(**changes):
    return {"employer": "Example Café", "title": "Barista", "postcode": "SO14 0AA", **changes}


def test_only_employer_and_title_are_needed_and_the_rest_is_not_stated(esw, database):
    page = esw.submit(esw.get("/vacancies/add"), {"employer": "Example Café", "title": "Barista"})

    assert page.heading == "Barista"
    assert the_vacancy(database).conditions == {}
    assert "Its place is not known" in page.text


def test_a_whole_vacancy_is_kept_with_source_and_day(esw, database):
    typed = fill(
        sit_choice="always",
        sit_choice__negotiable="yes",
        lift_max_kg="7.5",
        hours_week__low="12",
        hours_week__high="16",
        time_window__start="9:00",
        time_window__finish="14.30",
        adjustments_open__stool="arrange",
        requirements__dbs_check="required",
        source="esw_seen",
        as_of="2026-11-02",
    )
    typed["week_pattern-mon-morning"] = "needed"
    esw.submit(esw.get("/vacancies/add"), typed)

    facts = the_vacancy(database).conditions
    assert facts["lift_max_kg"]["value"] == 7.5
    assert facts["hours_week"]["value"] == [12, 16]
    assert facts["time_window"]["value"] == ["09:00", "14:30"]
    assert facts["week_pattern"]["value"] == {"mon": {"morning": "needed"}}
    assert facts["adjustments_open"]["value"] == {"stool": "arrange"}
    assert facts["requirements"]["value"] == {"dbs_check": "required"}
    assert facts["sit_choice"]["negotiable"] == "yes"
    assert {fact["source"] for fact in facts.values()} == {"esw_seen"}
    assert {fact["as_of"] for fact in facts.values()} == {"2026-11-02"}


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("lift_max_kg", "-3", "number from"),
        ("lift_max_kg", "heavy", "enter a number"),
        ("on_feet_pct", "120", "number from"),
        ("time_window__start", "25:00", "time of day"),
        ("sit_choice", "sometimes", "choose one"),
        ("closes_on", "2026-02-30", "real day"),
        ("postcode", "nowhere at all", "postcode"),
        ("advert_url", "javascript:alert(1)", "web address"),
        ("title", "x" * 301, "Field cannot be longer"),
        ("description", "x" * 1_000_000, "shorten"),
        ("employer", "", "employer"),
    ],
)
def test_bad_input_names_the_field_keeps_what_was_typed_and_writes_nothing(
    esw, rows, field, typed, said
):
    page = esw.submit(
        esw.get("/vacancies/add"),
        fill(how_to_apply="Ring on a Tuesday", time_window__finish="14:00", **{field: typed}),
        status=422,
    )

    assert any(said.lower() in error.lower() for error in page.errors), page.errors
    assert page.values()["how_to_apply"] == "Ring on a Tuesday"
    assert page.values()[field][:40] == typed[:40] or field == "sit_choice"
    assert rows(Vacancy) == 0


def test_the_same_form_sent_twice_makes_one_vacancy(esw, rows):
    page = esw.get("/vacancies/add")

    esw.submit(page, fill())
    esw.submit(page, {**fill(), "anyway": "yes"})

    assert rows(Vacancy) == 1


def test_a_vacancy_we_seem_to_have_is_warned_of_and_not_refused(esw, rows):
    esw.submit(esw.get("/vacancies/add"), fill())

    page = esw.submit(esw.get("/vacancies/add"), fill(employer="The EXAMPLE café Ltd"), status=422)
    assert "already" in page.errors[0]

    esw.submit(page)
    assert rows(Vacancy) == 2


def test_editing_keeps_source_and_day_of_what_was_not_touched(esw, database):
    vacancy = a_vacancy(conditions={"lift_max_kg": fact(5, "esw_seen", as_of="2026-03-01")})

    esw.submit(
        esw.get(f"/vacancies/{vacancy.id}/edit"),
        {"noise_level": "quiet", "source": "employer", "as_of": "2026-11-02"},
    )

    facts = the_vacancy(database).conditions
    assert facts["lift_max_kg"] == fact(5, "esw_seen", as_of="2026-03-01")
    assert facts["noise_level"] == fact("quiet", "employer")


def test_two_people_editing_are_told_and_nothing_typed_is_lost(esw, team_lead, database):
    vacancy = a_vacancy()
    mine = esw.get(f"/vacancies/{vacancy.id}/edit")
    theirs = team_lead.get(f"/vacancies/{vacancy.id}/edit")
    team_lead.submit(theirs, {"title": "Head receptionist"})

    page = esw.submit(mine, {"how_to_apply": "Write to us"}, status=422)
    assert "Lead Example changed this vacancy" in page.errors[0]
    assert page.values()["how_to_apply"] == "Write to us"

    assert page.values()["title"] == "Head receptionist"
    esw.submit(page)
    saved = the_vacancy(database)
    assert (saved.title, saved.how_to_apply) == ("Head receptionist", "Write to us")


def test_what_another_said_of_a_condition_stands_unless_it_was_answered_here_too(
    esw, team_lead, database
):
    vacancy = a_vacancy()
    mine = esw.get(f"/vacancies/{vacancy.id}/edit")
    team_lead.submit(
        team_lead.get(f"/vacancies/{vacancy.id}/edit"),
        {"lift_max_kg": "5", "noise_level": "quiet", "source": "esw_seen"},
    )

    page = esw.submit(mine, {"noise_level": "loud", "source": "employer"}, status=422)
    esw.submit(page)

    facts = the_vacancy(database).conditions
    assert (facts["lift_max_kg"]["value"], facts["lift_max_kg"]["source"]) == (5, "esw_seen")
    assert (facts["noise_level"]["value"], facts["noise_level"]["source"]) == ("loud", "employer")


def test_a_change_that_comes_while_a_form_is_read_is_not_overwritten(esw, database, monkeypatch):
    vacancy = a_vacancy()
    page = esw.get(f"/vacancies/{vacancy.id}/edit")
    read = VacancyForm.draft

    def read_slowly(self, before, notes):
        draft = read(self, before, notes)
        end_reads()
        with transaction():
            row = database.get(Vacancy, vacancy.id)
            edit_vacancy(row, replace(draft, title="Head receptionist"), Step(None, clock.now()))
        end_reads()
        return draft

    monkeypatch.setattr(VacancyForm, "draft", read_slowly)

    esw.submit(page, {"how_to_apply": "Write to us"}, status=422)

    assert the_vacancy(database).title == "Head receptionist"


def test_closing_takes_a_reason_and_is_undone_with_one_button(esw, database):
    vacancy = a_vacancy()
    page = esw.get(f"/vacancies/{vacancy.id}/close")
    assert esw.submit(page, {}, status=422).errors == ["Choose what happened."]

    page = esw.submit(page, {"to": "filled", "reason": "Somebody started"})
    assert "is filled" in page.text
    assert the_vacancy(database).state == VacancyState.FILLED

    page = esw.submit(page, form=".flash form")
    assert the_vacancy(database).state == VacancyState.OPEN
    reasons = database.scalars(sa.select(VacancyVersion.reason).order_by(VacancyVersion.number))
    assert list(reasons) == ["", "Somebody started", "Opened again"]


def test_closing_what_is_closed_says_so(esw):
    vacancy = a_vacancy(state=VacancyState.CLOSED)

    page = esw.submit(esw.get(f"/vacancies/{vacancy.id}/close"), {"to": "filled"})

    assert "not open any more" in page.text


def test_a_vacancy_that_does_not_exist_or_is_not_published_is_not_found(esw):
    draft = a_vacancy(state=VacancyState.DRAFT)

    esw.get("/vacancies/999999", status=404)
    esw.get(f"/vacancies/{draft.id}", status=404)


def test_searching_sees_through_case_and_accents(esw):
    a_vacancy(employer="Café Exemplaire", title="Barista")

    assert "Barista" in esw.get("/vacancies/?words=CAFE+exemplaire").text
    assert "Nothing found" in esw.get("/vacancies/?words=bakery").text


def test_not_stated_is_an_answer_of_its_own(esw):
    a_vacancy(title="Silent role")
    a_vacancy(title="Likely role", conditions={"noise_level": fact("quiet", "inferred")})
    a_vacancy(title="Quiet role", conditions={"noise_level": fact("quiet")})
    a_vacancy(title="Loud role", conditions={"noise_level": fact("loud")})

    def titles(answer):
        links = esw.get(f"/vacancies/?c=noise_level:{answer}").links("td a")
        return {title for title in links if title.endswith("role")}

    assert titles("not_stated") == {"Silent role", "Likely role"}
    assert titles("quiet") == {"Quiet role"}


def test_a_distance_keeps_in_what_nobody_knows_the_place_of(esw):
    from employers.rules.vacancies import PlaceDraft  # noqa: PLC0415 - used here alone

    a_vacancy(title="Near role")
    a_vacancy(title="Far role", place=PlaceDraft("Leeds", "LS1 1UR", "LS1", 430000, 433000))
    a_vacancy(title="Placeless role", place=PlaceDraft())

    page = esw.get("/vacancies/?near=SO14+0AA&km=10")

    assert "Near role" in page.text
    assert "Placeless role" in page.text
    assert "Far role" not in page.text


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("km=-5&near=SO14", "Within: enter a number from 0"),
        ("km=5", "enter a postcode to measure"),
        ("near=BT1+1AA", "Great Britain"),
        ("pay_least=lots", "enter a number"),
        ("sort=best", "choose one"),
    ],
)
def test_a_filter_that_cannot_be_read_is_told_and_kept(esw, query, said):
    page = esw.get(f"/vacancies/?{query}", status=422)

    assert any(said in error for error in page.errors), page.errors


def test_a_search_that_finds_nothing_says_which_filter_to_drop(esw):
    a_vacancy(conditions={"hours_week": fact([30, 37])})

    page = esw.get("/vacancies/?words=receptionist&hours_most=10")

    assert "without “Hours a week, up to”: 1" in page.text


@pytest.mark.parametrize("page", ["0", "-1", "abc", "99999999999999999999"])
def test_any_page_number_shows_a_page(esw, page):
    a_vacancy()

    assert "Receptionist" in esw.get(f"/vacancies/?page={page}").text


def test_staff_only_conditions_are_marked(esw):
    vacancy = a_vacancy(conditions={"manager_support": fact("met_good", "esw_seen")})

    assert "staff only" in esw.get(f"/vacancies/{vacancy.id}").text


def test_two_who_change_the_same_vacancy_at_once_lose_nothing(esw, team_lead, database):
    vacancy = a_vacancy(title="Barista")
    address = f"/vacancies/{vacancy.id}/edit"
    mine, theirs = esw.get(address), team_lead.get(address)
    team_lead.submit(theirs, {"title": "Head barista"})

    page = esw.submit(mine, {"pay_text": "£12.71 an hour"}, status=422)
    assert "Lead Example changed this vacancy while you were writing" in page.text
    assert page.values()["pay_text"] == "£12.71 an hour"
    assert the_vacancy(database).title == "Head barista"

    esw.submit(page, {"title": "Head barista"})
    assert the_vacancy(database).pay_text == "£12.71 an hour"
