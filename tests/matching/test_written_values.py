"""Reading and writing single values, facts and limits."""

import re
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.facts import (
    BadInput,
    Fact,
    Negotiable,
    Source,
    fact_from_json,
    fact_to_json,
    value_from_json,
    value_to_json,
)
from matching.limits import Limit, Strength, limit_from_json, limit_to_json
from matching.values import Window, overrun_min
from tests.matching import oracle
from tests.matching.written_data import limits, values

READ = settings(max_examples=15, deadline=None, derandomize=True)
PLAIN_KEYS = [key for key in oracle.KEYS if key != "location"]


@pytest.mark.parametrize("key", PLAIN_KEYS)
@READ
@given(data=st.data())
def test_a_value_is_written_back_as_it_was_read(key, data):
    raw = data.draw(values(key))

    value = value_from_json(key, raw)

    if value is not None:
        assert value_from_json(key, value_to_json(key, value)) == value
        assert key == "week_pattern" or value_to_json(key, value) == raw


@pytest.mark.parametrize("key", oracle.KEYS)
@READ
@given(data=st.data())
def test_a_limit_is_written_back_as_it_was_read(key, data):
    limit = limit_from_json(key, data.draw(limits(key)), Strength.IMPORTANT)

    assert limit_from_json(key, limit_to_json(key, limit), Strength.MUST) == limit


def test_a_fact_is_written_back_as_it_was_read():
    fact = Fact(Decimal("7.5"), Negotiable.MAYBE, Source.ESW_SEEN, date(2026, 11, 2))

    assert fact_from_json("lift_max_kg", fact_to_json("lift_max_kg", fact)) == fact


@pytest.mark.parametrize("written", ["seen by ESW", "seen_by_esw", "esw_seen"])
def test_what_an_esw_saw_may_be_written_in_several_ways(written):
    assert fact_from_json("stairs", {"value": "some", "source": written}).source is Source.ESW_SEEN


@pytest.mark.parametrize("raw", [None, {}, {"value": None}, {"negotiable": "yes"}])
def test_a_condition_without_a_value_is_unknown(raw):
    assert not fact_from_json("stairs", raw).known


@pytest.mark.parametrize(
    ("key", "nothing"),
    [("adjustments_open", {}), ("exposures", []), ("requirements", {}), ("week_pattern", [])],
)
def test_items_and_weeks_with_nothing_answered_are_unknown(key, nothing):
    assert value_from_json(key, nothing) is None


def test_numbers_are_kept_exactly():
    assert value_from_json("pay_hourly", 12.21) == Decimal("12.21")
    assert value_to_json("pay_hourly", Decimal("12.50")) == 12.5
    assert value_to_json("pay_hourly", Decimal("12.00")) == 12


BAD_VALUES = [
    ("lift_max_kg", -1),
    ("lift_max_kg", "8"),
    ("lift_max_kg", True),
    ("lift_max_kg", float("nan")),
    ("lift_max_kg", float("inf")),
    ("lift_max_kg", Decimal("NaN")),
    ("lift_max_kg", 501),
    ("lift_max_kg", Decimal("1.00000000000000000001")),
    ("on_feet_pct", 101),
    ("days_week_max", 8),
    ("shift_max_h", 25),
    ("hours_week", [10, 5]),
    ("hours_week", [10]),
    ("hours_week", 10),
    ("hours_week", [0, 169]),
    ("time_window", ["09:00"]),
    ("time_window", ["25:00", "26:00"]),
    ("time_window", ["9:00", "17:00"]),
    ("time_window", ["24:01", "17:00"]),
    ("time_window", ["09:00", "09:00"]),
    ("time_window", ["24:00", "00:00"]),
    ("time_window", [9, 17]),
    ("sit_choice", "sometimes"),
    ("sit_choice", 1),
    ("contract", ["permanent"]),
    ("exposures", ["cold"]),
    ("exposures", {"cold": "perhaps"}),
    ("exposures", {"dust": "yes"}),
    ("requirements", {"degree": "yes"}),
    ("week_pattern", {"monday": {"morning": "needed"}}),
    ("week_pattern", {"mon": {"noon": "needed"}}),
    ("week_pattern", {"mon": {"morning": "can"}}),
    ("week_pattern", {"mon": "needed"}),
    ("week_pattern", "mon"),
    ("location", 5),
    ("lift_max", 5),
]


@pytest.mark.parametrize(("key", "raw"), BAD_VALUES, ids=str)
def test_a_value_outside_its_scale_is_refused_in_words(key, raw):
    with pytest.raises(BadInput) as refusal:
        value_from_json(key, raw)

    trouble = refusal.value
    assert trouble.field.startswith(key)
    assert re.fullmatch(r"[^\n]+: [^\n]+\. [^\n]+[.?]", str(trouble))


