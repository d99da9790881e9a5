"""The shortlist, one reading, why not, and the printed list, as an ESW meets them."""

from datetime import date

import pytest
import sqlalchemy as sa

from clients.rules.profile import Home
from employers.models import Vacancy
from employers.operations.vacancies import close_vacancy
from employers.queries.vacancies import vacancy_by_id
from employers.rules.vacancies import PlaceDraft, Step, VacancyState
from storage import clock
from storage.database import db
from storage.transaction import end_reads, transaction
from tests.builders import NOW
from tests.builders_clients import a_client, a_profile
from tests.builders_vacancies import SOUTHAMPTON, a_vacancy, fact

FAREHAM = PlaceDraft("Fareham", "PO16 7AA", "PO16", 457800, 106200, "postcode")
HOME_AT = Home("SO14 0AA", SOUTHAMPTON.easting, SOUTHAMPTON.northing, "postcode")
NEVER_PRINTED = "some concern about the manager"


@pytest.fixture(autouse=True)
def still_clock(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)


def must(usual, **more):
    return {"usual": usual, "strength": "must", **more}


def close(vacancy, reason="Filled"):
    with transaction():
        close_vacancy(vacancy_by_id(vacancy.id), VacancyState.FILLED, Step(None, NOW, reason))
    end_reads()


def shortlist(client, query=""):
    return f"/clients/{client.id}/shortlist{query}"


def rows_in(page, group):
    return [" ".join(node.text().split()) for node in page.tree.css(f"#{group} .row h3")]


def test_vacancies_stand_in_groups_by_what_is_left_to_settle(world, esw):
    client = a_client(
        world,
        profile=a_profile(
            {
                "lift_max_kg": must(5),
                "shift_max_h": must(4),
                "sit_choice": must("always"),
                "noise_level": must("quiet"),
                "stairs": must("none"),
            }
        ),
    )
    a_vacancy(title="Silent role")
    a_vacancy(title="Heavy role", conditions={"lift_max_kg": fact(30, negotiable="no")})
    known = {"lift_max_kg": fact(2), "shift_max_h": fact(4), "sit_choice": fact("always")}
    a_vacancy(title="Known role", conditions=known)
    a_vacancy(title="Half known role", conditions={"lift_max_kg": fact(2)})

    page = esw.get(shortlist(client))

    assert rows_in(page, "ring_today") == ["Known role"]
    assert rows_in(page, "few_questions") == ["Half known role"]
    for group, title in (("little_known", "Silent role"), ("clashes", "Heavy role")):
        folded = page.tree.css_first(f"details#{group}")
        assert "open" not in folded.attributes
        assert "1 vacancy" in folded.text()
        opened = esw.get(page.links(f"#{group} a")["Show it"])
        assert "open" in opened.tree.css_first(f"details#{group}").attributes
        assert rows_in(opened, group) == [title]
    assert "1 heavier than 5 kg" in page.text


def test_a_stored_value_that_cannot_be_read_is_unknown_on_every_page_of_the_vacancy(world, esw):
    client = a_client(world, profile=a_profile({"lift_max_kg": must(5), "noise_level": "quiet"}))
    odd = a_vacancy(title="Odd role", conditions={"noise_level": fact("quiet")})
    stored = {**odd.conditions, "lift_max_kg": {"value": "heavy"}, "no_such": 1, "stairs": [1]}
    with transaction() as session:
        session.execute(sa.update(Vacancy).where(Vacancy.id == odd.id).values(conditions=stored))

    page = esw.get(shortlist(client))

    assert rows_in(page, "ring_today") == ["Odd role"]
    for path in (f"/vacancies/{odd.id}", f"/vacancies/{odd.id}/edit", "/vacancies/"):
        assert "Odd role" in esw.get(path).text


def asked_for(page_of):
    """How many times the database was asked something for one page."""
    sent = []

    def note(_connection, _cursor, statement, *_):
        sent.append(statement)

    sa.event.listen(db.engine, "before_cursor_execute", note)
    try:
        page_of()
    finally:
        sa.event.remove(db.engine, "before_cursor_execute", note)
    return sum(statement.startswith("SELECT") for statement in sent)


