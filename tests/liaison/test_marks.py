"""Keeping and putting aside: one mark at a time, undone by one button, its versions kept."""

import pytest

from employers.queries.vacancies import vacancy_by_id
from employers.rules.vacancies import VacancyState
from liaison.models import MarkKind, ShortlistMark
from liaison.queries.marks import marks_of, standing_marks
from matching.weights import CURRENT
from storage.transaction import end_reads
from tests.builders import signed_in
from tests.builders_clients import a_client, a_profile, saved
from tests.builders_vacancies import a_vacancy

PROFILE = a_profile({"lift_max_kg": {"usual": 5, "strength": "must"}})


@pytest.fixture
def client(world):
    return a_client(world, profile=PROFILE)


@pytest.fixture
def vacancy(world):
    return a_vacancy()


def standing(client) -> dict[int, str]:
    found = {key: mark.kind for key, mark in standing_marks(client.id).items()}
    end_reads()
    return found


def newest(client):
    mark = marks_of(client.id)[0][0]
    end_reads()
    return mark


def open_list(browser, client, query=""):
    return browser.get(f"/clients/{client.id}/shortlist{query}")


def keep(browser, client, query=""):
    page = open_list(browser, client, query)
    return browser.submit(page, form="form[action$='/keep']")


def put_aside(browser, client, reason="too_far", words=""):
    page = open_list(browser, client)
    return browser.submit(
        page, {"reason": reason, "words": words}, form="form[action$='/put-aside']"
    )


def test_keeping_takes_one_button_and_marks_the_row(client, vacancy, esw):
    page = keep(esw, client)

    assert "Kept: Receptionist." in page.text
    assert standing(client) == {vacancy.id: "kept"}
    assert page.tree.css_first(".row.kept") is not None
    assert "Receptionist" in page.tree.css_first(".kept-list").text()


def test_a_second_click_makes_no_second_mark(client, vacancy, esw, rows):
    page = open_list(esw, client)
    for _ in range(2):
        esw.submit(page, form="form[action$='/keep']")

    assert rows(ShortlistMark) == 1


def test_what_was_kept_is_undone_by_the_button_in_the_message(client, vacancy, esw):
    page = esw.submit(keep(esw, client), form=".flash form")

    assert "Taken back" in page.text
    assert standing(client) == {}


def test_putting_aside_with_a_reason_takes_it_out_of_the_groups_into_its_own_list(
    client, vacancy, esw
):
    page = put_aside(esw, client, words="two buses")

    assert page.tree.css("#ring_today .row") == []
    aside = page.tree.css_first("#put_aside").text()
    assert "Too far, or the journey is too hard: two buses" in aside
    assert "Esw Example" in aside
    assert "Every open vacancy is put aside" in page.text


def test_what_was_put_aside_comes_back_from_its_list(client, vacancy, esw):
    page = esw.submit(put_aside(esw, client), form="#put_aside form")

    assert standing(client) == {}
    assert page.tree.css("#ring_today .row") != []


@pytest.mark.parametrize(
    ("reason", "words", "message"),
    [
        ("nonsense", "", "Not a valid choice."),
        (None, "", "Choose a reason."),
        ("other", "", "Say in a few words what the reason is."),
        ("later", "x" * 301, "Shorten this to 300 characters or fewer."),
    ],
)
def test_a_reason_that_cannot_be_used_is_asked_again_with_the_words_kept(
    client, vacancy, esw, rows, reason, words, message
):
    list_page = open_list(esw, client)
    page = esw.submit(
        list_page, {"reason": reason, "words": words}, form="form[action$='/put-aside']", status=422
    )

    assert page.errors == [message]
    assert page.values()["words"] == words
    assert rows(ShortlistMark) == 0


def test_filters_are_still_there_after_a_decision(client, vacancy, esw):
    page = keep(esw, client, "?words=surgery&km=&group=ring_today")

    assert page.values(".filters form")["words"] == "surgery"
    assert page.values(".filters form")["group"] == "ring_today"


def test_from_the_reading_one_comes_back_to_the_reading(client, vacancy, esw):
    address = f"/clients/{client.id}/shortlist/{vacancy.id}"
    page = esw.submit(esw.get(address), form="form[action$='/keep']")

    assert page.url == address


