"""Whose search one vacancy answers, as an ESW meets it on the vacancy's page."""

import pytest

from employers.operations.vacancies import close_vacancy
from employers.queries.vacancies import vacancy_by_id
from employers.rules.vacancies import Step, VacancyState
from storage import clock
from storage.transaction import end_reads, transaction
from tests.builders import NOW
from tests.builders_clients import a_client, a_profile, saved
from tests.builders_vacancies import a_vacancy, fact


@pytest.fixture(autouse=True)
def still_clock(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)


def must(usual):
    return {"usual": usual, "strength": "must"}


def page(who, vacancy, **how):
    return who.get(f"/vacancies/{vacancy.id}/clients", **how)


def names(page, part):
    """The clients of one part of the page, in their order, those who clash last."""
    return [link.text() for link in page.tree.css(f'section[aria-labelledby="{part}"] .who a')]


def test_own_clients_come_first_and_in_each_part_the_best(world, esw):
    vacancy = a_vacancy(conditions={"lift_max_kg": fact(8), "noise_level": fact("quiet")})
    for name, limits, who in (
        ("Second Example", {"lift_max_kg": must(10), "shift_max_h": must(4)}, world.esw),
        ("First Example", {"lift_max_kg": must(10)}, world.esw),
        ("Clashing Example", {"lift_max_kg": must(2)}, world.esw),
        ("Colleague’s Example", {"noise_level": must("quiet")}, world.colleague),
    ):
        a_client(world, name=name, profile=a_profile(limits), esw=who)
    found = page(esw, vacancy)

    assert names(found, "own") == ["First Example", "Second Example", "Clashing Example"]
    assert names(found, "team") == ["Colleague’s Example"]
    assert "First Example – nothing left to settle" in found.text
    assert "Second Example – 1 open point" in found.text
    assert "lifting 8 kg" in found.text


def test_the_vacancy_leads_there_for_those_who_work_with_clients_alone(world, esw, administrator):
    vacancy = a_vacancy()
    link = f"/vacancies/{vacancy.id}/clients"

    assert link in esw.get(f"/vacancies/{vacancy.id}").html
    assert link not in administrator.get(f"/vacancies/{vacancy.id}").html
    page(administrator, vacancy, status=403)


def test_another_teams_clients_are_never_there(world, other_team_esw):
    a_client(world, name="First Example", profile=a_profile({"lift_max_kg": must(10)}))
    found = page(other_team_esw, a_vacancy())

    assert "First Example" not in found.text
    assert "Your team has no clients yet" in found.text


def test_what_was_kept_and_who_was_not_asked_is_said(world, esw):
    vacancy = a_vacancy()
    kept = a_client(world, name="First Example", profile=a_profile({"lift_max_kg": must(10)}))
    a_client(world, name="Unasked Example")
    keep = f"/clients/{kept.id}/vacancies/{vacancy.id}/keep"
    esw.post(keep, csrf_from=esw.get(f"/clients/{kept.id}/shortlist"))
    found = page(esw, vacancy)

    assert [badge.text() for badge in found.tree.css(".who .badge")] == ["kept"]
    assert names(found, "own") == ["First Example"]
    assert "Nothing asked yet" in found.text
    assert "Unasked Example" in found.text


def test_a_changed_profile_is_read_as_it_is_now(world, esw):
    vacancy = a_vacancy(conditions={"lift_max_kg": fact(8)})
    client = a_client(world, name="First Example", profile=a_profile({"lift_max_kg": must(10)}))
    assert "clash" not in page(esw, vacancy).text.lower()

    saved(client, a_profile({"lift_max_kg": must(2)}), world.esw)
    assert "Clashes with a must" in page(esw, vacancy).text


def test_a_vacancy_that_is_closed_says_so_and_one_there_is_not_is_not_found(world, esw):
    vacancy = a_vacancy()
    with transaction():
        close_vacancy(vacancy_by_id(vacancy.id), VacancyState.FILLED, Step(None, NOW, "Filled"))
    end_reads()

    assert "This vacancy is filled." in page(esw, vacancy).text
    esw.get("/vacancies/999999/clients", status=404)


def test_all_whom_it_suits_are_counted_and_the_nearest_ten_are_open(world, esw):
    for number in range(60):
        profile = a_profile({"lift_max_kg": must(10)})
        a_client(world, name=f"Client {number:02} Example", profile=profile)
    found = page(esw, a_vacancy(conditions={"lift_max_kg": fact(8)}))

    assert "My clients 60 clients" in found.text
    assert "50 more" in found.text
    assert "The nearest 50 are shown." in found.text
