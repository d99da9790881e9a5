"""The pages of questions, the profile they make, and its versions."""

import pytest
import sqlalchemy as sa

from clients.models import Client, ProfileVersion
from clients.operations import profile_of
from clients.rules.profile import EMPTY
from matching.catalogue import GROUPS
from tests.builders_clients import a_client, a_profile, saved


@pytest.fixture
def client(world):
    return a_client(world)


@pytest.fixture
def profile_now(database, client):
    """The profile in force, read afresh."""

    def read():
        kept = database.scalar(sa.select(Client).where(Client.id == client.id))
        found = profile_of(kept)
        database.close()
        return found

    return read


def limit(profile, key):
    found = profile.limits.get(key)
    return found and (found.usual, found.bad_day, found.strength.value)


@pytest.fixture
def first(esw, client):
    return esw.get(f"/clients/{client.id}/first-meeting")


def test_the_first_meeting_asks_ten_things_in_order(first):
    legends = [
        " ".join(node.text().split()) for node in first.tree.css("main fieldset.question > legend")
    ]

    assert legends == [
        "1 How many hours a week?",
        "2 Which days and times?",
        "3 What is the longest shift you could work?",
        "4 How many days in a row before a rest day?",
        "5 How long before you need a change?",
        "6 What is the heaviest thing you can lift or carry?",
        "7 How do you travel, and how far?",
        "8 Bad days: how often, and what then?",
        "9 Tick what troubles you",
        "10 Never again?",
    ]


def test_weights_stand_beside_everyday_things(first):
    assert "A full kettle 2.5 kg" in first.text
    assert "A full shopping bag 5 kg" in first.text


def test_no_page_asks_for_a_diagnosis(esw, client):
    for path in ("profile", "first-meeting", "later", "edit"):
        names = esw.get(f"/clients/{client.id}/{path}").values()
        assert not any("diagnos" in name or "condition" in name for name in names)


@pytest.mark.parametrize("path", ["first-meeting", "profile", "later"])
def test_everything_can_be_skipped(esw, client, rows, path):
    page = esw.submit(esw.get(f"/clients/{client.id}/{path}"))

    assert "Nothing is different" in page.text
    assert rows(ProfileVersion) == 0


def test_how_firm_a_limit_is_starts_at_important(first):
    values = first.values()

    firm = {name: values[name] for name in values if name.endswith("-strength")}
    assert len(firm) == 8
    assert set(firm.values()) == {"important"}
    assert "I cannot" in first.text


FIRST_ANSWERS = {
    "hours_week-usual-fewest": "8",
    "hours_week-usual-most": "16",
    "hours_week-bad_day-fewest": "8",
    "hours_week-bad_day-most": "8",
    "hours_week-strength": "must",
    "capped_by": "benefits",
    "aim-fewest": "16",
    "aim-most": "20",
    "week_pattern-usual-mon-morning": "rather_not",
    "week_pattern-usual-sun-night": "cannot",
    "shift_max_h-usual": "4.5",
    "consecutive_days_max-usual": "2",
    "on_feet_stretch_min-usual": "45",
    "on_feet_stretch_min-bad_day": "20",
    "lift_max_kg-usual": "5",
    "lift_max_kg-bad_day": "2.5",
    "travel_by": ["walk", "bus"],
    "home": "SO14",
    "location-usual": "12",
    "bad_days_month": "3",
    "start_flex_min-usual": "30",
    "short_notice_days-usual": "2",
    "helps": ["home"],
    "bad_days": "A quiet morning helps.",
    "troubles": ["bending", "cold"],
    "never_employers": "Paper Boat Café\n\nTeacup Stores",
    "never_settings": "call centre",
    "never_areas": "so45\nPO",
}


