"""Every change to a vacancy is numbered by the database, and a copy can follow the numbers."""

from dataclasses import replace

import pytest
import sqlalchemy as sa

from employers import changes
from employers.changes import NO_CHANGE, Change
from employers.models import Employer, Site, Vacancy, VacancyChange
from employers.operations.vacancies import add_vacancy, close_vacancy, reopen_vacancy
from employers.queries.vacancies import vacancy_by_id
from employers.rules.vacancies import Step, VacancyState
from storage.transaction import end_reads, transaction
from tests.builders import NOW
from tests.builders_vacancies import a_draft, a_vacancy, fact

TRIGGERS = {
    "sqlite": {
        *("note_vacancy_insert", "note_vacancy_update", "note_vacancy_delete"),
        *("note_site", "note_employer"),
    },
    "postgresql": {"note_vacancy", "note_site", "note_employer"},
}


@pytest.fixture(autouse=True)
def ground(world):
    """A database with people in it, for who does what."""


@pytest.fixture
def start(ground):
    """What a process has seen that has just read everything."""
    return last()


def last():
    seen = changes.last_change()
    end_reads()
    return seen


def since(seen):
    found = changes.changes_since(seen)
    end_reads()
    return found and found.ids


def write(statement):
    """One statement, whoever makes it."""
    with transaction() as session:
        session.execute(statement)


def test_every_trigger_is_there_after_all_migrations(database):
    if database.get_bind().dialect.name == "sqlite":
        query = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    else:
        query = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"

    assert set(database.scalars(sa.text(query))) == TRIGGERS[database.get_bind().dialect.name]


def test_nothing_changed_is_no_change(start):
    assert since(start) == set()


def test_a_log_with_nothing_in_it_has_nothing_new_until_something_is():
    write(sa.delete(VacancyChange))
    assert last() == NO_CHANGE
    assert since(NO_CHANGE) == set()

    a_vacancy()
    assert since(NO_CHANGE) is None


def test_a_vacancy_written_by_any_statement_is_noted(start):
    first, second = a_vacancy(), a_vacancy(title="Cleaner")
    assert since(start) == {first.id, second.id}

    seen = last()
    write(sa.update(Vacancy).where(Vacancy.id == first.id).values(title="Cook"))
    assert since(seen) == {first.id}

    seen = last()
    write(sa.text(f"DELETE FROM vacancy_version WHERE vacancy_id = {second.id}"))
    write(sa.text(f"DELETE FROM vacancy WHERE id = {second.id}"))
    assert since(seen) == {second.id}


def test_moving_a_site_or_naming_an_employer_anew_notes_each_of_its_vacancies():
    here, also_here = a_vacancy(), a_vacancy(title="Cleaner")
    elsewhere = a_vacancy(employer="Sample Stores")
    seen = last()

    write(sa.update(Site).where(Site.id == here.site_id).values(easting=1, northing=2))
    assert since(seen) == {here.id, also_here.id}

    seen = last()
    write(sa.update(Employer).where(Employer.name == "Sample Stores").values(name="Sample Shops"))
    assert since(seen) == {elsewhere.id}


def test_what_was_seen_is_not_told_again():
    a_vacancy()
    seen = last()

    assert since(seen) == set()
    assert last() == seen


def test_the_first_so_many_changes_are_told_and_then_the_next():
    seen = last()
    made = [a_vacancy(title=f"Cleaner {number}").id for number in range(3)]

    first = changes.changes_since(seen, 2)
    second = changes.changes_since(first.last, 2)
    end_reads()

    assert (first.ids, second.ids) == (set(made[:2]), set(made[2:]))
    assert second.last == last()


def test_of_a_vacancy_changed_over_and_over_only_the_last_change_counts():
    seen = last()
    busy, calm = a_vacancy(), a_vacancy(title="Cleaner")
    for number in range(3):
        write(sa.update(Vacancy).where(Vacancy.id == busy.id).values(title=f"Cook {number}"))

    first = changes.changes_since(seen, 1)
    second = changes.changes_since(first.last, 1)
    end_reads()

    assert (first.ids, second.ids) == ({calm.id}, {busy.id})
    assert second.last == last()


def test_there_are_numbers_enough_for_a_country(database):
    far = 2**31 + 5
    write(sa.insert(VacancyChange).values(number=far, vacancy_id=0, mark="a" * 32))
    if database.get_bind().dialect.name == "postgresql":
        database.execute(sa.text(f"SELECT setval('vacancy_change_number_seq', {far})"))
        end_reads()
    vacancy = a_vacancy()

    assert since(Change(far, "a" * 32)) == {vacancy.id}


def test_a_change_rolled_back_was_never_made(start):
    with pytest.raises(ZeroDivisionError), transaction():
        add_vacancy(a_draft(), Step(None, NOW)).version = 1 // 0
    vacancy = a_vacancy(title="Cleaner")

    assert since(start) == {vacancy.id}


def test_another_history_is_recognised_whatever_its_numbers():
    a_vacancy()
    seen = last()
    a_vacancy(title="Cleaner")

    assert since(replace(seen, mark="f" * 32)) is None
    assert since(Change(seen.number + 100, seen.mark)) is None
    write(sa.update(VacancyChange).values(mark="0" * 32))
    assert since(seen) is None


def test_old_changes_are_deleted_and_whoever_saw_only_those_reads_everything_again():
    a_vacancy()
    old = last()
    for title in ("Cook", "Cleaner", "Porter"):
        a_vacancy(title=title)
    newest = last()
    with transaction():
        assert changes.prune(keep=2)

    assert since(old) is None
    assert since(newest) == set()


def test_open_vacancies_come_by_pages_and_by_number_with_their_conditions_as_text():
    known = a_vacancy(conditions={"lift_max_kg": fact(5)})
    others = [a_vacancy(title=f"Cleaner {number}") for number in range(3)]
    closed = a_vacancy(title="Porter", state=VacancyState.FILLED)

    pages = [changes.open_rows(0, others[0].id), changes.open_rows(others[0].id, closed.id)]

    ids = [sorted(row.id for row in page) for page in pages]
    assert ids == [[known.id, others[0].id], [each.id for each in others[1:]]]
    assert changes.last_id() == closed.id
    assert '"lift_max_kg"' in pages[0][0].conditions
    assert changes.open_rows(others[2].id, closed.id) == []
    assert {row.id for row in changes.open_rows_by_id([known.id, closed.id, 10**9])} == {known.id}
    assert changes.count_open() == 4


def test_a_vacancy_knows_since_when_it_is_open():
    vacancy = a_vacancy()
    draft = a_vacancy(title="Draft", state=VacancyState.DRAFT)
    assert (vacancy.opened_at, draft.opened_at) == (NOW, None)

    later = NOW.replace(year=NOW.year + 1)
    with transaction():
        row = vacancy_by_id(vacancy.id)
        close_vacancy(row, VacancyState.FILLED, Step(None, NOW))
        assert row.opened_at == NOW
        reopen_vacancy(row, Step(None, later), later.date())
        assert row.opened_at == later
