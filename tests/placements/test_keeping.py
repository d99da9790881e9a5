"""The index of one process is as true as the database, or says that it is not there."""

import json
from contextlib import nullcontext
from datetime import date
from types import SimpleNamespace

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from employers import changes
from employers.models import Employer, Vacancy, VacancyChange
from employers.rules.stored import conditions_of
from matching.catalogue import CATALOGUE
from matching.index import Index, Vocabulary
from matching.limits import ProfileFacts
from placements.rules.filters import Filters
from placements.shortlist import keeping, offers
from placements.shortlist.engine import Question
from placements.shortlist.indexed import IndexEngine
from placements.shortlist.keeping import Keeper
from placements.shortlist.plain import PlainEngine
from storage.transaction import end_reads, transaction
from tests.builders_clients import a_client, a_profile
from tests.builders_vacancies import a_vacancy, fact

TODAY = date(2026, 11, 2)


class Asked:
    """A keeper with an engine over it, and what a search finds."""

    def __init__(self):
        self.keeper = Keeper()
        self.engine = IndexEngine(self.keeper.current, PlainEngine())

    def total(self, today=TODAY):
        found = self.engine.search(Question(ProfileFacts(), today))
        end_reads()
        return found.total

    def found(self, words):
        found = self.engine.search(Question(ProfileFacts(), TODAY, Filters(words=words)))
        end_reads()
        return found.shown

    @property
    def index(self):
        return self.keeper._held[0]


@pytest.fixture
def asked(world):
    return Asked()


def write(statement):
    with transaction() as session:
        session.execute(statement)


def of(vacancy):
    return sa.update(Vacancy).where(Vacancy.id == vacancy.id)


def test_it_is_built_at_the_first_search_and_follows_every_change(asked):
    first = a_vacancy()
    assert asked.total() == 1
    built = asked.index.base

    second = a_vacancy(title="Cleaner")
    assert asked.total() == 2
    write(of(first).values(state="closed"))
    assert asked.total() == 1
    write(of(first).values(state="open"))
    write(of(second).values(state="filled"))
    assert asked.total() == 1
    assert asked.index.base is built, "nothing was read anew"


def test_what_is_not_changed_is_not_read_again(asked, monkeypatch):
    a_vacancy()
    asked.total()
    monkeypatch.setattr(changes, "open_rows", pytest.fail)
    monkeypatch.setattr(changes, "open_rows_by_id", pytest.fail)

    assert asked.total() == 1


def test_a_closing_date_that_passes_changes_nothing_and_a_clock_set_back_finds_it_again(asked):
    a_vacancy(closes_on=TODAY)

    days = [TODAY, TODAY.replace(day=3), TODAY, TODAY.replace(day=1)]

    assert [asked.total(day) for day in days] == [1, 0, 1, 1]


def test_a_database_restored_to_another_history_is_read_again(asked):
    gone, stays = a_vacancy(), a_vacancy(title="Cleaner")
    assert asked.total() == 2
    built = asked.index.base

    restore(gone)

    assert asked.total() == 1
    assert asked.index.base is not built
    assert asked.index.base.ids.tolist() == [stays.id]


def test_many_late_changes_are_merged(asked, monkeypatch):
    a_vacancy()
    asked.total()
    monkeypatch.setattr("matching.index.index.MERGE_FROM", 1)
    for title in ("Cook", "Cleaner"):
        a_vacancy(title=title)

    assert asked.total() == 3
    assert (len(asked.index.base), len(asked.index.late)) == (3, 0)


def test_while_one_thread_puts_changes_in_others_read_the_index_as_it_was(asked):
    a_vacancy()
    asked.total()
    a_vacancy(title="Cleaner")

    with asked.keeper._writing:
        assert asked.total() == 1
    assert asked.total() == 2


def test_an_index_that_cannot_be_built_is_said_and_searches_are_answered_all_the_same(
    asked, monkeypatch, caplog
):
    a_vacancy()

    def broken(*_args):
        raise MemoryError

    monkeypatch.setattr(changes, "open_rows", broken)

    assert asked.total() == 1
    assert asked.keeper.readiness() == (
        True,
        "ready, but searches are slow: no index (MemoryError)",
    )
    assert "searches are answered slowly" in caplog.text


def test_while_it_is_built_behind_the_pages_visitors_are_kept_away_and_answered_slowly(
    asked, monkeypatch
):
    a_vacancy()
    monkeypatch.setattr(keeping, "Thread", lambda **_made: Started())
    asked.keeper.start(nullcontext)
    assert asked.total() == 1
    assert asked.keeper.readiness() == (False, "building the index: 0 of 0 vacancies")

    asked.keeper.stop()
    asked.keeper._go_on(nullcontext)  # told to stop before it began: nothing is built
    assert asked.keeper.current() is None


def behind(asked, monkeypatch):
    """The keeper with its index built by the thread behind, which we let come round by hand."""
    monkeypatch.setattr(keeping, "Thread", lambda **_made: Started())
    asked.keeper.start(nullcontext)
    assert asked.keeper._keep_up()
    end_reads()
    return asked.keeper