def test_a_key_that_does_not_exist_is_answered_with_the_one_that_does():
    with pytest.raises(BadInput, match=r"Did you mean lift_max_kg\?"):
        value_from_json("lift_max", 5)


BAD_LIMITS = [
    ("lift_max_kg", {}, "usual"),
    ("lift_max_kg", {"usual": 10, "bad_day": 11}, "bad_day"),
    ("pay_hourly", {"usual": 12, "bad_day": 11.99}, "bad_day"),
    ("sit_choice", {"usual": "seat_available", "bad_day": "no"}, "bad_day"),
    ("stairs", {"usual": "some", "bad_day": "many"}, "bad_day"),
    ("hours_week", {"usual": [8, 16], "bad_day": [7, 12]}, "bad_day"),
    ("time_window", {"usual": ["09:00", "16:00"], "bad_day": ["10:00", "17:00"]}, "bad_day"),
    ("contract", {"usual": ["fixed"], "bad_day": ["permanent"]}, "bad_day"),
    ("exposures", {"usual": ["cold", "wet"], "bad_day": ["cold"]}, "bad_day"),
    ("adjustments_open", {"usual": ["stool"], "bad_day": ["chair"]}, "bad_day"),
    ("flex_types", {"usual": ["part_time"], "bad_day": ["part_time", "flexitime"]}, "bad_day"),
    ("requirements", {"usual": ["degree"], "bad_day": ["degree", "experience"]}, "bad_day"),
    ("week_pattern", {"usual": {"mon": {"morning": "can"}}, "bad_day": {}}, "bad_day"),
    ("week_pattern", {"usual": {}}, "usual"),
    ("week_pattern", {"usual": {"mon": {}}}, "usual"),
    ("week_pattern", {"usual": {"mon": {"morning": "needed"}}}, "usual.mon.morning"),
    ("exposures", {"usual": []}, "usual"),
    ("exposures", {"usual": {"cold": "yes"}}, "usual"),
    ("contract", {"usual": "permanent"}, "usual"),
    ("location", {"usual": -1}, "usual"),
    ("lift_max_kg", {"usual": 10, "strength": "very"}, "strength"),
    ("manager_support", {"usual": "met_ok", "strength": "must"}, "strength"),
    ("lift_max_kg", {"usual": 10, "note": "x"}, "note"),
    ("lift_max_kg", 10, ""),
]


@pytest.mark.parametrize(("key", "raw", "field"), BAD_LIMITS, ids=str)
def test_a_limit_that_cannot_be_meant_is_refused_with_its_field(key, raw, field):
    with pytest.raises(BadInput) as refusal:
        limit_from_json(key, raw, Strength.MUST)

    assert refusal.value.field == f"{key}.{field}".rstrip(".")


@pytest.mark.parametrize(
    ("key", "usual"),
    [
        ("lift_max_kg", 10),
        ("hours_week", [8, 16]),
        ("time_window", ["22:00", "06:00"]),
        ("flex_types", ["part_time"]),
        ("exposures", ["cold"]),
    ],
)
def test_a_bad_day_limit_may_be_the_same_as_the_usual_one(key, usual):
    limit = limit_from_json(key, {"usual": usual, "bad_day": usual}, Strength.MUST)

    assert limit.bad_day == limit.usual


def test_strength_is_the_callers_when_not_written_but_never_must_for_a_manager():
    assert limit_from_json("stairs", {"usual": "some"}, Strength.NICE).strength is Strength.NICE
    manager = limit_from_json("manager_support", {"usual": "met_ok"}, Strength.MUST)
    assert manager.strength is Strength.IMPORTANT


def test_a_limit_made_by_a_form_is_important_unless_said_otherwise():
    assert Limit("stairs", "some").strength is Strength.IMPORTANT


@pytest.mark.parametrize(
    ("role", "suits", "minutes"),
    [
        (("09:00", "14:30"), ("09:30", "16:00"), 30),
        (("22:00", "06:00"), ("21:00", "07:00"), 0),
        (("01:00", "05:00"), ("22:00", "06:00"), 0),
        (("21:00", "05:00"), ("22:00", "06:00"), 60),
        (("16:00", "24:00"), ("16:00", "23:00"), 60),
        (("08:00", "18:00"), ("09:00", "17:00"), 120),
        (("22:00", "02:00"), ("00:00", "06:00"), 120),
    ],
)
def test_a_window_runs_over_by_the_minutes_at_both_ends_across_midnight_too(role, suits, minutes):
    def window(times):
        return value_from_json("time_window", list(times))

    assert isinstance(window(role), Window)
    assert overrun_min(window(role), window(suits)) == minutes
