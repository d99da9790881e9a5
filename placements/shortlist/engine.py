"""Which vacancies stand how for one client: the seam between the pages and whatever reads them.

A question goes in; counts and the few vacancies that are shown come out, never the whole list:
docs/decisions/0005 says why.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Protocol

from matching.doors import Door
from matching.facts import VacancyFacts
from matching.limits import ProfileFacts
from matching.ranking import Group, LimitCount, Match, group_of
from matching.verdict import Outcome
from placements.rules.filters import NO_FILTERS, Filters
from placements.rules.lifting import Lift

ROWS_AT_FIRST = 10


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of an engine: for whom, on which day, through which filters, how many rows.

    `put_aside` are vacancies that leave the groups; `kept` those the ESW keeps. `everywhere`: read
    the whole country, however large. `arranged`: the limit taken as met wherever that could be
    arranged. `opened_after`: show only what was opened since that instant.
    """

    profile: ProfileFacts
    today: date
    filters: Filters = NO_FILTERS
    rows: Mapping[Group, int] = field(default_factory=dict)
    put_aside: frozenset[str] = frozenset()
    kept: frozenset[str] = frozenset()
    everywhere: bool = False
    arranged: str | None = None
    opened_after: datetime | None = None


@dataclass(frozen=True, slots=True)
class Lead:
    """The best vacancy of one site in a group, and how many more roles of the site stand there."""

    vacancy_id: str
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

    `total` vacancies were read, within `area_km` of home or wherever they may suit from (None:
    everything); `beyond` were not. `shown` came
    through the filters, `not_stated` of those only because something asked for is not stated.
    `counts` is over all that were read. `drop` names the filters to take away when nothing came
    through. `doors` says what would open most, were it arranged.
    """

    total: int
    shown: int
    not_stated: int
    groups: Sequence[GroupFound]
    counts: Sequence[LimitCount]
    important_conflicts: int
    places_unknown: int
    drop: Sequence[tuple[str, int]]
    doors: Sequence[Door] = ()
    area_km: Decimal | None = None
    beyond: int = 0

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

    def ring_today(self, question: Question, sites_most: int) -> Sequence[Lead]:
        """The best vacancy of each of the first sites in the first group, and nothing else."""

    def standings(
        self, profile: ProfileFacts, vacancies: Sequence[VacancyFacts], today: date
    ) -> list[Standing]:
        """Where each of these vacancies stands, visible or not."""


def nothing_asked(profile: ProfileFacts) -> bool:
    """Whether nothing is known yet of what the client wants and can do."""
    return not profile.limits and not profile.interests


def shown_in(profile: ProfileFacts, match: Match) -> Group:
    """The group a match is shown in; while nothing was asked of the client, little is known."""
    group = group_of(match)
    if nothing_asked(profile) and group is not Group.CLASHES:
        return Group.LITTLE_KNOWN
    return group
