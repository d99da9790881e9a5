"""Only what an advert plainly states becomes a fact, and its words are kept."""

from datetime import date

import pytest

from employers.adverts.stated import stated_in

POSTED = date(2026, 11, 2)


def read(text: str, title: str = "Assistant", pay: str = ""):
    return stated_in(title, text, pay, POSTED)


def value(text: str, key: str, **how):
    fact = read(text, **how).conditions.get(key)
    return fact["value"] if fact else None


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("37.5 hours per week.", [37.5, 37.5]),
        ("You will work 16 hrs pw on the desk.", [16, 16]),
        ("15-20 hours a week", [15, 20]),
        ("Hours: 22.5 hours/week", [22.5, 22.5]),
        ("30 hours per week over 4 days", [30, 30]),
    ],
)
def test_weekly_hours_are_read_where_they_are_plain(text, hours):
    assert value(text, "hours_week") == hours


@pytest.mark.parametrize(
    "text",
    [
        "We provide 24 hour care.",
        "Reply within 48 hours.",
        "Up to 20 hours per week available.",
        "At least 16 hours a week.",
        "Open 40 weeks a year.",
        "90 hours per week of cover by the team.",
    ],
)
def test_other_hours_are_not_weekly_hours(text):
    assert value(text, "hours_week") is None


def test_an_advert_that_says_two_things_is_taken_at_neither_and_told():
    found = read("16 hours per week.\nFull time, 37.5 hours per week.")

    assert "hours_week" not in found.conditions
    assert any("different weekly hours" in note for note in found.notes)


def test_a_fact_keeps_its_words_its_source_and_its_day():
    fact = read("The post is for 16 hours per week, mornings.").conditions["hours_week"]

    assert fact["words"] == "The post is for 16 hours per week, mornings."
    assert (fact["source"], fact["as_of"]) == ("advert", "2026-11-02")


@pytest.mark.parametrize(
    ("pay", "hourly"),
    [("£9.21 PER HOUR", 9.21), ("£12.71 - £13.05 an hour", 12.71), ("£11/hr", 11)],
)
def test_pay_by_the_hour_is_read_from_its_words(pay, hourly):
    assert value("", "pay_hourly", pay=pay) == hourly


def test_pay_by_the_year_is_only_likely_by_the_hour_and_only_with_known_hours():
    assert value("", "pay_hourly", pay="£24,907 per annum") is None
    assert value("37.5 hours per week", "pay_hourly", pay="£24,907 per annum pro rata") is None

    fact = read("37.5 hours per week", pay="£24,907 per annum").conditions["pay_hourly"]
    assert fact["source"] == "inferred"
    assert fact["value"] == pytest.approx(12.73, abs=0.01)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("This is a permanent post.", "permanent"),
        ("Fixed term for 12 months.", "fixed"),
        ("Contract: Permanent", "permanent"),
        ("This post covers maternity leave; maternity cover until June.", "fixed"),
    ],
)
def test_the_kind_of_contract_is_read_where_it_is_plain(text, kind):
    assert value(text, "contract") == kind


@pytest.mark.parametrize(
    "text", ["Permanent and temporary roles or bank work.", "A permanent smile."]
)
def test_words_about_other_roles_are_no_contract(text):
    assert value(text, "contract") is None


def test_bank_work_is_likely_without_guaranteed_hours_and_no_more():
    fact = read("", title="Bank Receptionist").conditions["contract"]

    assert (fact["value"], fact["source"]) == ("zero_hours", "inferred")


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("A full driving licence is essential.", {"driving_licence": "required"}),
        ("Experience of reception work would be an advantage.", {"experience": "desirable"}),
        ("You must have NMC registration.", {"professional_registration": "required"}),
        ("The post is subject to an enhanced DBS check.", {"dbs_check": "required"}),
        ("Own car is desirable.", {"own_vehicle": "desirable"}),
    ],
)
def test_requirements_are_required_or_desirable_as_the_sentence_says(text, asked):
    assert value(text, "requirements") == asked


@pytest.mark.parametrize(
    "text",
    [
        "No experience necessary, training will be provided.",
        "A driving licence is not required.",
        "You will gain experience of the whole surgery.",
        "We have experience of growing our own.",
        "You will show a high degree of care.",
    ],
)
def test_what_is_waived_or_meant_otherwise_is_no_requirement(text):
    assert value(text, "requirements") is None


def test_flexibility_is_read_where_it_is_offered_and_not_where_it_is_denied():
    assert value("Part-time and job share considered.", "flex_types") == {
        "part_time": "yes",
        "job_share": "yes",
    }
    assert value("Sorry, no part-time working.", "flex_types") is None


def test_working_times_are_read_and_opening_times_are_not():
    assert value("Monday to Friday, 9am to 5pm.", "time_window") == ["09:00", "17:00"]
    assert value("We are open Monday to Friday 8am - 6.30pm.", "time_window") is None


def test_an_advert_that_says_nothing_states_nothing():
    found = read("A friendly team in a busy town.")

    assert found.conditions == {}
    assert found.notes == []