def restore(vacancy):
    """As a restore would: other rows, and other changes under the same numbers."""
    write(sa.text(f"UPDATE vacancy SET state = 'filled' WHERE id = {vacancy.id}"))
    newest = changes.last_change().number
    end_reads()
    write(sa.delete(VacancyChange).where(VacancyChange.number == newest))
    write(sa.update(VacancyChange).values(mark="0" * 32))


def test_after_a_restore_no_visitor_waits_for_the_index_and_none_is_sent_here(asked, monkeypatch):
    gone, _stays = a_vacancy(), a_vacancy(title="Cleaner")
    keeper = behind(asked, monkeypatch)
    assert asked.total() == 2
    restore(gone)
    with monkeypatch.context() as patch:
        patch.setattr(changes, "open_rows", pytest.fail)
        asked.total()

        def while_building(*_args):
            assert keeper.current() is None
            assert keeper.readiness()[0] is False
            return []

        patch.setattr(changes, "open_rows", while_building)
        keeper._keep_up()
    keeper._held = None
    keeper._keep_up()
    assert asked.total() == 1
    assert keeper.readiness() == (True, "ready")


def test_changes_in_bulk_are_put_in_bit_by_bit_and_by_the_thread_behind(asked, monkeypatch):
    a_vacancy()
    keeper = behind(asked, monkeypatch)
    monkeypatch.setattr(keeping, "CHANGES_A_SEARCH", 1)
    monkeypatch.setattr(keeping, "CHANGES_AT_ONCE", 2)
    for title in ("Cook", "Cleaner", "Porter", "Carer", "Driver"):
        a_vacancy(title=title)

    assert asked.total() == 2, "one search puts in only so much"
    assert not keeper._keep_up()
    monkeypatch.setattr(offers.changes, "open_rows_by_id", pytest.fail)
    assert asked.total() == 6


def test_nobody_is_shown_less_while_late_changes_are_merged(asked, monkeypatch):
    a_vacancy()
    keeper = behind(asked, monkeypatch)
    monkeypatch.setattr("matching.index.index.MERGE_FROM", 1)
    for title in ("Cook", "Cleaner"):
        a_vacancy(title=title)
    assert asked.total() == 3
    merged, since = Index.merged, changes.changes_since

    def merging(index):
        a_vacancy(title="Zebra keeper")
        assert asked.total() == 4
        monkeypatch.setattr(changes, "changes_since", catching_up)
        return merged(index)

    def catching_up(*args):
        assert asked.total() == 4
        return since(*args)

    monkeypatch.setattr(Index, "merged", merging)
    keeper._merge()
    monkeypatch.setattr(changes, "changes_since", since)

    assert len(asked.index.late) == 1
    assert asked.total() == 4


