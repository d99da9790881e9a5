"""In which order vacancies stand for one client: by what is between them and the job.

First the number of musts in conflict, then the cost, an exact whole number that every row can
show line by line; then soonest closing, newest, and the id. The rules: docs/matching.md, "Order
and cost".
"""

from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import Any

from matching.counting import LimitCount, counts
from matching.distance import share_of_reach, squared_metres
from matching.facts import VacancyFacts
from matching.limits import ProfileFacts
from matching.match import CostLine, Group, Match, Ranking, cost_lines, group_of
from matching.titles import likeness
from matching.verdict import reader
from matching.weights import CURRENT, Weights

__all__ = [
    "CostLine",
    "Group",
    "LimitCount",
    "Match",
    "Ranking",
    "cost_lines",
    "counts",
    "group_of",
    "in_rank_order",
    "rank",
]

_NEVER_CLOSING = 10**9


def rank(
    profile: ProfileFacts, vacancies: Iterable[VacancyFacts], weights: Weights = CURRENT
) -> Ranking:
    """Return every vacancy as it stands for this client, best first; the order in is no matter."""
    reads = reader(profile, weights)
    likes = _interest_reader(profile, weights)
    travels = _travel_reader(profile, weights)

    def match(facts: VacancyFacts) -> Match:
        reading = reads(facts)
        interest, matched = likes(facts.title)
        travel_cost = travels(facts)
        wanting = 0 if interest is None else weights.interest_points_each * (1000 - interest)
        return Match(
            facts=facts,
            reading=reading,
            cost=reading.cost + wanting + (travel_cost or 0),
            interest=interest,
            interest_cost=wanting,
            matched_title=matched,
            travel_cost=travel_cost,
        )

    return Ranking(profile, weights, in_rank_order(map(match, vacancies)))


def in_rank_order(matches: Iterable[Match]) -> tuple[Match, ...]:
    """Return matches best first."""
    return tuple(sorted(matches, key=_order))


def _order(match: Match) -> tuple[int, int, int, int, str]:
    facts = match.facts
    return (
        match.reading.conflicts,
        match.cost,
        facts.closes_on.toordinal() if facts.closes_on else _NEVER_CLOSING,
        -facts.posted_on.toordinal() if facts.posted_on else 0,
        facts.id,
    )


def _interest_reader(
    profile: ProfileFacts, weights: Weights
) -> Callable[[str], tuple[int | None, str | None]]:
    """Return what tells how near a title is to a wanted job, each distinct title read once."""
    wanted = [
        (title, weights.rank_thousandths(place)) for place, title in enumerate(profile.interests)
    ]
    if not wanted:
        return lambda _title: (None, None)
    known: dict[str, tuple[int, str | None]] = {}

    def best(title: str) -> tuple[int, str | None]:
        score, matched = -1, None
        for job, thousandths in wanted:
            like = likeness(job, title)
            weighed = like.score * thousandths // 1000
            if weighed > score:
                score, matched = weighed, like.matched or None
        return score, matched

    def tells(title: str) -> tuple[int | None, str | None]:
        if title not in known:
            known[title] = best(title)
        return known[title]

    return tells


def _travel_reader(profile: ProfileFacts, weights: Weights) -> Callable[[VacancyFacts], int | None]:
    limit = profile.limit("location")
    if limit is None:
        return lambda _facts: None
    usual: Any = limit.usual
    reach = Fraction(usual) * 1000
    home, most = profile.home, weights.travel_most

    def tells(facts: VacancyFacts) -> int:
        if facts.remote:
            return 0
        if home is None or facts.place is None:
            return most
        return share_of_reach(squared_metres(home, facts.place), reach, most)

    return tells