def test_a_mark_keeps_what_the_reading_was_made_from(client, vacancy, esw, world):
    page = open_list(esw, client)
    saved(client, a_profile({"lift_max_kg": 9}), world.esw)
    esw.submit(page, form="form[action$='/keep']")
    mark = newest(client)

    assert (mark.profile_number, mark.vacancy_version) == (1, vacancy.version)
    assert mark.weights_version == CURRENT.version


def test_a_version_that_never_was_is_not_believed(client, vacancy, esw):
    page = open_list(esw, client)
    esw.submit(
        page, {"profile": "99", "version": "-1", "weights": "<b>"}, form="form[action$='/keep']"
    )
    mark = newest(client)

    assert (mark.profile_number, mark.vacancy_version) == (1, vacancy.version)
    assert mark.weights_version == CURRENT.version


def test_of_two_people_the_last_one_stands_and_undo_brings_back_the_first(
    app, world, client, vacancy, esw
):
    colleague = signed_in(app, world.colleague)
    page = open_list(colleague, client)
    keep(esw, client)
    colleague.submit(page, {"reason": "later"}, form="form[action$='/put-aside']")
    assert standing(client) == {vacancy.id: MarkKind.ASIDE}

    again = esw.submit(open_list(esw, client), form="#put_aside form")

    assert "The vacancy is kept, as before." in again.text
    assert standing(client) == {vacancy.id: MarkKind.KEPT}


def test_undoing_twice_does_nothing_the_second_time(client, vacancy, esw):
    page = keep(esw, client)
    for _ in range(2):
        esw.submit(page, form=".flash form")

    assert standing(client) == {}


def test_the_page_of_marks_keeps_the_history(client, vacancy, esw):
    esw.submit(keep(esw, client), form=".flash form")
    put_aside(esw, client, "asked_no")
    page = esw.get(f"/clients/{client.id}/marks")

    assert "taken back" in page.text
    assert "Put aside: We asked, and the answer was no" in page.text
    assert "profile 1, vacancy version 1" in page.text


def test_what_was_kept_and_has_closed_since_says_so(client, vacancy, esw, world):
    keep(esw, client)
    row = vacancy_by_id(vacancy.id)
    end_reads()
    page = esw.get(f"/vacancies/{row.id}/close")
    esw.submit(page, {"to": "filled"}, form="main form")

    kept = open_list(esw, client).tree.css_first(".kept-list")
    assert "not open any more" in kept.text()


@pytest.mark.parametrize("path", ["vacancies/{v}/keep", "vacancies/{v}/put-aside", "marks/1/undo"])
def test_another_teams_client_cannot_be_decided_for(
    client, vacancy, esw, other_team_esw, rows, path
):
    own = other_team_esw.get("/clients/")
    address = f"/clients/{client.id}/{path.format(v=vacancy.id)}"

    other_team_esw.post(address, {"reason": "later"}, status=404, csrf_from=own)
    other_team_esw.get(f"/clients/{client.id}/marks", status=404)
    assert rows(ShortlistMark) == 0


def test_a_mark_is_undone_only_through_its_own_client(world, client, vacancy, esw):
    page = keep(esw, client)
    mark = newest(client)
    other = a_client(world, "Aspen Example")

    esw.post(f"/clients/{other.id}/marks/{mark.id}/undo", status=404, csrf_from=page)
    assert standing(client) == {vacancy.id: "kept"}


def test_deciding_is_never_a_get_and_never_without_a_token(client, vacancy, esw, rows):
    address = f"/clients/{client.id}/vacancies/{vacancy.id}/keep"

    esw.get(address, status=405)
    esw.post(address, status=400)
    assert rows(ShortlistMark) == 0


def test_a_vacancy_that_never_was_cannot_be_kept(client, vacancy, esw):
    page = open_list(esw, client)

    esw.post(f"/clients/{client.id}/vacancies/99999999999/keep", status=404, csrf_from=page)


def test_filters_that_no_address_can_hold_break_nothing(client, vacancy, esw):
    page = open_list(esw, client)

    page = esw.submit(page, {"filters": "words=a\r\nX-Other: b"}, form="form[action$='/keep']")
    assert "Kept: Receptionist." in page.text


def test_what_no_file_has_published_yet_is_not_there(client, esw):
    draft = a_vacancy(title="Unpublished", state=VacancyState.DRAFT)

    for path in (
        f"/clients/{client.id}/vacancies/{draft.id}/put-aside",
        f"/clients/{client.id}/shortlist/{draft.id}",
        f"/vacancies/{draft.id}/clients",
    ):
        esw.get(path, status=404)
