from decimal import Decimal

import pytest

from matching.facts import Point, VacancyFacts, fact_from_json
from matching.limits import ProfileFacts, Strength, limit_from_json
from matching.near_misses import PutTo, questions, smallest_change
from matching.ranking import rank

HOME = Point(442294, 112126)
FAR = Point(542294, 112126)


def client(home=HOME, **limits):
    read = tuple(limit_from_json(key, raw, Strength.MUST) for key, raw in limits.items())
    return ProfileFacts(home=home, limits=read)


def match(profile, place=None, **conditions):
    facts = {key: fact_from_json(key, raw) for key, raw in conditions.items()}
    return rank(profile, [VacancyFacts("v1", place=place, conditions=facts)]).matches[0]


def test_a_gap_is_put_to_the_employer_in_job_terms_at_the_bad_day_limit():
    profile = client(lift_max_kg={"usual": 10, "bad_day": 5})

    (change,) = smallest_change(profile, match(profile, lift_max_kg={"value": 8}))

    assert change.to == Decimal(5)
    assert change.ask == "Could the heaviest thing lifted or carried alone be kept to 5 kg?"
    assert (change.put_to, change.refused) == (PutTo.EMPLOYER, False)


def test_what_the_employer_has_refused_is_told_and_not_asked_again():
    profile = client(lift_max_kg={"usual": 10})

    (change,) = smallest_change(
        profile, match(profile, lift_max_kg={"value": 18, "negotiable": "no"})
    )

    assert change.refused
    assert change.ask is None
    assert change.say == "Heaviest lift: already asked, and the employer has said no."


def test_only_items_not_yet_refused_are_asked_for():
    profile = client(adjustments_open={"usual": ["stool", "chair", "trolley"]})
    answers = {"stool": "no", "chair": "yes"}

    (change,) = smallest_change(profile, match(profile, adjustments_open={"value": answers}))

    assert change.ask == "Could this role be done with a trolley?"
    assert change.to == ("stool", "chair", "trolley")


@pytest.mark.parametrize(
    ("key", "wanted", "answers", "refused"),
    [
        ("adjustments_open", ["stool", "chair"], {"stool": "no", "chair": "no"}, True),
        ("adjustments_open", ["stool", "chair"], {"stool": "no", "chair": "yes"}, True),
        ("adjustments_open", ["stool", "chair"], {"stool": "no"}, False),
        ("adjustments_open", ["stool", "chair"], {"stool": "no", "chair": "arrange"}, False),
        ("exposures", ["cold"], {"cold": "yes"}, True),
        ("exposures", ["cold"], {"cold": "arrange"}, False),
    ],
)
def test_items_count_as_refused_when_every_missing_one_was(key, wanted, answers, refused):
    profile = client(**{key: {"usual": wanted}})

    (change,) = smallest_change(profile, match(profile, **{key: {"value": answers}}))

    assert change.refused == refused
    assert (change.ask is None) == refused


def test_negotiable_means_nothing_for_items():
    profile = client(adjustments_open={"usual": ["stool"]})
    fact = {"value": {"stool": "arrange"}, "negotiable": "no"}

    (change,) = smallest_change(profile, match(profile, adjustments_open=fact))

    assert not change.refused


def test_distance_and_requirements_are_put_to_the_client():
    profile = client(location={"usual": 5}, requirements={"usual": ["degree"]})

    changes = smallest_change(
        profile, match(profile, FAR, requirements={"value": {"driving_licence": "required"}})
    )

    assert [(change.key, change.put_to, change.ask) for change in changes] == [
        ("location", PutTo.CLIENT, None),
        ("requirements", PutTo.CLIENT, None),
    ]
    assert all(change.say for change in changes)


def test_were_the_work_done_from_home_distance_falls_away():
    profile = client(location={"usual": 5}, work_mode={"usual": "remote"})

    changes = smallest_change(profile, match(profile, FAR, work_mode={"value": "site"}))

    assert [change.key for change in changes] == ["work_mode"]


def test_partly_from_home_leaves_the_distance():
    profile = client(location={"usual": 5}, work_mode={"usual": "hybrid"})

    changes = smallest_change(profile, match(profile, FAR, work_mode={"value": "site"}))

    assert [change.key for change in changes] == ["location", "work_mode"]


def test_days_that_do_not_suit_are_named_and_no_others():
    profile = client(week_pattern={"usual": {"mon": {"evening": "cannot", "night": "cannot"}}})
    week = {"mon": {"evening": "needed", "morning": "needed"}}

    (change,) = smallest_change(profile, match(profile, week_pattern={"value": week}))

    assert change.ask == "Could this role be worked without Monday evenings?"


def test_a_role_that_only_offers_times_that_do_not_suit_is_asked_for_others():
    profile = client(week_pattern={"usual": {"mon": {"evening": "cannot"}}})
    week = {"mon": {"evening": "could"}}

    (change,) = smallest_change(profile, match(profile, week_pattern={"value": week}))

    assert change.ask == "Could this role be worked at other days or times?"


def test_what_is_unknown_is_asked_musts_first_and_what_is_nice_not_at_all():
    profile = client(
        stairs={"usual": "some", "strength": "important"},
        driving={"usual": "none", "strength": "nice"},
        noise_level={"usual": "quiet"},
    )

    asked = questions(profile, match(profile))

    assert [question.key for question in asked] == ["noise_level", "stairs"]


def test_nobody_is_asked_about_a_manager_or_about_a_distance_only_the_client_could_tell():
    profile = client(
        home=None,
        location={"usual": 5},
        manager_support={"usual": "met_ok", "strength": "important"},
    )

    assert questions(profile, match(profile, FAR)) == ()


def test_where_the_work_is_gets_asked_when_only_that_is_missing():
    profile = client(location={"usual": 5})

    assert [question.key for question in questions(profile, match(profile))] == ["location"]
