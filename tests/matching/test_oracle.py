from hypothesis import HealthCheck, given, settings

from matching.ranking import rank
from matching.report import report
from matching.titles import likeness
from matching.written import profile_from_json, vacancy_from_json
from tests.matching import oracle
from tests.matching.written_data import searches

SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]


def nowhere(_postcode):
    return None


def engine(profile, vacancies):
    """What the engine says, with its words reduced to whether there are any."""
    facts = profile_from_json(profile, nowhere)
    ranking = rank(facts, [vacancy_from_json(vacancy, nowhere) for vacancy in vacancies])
    for place, match in enumerate(ranking.matches, start=1):
        said = report(facts, match, place)
        said.pop("matched_title")
        said["questions"] = [question["key"] for question in said["questions"]]
        for change in said["smallest_change"]:
            change["asked"] = bool(change.pop("ask"))
        yield said


@settings(max_examples=400, deadline=None, derandomize=True, suppress_health_check=SLOW)
@given(searches())
def test_the_engine_says_what_a_brute_force_reading_of_the_rules_says(search):
    profile, vacancies = search

    said = list(engine(profile, vacancies))

    expected = oracle.rank(profile, vacancies, lambda job, title: likeness(job, title).score)
    assert said == expected
