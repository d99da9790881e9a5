"""Whether every rival answers exactly as the rules do."""

from dataclasses import dataclass
from itertools import zip_longest

import numpy as np

from bench.market import Market, rows
from bench.rivals.area import Area
from bench.rivals.engine import Answer, Engine
from bench.rivals.likeness import likeness_by_title
from matching.facts import VacancyFacts
from matching.limits import ProfileFacts
from matching.ranking import rank

TOP = 50
SOUTHAMPTON = (442294, 112126)
AREAS = {
    "Southampton": Area(*SOUTHAMPTON, 15_000),
    "London": Area(530000, 180000, 15_000),
    "the country": None,
}


def within(area: Area | None, facts: VacancyFacts) -> bool:
    """Whether a search of this area is about that vacancy."""
    if area is None or facts.remote or facts.place is None:
        return True
    east, north = facts.place.easting - area.easting, facts.place.northing - area.northing
    return east**2 + north**2 <= area.metres**2


def expected(
    profile: ProfileFacts, area: Area | None, vacancies: list[VacancyFacts]
) -> list[Answer]:
    """Return what the rules answer."""
    ranking = rank(profile, (each for each in vacancies if within(area, each)))
    return [
        (int(match.facts.id), match.reading.conflicts, match.cost)
        for match in ranking.matches[:TOP]
    ]


@dataclass(frozen=True, slots=True)
class Question:
    """One client and one area, and what the rules answer."""

    name: str
    profile: ProfileFacts
    area: Area | None
    likeness: np.ndarray
    right: list[Answer]


def questions(market: Market, profiles: list[ProfileFacts]) -> list[Question]:
    """Return every client asking about every area of a market, with the right answers."""
    vacancies = list(rows(market, 0, len(market)))
    found = []
    for profile in profiles:
        likeness = likeness_by_title(profile, market)
        for name, area in AREAS.items():
            right = expected(profile, area, vacancies)
            found.append(Question(f"{profile.id}, {name}", profile, area, likeness, right))
    return found


def differences(rival: Engine, asked: list[Question]) -> list[str]:
    """Return every question a loaded rival answers otherwise than the rules."""
    found = []
    for question in asked:
        told = rival.ask(question.profile, question.area, question.likeness)
        if told != question.right:
            both = zip_longest(told, question.right)
            first = next((pair for pair in both if pair[0] != pair[1]), None)
            found.append(f"{question.name}: {first}")
    return found
