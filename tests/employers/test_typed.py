"""What people type into one line: hours, places, nothing at all, and things that do harm."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from employers.rules.typed import one_line, read_hours, read_place, says_nothing


@pytest.mark.parametrize(
    ("typed", "week"),
    [
        ("16", (16, 16)),
        ("15 to 20", (15, 20)),
        ("15-20", (15, 20)),
        ("15 or 20 hours", (15, 20)),
        ("37.5 hrs per week", ("37.5", "37.5")),
        ("20h/week", (20, 20)),
        ("20hrs", (20, 20)),
        ("about 16 a week", (16, 16)),
        ("20 hours a week, term time only", (20, 20)),
    ],
)
def test_hours_a_week_are_read(typed, week):
    hours = read_hours(typed)

    assert hours.week == tuple(map(Decimal, week))
    assert not hours.left_over


@pytest.mark.parametrize("typed", ["up to 20", "at least 16", "20+", "8 a day", "16 over 2 days"])
def test_hours_that_leave_an_end_open_stay_words(typed):
    hours = read_hours(typed)

    assert hours.week is None
    assert hours.left_over


@pytest.mark.parametrize("typed", ["20 to 15", "0", "500", "full time", "as and when", "zero"])
def test_what_no_week_has_stays_words(typed):
    assert read_hours(typed).week is None
    assert read_hours(typed).left_over


@pytest.mark.parametrize("typed", ["term time only", "Term-time"])
def test_term_time_is_read_and_is_no_number(typed):
    hours = read_hours(typed)

    assert (hours.week, hours.term_time, hours.left_over) == (None, True, False)


@pytest.mark.parametrize("typed", ["", "N/A", "n/a.", "TBC", "tba", "to be confirmed", "?", " - "])
def test_the_ways_to_say_nothing_are_not_stated(typed):
    assert says_nothing(typed)
    assert read_hours(typed).week is None
    assert not read_hours(typed).left_over
    assert read_place(typed).key == ""


@pytest.mark.parametrize(
    ("typed", "locality", "postcode", "outward"),
    [
        ("SO14 0AA", "", "SO14 0AA", "SO14"),
        ("so140aa", "", "SO14 0AA", "SO14"),
        ("SO15", "", None, "SO15"),
        ("Shirley, SO15 5AB", "Shirley", "SO15 5AB", "SO15"),
        ("12 High Street, Shirley SO15", "12 High Street, Shirley", None, "SO15"),
        ("Southampton", "Southampton", None, None),
        ("Unit B2, Southampton", "Unit B2, Southampton", None, None),
    ],
)
def test_a_place_is_a_postcode_a_town_or_both(typed, locality, postcode, outward):
    place = read_place(typed)

    assert (place.locality, place.postcode, place.outward) == (locality, postcode, outward)
    assert (place.easting is not None) == (outward is not None)


@given(st.text(max_size=300))
def test_one_line_is_one_line_whatever_is_typed(typed):
    line = one_line(typed)

    assert line.splitlines() in ([], [line])
    assert not any(ord(each) < 32 for each in line)
    assert one_line(line) == line
    read_hours(typed)
    read_place(line)


def test_letters_of_every_script_and_pictures_are_kept():
    for name in ("🍕🍕 Pizza", "مخبز المثال", "Café Ñandú", "👩‍🍳 Kitchen"):
        assert one_line(name) == name


def test_marks_that_turn_the_direction_of_text_are_taken_out():
    assert one_line("Example\u202eelpmaxE") == "ExampleelpmaxE"
