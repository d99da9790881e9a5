"""One vacancy read for one client: every finding, what to ask, what would have to change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from employers.models import Vacancy
from matching.amounts import fact_in_words
from matching.catalogue import CATALOGUE, Kind
from matching.facts import Fact
from matching.limits import Limit, ProfileFacts, Strength
from matching.near_misses import Change, Question, questions, smallest_change
from matching.ranking import CostLine, Match, cost_lines
from matching.ruled_out import RULED_OUT
from matching.verdict import Finding, Outcome
from matching.wording import has, needs, sentence
from placements.shortlist.row_words import KINDS, SOURCES

#: In which order findings are read, and under which heading.
HEADINGS = {
    "clash": "Does not suit",
    "change": "Would need a change",
    "ask": "To ask",
    "meets": "Suits",
}
STRENGTHS = {
    Strength.MUST: "must",
    Strength.IMPORTANT: "important",
    Strength.NICE: "nice to have",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One finding as it is read: its kind, its sentence, and where the fact comes from."""

    key: str
    kind: str
    strength: str
    says: str
    source: str
    as_of: date | None
    words: str


@dataclass(frozen=True, slots=True)
class Known:
    """Something known of the vacancy that no limit asks about."""

    name: str
    says: str
    source: str
    as_of: date | None


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that is said of one vacancy for one client."""

    by_kind: dict[str, list[Line]]
    questions: Sequence[Question]
    changes: Sequence[Change]
    costs: Sequence[CostLine]
    also_known: Sequence[Known]
    not_stated: Sequence[str]


def read_out(match: Match, profile: ProfileFacts, vacancy: Vacancy) -> Reading:
    """The full reading of one match, in plain words."""
    lines = [_line(finding, match, profile, vacancy) for finding in match.findings]
    asked = {limit.key for limit in profile.limits}
    facts = match.facts.conditions
    return Reading(
        by_kind={
            kind: found
            for kind in HEADINGS
            if (found := [line for line in lines if line.kind == kind])
        },
        questions=questions(profile, match),
        changes=smallest_change(profile, match),
        costs=cost_lines(match),
        also_known=[
            _known(key, facts[key]) for key in CATALOGUE if key in facts and key not in asked
        ],
        not_stated=[
            condition.words.name
            for key, condition in CATALOGUE.items()
            if key not in facts and key != "location" and not condition.staff_only
        ],
    )


def _line(finding: Finding, match: Match, profile: ProfileFacts, vacancy: Vacancy) -> Line:
    fact = match.facts.conditions.get(finding.key)
    stored = vacancy.conditions.get(finding.key) or {}
    return Line(
        key=finding.key,
        kind=KINDS[finding.outcome],
        strength=STRENGTHS[finding.strength],
        says=sentence(profile, finding, match.facts),
        source=SOURCES[fact.source] if fact else "",
        as_of=fact.as_of if fact else None,
        words=stored.get("words") or "",
    )


def _known(key: str, fact: Fact) -> Known:
    condition = CATALOGUE[key]
    said = "not stated" if fact.value is None else fact_in_words(condition, fact.value)
    return Known(condition.words.name, said, SOURCES[fact.source], fact.as_of)


def if_met(finding: Finding) -> str:
    """What would have to turn out, for a finding that stands in the way."""
    if finding.key == RULED_OUT:
        return "If it were not ruled out"
    name = CATALOGUE[finding.key].words.name
    unknown = finding.outcome is Outcome.UNKNOWN
    return f"If the answer on {name} is good" if unknown else f"If {name} could change"


_SAID_ABOVE = ("requirements", "hours_week", "pay_hourly", "location")


@dataclass(frozen=True, slots=True)
class ForClient:
    """What a client reads on paper: what suits, what differs, and what would be asked."""

    suits: Sequence[str]
    differs: Sequence[str]
    asks: Sequence[str]


def for_client(match: Match, profile: ProfileFacts) -> ForClient:
    """A match in plain words for paper: no codes, no sums, nothing that is for staff only."""
    shown = [
        (finding, limit)
        for finding in match.findings
        if (limit := profile.limit(finding.key)) is not None
        and not CATALOGUE[finding.key].staff_only
    ]
    differs = [
        _differs(limit, match, profile)
        for finding, limit in shown
        if finding.outcome not in (Outcome.MEETS, Outcome.UNKNOWN)
    ]
    if any(finding.key == RULED_OUT for finding in match.findings):
        differs.insert(0, "You said never again to this employer or area.")
    return ForClient(
        suits=[
            _suits(limit, match, profile)
            for finding, limit in shown
            # What they ask for is said above, with the hours and the pay.
            if finding.outcome is Outcome.MEETS and finding.key not in _SAID_ABOVE
        ],
        differs=differs,
        asks=[question.ask for question in questions(profile, match)],
    )


def _suits(limit: Limit, match: Match, profile: ProfileFacts) -> str:
    said = _said(has(profile, limit, match.facts))
    if CATALOGUE[limit.key].kind is Kind.GRID:
        return f"{_name(limit)}: {said}"
    return f"{said[0].upper()}{said[1:]}"


def _differs(limit: Limit, match: Match, profile: ProfileFacts) -> str:
    said = _said(has(profile, limit, match.facts))
    return f"{_name(limit)}: {said}. You asked for: {needs(limit)}"


def _name(limit: Limit) -> str:
    name: Any = CATALOGUE[limit.key].words.name
    return f"{name[0].upper()}{name[1:]}"


def _said(words: str) -> str:
    return words.removesuffix(".")
