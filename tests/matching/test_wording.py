import re
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from matching.catalogue import CATALOGUE
from matching.facts import Point, VacancyFacts, fact_from_json
from matching.limits import Limit, ProfileFacts, Strength, limit_from_json
from matching.near_misses import PutTo, smallest_change
from matching.ranking import rank
from matching.verdict import Outcome, Verdict
from matching.wording import OUTCOME_LABELS, VERDICT_LABELS, chip, question, sentence
from matching.written import profile_from_json, vacancy_from_json
from tests.matching import oracle
from tests.matching.written_data import facts, limits, nowhere, searches

WORDING = settings(
    max_examples=12, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)
HOME = Point(442294, 112126)

#: Words that speak of a person, of health, or of why something is asked.
OF_A_PERSON = re.compile(
    r"\b(clients?|candidates?|patients?|applicants?|somebody we|our|person with|people|he|she|"
    r"him|her|pain|health|ill|illness|sick\w*|disab\w*|symptoms?|fatigue|tired\w*|flare\w*|"
    r"bad days?|good days?|diagnos\w*|medic\w*|injur\w*|suffer\w*|benefits?|limits?|limited|"
    r"cannot|can't|unable|need(s|ed)? to avoid|because|struggl\w*|adjustments?)\b",
    re.IGNORECASE,
)


def first(profile, vacancy):
    return rank(profile, [vacancy]).matches[0]


def reading(key, limit, fact=None, place=None):
    """The sentence and the chip of one limit against one vacancy."""
    profile = ProfileFacts(home=HOME, limits=(limit_from_json(key, limit, Strength.MUST),))
    conditions = {} if fact is None else {key: fact_from_json(key, fact)}
    vacancy = VacancyFacts("v1", place=place, conditions=conditions)
    (finding,) = first(profile, vacancy).findings
    return sentence(profile, finding, vacancy), chip(profile, finding, vacancy)


@pytest.mark.parametrize("key", CATALOGUE)
def test_what_an_employer_is_shown_or_asked_speaks_of_the_role_alone(key):
    condition = CATALOGUE[key]
    shown = [question(key) or "", *condition.words.change_for.values()]
    if not condition.staff_only:
        shown += [condition.label, *condition.options.values()]

    for text in shown:
        assert not OF_A_PERSON.search(text), text


@settings(WORDING, max_examples=150)
@given(searches(most_vacancies=1))
def test_whatever_is_asked_of_an_employer_to_change_speaks_of_the_role_alone(search):
    profile, vacancy = profile_from_json(search[0], nowhere), search[1][0]

    for change in smallest_change(profile, first(profile, vacancy_from_json(vacancy, nowhere))):
        assert change.say
        if change.ask is not None:
            assert change.put_to is PutTo.EMPLOYER
            assert change.ask.endswith("?")
            assert "{" not in change.ask
            assert not OF_A_PERSON.search(change.ask), change.ask


@pytest.mark.parametrize("key", [key for key in oracle.KEYS if key != "location"])
@WORDING
@given(data=st.data())
def test_every_finding_reads_as_a_sentence_and_as_a_chip_of_a_few_words(key, data):
    profile = {"limits": {key: data.draw(limits(key))}}
    vacancy = {"id": "v1", "conditions": {key: data.draw(facts(key))}}
    known, stated = profile_from_json(profile, nowhere), vacancy_from_json(vacancy, nowhere)
    (finding,) = first(known, stated).findings

    said, few = sentence(known, finding, stated), chip(known, finding, stated)

    assert re.fullmatch(r"[A-Z][^{}]*\.", said)
    assert "None" not in said + few
    most = 6 if few.startswith("likely ") else 5
    assert 1 <= len(few.split()) <= most, few


