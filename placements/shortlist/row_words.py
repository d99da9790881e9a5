"""What a row of the shortlist says of a vacancy, in few words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from clients.rules.profile import Profile
from employers.models import Vacancy
from employers.rules.vacancies import folded
from matching.amounts import fact_in_words, joined
from matching.catalogue import CATALOGUE
from matching.distance import kilometres_between
from matching.facts import Fact, Source
from matching.limits import ProfileFacts
from matching.ranking import Match
from matching.ruled_out import RULED_OUT
from matching.verdict import Finding, Outcome
from matching.wording import chip, door_sentence
from placements.rules.filters import LIKE_ENOUGH
from placements.rules.telling import told

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
_BY = {Source.ESW_SEEN: "by visit", Source.EMPLOYER: "from the employer"}
#: Facts older than this are said to be old: work changes with the seasons.
OLD_AFTER_DAYS = 90
NAMED_MOST = 2


def chips(match: Match, profile: ProfileFacts, met_by: Mapping[str, int]) -> list[tuple[str, str]]:
    """The findings that matter most, as kind and words; what is to be asked stands together."""
    said = told(match, met_by)

    def one_by_one(findings: Sequence[Finding]) -> list[tuple[str, str]]:
        return [
            (KINDS[finding.outcome], chip(profile, finding, match.facts)) for finding in findings
        ]

    asks = one_by_one(said.to_ask) if len(said.to_ask) == 1 else _together(said.to_ask)
    return [
        *one_by_one(said.first),
        *asks,
        *one_by_one(said.met),
        *one_by_one(said.always),
    ]


def _together(findings: Sequence[Finding]) -> list[tuple[str, str]]:
    if not findings:
        return []
    names = [CATALOGUE[finding.key].words.name for finding in findings]
    rest = f" +{len(names) - NAMED_MOST}" if len(names) > NAMED_MOST else ""
    return [("ask", f"{', '.join(names[:NAMED_MOST])}{rest} not stated")]


def limit_name(key: str) -> str:
    """What a limit is called at the start of a line."""
    name = "ruled out" if key == RULED_OUT else CATALOGUE[key].words.name
    return f"{name[0].upper()}{name[1:]}"


def distance(match: Match, profile: ProfileFacts) -> str:
    """How far it is, in words; unknown is said."""
    if match.facts.remote:
        return "from home"
    if match.facts.place is None:
        return "place not known"
    if profile.home is None:
        return "distance not known"
    return f"{kilometres_between(profile.home, match.facts.place):f} km"


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


def interest(match: Match) -> str:
    """The wording by which a title is like a wanted job, where it is like enough."""
    if match.interest is None or match.interest < LIKE_ENOUGH:
        return ""
    return match.matched_title or ""


@dataclass(frozen=True, slots=True)
class Age:
    """How old the best facts are, and where they come from."""

    by: str
    on: date | None
    is_old: bool


def age_of(conditions: Mapping[str, Fact], posted_on: date | None, today: date) -> Age:
    """The age of what is known: by a visit or from the employer before the advert alone."""
    asked = [fact for fact in conditions.values() if fact.source in _BY]
    if asked:
        newest = max(asked, key=lambda fact: fact.as_of or date.min)
        return Age(_BY[newest.source], newest.as_of, _is_old(newest.as_of, today))
    days = [fact.as_of for fact in conditions.values() if fact.as_of is not None]
    on = max(days, default=posted_on)
    return Age("from the advert", on, _is_old(on, today))


def _is_old(on: date | None, today: date) -> bool:
    return on is not None and (today - on).days > OLD_AFTER_DAYS


def reminders(profile: Profile, vacancy: Vacancy) -> list[str]:
    """Settings the client never wants again that this vacancy's own words mention.

    Words are no proof, so this is shown and changes no verdict.
    """
    if not profile.never_settings:
        return []
    text = folded(f"{vacancy.title} {vacancy.site.employer.name} {vacancy.description}")
    return [word for word in profile.never_settings if _mentions(text, folded(word))]


def _mentions(text: str, word: str) -> bool:
    # "Supermarkets" is mentioned by "a busy supermarket", "hospital" not by "hospitality".
    stem = re.escape(word.removesuffix("s"))
    return bool(stem) and re.search(rf"\b{stem}(?:e?s)?\b", text) is not None


@dataclass(frozen=True, slots=True)
class AsksFor:
    """What the role requires and what it would like, in words."""

    required: str
    desirable: str


def requirements(match: Match) -> AsksFor:
    """What the role asks for; "not stated" where nobody has said, "nothing" where somebody has."""
    fact = match.facts.conditions.get("requirements")
    if fact is None or not isinstance(fact.value, Mapping):
        return AsksFor("not stated", "not stated")
    labels = CATALOGUE["requirements"].options
    by_need = {
        need: joined([labels[item] for item, answer in fact.value.items() if answer == need])
        for need in ("required", "desirable")
    }
    return AsksFor(by_need["required"] or "nothing", by_need["desirable"] or "nothing")


def door(key: str, profile: ProfileFacts) -> str:
    """What would be arranged, as a clause that begins with "If"."""
    limit = profile.limit(key)
    return door_sentence(limit) if limit is not None else ""


def needs_arranging(match: Match, key: str) -> bool:
    """Whether a vacancy does not meet this limit as it is now."""
    return any(
        finding.key == key and finding.outcome is not Outcome.MEETS for finding in match.findings
    )
