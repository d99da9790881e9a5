"""How a finding reads in the two to five words of a chip; whether it is good or bad is not said.

The page shows the outcome beside it, with a mark and a word of its own.
"""

from typing import Any

from matching.amounts import shortly, without_article
from matching.catalogue import CATALOGUE, Condition, Kind, Test
from matching.comparing import unsettled
from matching.facts import Fact, VacancyFacts
from matching.limits import Limit, ProfileFacts
from matching.ruled_out import ruled_out_employer
from matching.verdict import Finding, Outcome
from matching.wording.sentences import has

_MOST_WORDS = 5

_DAYS_AND_TIMES = {
    Outcome.MEETS: "days and times suit",
    Outcome.GOOD_DAYS_ONLY: "times that suit less well",
    Outcome.NEAR_MISS: "days could be changed",
    Outcome.CONFLICT: "days do not suit",
}


def chip(profile: ProfileFacts, finding: Finding, facts: VacancyFacts) -> str:
    """Return one finding in a few words: what the role has, or that it is not stated."""
    limit = profile.limit(finding.key)
    if limit is None:
        by_employer = ruled_out_employer(profile, facts)
        return "employer ruled out" if by_employer else "area ruled out"
    condition = CATALOGUE[finding.key]
    if condition.kind is Kind.PLACE:
        return _place(profile, limit, facts)
    fact = facts.conditions.get(finding.key, Fact(None))
    if finding.outcome is not Outcome.UNKNOWN:
        return _known(condition, limit, finding, fact.value)
    if fact.value is None or fact.known or condition.kind in _ONLY_WHEN_KNOWN:
        return f"{condition.words.name} not stated"
    return f"likely {_known(condition, limit, finding, fact.value)}"


_ONLY_WHEN_KNOWN = (Kind.ITEMS, Kind.HOLDS, Kind.GRID)


def _place(profile: ProfileFacts, limit: Limit, facts: VacancyFacts) -> str:
    if facts.place is not None and profile.home is None and not facts.remote:
        return "distance not known"
    return has(profile, limit, facts)


def _known(condition: Condition, limit: Limit, finding: Finding, value: Any) -> str:
    if condition.kind is Kind.GRID:
        return _DAYS_AND_TIMES[finding.outcome]
    if condition.kind is Kind.HOLDS:
        return _missing(condition, limit, value)
    if condition.kind is Kind.ITEMS:
        return _item(condition, limit, finding, value)
    none = condition.words.none if value == 0 else ""
    template = none or condition.words.chip or condition.words.has
    return template.format(value=shortly(condition, value))


def _missing(condition: Condition, limit: Limit, value: Any) -> str:
    held: Any = limit.aim
    missing = [item for item, need in value.items() if need == "required" and item not in held]
    if not missing:
        return "requirements held"
    return _with_rest(f"{without_article(condition.options[missing[0]])} required", missing)


def _item(condition: Condition, limit: Limit, finding: Finding, answers: Any) -> str:
    """Return the first item that decides the finding, and how many more do."""
    aim: Any = limit.aim
    settled, refusal = ("no", "yes") if condition.test is Test.AVOID else ("yes", "no")
    deciding = {
        Outcome.MEETS: settled,
        Outcome.NEAR_MISS: "arrange",
        Outcome.CONFLICT: refusal,
    }.get(finding.outcome)
    items = [item for item in aim if deciding is not None and answers.get(item) == deciding]
    items = items or [item for item, _ in unsettled(limit, answers)]
    return _with_rest(_answered(condition, items[0], answers.get(items[0])), items)


def _answered(condition: Condition, item: str, answer: str | None) -> str:
    label = condition.options[item]
    bare = without_article(label)
    if answer is None:
        return f"{bare}: ask"
    if answer == "arrange":
        return f"{bare} {'avoidable' if condition.test is Test.AVOID else 'possible'}"
    return label if answer == "yes" else f"no {bare}"


def _with_rest(text: str, items: list[str]) -> str:
    """Return the text with the count of further items, where there is room for it."""
    room = len(text.split()) < _MOST_WORDS
    return f"{text} +{len(items) - 1}" if len(items) > 1 and room else text
