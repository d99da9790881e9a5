"""Employers are found as one types: by name, other names, town, postcode, contact."""

import re
import string

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from employers.models import Employer, EmployerWord, words_of
from employers.operations.merging import merge, undo
from employers.operations.record import edit_employer
from employers.queries.directory import OWN_WORDS, Wanted, employer_by_id, find
from employers.rules.naming import place_words, search_words
from employers.rules.record import EmployerDraft
from employers.rules.vacancies import PlaceDraft
from storage.transaction import end_reads, transaction
from tests.builders import NOW
from tests.builders_employers import BY_NOBODY, an_employer
from tests.builders_vacancies import a_vacancy

TODAY = NOW.date()


def names(words, **wanted):
    found = find(Wanted(words, **wanted), 1, TODAY)
    end_reads()
    return [line.employer.name for line in found.lines]


@pytest.mark.parametrize(
    "typed",
    [
        "moon",
        "MOONBEAM",
        "stores moon",
        "o'hare",
        "oharé",
        "café",
        "southam",
        "so14 0aa",
        "so140aa",
        "so14",
        "willow",
        "moon willow southampton",
    ],
)
def test_an_employer_is_found_by_any_of_its_words_as_they_are_begun(database, typed):
    an_employer(
        "Moonbeam Stores", trading_names=("O'Haré & Co", "Cafe Nine"), contact="Willow Example"
    )
    an_employer("Teacup Trading", place=PlaceDraft("Totton", "SO40 1AA", "SO40"))

    assert names(typed) == ["Moonbeam Stores"]


def test_every_word_must_begin_something_and_the_middle_of_a_word_finds_nothing(database):
    an_employer("Moonbeam Stores")

    assert names("moon teacup") == []
    assert names("beam") == []


def test_names_that_begin_with_the_typed_words_come_first(database):
    an_employer("Acorn Moon", place=None)
    an_employer("Moon Dust", place=None)
    an_employer("Moonbeam Stores", place=None)

    assert names("moon") == ["Moon Dust", "Moonbeam Stores", "Acorn Moon"]


def test_a_name_without_letters_can_be_found(database):
    an_employer("🦊", place=None)

    assert names("🦊") == ["🦊"]


def test_where_only_employers_words_are_looked_for_nobody_s_name_finds_anything(database):
    an_employer("Moonbeam Stores", contact="Willow Example")

    assert names("willow", sources=OWN_WORDS) == []
    assert names("moon", sources=OWN_WORDS) == ["Moonbeam Stores"]


def test_the_words_follow_a_new_name_and_a_merge_and_its_undoing(database):
    one, other = an_employer("Moonbeam Stores", place=None), an_employer("Teacup Trading")
    with transaction():
        edit_employer(employer_by_id(one.id), EmployerDraft("Paper Boat"), BY_NOBODY)
    assert names("paper") == ["Paper Boat"]
    assert names("moonbeam") == ["Paper Boat"], "as a former name"

    with transaction():
        done = merge(one.id, other.id, (), BY_NOBODY)
    assert names("teacup") == ["Paper Boat"]
    assert names("so14") == ["Paper Boat"]

    with transaction():
        undo(done, BY_NOBODY)
    assert names("teacup") == ["Teacup Trading"]


def test_an_employer_that_comes_with_an_advert_is_found_too(database):
    a_vacancy(employer="Unicorn Street Surgery")

    assert names("unicorn so14") == ["Unicorn Street Surgery"]


def test_the_words_kept_are_those_of_the_rows(database):
    an_employer("Moonbeam Stores", trading_names=("Nine",), contact="Willow Example")

    kept = {(row.source, row.word) for row in database.scalars(sa.select(EmployerWord))}
    row = database.scalar(sa.select(Employer))
    assert {(each["source"], each["word"]) for each in words_of(row)} <= kept
    assert ("contact", "willow") in kept
    assert ("other", "nine") in kept
    assert ("site", "so140aa") in kept


