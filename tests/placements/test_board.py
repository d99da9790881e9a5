"""What is new for a whole caseload, as an ESW meets it in the morning."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from employers.models import Vacancy
from employers.rules.vacancies import PlaceDraft
from storage import clock
from storage.transaction import end_reads, transaction
from tests.builders import NOW
from tests.builders_clients import a_client, a_profile
from tests.builders_vacancies import a_vacancy, fact

BOARD = "/new-for-my-clients"
FAREHAM = PlaceDraft("Fareham", "PO16 7AA", "PO16", 457800, 106200, "postcode")


@pytest.fixture
def now(monkeypatch):
    """The moment it is; move it by writing another."""
    moment = {"now": NOW + timedelta(days=1)}
    monkeypatch.setattr(clock, "now", lambda: moment["now"])
    return moment


def must(usual):
    return {"usual": usual, "strength": "must"}


def somebody(world, name="First Example", **limits):
    return a_client(world, name=name, profile=a_profile(limits or {"lift_max_kg": must(5)}))


def rows(page):
    """Employers, each with the clients of its row."""
    return {
        row.css_first(".row-name").text(): [link.text() for link in row.css(".fits > li > div > a")]
        for row in page.tree.css(".board > .row")
    }


def looked(esw, page):
    return esw.submit(page, form='form[action$="/looked"]')


def opened(vacancy, at):
    with transaction() as session:
        session.execute(sa.update(Vacancy).where(Vacancy.id == vacancy.id).values(opened_at=at))
    end_reads()


def test_one_row_stands_for_each_site_with_the_clients_it_would_suit(world, esw, now):
    somebody(world)
    somebody(world, "Second Example", lift_max_kg=must(10))
    a_vacancy(conditions={"lift_max_kg": fact(4)})
    a_vacancy(title="Cleaner", conditions={"lift_max_kg": fact(4)})
    a_vacancy(employer="Sample Stores", place=FAREHAM, conditions={"lift_max_kg": fact(8)})
    found = esw.get(BOARD)

    assert rows(found) == {
        "Example Surgery": ["First Example", "Second Example"],
        "Sample Stores": ["Second Example"],
    }
    assert "+1 more role here" in found.text


def test_what_was_opened_before_is_not_new_and_other_spans_show_it(world, esw, now):
    somebody(world)
    opened(a_vacancy(), now["now"] - timedelta(days=20))

    assert rows(esw.get(BOARD)) == {}
    assert "Nothing new to ring about" in esw.get(BOARD).text
    assert list(rows(esw.get(f"{BOARD}?days=30"))) == ["Example Surgery"]


def test_more_than_two_open_points_do_not_stand_there(world, esw, now):
    somebody(
        world,
        lift_max_kg=must(5),
        shift_max_h=must(4),
        noise_level=must("quiet"),
    )
    a_vacancy()

    assert rows(esw.get(BOARD)) == {}


def test_what_must_be_asked_is_said_once_and_names_nobody(world, esw, now):
    somebody(world)
    somebody(world, "Second Example")
    a_vacancy()
    asks = esw.get(BOARD).tree.css_first(".asks").text()

    assert asks.count("What is the heaviest thing one person lifts") == 1
    assert "Example" not in asks


def test_having_looked_empties_the_board_and_undo_brings_it_back(world, esw, now):
    somebody(world)
    a_vacancy()
    page = esw.get(BOARD)
    done = looked(esw, page)
    assert rows(done) == {}
    assert "since you last looked" in done.text

    now["now"] += timedelta(hours=1)
    opened(a_vacancy(employer="Sample Stores"), now["now"])
    now["now"] += timedelta(hours=1)
    assert list(rows(esw.get(BOARD))) == ["Sample Stores"]

    undone = esw.submit(done, form=".flash form")
    assert set(rows(undone)) == {"Example Surgery", "Sample Stores"}


def test_a_page_left_open_does_not_bring_back_what_was_seen_since(world, esw, now):
    somebody(world)
    a_vacancy()
    old = esw.get(BOARD)
    now["now"] += timedelta(hours=2)
    looked(esw, esw.get(BOARD))
    opened(a_vacancy(employer="Sample Stores"), now["now"] - timedelta(hours=1))

    assert rows(looked(esw, old)) == {}


@pytest.mark.parametrize(
    "made_at", ["", "yesterday", "2026-11-02T09:00:00", "2999-01-01T00:00:00+00:00", "9" * 5000]
)
def test_a_moment_that_is_none_changes_nothing(world, esw, now, made_at):
    somebody(world)
    a_vacancy()
    page = esw.get(BOARD)
    esw.post(f"{BOARD}/looked", {"made_at": made_at}, status=400, csrf_from=page)
    esw.post(f"{BOARD}/look-again?before=never", status=400, csrf_from=page)

    assert list(rows(esw.get(BOARD))) == ["Example Surgery"]


def test_put_aside_for_one_client_leaves_the_other(world, esw, now):
    first = somebody(world)
    somebody(world, "Second Example")
    vacancy = a_vacancy()
    aside = f"/clients/{first.id}/vacancies/{vacancy.id}/put-aside"
    esw.submit(esw.get(aside), {"reason": "too_far"})

    assert rows(esw.get(BOARD)) == {"Example Surgery": ["Second Example"]}


def test_each_sees_their_own_clients_and_a_lead_without_any_the_teams(
    world, esw, team_lead, other_team_esw, administrator, now
):
    somebody(world)
    a_client(
        world,
        name="Colleague’s Example",
        profile=a_profile({"lift_max_kg": must(5)}),
        esw=world.colleague,
    )
    a_vacancy()

    assert rows(esw.get(BOARD)) == {"Example Surgery": ["First Example"]}
    assert rows(team_lead.get(BOARD)) == {
        "Example Surgery": ["First Example", "Colleague’s Example"]
    }
    assert "You have no clients yet" in other_team_esw.get(BOARD).text
    administrator.get(BOARD, status=403)


def test_clients_of_whom_nothing_was_asked_are_counted(world, esw, now):
    a_client(world, name="Unasked Example")
    found = esw.get(BOARD)

    assert "1 client is not looked for" in found.text
    assert "Unasked Example" in found.text


def test_a_vacancy_closed_meanwhile_is_not_there(app, world, esw, now, monkeypatch):
    somebody(world)
    vacancy = a_vacancy()
    engine = app.extensions["shortlist_engine"]
    ring_today = engine.ring_today

    def then_closed(question, most):
        found = ring_today(question, most)
        end_reads()
        with transaction() as session:
            closing = sa.update(Vacancy).where(Vacancy.id == vacancy.id)
            session.execute(closing.values(state="filled"))
        end_reads()
        return found

    monkeypatch.setattr(engine, "ring_today", then_closed)

    assert rows(esw.get(BOARD)) == {}


@pytest.mark.parametrize("query", ["days=0", "days=often", "days=-3", "rows=0", "days=9999"])
def test_a_span_that_is_none_is_refused_in_words_and_the_board_still_shown(world, esw, now, query):
    somebody(world)
    a_vacancy()
    found = esw.get(f"{BOARD}?{query}", status=422)

    assert "give a whole number" in found.text
    assert list(rows(found)) == ["Example Surgery"]


def test_many_sites_come_thirty_at_first(world, esw, now):
    somebody(world)
    for number in range(32):
        a_vacancy(employer=f"Sample Stores {number}")
    found = esw.get(BOARD)

    assert len(rows(found)) == 30
    assert "2 sites left" in found.text
    assert len(rows(esw.get(f"{BOARD}?rows=60"))) == 32
