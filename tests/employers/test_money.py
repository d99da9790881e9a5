"""Pay in any period, back as an hourly figure; the minimum wage of the day."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from employers.rules.money import _RATES, minimum_wage, read_pay

FULL = (Decimal("37.5"), Decimal("37.5"))
SOME = (Decimal(15), Decimal(20))


@pytest.mark.parametrize(
    ("typed", "hours", "lowest", "highest", "sure"),
    [
        ("£11-12ph", None, "11.00", "12.00", True),
        ("12.71", None, "12.71", "12.71", True),
        ("£12.71 an hour", None, "12.71", "12.71", True),
        ("12.71/h", None, "12.71", "12.71", True),
        ("hourly rate £13", None, "13.00", "13.00", True),
        ("£12.50 to £14 per hour, weekly paid", None, "12.50", "14.00", True),
        ("24,000 a year", FULL, "12.27", "12.27", True),
        ("£24k", FULL, "12.27", "12.27", True),
        ("24-26k", FULL, "12.27", "13.29", True),
        ("£24,000 for 37.5 hours a week", FULL, "12.27", "12.27", True),
        ("£480 pw", FULL, "12.80", "12.80", True),
        ("£2,000 pcm", FULL, "12.27", "12.27", True),
        ("£15,000 per annum", SOME, "14.37", "14.37", False),
    ],
)
def test_pay_is_read_in_any_period(typed, hours, lowest, highest, sure):
    pay = read_pay(typed, hours)

    assert (pay.lowest, pay.highest, pay.sure) == (Decimal(lowest), Decimal(highest), sure)


@pytest.mark.parametrize(
    ("typed", "hours"),
    [
        ("24,000 a year", None),  # over how many hours?
        ("£95 a day", FULL),
        ("£24,000 pro rata", FULL),
        ("£24,000 FTE", FULL),
        ("1000", FULL),  # a week? a month?
        ("£1,250 an hour", None),
    ],
)
def test_where_the_hourly_figure_cannot_be_told_none_is_made_up(typed, hours):
    assert read_pay(typed, hours).lowest is None


@pytest.mark.parametrize("typed", ["", "competitive", "National Living Wage", "TBC", "£"])
def test_without_an_amount_there_is_no_pay_to_read(typed):
    assert read_pay(typed, FULL) is None


@given(st.text(max_size=80), st.sampled_from([None, FULL, SOME, (Decimal(0), Decimal(0))]))
def test_whatever_is_typed_the_figure_is_one_an_hour_can_have(typed, hours):
    pay = read_pay(typed, hours)

    if pay and pay.lowest is not None:
        assert Decimal(4) <= pay.lowest <= pay.highest <= Decimal(150)


@given(st.decimals("4", "150", places=2))
def test_an_hourly_figure_comes_back_as_it_was_typed(amount):
    assert read_pay(f"£{amount} an hour", None).lowest == amount


@pytest.mark.parametrize(
    ("on", "hourly"),
    [(date(2026, 3, 31), "12.21"), (date(2026, 4, 1), "12.71"), (date(2026, 11, 2), "12.71")],
)
def test_the_rate_in_force_on_the_day_counts(on, hourly):
    assert minimum_wage(on).hourly == Decimal(hourly)


def test_an_apprentice_has_a_rate_of_their_own():
    assert minimum_wage(date(2026, 11, 2), apprentice=True).hourly == Decimal("8.00")


def test_a_rate_past_its_last_day_keeps_working_and_can_be_seen_to_be_past():
    newest = minimum_wage(date(2040, 1, 1))

    assert newest == _RATES["adult"][-1]
    assert newest.to_on < date(2040, 1, 1)


@pytest.mark.parametrize("key", _RATES)
def test_every_rate_has_its_source_and_status_and_one_follows_the_other(key):
    rates = _RATES[key]

    assert all(each.source and each.status in ("verified", "secondary") for each in rates)
    for earlier, later in pairwise(rates):
        assert later.from_on == earlier.to_on + timedelta(days=1)
