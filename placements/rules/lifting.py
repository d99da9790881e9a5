"""What would bring one vacancy up the list: each open finding, were it to turn out well; pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from matching.match import Group, Match, group_of
from matching.verdict import Finding, Outcome, together

LIFTS_MOST = 4


@dataclass(frozen=True, slots=True)
class Lift:
    """One finding that, were it met, would bring the vacancy to this place and group."""

    finding: Finding
    place: int
    group: Group


#: How many vacancies stand before so many musts in conflict and such a cost.
Ahead = Callable[[int, int], int]


def lifts(match: Match, place: int, ahead: Ahead) -> tuple[Lift, ...]:
    """The findings whose turning out well would bring a vacancy furthest, best first.

    What would change neither its place nor its group is left out.
    """
    group = group_of(match)
    found = [_lift(match, finding, ahead) for finding in match.findings if _could_turn(finding)]
    better = [lift for lift in found if lift.place < place or lift.group is not group]
    return tuple(sorted(better, key=lambda lift: lift.place)[:LIFTS_MOST])


def _could_turn(finding: Finding) -> bool:
    return finding.outcome is not Outcome.MEETS


def _lift(match: Match, finding: Finding, ahead: Ahead) -> Lift:
    met = replace(finding, outcome=Outcome.MEETS, cost=0)
    findings = tuple(met if each is finding else each for each in match.findings)
    reading = together(findings)
    lifted = replace(match, reading=reading, cost=match.cost - match.reading.cost + reading.cost)
    return Lift(finding, 1 + ahead(lifted.conflicts, lifted.cost), group_of(lifted))
