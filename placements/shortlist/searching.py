"""The shortlist of one client: what is worth a call this morning, what to ask, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from clients.models import Client
from clients.operations import profile_of
from clients.rules.profile import Profile, as_profile_facts
from employers.known import conditions_of
from employers.models import Vacancy
from employers.queries import vacancies_by_id, visible_by_id
from liaison.models import MarkKind, ShortlistMark
from liaison.queries import standing_with_makers
from matching.facts import Point, VacancyFacts
from matching.limits import ProfileFacts
from matching.ranking import Group, Match
from placements.rules.filters import NO_FILTERS, Filters
from placements.shortlist.engine import Engine, Found, GroupFound, Question, nothing_asked


@dataclass(frozen=True, slots=True)
class Row:
    """One employer site in a group: its best vacancy, and how many more stand in the group."""

    match: Match
    vacancy: Vacancy
    more_here: int
    mark: ShortlistMark | None


@dataclass(frozen=True, slots=True)
class GroupRows:
    """One group of the shortlist: the rows shown, and how many vacancies and sites there are."""

    group: Group
    rows: Sequence[Row]
    vacancies: int
    sites: int
    more: int


@dataclass(frozen=True, slots=True)
class Marked:
    """A vacancy kept or put aside, by whom; `match` is None once it is not open any more."""

    mark: ShortlistMark
    maker: str
    vacancy: Vacancy
    match: Match | None


@dataclass(frozen=True, slots=True)
class Shortlist:
    """Everything the page shows for one client."""

    profile: Profile
    facts: ProfileFacts
    found: Found
    groups: Sequence[GroupRows]
    kept: Sequence[Marked]
    put_aside: Sequence[Marked]

    @property
    def nothing_asked(self) -> bool:
        """Whether nothing is known yet of what the client wants and can do."""
        return nothing_asked(self.facts)

    @property
    def has_musts(self) -> bool:
        """Whether anything is a must."""
        return self.profile.has_musts

    @property
    def only_clashes(self) -> bool:
        """Whether every vacancy found clashes with a must, so that near misses come first."""
        return bool(self.found.shown) and not any(
            each.vacancies for each in self.groups if each.group is not Group.CLASHES
        )


@dataclass(frozen=True, slots=True)
class Asked:
    """What the page was asked for: filters, and how many rows of which group."""

    filters: Filters = NO_FILTERS
    rows: Mapping[Group, int] = field(default_factory=dict)


def search(client: Client, engine: Engine, asked: Asked, today: date) -> Shortlist:
    """The shortlist of this client on this day.

    The rows shown are read back and checked against the one visibility predicate, so a vacancy
    closed a moment ago is not among them.
    """
    profile = profile_of(client)
    facts = as_profile_facts(client.id, profile)
    marks = standing_with_makers(client.id)
    found = engine.search(
        Question(
            profile=facts,
            today=today,
            filters=asked.filters,
            rows=asked.rows,
            put_aside=_ids(marks, MarkKind.ASIDE),
            kept=_ids(marks, MarkKind.KEPT),
        )
    )
    standing = {mark.vacancy_id: mark for mark, _maker in marks}
    marked = _marked(marks, found, today)
    return Shortlist(
        profile=profile,
        facts=facts,
        found=found,
        groups=_read_back(found, standing, today),
        kept=[each for each in marked if each.mark.kind == MarkKind.KEPT],
        put_aside=[each for each in marked if each.mark.kind == MarkKind.ASIDE],
    )


def _ids(marks: Sequence[tuple[ShortlistMark, str]], kind: MarkKind) -> frozenset[str]:
    return frozenset(str(mark.vacancy_id) for mark, _maker in marks if mark.kind == kind)


def _read_back(found: Found, standing: Mapping[int, ShortlistMark], today: date) -> list[GroupRows]:
    ids = {int(lead.best.facts.id) for each in found.groups for lead in each.leads}
    vacancies = visible_by_id(ids, today)
    return [
        GroupRows(
            group=each.group,
            rows=_rows(each, vacancies, standing),
            vacancies=each.vacancies,
            sites=each.sites,
            more=each.sites - len(each.leads),
        )
        for each in found.groups
    ]


def _rows(
    group: GroupFound, vacancies: Mapping[int, Vacancy], standing: Mapping[int, ShortlistMark]
) -> list[Row]:
    return [
        Row(lead.best, vacancies[key], lead.more_here, standing.get(key))
        for lead in group.leads
        if (key := int(lead.best.facts.id)) in vacancies
    ]


def _marked(marks: Sequence[tuple[ShortlistMark, str]], found: Found, today: date) -> list[Marked]:
    ids = {mark.vacancy_id for mark, _maker in marks}
    vacancies = vacancies_by_id(ids)
    visible = visible_by_id(ids, today)
    return [
        Marked(
            mark=mark,
            maker=maker,
            vacancy=vacancies[mark.vacancy_id],
            match=found.marked.get(str(mark.vacancy_id)) if mark.vacancy_id in visible else None,
        )
        for mark, maker in marks
    ]


def facts_of(vacancy: Vacancy) -> VacancyFacts:
    """What is known of one vacancy, in whatever state, as matching reads it."""
    site = vacancy.site
    known = site.easting is not None and site.northing is not None
    return VacancyFacts(
        id=str(vacancy.id),
        title=vacancy.title,
        employer=site.employer.name,
        posted_on=vacancy.posted_on,
        closes_on=vacancy.closes_on,
        place=Point(site.easting or 0, site.northing or 0) if known else None,
        outward=site.outward,
        conditions=conditions_of(vacancy.conditions),
    )
