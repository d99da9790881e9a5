"""The list of clients, looking somebody up, adding them, and changing who they are."""

import pytest
import sqlalchemy as sa

from clients.models import Client
from tests.builders_clients import a_client, a_profile


def test_an_empty_caseload_says_what_to_do_first(esw):
    page = esw.get("/clients/")

    assert "Nobody on your caseload yet" in page.text
    assert "/clients/add" in page.links("main a").values()


def test_an_esw_sees_their_own_clients_first_and_the_whole_team_on_request(esw, world):
    a_client(world, "Rowan Example")
    a_client(world, "Hazel Example", esw=world.colleague)

    mine, team = esw.get("/clients/"), esw.get("/clients/?whose=team")

    assert "Rowan Example" in mine.text and "Hazel Example" not in mine.text
    assert "Rowan Example" in team.text and "Hazel Example" in team.text
    assert "Colleague Example" in team.text


def test_a_team_lead_sees_the_whole_team_first(team_lead, world):
    a_client(world, "Hazel Example", esw=world.colleague)

    assert "Hazel Example" in team_lead.get("/clients/").text


def test_another_team_sees_none_of_them(other_team_esw, world):
    a_client(world, "Rowan Example")

    assert "Rowan" not in other_team_esw.get("/clients/?whose=team").text


def test_an_administrator_has_no_list_of_clients(administrator):
    administrator.get("/clients/", status=403)


def test_a_row_says_what_somebody_wants_and_how_old_the_profile_is(esw, world):
    profile = a_profile(
        {"lift_max_kg": {"usual": 5, "strength": "must"}, "noise_level": "quiet"},
        interests=("librarian", "archivist"),
    )
    a_client(world, "Rowan Example", profile=profile)

    text = esw.get("/clients/").text
    assert "librarian, archivist" in text
    assert "2 (1 must)" in text
    assert "2 Nov" in text


def test_nobody_knows_whose_clients_those_would_be(esw):
    esw.get("/clients/?whose=everybody", status=404)


@pytest.mark.parametrize("typed", ["zoë", "ZOE", "exam zo"])
def test_a_name_is_found_however_it_is_typed(esw, world, typed):
    a_client(world, "Zoë Example")
    a_client(world, "Hazel Sample")

    page = esw.submit(esw.get("/clients/"), {"name": typed}, form='main form[role="search"]')

    assert "Zoë Example" in page.text and "Hazel Sample" not in page.text


def test_a_name_looked_for_stands_in_no_address(esw, world):
    a_client(world, "Zoë Example")
    start = esw.get("/clients/")
    token = start.values('main form[role="search"]')["csrf_token"]

    answer = esw.client.post("/clients/search", data={"csrf_token": token, "name": "Zoë"})

    assert answer.status_code == 302
    assert "zo" not in answer.location.lower()
    page = esw.get(answer.location)
    assert "Zoë Example" in page.text
    assert not any("zo" in link.lower() for link in page.links("main a").values())


def test_looking_for_nothing_shows_everybody_again(esw, world):
    a_client(world, "Rowan Example")
    found = esw.submit(esw.get("/clients/"), {"name": "zzz"}, form='main form[role="search"]')
    assert "Nobody here with “zzz” in the name" in found.text

    page = esw.submit(found, form=".find form:not([role])")

    assert "Rowan Example" in page.text


def test_a_name_found_only_in_the_team_is_offered_there(esw, world):
    a_client(world, "Hazel Example", esw=world.colleague)

    page = esw.submit(esw.get("/clients/"), {"name": "hazel"}, form='main form[role="search"]')

    assert "1 client of the whole team has it" in page.text
    assert "Hazel Example" in esw.get("/clients/?whose=team").text


def test_a_name_far_too_long_is_refused_in_words(esw):
    page = esw.submit(
        esw.get("/clients/"), {"name": "x" * 500}, form='main form[role="search"]', status=422
    )

    assert page.errors == ["Name: shorten this to 120 characters or fewer."]


def test_somebody_added_is_on_the_caseload_and_starts_with_the_first_meeting(esw, rows):
    page = esw.submit(esw.get("/clients/add"), {"name": "Rowan Example", "phone": "023 8000 0000"})

    assert page.heading == "Rowan Example"
    assert "Start with the first meeting" in page.text
    assert rows(Client) == 1
    assert "Rowan Example" in esw.get("/clients/").text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"name": ""}, "Enter their name."),
        ({"name": "x" * 121}, "Name: shorten this to 120 characters or fewer."),
        ({"name": "y" * 1_000_000}, "Name: shorten this to 5,000 characters or fewer."),
        ({"phone": "ring me"}, "Phone: enter digits and spaces, such as 023 8000 0000."),
        ({"email": "at home"}, "E-mail: enter an address like name@example.org."),
        ({"esw_id": "999999"}, "Their ESW: choose one of the list."),
        ({"esw_id": "x"}, "Their ESW: choose one of the list."),
    ],
)
def test_what_cannot_be_used_is_named_and_nothing_typed_is_lost(esw, rows, typed, said):
    sent = {"name": "Rowan Example", "phone": "023 8000 0000", **typed}

    page = esw.submit(esw.get("/clients/add"), sent, status=422)

    assert page.errors == [said]
    for name in set(sent) - {"esw_id"}:
        assert page.values()[name] == sent[name]
    assert rows(Client) == 0