def test_a_page_asks_the_database_no_more_often_for_many_rows_than_for_few(world, esw):
    client = a_client(world, profile=a_profile({"lift_max_kg": must(5), "noise_level": "quiet"}))
    everything = shortlist(client, "?rows_ring_today=100&rows_clashes=100")

    def some(many, names):
        for number in range(many):
            role = {"employer": f"Example {names} {number}", "title": f"{names} {number}"}
            a_vacancy(**role)
            a_vacancy(**role, conditions={"lift_max_kg": fact(30, negotiable="no")})

    some(2, "First")
    esw.get(everything)
    for_few = asked_for(lambda: esw.get(everything))
    some(20, "Later")
    esw.get(everything)
    page = esw.get(everything)

    assert len(rows_in(page, "ring_today")) == len(rows_in(page, "clashes")) == 22
    assert (
        asked_for(lambda: esw.get(everything)) == for_few <= 6
    )  # one of them counts what waits for review


def test_every_limit_says_how_many_it_lets_through(world, esw):
    client = a_client(world, profile=a_profile({"lift_max_kg": must(5), "noise_level": "quiet"}))
    a_vacancy(conditions={"lift_max_kg": fact(30), "noise_level": fact("loud")})
    a_vacancy(title="Light role", conditions={"lift_max_kg": fact(2)})

    lines = [
        " ".join(row.text().split())
        for row in esw.get(shortlist(client)).tree.css("#limits tbody tr")
    ]

    assert lines == [
        "Heaviest lift must 1 0 0 1 1 heavier than 5 kg",
        "Noise important 0 0 1 1 1 noisier than asked for",
    ]


def test_a_row_says_place_hours_pay_closing_and_how_old_the_facts_are(world, esw):
    client = a_client(world, profile=a_profile({"lift_max_kg": must(5)}))
    a_vacancy(
        closes_on=date(2026, 11, 6),
        conditions={
            "hours_week": fact([8, 16]),
            "pay_hourly": fact(12.75),
            "lift_max_kg": fact(4, source="esw_seen", as_of="2026-03-14"),
        },
    )

    row = " ".join(esw.get(shortlist(client)).tree.css_first("#ring_today .row").text().split())

    for words in ("Example Surgery", "Southampton", "distance not known", "8 to 16 hours a week"):
        assert words in row
    for words in ("£12.75 an hour", "closes 6 Nov (in 4 days)", "lifting 4 kg"):
        assert words in row


def test_old_facts_say_that_they_may_have_changed(world, esw):
    client = a_client(world, profile=a_profile({"lift_max_kg": must(5)}))
    a_vacancy(conditions={"lift_max_kg": fact(4, source="esw_seen", as_of="2026-03-14")})

    assert "Facts of 14 Mar, by visit: may have changed" in esw.get(shortlist(client)).text


def test_an_important_limit_in_conflict_always_stands_in_the_row(world, esw):
    client = a_client(world, profile=a_profile({"lift_max_kg": must(5), "noise_level": "quiet"}))
    a_vacancy(conditions={"lift_max_kg": fact(4), "noise_level": fact("loud")})

    row = esw.get(shortlist(client)).tree.css_first("#ring_today .row")

    assert "loud noise" in row.css_first(".chip.clash").text()


def test_one_site_has_one_row_and_a_link_to_its_other_roles(world, esw):
    client = a_client(world, profile=a_profile({"lift_max_kg": must(5)}))
    for title in ("Receptionist", "Filing clerk", "Cleaner"):
        a_vacancy(title=title)
    a_vacancy(title="Elsewhere", place=FAREHAM)

    page = esw.get(shortlist(client))
    assert len(rows_in(page, "ring_today")) == 2
    there = esw.get(page.links()["+2 more roles here"])

    assert sorted(rows_in(there, "ring_today")) == ["Cleaner", "Filing clerk", "Receptionist"]


def test_ten_rows_then_more_by_a_link(world, esw):
    client = a_client(world, profile=a_profile({"lift_max_kg": must(5)}))
    for number in range(12):
        a_vacancy(title=f"Role {number}", employer=f"Example {number}")

    page = esw.get(shortlist(client))
    assert len(rows_in(page, "ring_today")) == 10
    more = esw.get(page.links()["Show more: 2 sites left"].split("#")[0])

    assert len(rows_in(more, "ring_today")) == 12


def test_no_musts_recorded_is_said_with_the_important_conflicts(world, esw):
    client = a_client(world, profile=a_profile({"noise_level": "quiet"}))
    a_vacancy(conditions={"noise_level": fact("loud")})
    a_vacancy(title="Quiet role", conditions={"noise_level": fact("quiet")})

    page = esw.get(shortlist(client))

    assert "No musts recorded" in page.text
    assert "1 vacancy goes against something important" in page.text


