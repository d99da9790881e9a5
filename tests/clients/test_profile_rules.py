"""What a profile keeps, what is said to have changed, and what the matching rules are told."""

import json
from dataclasses import fields, replace

from hypothesis import given, settings
from hypothesis import strategies as st

from clients.rules.changes import changes_between
from clients.rules.home import home_at
from clients.rules.names import name_key
from clients.rules.profile import (
    EMPTY,
    Home,
    Profile,
    as_profile_facts,
    profile_from_json,
    profile_to_json,
    with_limits,
)
from clients.rules.reading import by_group, line_of
from matching.catalogue import CATALOGUE
from tests.builders_clients import a_profile
from tests.clients.profiles import profiles

quick = settings(max_examples=60, deadline=None, derandomize=True)


@quick
@given(profiles())
def test_any_profile_comes_back_from_json_as_it_was(profile):
    stored = json.loads(json.dumps(profile_to_json(profile)))

    assert profile_from_json(stored) == profile


@quick
@given(profiles(), profiles())
def test_something_is_said_to_have_changed_exactly_when_it_has(one, other):
    assert changes_between(one, one) == []
    assert bool(changes_between(one, other)) == (one != other)


@quick
@given(profiles(), st.sampled_from([each.name for each in fields(Profile)]))
def test_one_thing_emptied_is_one_sentence_or_none(profile, name):
    if name == "limits":
        return
    emptied = replace(profile, **{name: getattr(EMPTY, name)})

    assert len(changes_between(profile, emptied)) == (profile != emptied)


@quick
@given(profiles())
def test_the_matching_rules_are_told_every_limit_and_no_words(profile):
    facts = as_profile_facts(7, profile)

    assert {limit.key for limit in facts.limits} == set(profile.limits)
    told = repr(facts)
    for words in (profile.notes, profile.good_at, profile.bad_days):
        assert len(words) < 6 or words not in told


@quick
@given(profiles())
def test_every_limit_and_every_gap_is_read_once_on_the_page(profile):
    groups = by_group(profile)
    shown = [line.name for group in groups for line in group.lines]
    gaps = [name for group in groups for name in group.not_asked]

    assert len(shown) + len(gaps) == len(CATALOGUE) - 2  # pay and what they have stand elsewhere
    assert (line_of(profile, "pay_hourly") is None) == ("pay_hourly" not in profile.limits)


def test_a_change_is_said_with_what_was_before():
    old = a_profile({"lift_max_kg": {"usual": 15, "strength": "must"}})
    new = a_profile({"lift_max_kg": {"usual": 10, "bad_day": 5, "strength": "must"}})

    assert changes_between(old, new) == [
        "Heaviest lift: 10 kg, bad day 5 kg, I cannot (was 15 kg, I cannot)"
    ]


def test_what_is_for_staff_only_is_not_on_the_clients_copy():
    profile = a_profile({"manager_support": "met_ok", "noise_level": "quiet"})

    assert any(line.name == "Manager" for group in by_group(profile) for line in group.lines)
    copy = by_group(profile, for_client=True)
    assert not any(line.name == "Manager" for group in copy for line in group.lines)
    assert not any("manager" in group.not_asked for group in copy)


def test_limits_stand_in_the_order_of_the_catalogue():
    profile = a_profile({"noise_level": "quiet", "sit_choice": "always"})

    assert list(profile.limits) == ["sit_choice", "noise_level"]
    assert with_limits(profile, {}).limits == {}


def test_a_place_that_cannot_be_found_is_kept_as_written_and_is_unknown():
    assert home_at("nowhere at all") == Home("nowhere at all")
    assert home_at("BT1 1AA").point is None
    assert home_at("") is None


def test_half_a_postcode_is_enough_to_know_where_journeys_start():
    home = home_at("so14")

    assert home.text == "so14"
    assert home.precision == "outward"
    assert home.point is not None


def test_a_name_is_found_without_accents_capitals_or_punctuation():
    assert name_key("Zoë O’Example-Smith") == name_key("zoe oexample smith")
