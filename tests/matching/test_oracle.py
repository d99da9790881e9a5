import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from matching.ranking import rank
from matching.report import report
from matching.titles import likeness
from matching.written import profile_from_json, vacancy_from_json
from tests.matching import oracle
from tests.matching.written_data import facts, limits, nowhere, places, searches

SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]


def engine(profile, vacancies):
    """What the engine says, with its words reduced to whether there are any."""
    known = profile_from_json(profile, nowhere)
    ranking = rank(known, [vacancy_from_json(vacancy, nowhere) for vacancy in vacancies])
    for place, match in enumerate(ranking.matches, start=1):
        said = report(known, match, place)
        said.pop("matched_title")
        said["questions"] = [question["key"] for question in said["questions"]]
        for change in said["smallest_change"]:
            change["asked"] = bool(change.pop("ask"))
        yield said


def score(job, title):
    return likeness(job, title).score


@settings(max_examples=200, deadline=None, derandomize=True, suppress_health_check=SLOW)
@given(searches())
def test_the_engine_says_what_a_brute_force_reading_of_the_rules_says(search):
    profile, vacancies = search

    said = list(engine(profile, vacancies))

    assert said == oracle.rank(profile, vacancies, score)


@pytest.mark.parametrize("key", [key for key in oracle.KEYS if key != "location"])
@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=SLOW)
@given(data=st.data())
def test_each_condition_is_compared_as_a_brute_force_reading_compares_it(key, data):
    profile = {"limits": {key: data.draw(limits(key))}}
    vacancies = [
        {"id": f"v{number}", "conditions": {key: data.draw(facts(key))}} for number in range(6)
    ]

    assert list(engine(profile, vacancies)) == oracle.rank(profile, vacancies, score)


@settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=SLOW)
@given(st.data())
def test_distance_is_compared_as_a_brute_force_reading_compares_it(data):
    profile = {"limits": {"location": data.draw(limits("location"))}, "home": data.draw(places())}
    vacancies = [
        {
            "id": f"v{number}",
            "place": data.draw(places()),
            "conditions": data.draw(st.just({}) | st.builds(dict, work_mode=facts("work_mode"))),
        }
        for number in range(4)
    ]

    assert list(engine(profile, vacancies)) == oracle.rank(profile, vacancies, score)