def test_the_ten_answers_become_the_profile(esw, first, profile_now):
    page = esw.submit(first, FIRST_ANSWERS)

    assert "Saved as version 1." in page.text
    found = profile_now()
    assert limit(found, "hours_week") == ((8, 16), (8, 8), "must")
    assert (found.capped_by, found.hours_aim) == ("benefits", (16, 20))
    assert found.limits["week_pattern"].usual == {
        "mon": {"morning": "rather_not"},
        "sun": {"night": "cannot"},
    }
    assert float(found.limits["shift_max_h"].usual) == 4.5
    assert limit(found, "on_feet_stretch_min") == (45, 20, "important")
    assert limit(found, "location") == (12, None, "important")
    assert found.home.text == "SO14" and found.home.point is not None
    assert found.travel_by == ("walk", "bus")
    assert limit(found, "work_mode") == ("site", "hybrid", "important")
    assert limit(found, "short_notice_days") == (2, None, "important")
    assert found.limits["exposures"].usual == ("cold",)
    assert found.limits["low_posture_freq"].usual == "seldom"
    assert found.never_employers == ("Paper Boat Café", "Teacup Stores")
    assert found.never_areas == ("SO45", "PO")
    assert found.never_settings == ("call centre",)


def test_the_answers_stand_on_the_form_again(esw, first, client, rows):
    esw.submit(first, FIRST_ANSWERS)

    again = esw.get(f"/clients/{client.id}/first-meeting")

    values = again.values()
    for name, sent in FIRST_ANSWERS.items():
        if name not in ("never_employers", "never_areas"):
            assert values.getlist(name) == (sent if isinstance(sent, list) else [sent]), name
    assert "Nothing is different" in esw.submit(again).text
    assert rows(ProfileVersion) == 1


def test_saving_shows_what_changed(esw, first, client):
    esw.submit(first, {"lift_max_kg-usual": "15"})

    page = esw.submit(
        esw.get(f"/clients/{client.id}/first-meeting"),
        {"lift_max_kg-usual": "10", "lift_max_kg-bad_day": "5"},
    )

    assert "Saved as version 2." in page.text
    change = "Heaviest lift: 10 kg, bad day 5 kg, important (was 15 kg, important)"
    assert change in page.text


def test_a_reason_for_capped_hours_goes_when_the_cap_does(esw, first, client, profile_now):
    esw.submit(first, {**FIRST_ANSWERS, "capped_by": "health"})
    assert profile_now().capped_by == "health"

    page = esw.get(f"/clients/{client.id}/first-meeting")
    esw.submit(page, {"hours_week-usual-most": "25"})

    assert profile_now().capped_by is None


def test_capped_hours_without_a_reason_are_asked_about_on_the_profile(esw, first):
    page = esw.submit(first, {"hours_week-usual-fewest": "8", "hours_week-usual-most": "16"})

    assert "For health, or because of benefits?" in page.text


def test_a_place_not_found_is_said_to_be_unknown(esw, first):
    page = esw.submit(first, {"home": "BT1 1AA"})

    assert "not found on the map, so every distance is unknown" in page.text


def test_what_a_page_does_not_ask_stays_as_it_was(esw, client, world, profile_now):
    before = a_profile(
        {
            "consecutive_days_max": {"usual": 4, "bad_day": 3, "strength": "must"},
            "exposures": {"usual": ["wet", "cold"], "strength": "nice"},
            "break_control": {"usual": "free", "strength": "must"},
            "requirements": ["degree"],
        },
        good_at="carving",
        notes="Likes the mornings.",
    )
    saved(client, before, world.esw)

    esw.submit(esw.get(f"/clients/{client.id}/first-meeting"), {"lift_max_kg-usual": "5"})

    after = profile_now()
    assert after.limits.keys() == {*before.limits, "lift_max_kg"}
    assert all(after.limits[key] == before.limits[key] for key in before.limits)
    assert (after.good_at, after.notes) == ("carving", "Likes the mornings.")