READINGS = [
    (
        ("lift_max_kg", {"usual": 10, "bad_day": 5}, {"value": 8, "negotiable": "no"}),
        "Heaviest lift: lifting 8 kg. Looking for lifting 10 kg at most (on a bad day, 5 kg). "
        "Good days only, not on a bad day. The employer has said no to a change.",
        "lifting 8 kg",
    ),
    (
        ("hours_week", {"usual": [8, 16]}, {"value": [12, 20]}),
        "Weekly hours: 12 to 20 hours a week. Looking for 8 to 16 hours a week. Meets it. "
        "Bad day not discussed.",
        "12–20 hours a week",
    ),
    (
        ("time_window", {"usual": ["09:30", "16:00"]}, {"value": ["09:00", "14:30"]}),
        "Times of day: 09:00 to 14:30. Looking for between 09:30 and 16:00. Only just off. "
        "Bad day not discussed.",
        "09:00 to 14:30",
    ),
    (
        ("exposures", {"usual": ["cold", "vibration"]}, None),
        "Surroundings: not stated. Looking for no working in the cold or vibrating tools or "
        "vehicles. Worth asking.",
        "surroundings not stated",
    ),
    (
        ("stairs", {"usual": "none"}, {"value": "some", "source": "inferred"}),
        "Stairs: likely some stairs, not stated. Looking for no stairs. Worth asking.",
        "likely some stairs",
    ),
    (
        ("sit_choice", {"usual": "always"}, {"value": "no", "negotiable": "maybe"}),
        "Seat: no seat. Looking for seated whenever wanted. The employer might arrange "
        "it. Bad day not discussed.",
        "no seat",
    ),
    (
        ("adjustments_open", {"usual": ["stool", "trolley"]}, {"value": {"stool": "arrange"}}),
        "Arrangements: a stool can be arranged; a trolley not stated. Looking for a stool and a "
        "trolley. The employer would arrange it. Bad day not discussed.",
        "stool possible",
    ),
    (
        ("requirements", {"usual": ["degree"]}, {"value": {"dbs_check": "required"}}),
        "Requirements: a DBS check required. Looking for nothing beyond a degree. What is missing "
        "can be had. Bad day not discussed.",
        "DBS check required",
    ),
    (
        (
            "week_pattern",
            {"usual": {"mon": {"night": "cannot"}}},
            {"value": {"mon": {"night": "needed"}}},
        ),
        "Days and times: needed: Monday nights. Looking for any time but Monday nights. "
        "In conflict.",
        "days do not suit",
    ),
    (
        (
            "week_pattern",
            {"usual": {"mon": {"night": "rather_not"}}},
            {"value": {"mon": {"night": "needed"}}},
        ),
        "Days and times: needed: Monday nights. Looking for any time, rather not Monday "
        "nights. At times that suit less well.",
        "times that suit less well",
    ),
    (
        ("start_flex_min", {"usual": 15}, {"value": 0, "negotiable": "yes"}),
        "Flexible start: no give at the start. Looking for start able to slip 15 minutes. The "
        "employer would arrange it. Bad day not discussed.",
        "no give at the start",
    ),
    (
        ("lift_max_kg", {"usual": 5}, {"value": 0}),
        "Heaviest lift: no lifting. Looking for lifting 5 kg at most. Meets it. Bad day not "
        "discussed.",
        "no lifting",
    ),
    (
        ("pay_hourly", {"usual": 12.5}, {"value": 12.21}),
        "Hourly pay: £12.21 an hour. Looking for £12.50 an hour at least. In conflict. "
        "Bad day not discussed.",
        "£12.21 an hour",
    ),
    (
        ("manager_support", {"usual": "met_ok"}, None),
        "Manager: not stated. Looking for manager met, fine or better. Nobody has met the manager "
        "yet.",
        "manager not stated",
    ),
]


@pytest.mark.parametrize(("case", "said", "few"), READINGS, ids=lambda case: str(case)[:20])
def test_a_finding_says_what_the_role_has_what_would_suit_and_what_that_comes_to(case, said, few):
    assert reading(*case) == (said, few)


def test_a_distance_is_said_in_kilometres_or_as_not_known():
    near = Point(HOME.easting + 1560, HOME.northing)

    assert reading("location", {"usual": 12}, place=near)[1] == "1.6 km away"
    assert reading("location", {"usual": 12})[1] == "place not stated"


def test_remote_work_is_said_instead_of_a_distance():
    profile = ProfileFacts(limits=(Limit("location", Decimal(5)),))
    vacancy = VacancyFacts(
        "v1", conditions={"work_mode": fact_from_json("work_mode", {"value": "remote"})}
    )
    (finding,) = first(profile, vacancy).findings

    assert chip(profile, finding, vacancy) == "remote working"


def test_without_a_home_postcode_the_esw_is_told_to_record_one():
    profile = ProfileFacts(limits=(Limit("location", Decimal(5)),))
    vacancy = VacancyFacts("v1", place=HOME)
    (finding,) = first(profile, vacancy).findings

    assert sentence(profile, finding, vacancy).endswith("Record a home postcode to know.")
    assert chip(profile, finding, vacancy) == "distance not known"


@pytest.mark.parametrize(
    ("profile", "said", "few"),
    [
        (
            ProfileFacts(ruled_out_employers=("Acme",)),
            "Ruled out: never again at Acme Ltd.",
            "employer ruled out",
        ),
        (ProfileFacts(ruled_out_areas=("SO",)), "Ruled out: not in SO45.", "area ruled out"),
    ],
)
def test_what_is_ruled_out_says_which_of_employer_and_area(profile, said, few):
    vacancy = VacancyFacts("v1", employer="Acme Ltd", outward="SO45")
    (finding,) = first(profile, vacancy).findings

    assert sentence(profile, finding, vacancy) == said
    assert chip(profile, finding, vacancy) == few


def test_every_outcome_and_verdict_has_a_plain_label():
    assert set(OUTCOME_LABELS) == set(Outcome)
    assert set(VERDICT_LABELS) == set(Verdict)