def test_an_index_that_cannot_be_brought_up_to_date_gives_way_to_the_slow_path(
    asked, monkeypatch, caplog
):
    a_vacancy()
    asked.total()
    built = asked.index.base
    a_vacancy(title="Cleaner")
    with monkeypatch.context() as patch:
        patch.setattr(changes, "open_rows_by_id", lambda _ids: 1 // 0)

        assert asked.total() == 2
        with asked.keeper._writing:
            assert asked.total() == 2, "nor does anybody else read what is out of date"
        assert asked.keeper.readiness()[1] == (
            "ready, but searches are slow: no index (ZeroDivisionError)"
        )
    assert asked.total() == 2
    assert asked.keeper.readiness() == (True, "ready")
    assert asked.index.base is built
    assert caplog.text.count("searches are answered slowly") == 1


def test_words_are_found_in_an_index_that_was_built_anew(asked):
    first = a_vacancy(title="Cook")
    a_vacancy(title="Gardener", employer="Sample Stores")
    found = {words: asked.found(words) for words in ("gardener", "sample")}
    assert found == {"gardener": 1, "sample": 1}

    restore(first)

    assert asked.total() == 1
    assert {words: asked.found(words) for words in (*found, "cook")} == {**found, "cook": 0}


class Started:
    """A thread that was started, and has not come round to anything yet."""

    def start(self):
        """Begin."""


def test_the_thread_behind_builds_and_merges(asked, monkeypatch):
    a_vacancy()
    keeper = asked.keeper
    monkeypatch.setattr(keeping, "Thread", lambda **_made: Started())
    monkeypatch.setattr(keeper._stop, "wait", lambda s: s > 0.01 and keeper.stop())
    keeper.start(nullcontext)
    keeper._go_on(nullcontext)
    end_reads()
    assert keeper.readiness() == (True, "ready")

    monkeypatch.setattr("matching.index.index.MERGE_FROM", 1)
    for title in ("Cook", "Cleaner"):
        a_vacancy(title=title)
    assert asked.total() == 3
    assert len(asked.index.late) == 2, "a search leaves merging to the thread behind"
    keeper._stop.clear()
    keeper._go_on(nullcontext)
    assert (len(asked.index.base), len(asked.index.late)) == (3, 0)


def test_the_thread_behind_compares_titles_with_every_job_wanted(asked, world, monkeypatch):
    a_client(world, profile=a_profile(interests=("gardener",)))
    a_vacancy()
    keeper = asked.keeper
    monkeypatch.setattr(keeping, "Thread", lambda **_made: Started())
    monkeypatch.setattr(keeper._stop, "wait", lambda s: s > 0.01 and keeper.stop())
    keeper.start(nullcontext)
    keeper._go_on(nullcontext)
    monkeypatch.setattr("matching.index.titles.likenesses", pytest.fail)

    index = asked.index
    assert len(index.scores.of("gardener", index.words.titles.things, 1)) == 1


def test_a_thread_that_fails_to_build_says_so_and_tries_again(asked, monkeypatch):
    a_vacancy()
    keeper = asked.keeper
    waits = []
    rows, fails = changes.open_rows, [OSError, None]

    def now_and_then(*args):
        problem = fails.pop(0) if fails else None
        if problem:
            raise problem
        return rows(*args)

    def wait(seconds):
        waits.append((seconds, keeper.readiness()[1]))
        if len(waits) == 2:
            keeper.stop()

    monkeypatch.setattr(keeping, "Thread", lambda **_made: Started())
    monkeypatch.setattr(changes, "open_rows", now_and_then)
    monkeypatch.setattr(keeper._stop, "wait", wait)
    keeper.start(nullcontext)
    keeper._go_on(nullcontext)

    assert waits == [
        (keeping.TRY_AGAIN_AFTER_S, "ready, but searches are slow: no index (OSError)"),
        (keeping.CATCH_UP_EVERY_S, "ready"),
    ]


def test_a_stored_fact_that_cannot_be_read_is_unknown_and_the_rest_is_there(asked, caplog):
    odd = a_vacancy(conditions={"lift_max_kg": fact(5), "noise_level": fact("quiet")})
    write(
        of(odd).values(
            conditions={
                "lift_max_kg": {"value": "heavy"},
                "no_such_key": {"value": 1},
                "noise_level": fact("quiet"),
                "stairs": None,
            }
        )
    )

    assert asked.total() == 1
    facts = asked.index.base.facts
    assert (facts["lift_max_kg"][0], facts["stairs"][0]) == (0, 0)
    assert facts["noise_level"][0] == 1
    assert "is not readable" in caplog.text


def store(vacancy, text, engine):
    """Conditions as nothing of ours would write them."""
    value = ":stored" if engine == "sqlite" else "CAST(:stored AS jsonb)"
    statement = sa.text(f"UPDATE vacancy SET conditions = {value} WHERE id = :id")
    write(statement.bindparams(stored=text, id=vacancy.id))


@pytest.mark.parametrize("text", ["[1]", "null", '{"lift_max_kg": {"value": 1%s}}' % ("0" * 30)])
def test_conditions_that_are_nothing_of_the_kind_spoil_neither_index_nor_slow_path(
    asked, database, text
):
    odd, _other = a_vacancy(), a_vacancy(title="Cleaner")
    store(odd, text, database.get_bind().dialect.name)

    assert asked.total() == 2
    assert asked.keeper.readiness() == (True, "ready")
    assert PlainEngine().search(Question(ProfileFacts(), TODAY)).total == 2


ODD = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text(max_size=4)
    | st.sampled_from(["yes", "quiet", "required", "[8, 16]", "09:00", "2026-11-02", "inferred"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["stool", "mon", "morning", "value"]), inner, max_size=2)
    ),
    max_leaves=4,
)
FIELDS = st.sampled_from(["value", "negotiable", "source", "as_of", "words", "more"])
ODD_CONDITIONS = st.dictionaries(
    st.sampled_from([*CATALOGUE, "no_such_key"]), ODD | st.dictionaries(FIELDS, ODD), max_size=6
)


@settings(max_examples=500, deadline=None, derandomize=True)
@given(st.lists(ODD_CONDITIONS, min_size=1, max_size=4))
def test_whatever_is_stored_the_index_and_the_rules_read_the_same_of_it(stored):
    """Ten thousand odd values from an import, each left unknown or read alike by both."""
    words = Vocabulary()
    for conditions in stored:
        row = SimpleNamespace(id=1, conditions=json.dumps(conditions))
        known = conditions_of(json.loads(row.conditions))
        said = [words.fact(key, fact) for key, fact in known.items()]

        assert sorted(offers._facts(row, words)) == sorted(said)


def test_a_text_that_reads_like_a_list_is_not_taken_for_one():
    words, odd = Vocabulary(), []
    assert words.stored_facts({"hours_week": {"value": [8, 16]}}, odd.append)

    assert words.stored_facts({"hours_week": {"value": "[8, 16]"}}, odd.append) == []
    assert odd == ["hours_week"]


def test_an_employer_named_anew_is_found_by_the_new_name(asked):
    a_vacancy(employer="Example Surgery")
    asked.total()
    write(sa.update(Employer).values(name="Sample Surgery"))
    asked.total()
    index = asked.index

    assert index.words.employers.things[int(index.late.employers[0])] == "Sample Surgery"