def test_before_the_first_meeting_the_newest_are_shown_and_what_to_do_first(world, esw):
    client = a_client(world)
    a_vacancy(title="Older", employer="Example One", posted_on=date(2026, 10, 1))
    a_vacancy(title="Newer", employer="Example Two", posted_on=date(2026, 11, 2))

    page = esw.get(shortlist(client))

    assert "Start with the first meeting" in page.text
    assert rows_in(page, "little_known") == ["Newer", "Older"]


def test_with_no_vacancies_at_all_the_page_says_how_to_get_some(world, esw):
    page = esw.get(shortlist(a_client(world)))

    assert "There are no open vacancies yet" in page.text
    assert {"Import adverts", "Add a vacancy"} <= set(page.links())


def test_when_everything_clashes_it_is_open_and_the_nearest_comes_first(world, esw):
    client = a_client(world, profile=a_profile({"lift_max_kg": must(5), "shift_max_h": must(4)}))
    a_vacancy(
        title="Far off",
        employer="Example One",
        conditions={"lift_max_kg": fact(50), "shift_max_h": fact(12)},
    )
    a_vacancy(
        title="Nearest",
        employer="Example Two",
        conditions={"lift_max_kg": fact(50), "shift_max_h": fact(4)},
    )

    page = esw.get(shortlist(client))

    assert page.tree.css_first("section#clashes") is not None
    assert "Everything here clashes with a must" in page.text
    assert rows_in(page, "clashes") == ["Nearest", "Far off"]


def test_filters_live_in_the_address_and_the_one_that_kills_the_list_can_be_dropped(world, esw):
    client = a_client(world, profile=a_profile({"lift_max_kg": must(5)}))
    a_vacancy()

    page = esw.get(shortlist(client, "?words=surgery&hours_most=16&km="))
    assert (
        "1 of 1 vacancy with these filters, 1 of them because something asked for is not stated"
        in page.text
    )
    empty = esw.get(shortlist(client, "?words=zebra"))

    assert "These filters leave nothing" in empty.text
    dropped = esw.get(empty.links()["Without “Title or employer: zebra”: 1"])
    assert rows_in(dropped, "ring_today") == ["Receptionist"]


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("km=-3", "Within: enter a number from 0 to 1000."),
        ("km=near", "Within: enter a number, like 12 or 7.5."),
        ("pay_least=NaN", "Pay an hour, at least: enter a number from 0 to 1000."),
        ("hours_most=200", "Hours a week, to: enter a number from 0 to 168."),
        (
            "hours_least=20&hours_most=10",
            "Hours a week, from: make this no more than the hours beside it.",
        ),
        ("work_mode=moon", "Where the work is done: choose one from the list."),
        ("group=nowhere", "Group: choose one from the list."),
        ("verdict=no", "Verdict: choose one from the list."),
        ("words=" + "x" * 6000, "Title or employer: shorten this to 5,000 characters or fewer."),
    ],
)
def test_a_filter_that_cannot_be_read_is_named_with_its_remedy_and_kept(world, esw, query, message):
    client = a_client(world, profile=a_profile({"lift_max_kg": must(5)}))
    a_vacancy()

    page = esw.get(shortlist(client, f"?{query}"), status=422)

    assert page.errors == [message]
    name, _, typed = query.partition("&")[0].partition("=")
    assert typed in str(page.values(".filters form").get(name) or typed)
    assert rows_in(page, "ring_today") == ["Receptionist"]


@pytest.mark.parametrize(
    "query", ["rows_clashes=-1", "rows_clashes=1000000", "site=%27", "site=9x"]
)
def test_a_spoilt_address_is_refused_in_words(world, esw, query):
    a_vacancy()

    assert esw.get(shortlist(a_client(world), f"?{query}"), status=422).errors


def test_a_vacancy_closed_after_it_was_ranked_is_not_shown(app, world, esw, monkeypatch):
    client = a_client(world, profile=a_profile({"lift_max_kg": must(5)}))
    gone = a_vacancy(title="Gone", employer="Example One")
    a_vacancy(title="Still there")
    engine = app.extensions["shortlist_engine"]
    search = engine.search

    def search_and_close(question):
        found = search(question)
        end_reads()
        close(gone)
        return found

    monkeypatch.setattr(engine, "search", search_and_close)

    assert rows_in(esw.get(shortlist(client)), "ring_today") == ["Still there"]


