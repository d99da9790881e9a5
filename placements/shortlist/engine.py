"""Which vacancies stand how for one client: the seam behind which an index can take over.

A question goes in; counts and the few matches that are shown come out, never the whole list:
docs/decisions/0005 says why.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from employers.known import KnownVacancies
from matching.facts import VacancyFacts
from matching.limits import ProfileFacts, Strength
from matching.ranking import Group, LimitCount, Match, Ranking, counts, group_of, rank
from matching.verdict import Outcome
from placements.rules.filters import NO_FILTERS, Filters, Situation, sift, site_of, worth_dropping
from placements.rules.lifting import Lift, lifts

ROWS_AT_FIRST = 10


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of an engine: for whom, on which day, through which filters, how many rows.

    `put_aside` are vacancies that leave the groups; `kept` those the ESW keeps.
    """

    profile: ProfileFacts
    today: date
    filters: Filters = NO_FILTERS
    rows: Mapping[Group, int] = field(default_factory=dict)
    put_aside: frozenset[str] = frozenset()
    kept: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Lead:
    """The best vacancy of one site in a group, and how many more roles of the site stand there."""

    best: Match
    more_here: int


@dataclass(frozen=True, slots=True)
class GroupFound:
    """One group: how many vacancies at how many sites, and the first of them."""

    group: Group
    vacancies: int
    sites: int
    leads: Sequence[Lead]


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a question.

    `total` vacancies were read, `shown` came through the filters, `not_stated` of those only
    because something asked for is not stated. `counts` is over all that were read. `drop` names
    the filters to take away when nothing came through. `marked` holds the matches of what was
    kept and put aside.
    """

    total: int
    shown: int
    not_stated: int
    groups: Sequence[GroupFound]
    counts: Sequence[LimitCount]
    important_conflicts: int
    places_unknown: int
    marked: Mapping[str, Match]
    drop: Sequence[tuple[str, int]]

    @property
    def met_by(self) -> dict[str, int]:
        """How many vacancies meet each limit."""
        return {each.key: each.outcomes[Outcome.MEETS] for each in self.counts}


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one vacancy stands: its place among the visible ones, or the one it would have."""

    match: Match
    group: Group
    place: int
    total: int
    lifts: Sequence[Lift]


class Engine(Protocol):
    """Reads every visible vacancy for one client. The database stays the truth: what is shown is
    read back and checked again.
    """

    def search(self, question: Question) -> Found:
        """What a shortlist shows."""

    def standings(
        self, profile: ProfileFacts, vacancies: Sequence[VacancyFacts], today: date
    ) -> list[Standing]:
        """Where each of these vacancies stands, visible or not."""


class PlainEngine:
    """The rules, read one vacancy after the other: right by construction, fast to ten thousand."""

    def __init__(self) -> None:
        self._known = KnownVacancies()

    def search(self, question: Question) -> Found:
        """What a shortlist shows."""
        ranking = rank(question.profile, self._known.visible(question.today))
        left = [match for match in ranking.matches if match.facts.id not in question.put_aside]
        marked = question.put_aside | question.kept
        situation = _situation(question, ranking)
        sifted = sift(left, question.filters, situation)
        return Found(
            total=len(ranking.matches),
            shown=len(sifted.matches),
            not_stated=sifted.not_stated,
            groups=_grouped(sifted.matches, question),
            counts=counts(ranking),
            important_conflicts=sum(map(_goes_against_something_important, sifted.matches)),
            places_unknown=sum(map(_has_no_place, left)),
            marked={match.facts.id: match for match in ranking.matches if match.facts.id in marked},
            drop=() if sifted.matches else worth_dropping(left, question.filters, situation),
        )

    def standings(
        self, profile: ProfileFacts, vacancies: Sequence[VacancyFacts], today: date
    ) -> list[Standing]:
        """Where each of these vacancies stands, visible or not."""
        ranking = rank(profile, self._known.visible(today))
        order = [(match.conflicts, match.cost) for match in ranking.matches]
        places = {match.facts.id: place for place, match in enumerate(ranking.matches, start=1)}

        def ahead(conflicts: int, cost: int) -> int:
            return bisect_left(order, (conflicts, cost))

        def standing(facts: VacancyFacts) -> Standing:
            place = places.get(facts.id)
            # One that is not open is read on its own, and placed where it would stand.
            alone = rank(profile, [facts]).matches[0] if place is None else None
            match = alone or ranking.matches[(place or 1) - 1]
            at = place or 1 + ahead(match.conflicts, match.cost)
            return Standing(
                match=match,
                group=shown_in(profile, match),
                place=at,
                total=len(ranking.matches),
                lifts=lifts(match, at, ahead),
            )

        return [standing(facts) for facts in vacancies]


def nothing_asked(profile: ProfileFacts) -> bool:
    """Whether nothing is known yet of what the client wants and can do."""
    return not profile.limits and not profile.interests


def shown_in(profile: ProfileFacts, match: Match) -> Group:
    """The group a match is shown in; while nothing was asked of the client, little is known."""
    group = group_of(match)
    if nothing_asked(profile) and group is not Group.CLASHES:
        return Group.LITTLE_KNOWN
    return group


def _situation(question: Question, ranking: Ranking) -> Situation:
    asked = question.filters.site
    sites = (site_of(match.facts) for match in ranking.matches if match.facts.id == asked)
    site = next(sites, None)
    return Situation(question.today, question.profile.home, question.kept, site)


def _grouped(matches: list[Match], question: Question) -> list[GroupFound]:
    if nothing_asked(question.profile):
        matches = sorted(matches, key=lambda match: match.facts.posted_on or date.min, reverse=True)
    by_group: dict[Group, dict[object, list[Match]]] = {group: {} for group in Group}
    for match in matches:
        # Asked for one site, every role there has a row of its own.
        site = match.facts.id if question.filters.site else site_of(match.facts)
        by_group[shown_in(question.profile, match)].setdefault(site, []).append(match)
    return [
        GroupFound(
            group=group,
            vacancies=sum(map(len, sites.values())),
            sites=len(sites),
            leads=[
                Lead(roles[0], len(roles) - 1)
                for roles in list(sites.values())[: question.rows.get(group, ROWS_AT_FIRST)]
            ],
        )
        for group, sites in by_group.items()
    ]


def _goes_against_something_important(match: Match) -> bool:
    return any(
        finding.strength is Strength.IMPORTANT and finding.outcome is Outcome.CONFLICT
        for finding in match.findings
    )


def _has_no_place(match: Match) -> bool:
    return match.facts.place is None and not match.facts.remote
