"""What one limit finds in one vacancy, and what all of a client's limits say together.

The rules: docs/matching.md, "Finding" and "Verdict".
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import Any

from matching.catalogue import CATALOGUE, Condition, Kind
from matching.comparing import Fit, all_refused, comparison, slack, up_to
from matching.distance import squared_metres, squared_reach
from matching.facts import Negotiable, Point, VacancyFacts
from matching.limits import Limit, ProfileFacts, Strength
from matching.ruled_out import RULED_OUT, ruled_out
from matching.weights import CURRENT, EXACT, Weights


class Outcome(StrEnum):
    """What one limit finds in one vacancy."""

    MEETS = "meets"
    GOOD_DAYS_ONLY = "good_days_only"
    NEAR_MISS = "near_miss"
    UNKNOWN = "unknown"
    CONFLICT = "conflict"


class Settled(StrEnum):
    """How a near miss comes about: the employer would or might arrange it, or it is close."""

    ARRANGE = "arrange"
    MAYBE = "maybe"
    TOLERANCE = "tolerance"


class Verdict(StrEnum):
    """What all limits say of one vacancy. It explains; it does not sort."""

    FITS = "fits"
    WORTH_ASKING = "worth_asking"
    WOULD_NEED_CHANGES = "would_need_changes"
    CLASHES = "clashes"


@dataclass(frozen=True, slots=True)
class Finding:
    """One limit against one vacancy, and what it adds to the cost.

    ``refused``: the employer has already said no to what would be needed here.
    """

    key: str
    outcome: Outcome
    strength: Strength
    cost: int
    bad_day_not_discussed: bool = False
    settled_by: Settled | None = None
    refused: bool = False

    @property
    def open(self) -> bool:
        """Whether this is an open point: a must that does not meet."""
        return self.strength is Strength.MUST and self.outcome is not Outcome.MEETS

    @property
    def clashes(self) -> bool:
        """Whether this is a must in conflict."""
        return self.strength is Strength.MUST and self.outcome is Outcome.CONFLICT


@dataclass(frozen=True, slots=True)
class Reading:
    """All findings of one vacancy, and what they come to; jobs wanted and travel not counted."""

    verdict: Verdict
    findings: tuple[Finding, ...]
    conflicts: int
    open_points: int
    cost: int


Finder = Callable[[VacancyFacts], Finding]

_SETTLES = {Negotiable.YES: Settled.ARRANGE, Negotiable.MAYBE: Settled.MAYBE}


def finder(limit: Limit, home: Point | None, weights: Weights = CURRENT) -> Finder:
    """Return what finds how any vacancy stands to one limit; build it once for a search."""
    condition = CATALOGUE[limit.key]
    table = outcomes_of(limit, weights)
    if condition.kind is Kind.PLACE:
        return _place_finder(limit, home, weights, table)
    return _fact_finder(condition, limit, weights, table)


def outcomes_of(limit: Limit, weights: Weights = CURRENT) -> dict[tuple[Fit, Negotiable], Finding]:
    """Return what one limit finds for each fit of a value and each answer on changing it."""
    return _outcomes(limit.key, limit.strength, weights, only_usual=limit.bad_day is None)


@lru_cache(maxsize=1_000)
def _outcomes(
    key: str, strength: Strength, weights: Weights, *, only_usual: bool
) -> dict[tuple[Fit, Negotiable], Finding]:
    """What every limit of this kind finds, whatever it asks for."""
    return {
        (fit, answer): _finding(key, strength, fit, answer, weights, only_usual=only_usual)
        for fit in Fit
        for answer in Negotiable
    }


def find(
    limit: Limit, facts: VacancyFacts, home: Point | None, weights: Weights = CURRENT
) -> Finding:
    """Return how one vacancy stands to one limit."""
    return finder(limit, home, weights)(facts)


def read(profile: ProfileFacts, facts: VacancyFacts, weights: Weights = CURRENT) -> Reading:
    """Return the full reading of one vacancy for one client."""
    return reader(profile, weights)(facts)


def reader(profile: ProfileFacts, weights: Weights = CURRENT) -> Callable[[VacancyFacts], Reading]:
    """Return what reads any vacancy for one client; build it once for a search."""
    finders = tuple(finder(limit, profile.home, weights) for limit in profile.limits)
    tells = ruled_out(profile)
    never = Finding(RULED_OUT, Outcome.CONFLICT, Strength.MUST, 0)

    def reads(facts: VacancyFacts) -> Reading:
        findings = tuple(find_in(facts) for find_in in finders)
        return together((*findings, never) if tells(facts) else findings)

    return reads


def together(findings: tuple[Finding, ...]) -> Reading:
    """Return what findings come to: the verdict, what is open, and the sum of their costs."""
    musts = [finding.outcome for finding in findings if finding.open]
    conflicts = musts.count(Outcome.CONFLICT)
    return Reading(
        verdict=_verdict(conflicts, musts),
        findings=findings,
        conflicts=conflicts,
        open_points=len(musts),
        cost=sum(finding.cost for finding in findings),
    )


def _verdict(conflicts: int, open_musts: list[Outcome]) -> Verdict:
    if conflicts:
        return Verdict.CLASHES
    if not open_musts:
        return Verdict.FITS
    asking = all(outcome is Outcome.UNKNOWN for outcome in open_musts)
    return Verdict.WORTH_ASKING if asking else Verdict.WOULD_NEED_CHANGES


_Table = dict[tuple[Fit, Negotiable], Finding]


def _fact_finder(condition: Condition, limit: Limit, weights: Weights, table: _Table) -> Finder:
    key = limit.key
    compare = comparison(limit, weights)
    unknown = table[Fit.UNKNOWN, Negotiable.UNKNOWN]
    unread = condition.kind is Kind.HOLDS or condition.staff_only
    by_item = condition.kind is Kind.ITEMS

    def find_in(facts: VacancyFacts) -> Finding:
        fact = facts.conditions.get(key)
        if fact is None or not fact.known:
            return unknown
        value: Any = fact.value
        fit = compare(value)
        if by_item:
            refused = fit is not Fit.MEETS and all_refused(limit, value)
            return table[fit, Negotiable.NO if refused else Negotiable.UNKNOWN]
        return table[fit, Negotiable.UNKNOWN if unread else fact.negotiable]

    return find_in


def _place_finder(limit: Limit, home: Point | None, weights: Weights, table: _Table) -> Finder:
    usual: Any = limit.usual
    aim: Any = limit.aim
    near: Decimal = EXACT.add(usual, slack(limit, weights))
    compare = up_to(squared_reach(aim), squared_reach(usual), squared_reach(near))
    by_fit = {fit: table[fit, Negotiable.UNKNOWN] for fit in Fit}

    def find_in(facts: VacancyFacts) -> Finding:
        if facts.remote:
            return by_fit[Fit.MEETS]
        if home is None or facts.place is None:
            return by_fit[Fit.UNKNOWN]
        return by_fit[compare(squared_metres(home, facts.place))]

    return find_in


def _finding(  # noqa: PLR0913 - all that a finding depends on
    key: str,
    strength: Strength,
    fit: Fit,
    answer: Negotiable,
    weights: Weights,
    *,
    only_usual: bool,
) -> Finding:
    condition = CATALOGUE[key]
    settled_by = _settled_by(condition, fit, answer)
    outcome = _outcome(fit, settled_by)
    costs = weights.costs[strength]
    return Finding(
        key=key,
        outcome=outcome,
        strength=strength,
        cost=costs[outcome.value if settled_by is None else settled_by.value],
        bad_day_not_discussed=(
            only_usual and condition.has_bad_day and outcome is not Outcome.UNKNOWN
        ),
        settled_by=settled_by,
        refused=answer is Negotiable.NO and outcome not in (Outcome.MEETS, Outcome.UNKNOWN),
    )


def _settled_by(condition: Condition, fit: Fit, answer: Negotiable) -> Settled | None:
    if fit is Fit.ARRANGE:
        return Settled.ARRANGE
    if fit not in (Fit.TOLERANCE, Fit.BEYOND):
        return None
    if condition.negotiates and answer in _SETTLES:
        return _SETTLES[answer]
    return Settled.TOLERANCE if fit is Fit.TOLERANCE and answer is not Negotiable.NO else None


def _outcome(fit: Fit, settled_by: Settled | None) -> Outcome:
    if settled_by is not None:
        return Outcome.NEAR_MISS
    return Outcome.CONFLICT if fit in (Fit.TOLERANCE, Fit.BEYOND) else Outcome(fit.value)
