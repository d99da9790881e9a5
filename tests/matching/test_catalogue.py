import re
from decimal import Decimal

import pytest

from matching.catalogue import CATALOGUE, GROUPS, Group, Kind
from matching.weights import CURRENT
from tests.matching import oracle


def test_every_condition_of_the_rules_is_declared_and_no_other():
    assert set(CATALOGUE) == set(oracle.KEYS)


def test_forms_find_every_condition_in_exactly_one_group_in_order():
    grouped = [condition.key for group in Group for condition in GROUPS[group]]

    assert grouped == list(CATALOGUE)


@pytest.mark.parametrize("key", CATALOGUE)
def test_a_condition_has_all_its_words_and_its_published_source(key):
    condition = CATALOGUE[key]
    words = condition.words

    assert all([words.name, words.label, words.client_question, words.has, words.needs])
    assert words.beyond
    assert condition.source
    assert all(condition.source)
    assert "{value}" in words.has
    assert "{limit}" in words.needs


@pytest.mark.parametrize("key", [key for key in CATALOGUE if key != "manager_support"])
def test_a_condition_the_employer_knows_can_be_asked_about(key):
    assert CATALOGUE[key].ask.endswith("?")


@pytest.mark.parametrize(
    "key", [key for key in CATALOGUE if key not in ("manager_support", "location", "requirements")]
)
def test_what_an_employer_could_change_has_a_sentence_in_job_terms(key):
    words = CATALOGUE[key].words

    assert re.fullmatch(r"Could .*\{to\}.*\?", words.change)
    assert set(words.change_for) <= set(CATALOGUE[key].options)


def test_what_staff_noticed_of_a_manager_is_never_asked_of_an_employer():
    manager = CATALOGUE["manager_support"]

    assert manager.staff_only
    assert manager.ask is None
    assert manager.words.change is None
    assert [key for key in CATALOGUE if CATALOGUE[key].staff_only] == ["manager_support"]


@pytest.mark.parametrize("key", oracle.SCALES)
def test_a_scale_runs_from_least_to_most_as_published(key):
    test, words = oracle.SCALES[key]
    condition = CATALOGUE[key]

    assert condition.kind is Kind.SCALE
    assert list(condition.options) == words
    assert condition.at_most == (test == "at most")
    assert condition.at_least == (test == "at least")


@pytest.mark.parametrize("key", CATALOGUE)
def test_every_kind_says_what_a_form_needs_to_offer(key):
    condition = CATALOGUE[key]
    if condition.kind in (Kind.SCALE, Kind.ITEMS, Kind.CHOICE, Kind.HOLDS):
        assert len(condition.options) >= 3
        assert all(condition.options.values())
    elif condition.kind in (Kind.NUMBER, Kind.RANGE, Kind.PLACE):
        assert condition.unit
        assert condition.minimum < condition.maximum


@pytest.mark.parametrize("key", CATALOGUE)
def test_a_tolerance_belongs_to_a_number_a_range_or_the_clock(key):
    condition = CATALOGUE[key]

    if condition.tolerance is not None:
        assert condition.kind in (Kind.NUMBER, Kind.RANGE, Kind.WINDOW, Kind.PLACE)
        assert condition.tolerance.amount > 0


def test_configuration_names_no_condition_or_item_that_does_not_exist():
    assert set(CURRENT.tolerances) <= set(CATALOGUE)
    assert set(CATALOGUE["requirements"].options) >= CURRENT.can_be_had


@pytest.mark.parametrize(
    ("usual", "kilograms"), [("4", "1"), ("10", "2.5"), ("12", "3"), ("40", "3"), ("0", "0")]
)
def test_what_is_near_for_lifting_is_the_smaller_of_3_kg_and_a_quarter(usual, kilograms):
    tolerance = CATALOGUE["lift_max_kg"].tolerance

    assert tolerance.beyond(Decimal(usual)) == Decimal(kilograms)
