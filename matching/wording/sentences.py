"""How a finding reads for the ESW: what the role has, what would suit, and what that comes to."""

import re
from typing import Any

from matching.amounts import (
    in_words,
    joined,
    limit_in_words,
    listed,
    number,
    role_week,
    without_article,
)
from matching.catalogue import CATALOGUE, Condition, Kind, Test
from matching.distance import kilometres_between
from matching.facts import Fact, VacancyFacts
from matching.limits import Limit, ProfileFacts
from matching.ruled_out import ruled_out_employer
from matching.verdict import Finding, Outcome, Settled, Verdict

_OR_FURTHER = re.compile(r",? (?:at most|or better|or more)$")

OUTCOME_LABELS = {
    Outcome.MEETS: "Meets",
    Outcome.GOOD_DAYS_ONLY: "Good days only",
    Outcome.NEAR_MISS: "Near miss",
    Outcome.UNKNOWN: "Not stated",
    Outcome.CONFLICT: "Conflict",
}

VERDICT_LABELS = {
    Verdict.FITS: "Fits",
    Verdict.WORTH_ASKING: "Worth asking",
    Verdict.WOULD_NEED_CHANGES: "Would need changes",
    Verdict.CLASHES: "Clashes with a must",
}

_OUTCOME_WORDS = {
    Outcome.MEETS: "Meets it.",
    Outcome.GOOD_DAYS_ONLY: "Good days only, not on a bad day.",
    Outcome.NEAR_MISS: "Near.",
    Outcome.CONFLICT: "In conflict.",
}
#: A week has no bad day: the cells that are needed are the ones somebody would rather not work.
_LESS_WELL = "At times that suit less well."

_SETTLED_WORDS = {
    Settled.ARRANGE: "The employer would arrange it.",
    Settled.MAYBE: "The employer might arrange it.",
    Settled.TOLERANCE: "Only just off.",
}


def sentence(profile: ProfileFacts, finding: Finding, facts: VacancyFacts) -> str:
    """Return one finding in plain words, for the ESW."""
    limit = profile.limit(finding.key)
    if limit is None:
        return _ruled_out_sentence(profile, facts)
    condition = CATALOGUE[finding.key]
    return " ".join(
        (
            f"{_capital(condition.words.name)}: {has(profile, limit, facts)}.",
            f"Looking for {needs(limit)}.",
            _tail(profile, finding),
        )
    )


def has(profile: ProfileFacts, limit: Limit, facts: VacancyFacts) -> str:
    """Return what the role has, as far as this limit asks; "not stated" where nobody has said."""
    condition = CATALOGUE[limit.key]
    if condition.kind is Kind.PLACE:
        return _place(profile, facts)
    fact = facts.conditions.get(limit.key, Fact(None))
    if fact.value is None:
        return "not stated"
    template = condition.words.none if fact.value == 0 else ""
    said = (template or condition.words.has).format(value=_value(condition, limit, fact.value))
    return said if fact.known else f"likely {said}, not stated"


def needs(limit: Limit) -> str:
    """Return what would suit, with the bad day where it was talked about."""
    condition = CATALOGUE[limit.key]
    usual = condition.words.needs.format(limit=limit_in_words(condition, limit.usual))
    if _leaves_nothing_further(condition, limit.usual):
        usual = _OR_FURTHER.sub("", usual)
    if limit.bad_day is None or limit.bad_day == limit.usual:
        return usual
    return f"{usual} (on a bad day, {limit_in_words(condition, limit.bad_day)})"


def _leaves_nothing_further(condition: Condition, usual: Any) -> bool:
    """Whether a limit is the very end of its scale, so that "at most" would say nothing."""
    if condition.kind is not Kind.SCALE:
        return False
    order = tuple(condition.options)
    return bool(usual == (order[0] if condition.at_most else order[-1]))


def how_many_conflict(limit: Limit, vacancies: int) -> str:
    """Return how many vacancies conflict with a limit: "34 heavier than 10 kg"."""
    condition = CATALOGUE[limit.key]
    beyond = condition.words.beyond.format(limit=limit_in_words(condition, limit.usual))
    return f"{vacancies:,} {beyond}"


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


def _ruled_out_sentence(profile: ProfileFacts, facts: VacancyFacts) -> str:
    if ruled_out_employer(profile, facts):
        return f"Ruled out: never again at {facts.employer}."
    return f"Ruled out: not in {facts.outward}."


def _place(profile: ProfileFacts, facts: VacancyFacts) -> str:
    if facts.remote:
        return "remote working"
    if facts.place is None:
        return "place not stated"
    if profile.home is None:
        return "distance not known, as no home postcode is recorded"
    return f"{number(kilometres_between(profile.home, facts.place))} km away"


def _value(condition: Condition, limit: Limit, value: Any) -> str:
    if condition.kind is Kind.GRID:
        return role_week(value)
    if condition.kind is Kind.HOLDS:
        return _asked_for(condition, value)
    if condition.kind is Kind.ITEMS:
        usual: Any = limit.usual
        bad_day: Any = limit.bad_day or ()
        both = dict.fromkeys((*usual, *bad_day))
        return "; ".join(item_answer(condition, item, value.get(item)) for item in both)
    return in_words(condition, value)


def item_answer(condition: Condition, item: str, answer: str | None) -> str:
    """Return what is known of one item: "no stool", "a trolley can be arranged"."""
    label = condition.options[item]
    if answer is None:
        return f"{label} not stated"
    if answer == "arrange":
        avoidable = condition.test is Test.AVOID
        return f"{label} can be {'avoided' if avoidable else 'arranged'}"
    return label if answer == "yes" else f"no {without_article(label)}"


def _asked_for(condition: Condition, value: Any) -> str:
    by_need = {
        need: listed(condition, [item for item, asked in value.items() if asked == need])
        for need in ("required", "desirable")
    }
    return joined([f"{items} {need}" for need, items in by_need.items() if items], "and")


def _tail(profile: ProfileFacts, finding: Finding) -> str:
    if finding.outcome is Outcome.UNKNOWN:
        return _unknown_tail(profile, finding)
    words = _OUTCOME_WORDS[finding.outcome]
    if finding.outcome is Outcome.GOOD_DAYS_ONLY and CATALOGUE[finding.key].kind is Kind.GRID:
        words = _LESS_WELL
    if finding.settled_by is not None:
        words = _SETTLED_WORDS[finding.settled_by]
        if finding.key == "requirements":
            words = "What is missing can be had."
    refused = " The employer has said no to a change." if finding.refused else ""
    bad_day = " Bad day not discussed." if finding.bad_day_not_discussed else ""
    return f"{words}{refused}{bad_day}"


def _unknown_tail(profile: ProfileFacts, finding: Finding) -> str:
    if CATALOGUE[finding.key].ask is None:
        return "Nobody has met the manager yet."
    if finding.key == "location" and profile.home is None:
        return "Record a home postcode to know."
    return "Worth asking."
