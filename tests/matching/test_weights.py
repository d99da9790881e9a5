from datetime import date, timedelta

import pytest

from matching import weights


def test_the_costs_are_the_published_ones():
    assert dict(weights.CURRENT.costs["must"]) == {
        "meets": 0,
        "arrange": 152,
        "maybe": 322,
        "good_days_only": 515,
        "tolerance": 737,
        "unknown": 1000,
        "conflict": 0,
    }
    assert list(weights.CURRENT.costs["important"].values()) == [0, 61, 129, 206, 295, 400, 1200]
    assert list(weights.CURRENT.costs["nice"].values()) == [0, 23, 48, 77, 111, 150, 450]


def test_every_version_says_since_when_from_where_and_how_sure():
    for version in weights.VERSIONS:
        assert version.version
        assert version.source
        assert version.status in ("verified", "secondary", "unverified")


def test_the_version_of_a_day_is_the_last_one_begun_by_then():
    newest = weights.CURRENT

    assert weights.in_force(newest.from_on) == newest
    assert weights.in_force(newest.from_on + timedelta(days=10_000)) == newest
    assert weights.in_force(date(1990, 1, 1)) == weights.VERSIONS[0]


def test_an_earlier_shortlist_can_name_the_version_it_was_made_with():
    assert weights.version(weights.CURRENT.version) == weights.CURRENT
    with pytest.raises(KeyError):
        weights.version("never")


@pytest.mark.parametrize(
    ("rank", "thousandths"), [(0, 1000), (1, 900), (2, 800), (3, 700), (9, 700)]
)
def test_a_job_wanted_less_counts_less_and_from_the_fourth_the_same(rank, thousandths):
    assert weights.CURRENT.rank_thousandths(rank) == thousandths
