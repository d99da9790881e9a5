"""One match as it is written in JSON."""

from typing import Any

from matching.limits import ProfileFacts
from matching.match import Match
from matching.near_misses import questions, smallest_change
from matching.values import written
from matching.verdict import Finding


def report(profile: ProfileFacts, match: Match, rank: int) -> dict[str, Any]:
    """Return a match with its place among all vacancies, counted from 1."""
    travel = {} if match.travel_cost is None else {"travel_cost": match.travel_cost}
    return {
        "id": match.facts.id,
        "rank": rank,
        "verdict": match.verdict.value,
        "conflicts": match.conflicts,
        "cost": match.cost,
        "open_points": match.open_points,
        "interest": match.interest,
        "matched_title": match.matched_title,
        **travel,
        "findings": [_finding(finding) for finding in match.findings],
        "questions": [
            {"key": question.key, "ask": question.ask} for question in questions(profile, match)
        ],
        "smallest_change": [
            {
                "key": change.key,
                "to": written(change.to),
                "ask": change.ask,
                "refused": change.refused,
            }
            for change in smallest_change(profile, match)
        ],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    bad_day = {"bad_day": "not_discussed"} if finding.bad_day_not_discussed else {}
    return {
        "key": finding.key,
        "outcome": finding.outcome.value,
        "strength": finding.strength.value,
        "cost": finding.cost,
        **bad_day,
    }
