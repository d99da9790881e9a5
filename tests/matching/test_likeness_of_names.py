"""How alike two employers' names are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.employer_names import employer_key
from matching.likeness_of_names import ALIKE_FROM, likeness


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Acme Ltd", "ACME Limited"),
        ("Moonbeam Stores", "Moonbeem Stores"),
        ("Moonbeam Stores", "Moon Beam Stores"),
        ("Moonbeam Stores", "Stores Moonbeam"),
        ("Moonbeam Stores", "Moonbeam Stores Southampton"),
        ("Dragonfly Lane Surgery", "Dragonfly Lane Surgey"),
    ],
)
def test_one_employer_written_in_two_ways_is_alike(one, other):
    assert likeness(one, other) >= ALIKE_FROM


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Moonbeam Stores", "Marmalade Stores"),
        ("Ash Care", "Oak Care"),
        ("Example Primary School", "Sample Primary School"),
        ("Moonbeam Stores", ""),
        ("Co", "Council"),
    ],
)
def test_two_employers_are_not(one, other):
    assert likeness(one, other) < ALIKE_FROM


@given(st.text(max_size=40), st.text(max_size=40))
def test_it_is_the_same_both_ways_and_whole_for_one_name(one, other):
    assert likeness(one, other) == likeness(other, one)
    assert 0 <= likeness(one, other) <= 1000
    if employer_key(one):
        assert likeness(one, one) == 1000