def test_pages_follow_each_other_without_gaps(database):
    for letter in string.ascii_lowercase:
        an_employer(f"Moon {letter}", place=None)
        an_employer(f"{letter.upper()} Moon", place=None)

    found = [find(Wanted(), page, TODAY) for page in (1, 2, 3)]
    end_reads()

    shown = [line.employer.name for page in found for line in page.lines]
    assert len(shown) == len(set(shown)) == 52
    assert [page.more for page in found] == [True, True, False]


def test_of_what_very_many_have_the_first_are_shown_and_that_there_are_more(database):
    for number in range(40):
        an_employer(f"Example {number}", contact="Willow Specimen")

    found = find(Wanted("specimen so14"), 1, TODAY)
    end_reads()

    assert len({line.employer.id for line in found.lines}) == 25
    assert found.more


@given(st.text(max_size=60))
def test_words_are_plain_and_few_whatever_is_typed(text):
    words = search_words(text)

    assert all(0 < len(word) <= 40 and word == word.casefold() for word in words)
    assert len(words) <= 30
    assert search_words(" ".join(words)) == words or re.search(r"[^\w\s]", text)


def test_a_postcode_is_found_with_and_without_its_space():
    assert place_words("Shirley", "SO15 5AB", "SO15") == ("shirley", "so15", "5ab", "so155ab")


class TestPages:
    def test_what_was_looked_for_stands_in_no_address(self, esw):
        an_employer("Moonbeam Stores", contact="Willow Example")

        page = esw.submit(esw.get("/employers/"), {"words": "willow"})

        assert page.url == "/employers/"
        assert "willow" not in page.response.request.full_path
        assert "Moonbeam Stores" in page.links()
        assert "Willow Example" in page.text

    def test_a_search_while_typing_answers_at_once_with_the_list(self, esw):
        an_employer("Moonbeam Stores")
        an_employer("Teacup Trading")
        page = esw.get("/employers/")
        token = page.tree.css_first('input[name="csrf_token"]').attributes["value"]

        answer = esw.client.post(
            "/employers/search",
            data={"csrf_token": token, "words": "tea"},
            headers={"HX-Request": "true"},
        )

        assert answer.status_code == 200
        assert "Teacup Trading" in answer.text
        assert "Moonbeam Stores" not in answer.text

    def test_the_list_says_what_to_do_when_it_is_empty(self, esw):
        assert "No employers yet" in esw.get("/employers/").text
        an_employer()
        page = esw.submit(esw.get("/employers/"), {"words": "nobody"})
        assert "No employer with “nobody”" in page.text
        mine = esw.get("/employers/?whose=mine&sector=retail")
        assert "No employer" in mine.text

    def test_a_sector_can_be_asked_for_and_so_can_those_nobody_knows_of(self, esw):
        an_employer("Moonbeam Stores", sector="retail")
        an_employer("Teacup Trading")

        assert "Teacup Trading" not in esw.get("/employers/?sector=retail").text
        assert "Moonbeam Stores" not in esw.get("/employers/?sector=not_known").text
        esw.get("/employers/?sector=nonsense", status=422)

    @pytest.mark.parametrize("path", ["/employers/?page=0", "/employers/?page=x&whose=everybody"])
    def test_a_bent_address_is_no_error_of_ours(self, esw, path):
        page = esw.client.get(path)
        assert page.status_code in (200, 422)

    def test_a_word_far_too_long_is_refused_in_words(self, esw):
        page = esw.submit(esw.get("/employers/"), {"words": "x" * 500}, status=422)
        assert page.errors == ["Shorten this to 120 characters or fewer."]

    def test_administrators_see_employers_and_strangers_do_not(self, administrator, browser):
        an_employer()
        assert "Moonbeam Stores" in administrator.get("/employers/").text
        assert browser.get("/employers/").heading != "Employers"
