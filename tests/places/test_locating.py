"""Every GB postcode has a place, and what has none is unknown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from places import (
    Precision,
    codepoint,
    distance_km,
    from_coordinates,
    locate,
    normalise_postcode,
    outward_of,
)
from places.centroids import centroids

# Published National Grid positions, independent of the data used here.
PALACE = (529090, 179645)


@pytest.mark.parametrize("text", ["SW1A 1AA", "sw1a1aa", "  Sw1A  1aA ", "SW1A-1AA"])
def test_a_postcode_is_found_however_it_is_typed(text):
    place = locate(text)

    assert (place.easting, place.northing) == PALACE
    assert (place.outward, place.precision) == ("SW1A", Precision.POSTCODE)


def test_an_outward_code_alone_is_the_middle_of_its_district():
    place = locate("so14")

    assert place.precision is Precision.OUTWARD
    assert distance_km(place, locate("SO14 0AA")) < 3


def test_a_postcode_that_does_not_exist_falls_back_to_its_outward_code():
    assert locate("SO14 9ZZ") == locate("SO14")


@pytest.mark.parametrize(
    "text",
    ["BT1 1AA", "BT1", "JE2 3AB", "GY1 1AA", "IM1 1AA", "ZZ99 9ZZ", "Southampton", "", "£", "0"],
)
def test_what_is_not_in_great_britain_or_not_a_postcode_is_unknown(text):
    assert locate(text) is None


def test_without_the_postcode_data_every_outward_code_is_still_known(monkeypatch):
    codepoint.forget()
    monkeypatch.setattr(codepoint, "find_spec", lambda _name: None)

    place = locate("SW1A 1AA")

    codepoint.forget()
    assert place.precision is Precision.OUTWARD
    assert distance_km(place, from_coordinates(51.501009, -0.141588)) < 2


def test_the_shipped_outward_codes_cover_great_britain():

    assert len(centroids()) > 2_800
    assert {"AB", "PL", "TR", "ZE", "SO", "CF", "EH"} <= {code[:2] for code in centroids()}


@pytest.mark.parametrize(
    ("latitude", "longitude", "easting", "northing"),
    [
        (
            52.657977,
            1.716073,
            651410,
            313177,
        ),  # Caister water tower, worked example of the OS guide
        (51.501009, -0.141588, 529090, 179645),  # Buckingham Palace
    ],
)
def test_coordinates_come_within_five_metres_of_published_positions(
    latitude, longitude, easting, northing
):
    place = from_coordinates(latitude, longitude)

    assert abs(place.easting - easting) <= 5
    assert abs(place.northing - northing) <= 5


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [
        (0, 0),
        (float("nan"), 0),
        (51, float("inf")),
        (54.6, -5.93),  # Belfast
        (53.35, -6.26),  # Dublin
        (54.15, -4.48),  # Douglas
        (49.19, -2.1),  # Jersey
        (48.85, 2.35),  # Paris
    ],
)
def test_coordinates_outside_great_britain_are_unknown(latitude, longitude):
    assert from_coordinates(latitude, longitude) is None


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [
        (54.84, -5.12),  # Portpatrick
        (55.42, -5.6),  # Campbeltown
        (53.31, -4.63),  # Holyhead
        (51.88, -5.27),  # St Davids
        (49.91, -6.32),  # Scilly
        (60.15, -1.14),  # Lerwick
        (58.2, -6.4),  # Stornoway
    ],
)
def test_the_far_corners_of_great_britain_are_known(latitude, longitude):
    assert from_coordinates(latitude, longitude) is not None


@given(st.text(max_size=60))
def test_any_text_is_a_place_or_unknown_and_never_zero(text):
    place = locate(text)

    assert place is None or (place.easting > 0 and place.northing > 0)


@given(st.text(max_size=60))
def test_normalising_a_postcode_twice_changes_nothing(text):
    once = normalise_postcode(text)

    assert once is None or normalise_postcode(once) == once
    assert once is None or outward_of(text) == once.split()[0]
