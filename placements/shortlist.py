"""The shortlist of one client: what is worth a call this morning, what to ask, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from clients.models import Client
from clients.operations import profile_of
from clients.rules.profile import Profile, as_profile_facts
from employers.models import Vacancy
from employers.queries import visible_by_id
from liaison.models import MarkKind, ShortlistMark
from liaison.queries import standing_marks
from matching.limits import Strength
from matching.ranking import Group, LimitCount, Match, Ranking, counts, group_of
from matching.verdict import Outcome
from placements.engine import Engine
from placements.filters import Filters, apply, site_key, worth_dropping

ROWS_AT_FIRST = 10
ROWS_MORE = 20


@dataclass(frozen=True, slots=True)
class Row:
    """One employer site in a group: its best vacancy, and how many more stand in the group."""

    match: Match
    vacancy: Vacancy
    more_here: int
    kept: ShortlistMark | None


@dataclass(frozen=True, slots=True)
class GroupRows:
    """One group of the shortlist: the rows shown, and how many vacancies and sites there are."""

    group: Group
    rows: Sequence[Row]
    vacancies: int
    sites: int

    @property
    def more(self) -> int:
        """How many sites are not shown yet."""
        return self.sites - len(self.rows)


@dataclass(frozen=True, slots=True)
class Shortlist:
    """Everything the page shows for one client."""

    profile: Profile
    ranking: Ranking
    groups: Sequence[GroupRows]
    counts: Sequence[LimitCount]
    total: int
    shown: int
    put_aside: int
    places_unknown: int
    important_conflicts: int
    drop: Sequence[tuple[str, int]] = field(default_factory=tuple)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the page was asked for: filters, and how many rows of which group."""

    filters: Filters = field(default_factory=Filters)
    rows: Mapping[Group, int] = field(default_factory=dict)


def search(client: Client, engine: Engine, asked: Asked, today: date) -> Shortlist:
    """The shortlist of this client on this day.

    The rows shown are read back and checked against the one visibility predicate, so a vacancy
    closed a moment ago is not among them.
    """
    profile = profile_of(client)
    ranking = engine.search(as_profile_facts(client.id, profile), today)
    marks = standing_marks(client.id)
    aside = {str(key) for key, mark in marks.items() if mark.kind == MarkKind.ASIDE}
    left = [match for match in ranking.matches if match.facts.id not in aside]
    home = ranking.profile.home
    matches = apply(left, asked.filters, home, today)
    drop = worth_dropping(left, asked.filters, home, today) if not matches else []
    return Shortlist(
        profile=profile,
        ranking=ranking,
        groups=_groups(matches, marks, asked, today),
        counts=[each for each in counts(ranking) if each.conflicts],
        total=len(ranking.matches),
        shown=len(matches),
        put_aside=sum(match.facts.id in aside for match in ranking.matches),
        places_unknown=sum(
            match.facts.place is None and not match.facts.remote for match in ranking.matches
        ),
        important_conflicts=_with_important_conflict(matches),
        drop=drop,
    )


def _groups(
    matches: list[Match], marks: dict[int, ShortlistMark], asked: Asked, today: date
) -> list[GroupRows]:
    by_group: dict[Group, dict[object, list[Match]]] = {group: {} for group in Group}
    for match in matches:
        # Asked for one site, every role there has a row of its own.
        key = match.facts.id if asked.filters.site else site_key(match)
        by_group[group_of(match)].setdefault(key, []).append(match)
    wanted = {
        group: list(sites.values())[: asked.rows.get(group, ROWS_AT_FIRST)]
        for group, sites in by_group.items()
    }
    ids = {int(site[0].facts.id) for sites in wanted.values() for site in sites}
    vacancies = visible_by_id(ids, today)
    return [
        GroupRows(
            group=group,
            rows=_rows(wanted[group], vacancies, marks),
            vacancies=sum(map(len, sites.values())),
            sites=len(sites),
        )
        for group, sites in by_group.items()
    ]


def _rows(
    sites: list[list[Match]], vacancies: dict[int, Vacancy], marks: dict[int, ShortlistMark]
) -> list[Row]:
    return [
        Row(best, vacancies[int(best.facts.id)], len(site) - 1, marks.get(int(best.facts.id)))
        for site in sites
        if int((best := site[0]).facts.id) in vacancies
    ]


def _with_important_conflict(matches: list[Match]) -> int:
    return sum(
        any(
            finding.strength is Strength.IMPORTANT and finding.outcome is Outcome.CONFLICT
            for finding in match.findings
        )
        for match in matches
    )
