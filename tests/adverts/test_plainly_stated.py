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
        ("This post is for 22.5 hours per week.", [22.5, 22.5]),
        ("Clerk, Band 6 – 22.5 hours per week", [22.5, 22.5]),
        ("Full Time 37 Hours 30 Minutes/Week", [37.5, 37.5]),
        ("Part Time, 22.5 hours", [22.5, 22.5]),
        ("An 18 hour position.", [18, 18]),
        ("Hours: 37.5", [37.5, 37.5]),
        ("Hours:30hrs per week", [30, 30]),
        ("Working between 16 - 24 hours per week", [16, 24]),
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
        "37.5 hours per week maximum",
        "We would consider 20 hours per week.",
        "Full time, 12 hour shifts.",
        "Between 08.30 to 17.00 hours, full time hours.",
        "You will be working 36 or 24 hours per week.",
        "From 07.00hrs to 20.00hrs across 7 days a week.",
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


def test_full_hours_that_could_be_part_time_might_change_and_the_words_say_so():
    fact = read("37.5 hours per week.\nPart-time applications are welcome.").conditions[
        "hours_week"
    ]

    assert (fact["value"], fact["negotiable"]) == ([37.5, 37.5], "maybe")
    assert fact["words"].endswith("Part-time applications are welcome.")


def test_part_time_hours_do_not_change_because_they_are_called_part_time():
    fact = read("A part time post of 16 hours per week.").conditions["hours_week"]

    assert fact["negotiable"] == "unknown"


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


@pytest.mark.parametrize("pay", ["Up to £29.50 per hour", "an extra £5 per hour at weekends"])
def test_the_most_that_can_be_earned_and_what_comes_on_top_is_no_rate_of_pay(pay):
    assert value("", "pay_hourly", pay=pay) is None
    assert value(pay, "pay_hourly") is None


def test_a_year_s_pay_beside_part_time_hours_may_be_that_of_full_time():
    assert value("16 hours per week", "pay_hourly", pay="£24,907 per annum") is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("This is a permanent post.", "permanent"),
        ("Fixed term for 12 months.", "fixed"),
        ("Contract: Permanent", "permanent"),
        ("Permanent", "permanent"),
        ("37.5 hours per week – Permanent", "permanent"),
        ("Permanent, full time or part time", "permanent"),
        ("This post is permanent.", "permanent"),
        ("A 6 month fixed term contract with the possibility of becoming permanent.", "fixed"),
        ("Fixed Term until May 2021", "fixed"),
        ("This post covers maternity leave; maternity cover until June.", "fixed"),
    ],
)
def test_the_kind_of_contract_is_read_where_it_is_plain(text, kind):
    assert value(text, "contract") == kind


@pytest.mark.parametrize(
    "text",
    [
        "Permanent and temporary roles or bank work.",
        "A permanent smile.",
        "A fixed term contract could also be offered.",
        "We have recently recruited to a fixed term contract for a colleague.",
        "For one year with the possibility of a permanent post thereafter.",
        "Refer a friend who is appointed into a permanent post.",
    ],
)
def test_words_about_other_roles_are_no_contract(text):
    assert value(text, "contract") is None


def test_the_words_of_a_contract_are_the_advert_s_own():
    fact = read("Permanent - full time or part time").conditions["contract"]

    assert fact["words"] == "Permanent - full time or part time"


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
        ("Driving is essential.", {"driving_licence": "required"}),
        ("You must hold a full UK licence.", {"driving_licence": "required"}),
        (
            "Essential:\n• Experience of reception work\n• NVQ 2\nDesirable:\n• Food hygiene",
            {
                "experience": "required",
                "vocational_qualification": "required",
                "food_hygiene": "desirable",
            },
        ),
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
        "If this job requires you to have a DBS check we will pay for it.",
        "For all posts which require a DBS check please read the guidance.",
        "You will be working with the best, gaining valuable experience in theatre.",
        "Must haves:\n• A willingness to work towards an NVQ",
        "What you will need:\n• A driving licence is essential or, ideally, desirable",
        "Essential:\n• Patience\nThe team has experience of many kinds.",
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


def test_the_words_of_a_requirement_hold_what_was_read_however_long_the_sentence():
    long = "In this busy and friendly department of ours, " * 4
    fact = read(f"{long}a full driving licence is essential.").conditions["requirements"]

    assert "driving licence is essential" in fact["words"]


@pytest.mark.parametrize(
    "text",
    [
        "Pro rata for part time staff",
        "A supplement of £3,000 (pro-rata if part-time) is paid.",
        "A short-term time limited project.",
        "Part-time study for a degree is paid for.",
    ],
)
def test_rules_for_part_timers_offer_no_part_time_work(text):
    assert value(text, "flex_types") is None


