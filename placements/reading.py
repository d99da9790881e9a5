"""One vacancy read for one client: every finding, what to ask, what would have to change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from clients.rules.profile import Profile
from employers.models import Vacancy
from employers.rules import folded
from matching.amounts import fact_in_words
from matching.catalogue import CATALOGUE
from matching.distance import kilometres_between
from matching.facts import Fact, Source
from matching.limits import Strength
from matching.match import Match
from matching.near_misses import Change, Question, questions, smallest_change
from matching.ranking import CostLine, Ranking, cost_lines
from matching.verdict import Finding, Outcome
from matching.wording import chip, sentence

KINDS = {
    Outcome.MEETS: "meets",
    Outcome.UNKNOWN: "ask",
    Outcome.GOOD_DAYS_ONLY: "change",
    Outcome.NEAR_MISS: "change",
    Outcome.CONFLICT: "clash",
}
SOURCES = {
    Source.EMPLOYER: "the employer said",
    Source.ESW_SEEN: "seen on a visit",
    Source.ADVERT: "from the advert",
    Source.INFERRED: "likely, not confirmed",
}
CHIPS_MOST = 3
# Conditions about people we met are for staff; nothing of theirs goes on paper for a client.
_STRENGTHS = {Strength.MUST: 0, Strength.IMPORTANT: 1, Strength.NICE: 2}
_ORDER = ("clash", "change", "ask", "meets")


@dataclass(frozen=True, slots=True)
class Line:
    """One finding as it is read: its kind, its sentence, and where the fact comes from."""

    key: str
    kind: str
    strength: Strength
    says: str
    source: str
    as_of: date | None
    words: str


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that is said of one vacancy for one client."""

    lines: Sequence[Line]
    questions: Sequence[Question]
    changes: Sequence[Change]
    costs: Sequence[CostLine]
    not_stated: Sequence[str]


def read_out(match: Match, ranking: Ranking, vacancy: Vacancy) -> Reading:
    """The full reading of one match, in plain words."""
    profile = ranking.profile
    lines = [_line(finding, match, ranking, vacancy) for finding in match.findings]
    return Reading(
        lines=sorted(lines, key=lambda line: _ORDER.index(line.kind)),
        questions=questions(profile, match),
        changes=smallest_change(profile, match),
        costs=cost_lines(match),
        not_stated=[
            condition.words.name
            for key, condition in CATALOGUE.items()
            if key not in match.facts.conditions and key != "location"
        ],
    )


def _line(finding: Finding, match: Match, ranking: Ranking, vacancy: Vacancy) -> Line:
    fact = match.facts.conditions.get(finding.key)
    stored = vacancy.conditions.get(finding.key) or {}
    return Line(
        key=finding.key,
        kind=KINDS[finding.outcome],
        strength=finding.strength,
        says=sentence(ranking.profile, finding, match.facts),
        source=SOURCES[fact.source] if fact else "",
        as_of=fact.as_of if fact else None,
        words=stored.get("words") or "",
    )


def chips(match: Match, ranking: Ranking) -> list[tuple[str, str]]:
    """The two or three findings that matter most, and any important limit in conflict."""
    ranked = sorted(match.findings, key=_weight)
    first = [finding for finding in ranked if finding.strength is not Strength.NICE][:CHIPS_MOST]
    always = [
        finding
        for finding in match.findings
        if finding.outcome is Outcome.CONFLICT
        and finding.strength is not Strength.NICE
        and finding not in first
    ]
    return [
        (KINDS[finding.outcome], chip(ranking.profile, finding, match.facts))
        for finding in (*first, *always)
    ]


def _weight(finding: Finding) -> tuple[bool, bool, int, int]:
    """What is open before what is met; among the met, the musts before the rest."""
    met = finding.outcome is Outcome.MEETS
    return (not finding.clashes, met, -finding.cost, _STRENGTHS[finding.strength])


def distance(match: Match, ranking: Ranking) -> str:
    """How far it is, in words; unknown is said."""
    if match.facts.remote:
        return "from home"
    home, place = ranking.profile.home, match.facts.place
    if place is None:
        return "place not known"
    if home is None:
        return "distance not known"
    return f"{kilometres_between(home, place):f} km"


def stated(match: Match, key: str) -> str:
    """One condition as it stands on record, in words; "not stated" when nobody has said."""
    fact = match.facts.conditions.get(key)
    if fact is None or fact.value is None:
        return "not stated"
    words = fact_in_words(CATALOGUE[key], fact.value)
    return words if fact.known else f"likely {words}"


def pay(match: Match, vacancy: Vacancy) -> str:
    """Pay by the hour where it is known, else as the advert puts it."""
    fact = match.facts.conditions.get("pay_hourly")
    if fact is not None and fact.known and isinstance(fact.value, Decimal):
        return f"£{fact.value:,.2f} an hour"
    return vacancy.pay_text or "pay not stated"


def facts_age(conditions: Mapping[str, Fact]) -> tuple[str, date | None]:
    """Where the newest facts come from, best source first, and their day."""
    for source, words in (
        (Source.EMPLOYER, "Employer asked"),
        (Source.ESW_SEEN, "Visited"),
        (Source.ADVERT, "Advert only"),
    ):
        days = [fact.as_of for fact in conditions.values() if fact.source is source]
        if days:
            return words, max((day for day in days if day), default=None)
    return "Nothing known yet", None


def reminders(profile: Profile, vacancy: Vacancy) -> list[str]:
    """Settings the client never wants again that this vacancy's own words mention.

    Words are no proof, so this is shown and changes no verdict.
    """
    text = folded(f"{vacancy.title} {vacancy.site.employer.name} {vacancy.description}")
    return [word for word in profile.never_settings if folded(word) and folded(word) in text]


def requirements(match: Match) -> dict[str, list[str]]:
    """What the role asks for: required and desirable, in words."""
    fact = match.facts.conditions.get("requirements")
    value: Any = fact.value if fact is not None and fact.value else {}
    labels = CATALOGUE["requirements"].options
    return {
        need: [labels[item] for item, answer in value.items() if answer == need]
        for need in ("required", "desirable")
    }