def test_a_worker_of_another_team_cannot_be_named(esw, world, rows):
    typed = {"name": "Rowan Example", "esw_id": str(world.stranger.id)}

    esw.submit(esw.get("/clients/add"), typed, status=422)

    assert rows(Client) == 0


def test_the_same_name_is_warned_of_and_not_refused(esw, world, rows):
    a_client(world, "Rowan Example")

    warned = esw.submit(esw.get("/clients/add"), {"name": "rowan example"}, status=422)
    assert "somebody called Rowan Example already" in warned.text
    assert rows(Client) == 1

    esw.submit(warned)
    assert rows(Client) == 2


def test_another_name_typed_after_the_warning_is_looked_up_again(esw, world, rows):
    a_client(world, "Rowan Example")
    a_client(world, "Hazel Example")
    warned = esw.submit(esw.get("/clients/add"), {"name": "Rowan Example"}, status=422)

    again = esw.submit(warned, {"name": "Hazel Example"}, status=422)

    assert "somebody called Hazel Example already" in again.text
    assert rows(Client) == 2


def test_who_somebody_is_can_be_changed(esw, world, database):
    client = a_client(world)
    page = esw.get(f"/clients/{client.id}/edit")
    assert page.values()["name"] == "Rowan Example"

    esw.submit(page, {"name": "Rowan Sample", "esw_id": str(world.colleague.id)})

    kept = database.scalar(sa.select(Client))
    assert (kept.name, kept.name_key, kept.esw_id) == (
        "Rowan Sample",
        "rowan sample",
        world.colleague.id,
    )


def test_a_refused_change_keeps_what_was_typed(esw, world):
    client = a_client(world)

    page = esw.submit(
        esw.get(f"/clients/{client.id}/edit"), {"name": "", "phone": "12345"}, status=422
    )

    assert page.errors == ["Enter their name."]
    assert page.values()["phone"] == "12345"


PAGES = ("", "/edit", "/profile", "/first-meeting", "/later", "/versions", "/versions/1", "/print")


@pytest.mark.parametrize("path", PAGES)
def test_another_teams_client_is_not_there(esw, other_team_esw, world, path):
    client = a_client(world, profile=a_profile(good_at="carving"))

    assert "Rowan Example" in esw.get(f"/clients/{client.id}{path}").text
    hidden = other_team_esw.get(f"/clients/{client.id}{path}", status=404)
    assert "Rowan" not in hidden.text


@pytest.mark.parametrize("path", ["/edit", "/profile", "/first-meeting", "/later"])
def test_another_teams_client_cannot_be_written_to(other_team_esw, world, rows, database, path):
    client = a_client(world)
    token_page = other_team_esw.get("/clients/add")

    sent = {"name": "Taken Example", "good_at": "x", "version": "0", "lift_max_kg-usual": "5"}
    other_team_esw.post(f"/clients/{client.id}{path}", sent, status=404, csrf_from=token_page)
    other_team_esw.post(
        f"/clients/{client.id}/versions/1/restore", status=404, csrf_from=token_page
    )

    kept = database.scalar(sa.select(Client))
    assert (kept.name, kept.profile_number) == ("Rowan Example", 0)


@pytest.mark.parametrize("path", ["/clients/99999999999999999999", "/clients/0/later"])
def test_a_client_there_never_was_is_not_there(esw, path):
    esw.get(path, status=404)


def test_two_who_change_the_same_client_at_once_lose_nothing(esw, team_lead, world, database):
    client = a_client(world)
    address = f"/clients/{client.id}/edit"
    mine, theirs = esw.get(address), team_lead.get(address)
    team_lead.submit(theirs, {"phone": "023 8000 0000", "esw_id": str(world.colleague.id)})

    page = esw.submit(mine, {"email": "rowan@example.org"}, status=422)
    assert "Phone: 023 8000 0000" in page.text
    assert "Their ESW: Colleague Example" in page.text
    assert page.values()["email"] == "rowan@example.org"
    assert database.get(Client, client.id).email == ""
    database.close()

    esw.submit(page, {"phone": "023 8000 0000"})
    kept = database.get(Client, client.id)
    assert (kept.phone, kept.email) == ("023 8000 0000", "rowan@example.org")


def test_the_same_change_sent_twice_is_no_conflict(esw, world):
    page = esw.get(f"/clients/{a_client(world).id}/edit")

    esw.submit(page, {"phone": "023 8000 0000"})
    assert "was saved" in esw.submit(page, {"phone": "023 8000 0000"}).text
