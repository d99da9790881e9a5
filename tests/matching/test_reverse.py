"""One vacancy against many clients says what the rules say of each."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from matching.limits import ProfileFacts
from matching.ranking import rank
from matching.reverse import ProfileColumns
from matching.written import profile_from_json, vacancy_from_json
from tests.matching.written_data import nowhere, searches

SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]


def says(profiles, facts):
    standings = ProfileColumns(profiles).standings(facts)
    columns = (standings.conflicts, standings.costs, standings.open_points)
    return list(zip(*(column.tolist() for column in columns), strict=True))


def rules_say(profiles, facts):
    matches = [rank(profile, [facts]).matches[0] for profile in profiles]
    return [(match.conflicts, match.cost, match.open_points) for match in matches]


@settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=SLOW)
@given(st.lists(searches(), min_size=1, max_size=4))
def test_a_vacancy_stands_for_each_client_as_the_rules_say(found):
    profiles = [profile_from_json(profile, nowhere) for profile, _ in found]
    vacancies = [vacancy_from_json(each, nowhere) for _, some in found for each in some][:4]

    for facts in vacancies:
        assert says(profiles, facts) == rules_say(profiles, facts)


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=SLOW)
@given(st.lists(searches(), min_size=1, max_size=6), st.integers(1, 7))
def test_the_clients_it_suits_best_come_first(found, many):
    profiles = [profile_from_json(profile, nowhere) for profile, _ in found]
    facts = vacancy_from_json({"id": "1", "title": "Receptionist"}, nowhere)
    order = rules_say(profiles, facts)
    best = sorted(range(len(profiles)), key=lambda at: (*order[at][:2], at))

    assert ProfileColumns(profiles).standings(facts).best(many) == best[:many]


def test_nobody_and_somebody_of_whom_nothing_is_known():
    facts = vacancy_from_json({"id": "1"}, nowhere)

    assert says([], facts) == []
    assert ProfileColumns([]).standings(facts).best(3) == []
    assert says([ProfileFacts()], facts) == [(0, 0, 0)]