WRONG = [
    ({"lift_max_kg-usual": "-3"}, "Heaviest lift: enter a number from 0 to 500."),
    ({"lift_max_kg-usual": "heavy"}, "Heaviest lift: enter a number, like 12 or 7.5."),
    ({"location-usual": "-1"}, "Distance: enter a number from 0 to 2000."),
    ({"shift_max_h-usual": "25"}, "Longest shift: enter a number from 0 to 24."),
    (
        {"lift_max_kg-usual": "5", "lift_max_kg-bad_day": "10"},
        "Heaviest lift on a bad day: the limit for a bad day is looser than the usual one. "
        "Make it the same as the usual limit, or tighter.",
    ),
    (
        {"lift_max_kg-bad_day": "10"},
        "Heaviest lift: say what is usual too, or clear the bad day.",
    ),
    ({"hours_week-usual-fewest": "8"}, "Weekly hours, most: enter both, or clear both."),
    (
        {"hours_week-usual-fewest": "16", "hours_week-usual-most": "8"},
        "Weekly hours: the lowest is above the highest. Put the fewest first, such as 8 to 16.",
    ),
    (
        {"aim-fewest": "20", "aim-most": "16"},
        "Hours to aim for: put the fewest first, such as 16 to 20.",
    ),
    ({"aim-fewest": "20"}, "Hours to aim for, most: enter both, or clear both."),
    ({"bad_days_month": "32"}, "Bad days a month, about: enter a number from 0 to 31."),
    (
        {"never_areas": "SO45\nNarnia"},
        "Areas: “Narnia” is not an area. Enter the first half of a postcode, such as SO45, "
        "or its letters alone, such as SO.",
    ),
    (
        {"week_pattern-usual-mon-morning": "perhaps"},
        "Days and times: choose one of the list in each box.",
    ),
    ({"troubles": ["everything"]}, "Tick what troubles you: tick boxes of the list only."),
    ({"home": "y" * 1_000_000}, "Journeys start at: shorten this to 5,000 characters or fewer."),
    ({"lift_max_kg-usual": "9" * 1_000_000}, "Heaviest lift: shorten this to 5,000 characters"),
    ({"never_settings": "z" * 300}, "Settings: “zzzzzzzzzzzzzzzzzzzzzzzzzzzzz…” is 300"),
    ({"never_settings": "\n".join(map(str, range(40)))}, "Settings: there are 40 lines."),
]


@pytest.mark.parametrize(("typed", "said"), WRONG, ids=[said[:40] for _, said in WRONG])
def test_what_cannot_be_a_limit_is_refused_at_its_field(esw, first, rows, typed, said):
    page = esw.submit(first, {"bad_days": "Kept as typed.", **typed}, status=422)

    assert len(page.errors) == 1
    assert page.errors[0].startswith(said)
    assert page.values()["bad_days"] == "Kept as typed."
    for name, value in typed.items():
        if isinstance(value, str) and value != "perhaps":
            assert page.values()[name] == value
    assert rows(ProfileVersion) == 0


def test_later_asks_every_other_condition_by_group(esw, client):
    page = esw.get(f"/clients/{client.id}/later")

    headings = [" ".join(node.text().split()) for node in page.tree.css("main summary h2")]
    assert headings == [group.value for group in GROUPS]
    assert "What is your earliest start, and your latest finish?" in page.text
    assert "What is the heaviest thing you can lift" not in page.text