def test_a_vacancy_changed_or_closed_meanwhile_is_read_as_it_is_now(world, esw):
    client = a_client(world, profile=a_profile({"lift_max_kg": must(5)}))
    vacancy = a_vacancy()
    assert rows_in(esw.get(shortlist(client)), "ring_today") == ["Receptionist"]

    close(vacancy)

    assert "There are no open vacancies yet" in esw.get(shortlist(client)).text


def test_one_reading_says_findings_questions_the_change_sources_and_the_sum(world, esw):
    client = a_client(
        world,
        profile=a_profile(
            {"lift_max_kg": must(5), "shift_max_h": must(4), "sit_choice": must("seat_available")},
            interests=("receptionist",),
        ),
    )
    vacancy = a_vacancy(
        description="A busy front desk.",
        conditions={
            "lift_max_kg": {
                **fact(6, source="advert", as_of="2026-11-01"),
                "words": "boxes of up to 6 kg",
            },
            "sit_choice": fact("no", negotiable="maybe"),
            "requirements": fact({"experience": "desirable"}),
            "rota_notice_days": fact(14),
        },
    )

    page = esw.get(f"{shortlist(client)}/{vacancy.id}")

    for words in (
        "Could this role be done with a seat or stool to hand?",
        "How long is the longest shift in this role?",
        "“boxes of up to 6 kg”",
        "from the advert, 1 Nov",
        "experience of this work",
        "Ring the practice.",
        "A busy front desk.",
        "reads as “receptionist”, which is 1000 of 1000",
        "Also known (2)",
        "number 1 of 1 for",
    ):
        assert words in page.text, words
    amounts = [node.text().replace(",", "") for node in page.tree.css(".sum tbody td")]
    assert sum(map(int, amounts)) == int(
        page.tree.css_first(".sum tfoot td").text().replace(",", "")
    )


def test_what_was_refused_is_told_and_a_distance_is_put_to_the_client(world, esw):
    profile = a_profile({"lift_max_kg": must(5, bad_day=2), "location": must(1)}, home=HOME_AT)
    client = a_client(world, profile=profile)
    vacancy = a_vacancy(place=FAREHAM, conditions={"lift_max_kg": fact(4, negotiable="no")})

    page = esw.get(f"{shortlist(client)}/{vacancy.id}")

    assert "Do not ask again. Heaviest lift: already asked" in page.text
    assert "To talk over with Rowan Example. Distance" in page.text


def test_a_closed_vacancy_can_still_be_read_and_says_so(world, esw):
    client = a_client(world, profile=a_profile({"lift_max_kg": must(5)}))
    vacancy = a_vacancy()
    close(vacancy)

    page = esw.get(f"{shortlist(client)}/{vacancy.id}")

    assert "This vacancy is filled." in page.text
    assert "would be number 1" in page.text


def test_a_setting_never_wanted_again_is_a_reminder_and_changes_nothing_else(world, esw):
    client = a_client(
        world, profile=a_profile({"lift_max_kg": must(5)}, never_settings=("hospitals", "kitchen"))
    )
    a_vacancy(description="In the hospital foyer. Hospitality is our trade.")
    a_vacancy(title="Host", employer="Example Inn", description="Hospitality is our trade.")

    page = esw.get(shortlist(client))
    chips = [node.text() for node in page.tree.css(".chip") if "mentions" in node.text()]

    assert len(chips) == 1
    assert "“hospitals”" in chips[0]
    assert len(rows_in(page, "ring_today")) == 2


def test_why_not_finds_any_vacancy_and_says_where_it_stands(world, esw):
    client = a_client(world, profile=a_profile({"lift_max_kg": must(5)}))
    a_vacancy(title="Warehouse packer", conditions={"lift_max_kg": fact(30)})
    close(a_vacancy(title="Warehouse clerk", employer="Example Depot"))

    both = esw.get(f"/clients/{client.id}/why-not?words=WAREHOUSE")
    assert "2 vacancies found" in both.text
    assert "If heaviest lift could change: to number 1" in both.text
    assert "filled" in both.text
    one = esw.get(f"/clients/{client.id}/why-not?words=packer")

    assert "number 1 of 1 for Rowan Example, 1 open point, 1 in conflict" in one.text
    assert "Every finding" in one.text


def test_why_not_without_a_find_offers_the_next_step(world, esw):
    page = esw.get(f"/clients/{a_client(world).id}/why-not?words=zebra%20keeper")

    assert "We do not hold that vacancy" in page.text
    assert "Add the vacancy" in page.links()


