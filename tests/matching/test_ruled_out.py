import pytest

from matching.facts import VacancyFacts
from matching.limits import Limit, ProfileFacts, Strength
from matching.near_misses import smallest_change
from matching.ranking import counts, rank
from matching.ruled_out import employer_key
from matching.verdict import Outcome, Verdict


def only_match(profile, **vacancy):
    return rank(profile, [VacancyFacts("v1", **vacancy)]).matches[0]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Acme Ltd", "ACME LIMITED"),
        ("The Acme Co.", "acme co"),
        ("Acme & Sons", "Acme and Sons"),
        ("Acme's Bakery", "Acmes Bakery"),
        ("Acme P.L.C.", "Acme"),
        ("Acme-Foods CIC", "acme foods"),
        ("Acme  Foods, Inc", "Acme Foods"),
        ("Acme LLP", "acme"),
    ],
)
def test_one_employer_is_known_again_however_the_name_is_written(one, other):
    assert employer_key(one) == employer_key(other)


@pytest.mark.parametrize(("one", "other"), [("Acme", "Acme Care"), ("The Limited", ""), ("Co", "")])
def test_two_employers_are_not_taken_for_one(one, other):
    assert employer_key(one) != employer_key(other)


def test_an_employer_ruled_out_is_one_more_must_in_conflict_and_counted():
    profile = ProfileFacts(ruled_out_employers=("Acme Ltd",))

    match = only_match(profile, employer="ACME")

    assert match.verdict is Verdict.CLASHES
    assert (match.conflicts, match.open_points, match.cost) == (1, 1, 0)
    assert [finding.key for finding in match.findings] == ["ruled_out"]


def test_employer_and_area_together_are_one_conflict_after_all_limits():
    limits = (Limit("stairs", "some", strength=Strength.MUST),)
    profile = ProfileFacts(ruled_out_employers=("Acme",), ruled_out_areas=("SO45",), limits=limits)

    match = only_match(profile, employer="Acme", outward="SO45")

    assert [finding.key for finding in match.findings] == ["stairs", "ruled_out"]
    assert match.conflicts == 1


@pytest.mark.parametrize(
    ("area", "outward", "out"),
    [
        ("SO45", "SO45", True),
        ("so45", "SO45", True),
        ("SO", "SO45", True),
        ("S", "SO45", False),
        ("S", "S10", True),
        ("SO4", "SO45", False),
        ("SO45", "SO14", False),
        ("SO45", None, False),
        ("W1", "W1A", False),
    ],
)
def test_an_area_is_an_outward_code_or_its_letters_and_an_unknown_place_is_not_in_it(
    area, outward, out
):
    match = only_match(ProfileFacts(ruled_out_areas=(area,)), outward=outward)

    assert (match.verdict is Verdict.CLASHES) == out


def test_a_blank_employer_is_nobody_who_could_be_ruled_out():
    assert only_match(ProfileFacts(ruled_out_employers=("!",)), employer="").conflicts == 0


def test_what_was_ruled_out_is_talked_over_with_the_client_never_asked_of_the_employer():
    profile = ProfileFacts(ruled_out_employers=("Acme",))

    (change,) = smallest_change(profile, only_match(profile, employer="Acme"))

    assert (change.key, change.to, change.ask, change.refused) == ("ruled_out", None, None, False)
    assert change.put_to == "client"


def test_vacancies_ruled_out_are_counted_after_the_limits():
    profile = ProfileFacts(ruled_out_employers=("Acme",), limits=(Limit("stairs", "some"),))
    ranking = rank(profile, [VacancyFacts("v1", employer="Acme"), VacancyFacts("v2")])

    stairs, ruled_out = counts(ranking)

    assert stairs.outcomes[Outcome.UNKNOWN] == 2
    assert (ruled_out.key, ruled_out.conflicts, ruled_out.phrase) == ("ruled_out", 1, "1 ruled out")