def test_later_answers_are_kept_with_their_bad_day_and_how_firm(esw, client, profile_now):
    esw.submit(
        esw.get(f"/clients/{client.id}/later"),
        {
            "time_window-usual-start": "9.30",
            "time_window-usual-finish": "4pm",
            "time_window-strength": "must",
            "stairs-usual": "some",
            "stairs-bad_day": "none",
            "access_features-usual": ["lift", "rest_space"],
            "manager_support-usual": "met_ok",
            "driving-usual": "none",
            "driving-strength": "nice",
        },
    )

    found = profile_now()
    window = found.limits["time_window"].usual
    assert (window.start_min, window.finish_min) == (570, 960)
    assert limit(found, "stairs") == ("some", "none", "important")
    assert found.limits["access_features"].usual == ("lift", "rest_space")
    assert limit(found, "driving") == ("none", None, "nice")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (
            {"time_window-usual-start": "25:00", "time_window-usual-finish": "16:00"},
            "Times of day, start: “25:00” is not a time of day. "
            "Enter hours and minutes, such as 09:30 or 4pm; the latest is 24:00.",
        ),
        (
            {"time_window-usual-start": "09:00", "time_window-usual-finish": "09:00"},
            "Times of day: the start and the finish are the same time of day. "
            "Enter an earliest start and a latest finish, such as 09:30 to 16:00.",
        ),
        ({"time_window-usual-finish": "16:00"}, "Times of day, start: enter both, or clear both."),
        ({"stairs-usual": "escalator"}, "Stairs: choose one of the list."),
        (
            {"stairs-usual": "none", "stairs-strength": "massive"},
            "Stairs: choose how firm it is from the list.",
        ),
        (
            {"stairs-usual": "none", "stairs-bad_day": "some"},
            "Stairs on a bad day: the limit for a bad day is looser than the usual one. "
            "Make it the same as the usual limit, or tighter.",
        ),
        ({"manager_support-usual": "met_ok", "manager_support-strength": "must"}, "Manager: "),
        ({"short_notice_days-usual": "40"}, "Short-notice days off: enter a number from 0 to 31."),
    ],
)
def test_later_refuses_in_words_what_is_outside_its_scale(esw, client, rows, typed, said):
    page = esw.submit(esw.get(f"/clients/{client.id}/later"), typed, status=422)

    assert len(page.errors) == 1
    assert page.errors[0].startswith(said)
    assert rows(ProfileVersion) == 0


def test_strengths_and_wants_are_kept(esw, client, profile_now):
    page = esw.submit(
        esw.get(f"/clients/{client.id}/profile"),
        {
            "good_at": "Patient with people",
            "proud_of": "A prize marrow",
            "skills": "till work\nfirst aid\nTill work",
            "interests": "librarian\narchivist",
            "not_sure_yet": "y",
            "pay_hourly-usual": "£12.71",
            "requirements-usual": ["driving_licence", "degree"],
            "home": "SO14 0AA",
        },
    )

    found = profile_now()
    assert found.skills == ("till work", "first aid")
    assert found.interests == ("librarian", "archivist")
    assert found.not_sure_yet
    assert str(found.limits["pay_hourly"].usual) == "12.71"
    assert set(found.limits["requirements"].usual) == {"driving_licence", "degree"}
    order = [page.text.index(words) for words in ("Patient with people", "librarian", "£12.71")]
    assert order == sorted(order)
    assert (
        page.text.index("Strengths") < page.text.index("Wants") < page.text.index("Working limits")
    )


def test_what_no_database_keeps_is_left_out_of_what_was_typed(esw, client, profile_now):
    esw.submit(
        esw.get(f"/clients/{client.id}/profile"),
        {"good_at": "car\x00ving", "skills": "till\x00 work"},
    )

    assert (profile_now().good_at, profile_now().skills) == ("carving", ("till work",))


def test_nine_jobs_are_more_than_can_be_ranked(esw, client):
    page = esw.submit(
        esw.get(f"/clients/{client.id}/profile"),
        {"interests": "\n".join(f"job {number}" for number in range(9))},
        status=422,
    )

    assert page.errors == ["Work wanted: there are 9 lines. Keep the 8 that matter most."]


def test_the_profile_says_what_nobody_has_asked_yet(esw, client):
    page = esw.get(f"/clients/{client.id}")

    assert "Not asked yet: seat, time on feet" in page.text


def test_the_clients_copy_is_in_plain_words_and_holds_nothing_for_staff(esw, client, world):
    profile = a_profile(
        {
            "lift_max_kg": {"usual": 10, "bad_day": 5, "strength": "must"},
            "manager_support": "met_good",
        },
        good_at="carving",
    )
    saved(client, profile, world.esw)

    page = esw.get(f"/clients/{client.id}/print")

    assert "10 kg; on a bad day: 5 kg. I need this." in page.text
    assert "manager" not in page.text.lower()