def test_words_far_too_long_are_refused_by_name(world, esw):
    page = esw.get(f"/clients/{a_client(world).id}/why-not?words={'x' * 300}")

    assert page.errors == ["Title or employer: shorten this to 200 characters or fewer."]


def test_the_printed_list_is_plain_and_has_nothing_for_staff_only(world, esw):
    limits = {
        "lift_max_kg": must(5),
        "manager_support": {"usual": "met_good", "strength": "important"},
        "noise_level": "quiet",
    }
    client = a_client(world, profile=a_profile(limits))
    a_vacancy(
        conditions={
            "lift_max_kg": fact(2),
            "manager_support": fact("concern", source="esw_seen"),
            "noise_level": fact("loud"),
        }
    )

    page = esw.get(shortlist(client, "/print"))

    assert "What suits you Lifting 2 kg" in page.text
    assert "Noise: loud noise. You asked for: a quiet place" in page.text
    for secret in (NEVER_PRINTED, "manager", "cost", "of 1000", "must", "lift_max_kg"):
        assert secret not in page.tree.css_first("main").text().lower()


def test_what_is_kept_is_printed_first(world, esw):
    client = a_client(world, profile=a_profile({"lift_max_kg": must(5)}))
    a_vacancy(
        title="First in the list", employer="Example One", conditions={"lift_max_kg": fact(1)}
    )
    kept = a_vacancy(title="Kept though clashing", conditions={"lift_max_kg": fact(30)})
    esw.post(f"/clients/{client.id}/vacancies/{kept.id}/keep", csrf_from=esw.get(shortlist(client)))

    page = esw.get(shortlist(client, "/print"))

    assert [node.text() for node in page.tree.css(".paper h2")][:2] == [
        "1. Kept though clashing",
        "2. First in the list",
    ]


@pytest.mark.parametrize(
    "path", ["shortlist", "shortlist/print", "shortlist/{vacancy}", "why-not?words=x"]
)
def test_another_teams_client_is_not_found(world, other_team_esw, path):
    client, vacancy = a_client(world), a_vacancy()

    other_team_esw.get(f"/clients/{client.id}/{path.format(vacancy=vacancy.id)}", status=404)


@pytest.mark.parametrize("key", [0, 99_999, 99_999_999_999_999_999])
def test_a_vacancy_or_client_that_never_was_is_not_found(world, esw, key):
    esw.get(f"/clients/{a_client(world).id}/shortlist/{key}", status=404)
    esw.get(f"/clients/{key}/shortlist", status=404)


def test_an_administrator_opens_no_shortlist(world, administrator):
    administrator.get(shortlist(a_client(world)), status=403)


def test_no_address_on_the_page_carries_a_name(world, esw):
    client = a_client(world, "Quillfeather Example", profile=a_profile({"lift_max_kg": must(5)}))
    a_vacancy()
    page = esw.get(shortlist(client, "?words=surgery"))

    addresses = [
        node.attributes.get(name) or ""
        for node in page.tree.css("[href], [action], [hx-get]")
        for name in ("href", "action", "hx-get")
    ]
    assert not [address for address in addresses if "quillfeather" in address.lower()]


def test_an_answer_for_a_swap_says_the_short_address(world, esw):
    client = a_client(world)
    page = esw.get(shortlist(client, "?words=&km=5&kept="), headers={"HX-Request": "true"})

    assert page.response.headers["HX-Push-Url"] == f"{shortlist(client)}?km=5"


def test_a_client_reads_five_at_most_unless_more_were_kept(world, esw):
    client = a_client(world, profile=a_profile({"lift_max_kg": must(5)}))
    for number in range(8):
        a_vacancy(employer=f"Example {number}", conditions={"lift_max_kg": fact(1)})

    page = esw.get(shortlist(client, "/print"))

    assert len(page.tree.css(".paper h2")) == 5 + 1  # and the questions


def test_a_start_of_journeys_that_is_not_on_the_map_is_said_on_the_shortlist(world, esw):
    limits = {"location": must(12)}
    nowhere = a_client(world, profile=a_profile(limits, home=Home("BT1 1AA")))
    unasked = a_client(world, name="Ash Example", profile=a_profile(limits))

    assert "“BT1 1AA” was not found on the map." in esw.get(shortlist(nowhere)).text
    assert "Nobody has asked where journeys start." in esw.get(shortlist(unasked)).text