@pytest.mark.parametrize(
    ("title", "text", "mode"),
    [
        ("Clerk", "Location: Home based", "remote"),
        ("Clerk", "This role is fully remote.", "remote"),
        ("Clerk - Remote Working", "", "remote"),
        ("Clerk", "The post is part home based and part based at our offices.", "hybrid"),
        ("Clerk", "Hybrid working.", "hybrid"),
    ],
)
def test_work_from_home_is_read_where_it_is_plain(title, text, mode):
    assert value(text, "work_mode", title=title) == mode


@pytest.mark.parametrize(
    "text",
    [
        "A short break residential home based in the town.",
        "This role is home-based at the present time.",
        "Home-based treatment for children.",
        "Initially home based due to Covid19.",
        "Location - Home based and across three sites.",
        "There may be some remote working.",
    ],
)
def test_a_home_and_work_from_home_for_now_are_no_remote_work(text):
    assert value(text, "work_mode") is None


@pytest.mark.parametrize(
    "text",
    [
        "Service hours are Monday to Friday 8.30am to 5pm.",
        "The team operates Monday to Friday, 9am to 5pm.",
        "The training is Monday to Friday 9am-5pm.",
        "Please ring Monday - Thursday 8.00 am-4.00 pm",
        "Monday to Friday 9am to 5pm, although you may be asked to work weekends.",
        "Mon- Fri 8-3pm and 11.00-6pm",
        "Monday to Friday 8.30am to 6.30pm Sat / Sun 8.30 – 4.30pm.",
    ],
)
def test_times_that_are_not_all_of_the_work_are_no_working_times(text):
    assert value(text, "time_window") is None


def test_working_times_over_midnight_are_read_as_they_are_written():
    assert value("Monday to Friday 22:00 to 06:00.", "time_window") == ["22:00", "06:00"]
    assert value("Monday to Friday 22:00 to 06:00, no weekends.", "time_window") == [
        "22:00",
        "06:00",
    ]


def test_five_days_that_fill_the_week_s_hours_are_the_days_needed():
    week = value("37.5 hours per week, Monday to Friday 9am to 5pm", "week_pattern")

    assert list(week) == ["mon", "tue", "wed", "thu", "fri"]
    assert week["mon"] == {"morning": "needed", "afternoon": "needed"}


def test_fewer_hours_within_five_days_do_not_say_which_days():
    assert value("16 hours per week, Monday to Friday 9am to 5pm", "week_pattern") is None


@pytest.mark.parametrize(
    "text",
    [
        "You will work rotational shifts including days, nights, weekends and bank holidays.",
        "37.5 hours per week (days, nights and weekends.)",
        "You will work on a 24-hr rota basis, including nights, weekends and bank holidays.",
        "You will work earlies, lates and nights, 7 days a week.",
    ],
)
def test_a_rota_round_the_clock_needs_every_day_and_time(text):
    week = value(text, "week_pattern")

    assert len(week) == 7
    assert all(set(parts.values()) == {"needed"} and len(parts) == 4 for parts in week.values())


@pytest.mark.parametrize(
    "text",
    [
        "You may choose day shifts, night shifts or weekends.",
        "Our service runs days, nights and weekends.",
        "Days: £15.55 Nights and weekends: £20.21",
        "Rotational shifts, no nights or weekends.",
        "You will work weekends and nights on a rota basis.",
    ],
)
def test_shifts_that_are_not_all_asked_for_say_nothing_of_the_week(text):
    assert value(text, "week_pattern") is None


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("You will work 12-hour shifts.", 12),
        ("A mix of 7.5 hour and 12.5 hour shifts.", 12.5),
        ("Standard shifts are 12 hours a day.", 12),
        ("A 24 hour shift pattern.", None),
        ("In the future the shifts will change to two 12 hour shifts.", None),
    ],
)
def test_the_longest_shift_is_read_where_its_length_is_said(text, hours):
    assert value(text, "shift_max_h") == hours


def test_working_times_are_read_and_opening_times_are_not():
    assert value("Monday to Friday, 9am to 5pm.", "time_window") == ["09:00", "17:00"]
    assert value("We are open Monday to Friday 8am - 6.30pm.", "time_window") is None


def test_an_advert_that_says_nothing_states_nothing():
    found = read("A friendly team in a busy town.")

    assert found.conditions == {}
    assert found.notes == []


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("hours_week", "16 hours per week"),
        ("pay_hourly", "£12.50 per hour"),
        ("contract", "permanent post"),
        ("flex_types", "job share"),
        ("shift_max_h", "8 hour shifts"),
        ("requirements", "must hold a driving licence"),
        ("time_window", "Monday to Friday, 9am to 5pm"),
    ],
)
def test_the_words_kept_hold_what_was_read_in_a_sentence_of_any_length(key, said):
    run_on = "this busy and friendly place, in a town by the sea, of which we are fond, " * 9

    fact = read(f"At {run_on}{said}, {run_on}").conditions[key]

    assert said in fact["words"]