def versions_page(esw, client):
    return esw.get(f"/clients/{client.id}/versions")


def test_every_save_is_a_version_with_who_and_what(esw, client, world):
    saved(client, a_profile(good_at="carving"), world.esw)
    saved(client, a_profile(good_at="singing"), world.colleague)

    text = versions_page(esw, client).text

    assert text.index("Version 2") < text.index("Version 1")
    assert "Colleague Example" in text
    assert "Good at: “singing” (was “carving”)" in text


def test_an_earlier_version_is_brought_back_and_nothing_is_lost(esw, client, world, profile_now):
    first, second = a_profile({"lift_max_kg": 5}, good_at="carving"), a_profile(good_at="singing")
    saved(client, first, world.esw)
    saved(client, second, world.esw)
    page = esw.get(f"/clients/{client.id}/versions/1")
    assert "Bringing this version back would change" in page.text

    after = esw.submit(page)

    assert profile_now() == first
    assert "Version 1 is back, as version 3." in after.text
    esw.submit(after, form=".flash form")
    assert profile_now() == second
    assert "Version 4" in versions_page(esw, client).text


def test_bringing_back_twice_makes_one_version(esw, client, world, rows):
    saved(client, a_profile(good_at="carving"), world.esw)
    saved(client, EMPTY, world.esw)
    page = esw.get(f"/clients/{client.id}/versions/1")

    esw.submit(page)
    again = esw.submit(page)

    assert "reads like version 1 already" in again.text
    assert rows(ProfileVersion) == 3


@pytest.mark.parametrize("number", [7, 99999999999999999999])
def test_a_version_there_never_was_is_not_there(esw, client, number):
    esw.get(f"/clients/{client.id}/versions/{number}", status=404)


def test_what_a_save_did_can_be_undone_at_once(esw, first, client, world, profile_now):
    saved(client, a_profile(good_at="carving"), world.esw)
    page = esw.get(f"/clients/{client.id}/profile")

    after = esw.submit(page, {"good_at": "singing"})
    esw.submit(after, form=".flash form")

    assert profile_now().good_at == "carving"


def test_two_people_at_once_lose_nothing(esw, team_lead, client, world, profile_now):
    saved(client, a_profile(good_at="carving"), world.esw)
    mine = esw.get(f"/clients/{client.id}/profile")
    team_lead.submit(
        team_lead.get(f"/clients/{client.id}/first-meeting"), {"lift_max_kg-usual": "5"}
    )

    told = esw.submit(mine, {"good_at": "singing"}, status=422)

    assert "Lead Example saved version 2 while this page was open" in told.text
    assert "Heaviest lift: 5 kg, important" in told.text
    assert told.values()["good_at"] == "singing"
    assert profile_now().good_at == "carving"

    esw.submit(told)
    after = profile_now()
    assert after.good_at == "singing"
    assert "lift_max_kg" in after.limits


def test_a_second_click_saves_once_and_is_no_conflict(esw, first, client, rows):
    esw.submit(first, FIRST_ANSWERS)

    page = esw.submit(first, FIRST_ANSWERS)

    assert "Nothing is different" in page.text
    assert rows(ProfileVersion) == 1


@pytest.mark.parametrize("number", ["", "-1", "x" * 50, "²"])
def test_a_page_that_does_not_say_where_it_started_saves_over_nothing(
    esw, client, world, profile_now, number
):
    saved(client, a_profile(good_at="carving"), world.esw)
    page = esw.get(f"/clients/{client.id}/profile")

    esw.submit(page, {"good_at": "singing", "version": number}, status=422)

    assert profile_now().good_at == "carving"


def test_no_name_of_a_client_stands_in_a_link(esw, client):
    for path in ("", "/profile", "/first-meeting", "/later", "/versions"):
        links = esw.get(f"/clients/{client.id}{path}").links().values()
        assert not any("rowan" in link.lower() for link in links)
