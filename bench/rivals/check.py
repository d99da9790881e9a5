"""Whether every rival answers exactly as the rules do."""

from bench.market import Market, rows
from bench.rivals.area import Area
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
) -> list[tuple[int, int, int]]:
    """Return what the rules answer."""
    ranking = rank(profile, (each for each in vacancies if within(area, each)))
    return [
        (int(match.facts.id), match.reading.conflicts, match.cost)
        for match in ranking.matches[:TOP]
    ]


def differences(rival, market: Market, profiles: list[ProfileFacts]) -> list[str]:
    """Return every question a loaded rival answers otherwise than the rules."""
    vacancies = list(rows(market, 0, len(market)))
    found = []
    for profile in profiles:
        likeness = likeness_by_title(profile, market)
        for name, area in AREAS.items():
            told = rival.ask(profile, area, likeness)
            right = expected(profile, area, vacancies)
            if told != right:
                first = next(
                    (pair for pair in zip(told, right, strict=False) if pair[0] != pair[1]),
                    "length",
                )
                found.append(f"{rival.name}, {profile.id}, {name}: {first}")
    return found
