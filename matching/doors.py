"""What would open more doors: the one thing that, arranged, would settle most for one client.

Only what an employer or the service can arrange counts, never that the client do more, and never
what an employer has already refused. The rules: docs/matching.md, "What would open more doors".
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from matching.catalogue import CATALOGUE, Kind
from matching.comparing import slack
from matching.distance import squared_metres, squared_reach
from matching.limits import Limit, ProfileFacts, Strength
from matching.match import Group, Match, group_of
from matching.verdict import Finding, Outcome, together
from matching.weights import CURRENT, EXACT, Weights


@dataclass(frozen=True, slots=True)
class Door:
    """One limit, and how many more vacancies there would be to ring if it were arranged."""

    key: str
    more: int


def may_open(limit: Limit) -> bool:
    """Whether this is a must that an employer or the service could do something about."""
    return limit.strength is Strength.MUST and bool(CATALOGUE[limit.key].words.arranged)


def could_be_arranged(finding: Finding) -> bool:
    """Whether what is not met here could still be arranged, as far as the employer has said.

    Of items asked for one by one, a conflict means that one was refused; of what somebody must
    hold, only a near miss can still be had. Distance is judged apart.
    """
    if finding.outcome is Outcome.MEETS or finding.refused or finding.key not in CATALOGUE:
        return False
    condition = CATALOGUE[finding.key]
    if not condition.words.arranged or condition.kind is Kind.PLACE:
        return False
    if condition.kind is Kind.HOLDS:
        return finding.outcome is Outcome.NEAR_MISS
    return not (condition.kind is Kind.ITEMS and finding.outcome is Outcome.CONFLICT)


def reach_with_help(limit: Limit, weights: Weights = CURRENT) -> int:
    """The largest square of metres that help with travel would bridge; all that is near, too."""
    usual: Any = limit.usual
    helped = EXACT.multiply(usual, weights.help_with_travel_times)
    return squared_reach(max(helped, EXACT.add(usual, slack(limit, weights))))


def arranged(profile: ProfileFacts, match: Match, key: str, weights: Weights = CURRENT) -> Match:
    """The match as it would be were this limit met wherever that could be arranged."""
    findings = tuple(
        replace(finding, outcome=Outcome.MEETS, cost=0, settled_by=None)
        if finding.key == key and _could(profile, match, finding, weights)
        else finding
        for finding in match.findings
    )
    reading = together(findings)
    return replace(match, reading=reading, cost=match.cost - match.reading.cost + reading.cost)


def doors(
    profile: ProfileFacts, matches: Iterable[Match], weights: Weights = CURRENT
) -> tuple[Door, ...]:
    """Return what would open most, best first; what would open nothing is left out."""
    closed = [match for match in matches if group_of(match, weights) is not Group.RING_TODAY]
    found = [
        Door(
            limit.key,
            sum(
                group_of(arranged(profile, match, limit.key, weights), weights) is Group.RING_TODAY
                for match in closed
            ),
        )
        for limit in profile.limits
        if may_open(limit)
    ]
    return best_doors(found)


def best_doors(found: Iterable[Door]) -> tuple[Door, ...]:
    """Return the doors that open something, most first; among equals the catalogue's order."""
    places = {key: place for place, key in enumerate(CATALOGUE)}
    opening = [door for door in found if door.more]
    return tuple(sorted(opening, key=lambda door: (-door.more, places[door.key])))


def _could(profile: ProfileFacts, match: Match, finding: Finding, weights: Weights) -> bool:
    if finding.key != "location":
        return could_be_arranged(finding)
    limit, place = profile.limit("location"), match.facts.place
    if limit is None or place is None or profile.home is None:
        return False
    if finding.outcome is Outcome.MEETS or match.facts.remote:
        return False
    return squared_metres(profile.home, place) <= reach_with_help(limit, weights)
