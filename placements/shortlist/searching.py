"""The shortlist of one client: what is worth a call this morning, what to ask, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from clients.models import Client
from clients.operations import profile_of
from clients.rules.profile import Profile
from employers.models import Vacancy
from employers.queries.vacancies import vacancies_by_id
from employers.rules.stored import conditions_of
from employers.rules.vacancies import is_visible
from liaison.models import MarkKind, ShortlistMark
from liaison.queries.marks import standing_with_makers
from matching.facts import Point, VacancyFacts
from matching.limits import ProfileFacts
from matching.ranking import Group, Match, rank
from placements.queries import facts_of_client
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
    """One group of the shortlist: the rows shown, and how many vacancies and sites there are.

    Of a group that is not open, no rows are read before somebody opens it.
    """

    group: Group
    rows: Sequence[Row]
    vacancies: int
    sites: int
    more: int
    is_open: bool


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
        return _only_clashes(self.found)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the page was asked for: filters, how many rows of which group, what is arranged, and
    whether to read the whole country.
    """

    filters: Filters = NO_FILTERS
    rows: Mapping[Group, int] = field(default_factory=dict)
    arranged: str | None = None
    everywhere: bool = False


def search(client: Client, engine: Engine, asked: Asked, today: date) -> Shortlist:
    """The shortlist of this client on this day.

    The rows shown are read back, checked against the one visibility predicate and read by the
    rules once more: a vacancy closed a moment ago is not among them, and what a row says is so.
    """
    profile = profile_of(client)
    facts = facts_of_client(client.id, profile)
    marks = standing_with_makers(client.id)
    question = Question(
        profile=facts,
        today=today,
        filters=asked.filters,
        put_aside=_ids(marks, MarkKind.ASIDE),
        kept=_ids(marks, MarkKind.KEPT),
        everywhere=asked.everywhere,
        arranged=asked.arranged,
    )
    closed = _closed(asked, unasked=nothing_asked(facts))
    found = engine.search(replace(question, rows=_rows(asked, closed)))
    if Group.CLASHES in closed and _only_clashes(found):
        # Nothing else is left to show, so the nearest of these are.
        closed -= {Group.CLASHES}
        found = engine.search(replace(question, rows=_rows(asked, closed)))
    shown = _read_back(question, found, {mark.vacancy_id for mark, _maker in marks})
    standing = {mark.vacancy_id: mark for mark, _maker in marks}
    marked = [_marked(mark, maker, shown) for mark, maker in marks]
    return Shortlist(
        profile=profile,
        facts=facts,
        found=found,
        groups=[_group_rows(each, shown, standing, closed) for each in found.groups],
        kept=[each for each in marked if each.mark.kind == MarkKind.KEPT],
        put_aside=[each for each in marked if each.mark.kind == MarkKind.ASIDE],
    )


def _closed(asked: Asked, *, unasked: bool) -> frozenset[Group]:
    """Which groups stand folded until somebody opens them; their rows are read only then.

    While nothing was asked of the client, everything is little known, and stands open.
    """
    filters = asked.filters
    fold = {Group.CLASHES} if unasked else {Group.LITTLE_KNOWN, Group.CLASHES}
    return frozenset(fold - asked.rows.keys() - {filters.group} if not filters.site else ())


def _rows(asked: Asked, closed: frozenset[Group]) -> Mapping[Group, int]:
    return {**dict.fromkeys(closed, 0), **asked.rows}


def _only_clashes(found: Found) -> bool:
    return bool(found.shown) and not any(
        each.vacancies for each in found.groups if each.group is not Group.CLASHES
    )


@dataclass(frozen=True, slots=True)
class ReadBack:
    """Vacancies as the database has them now: in whatever state, and how the visible ones match."""

    vacancies: Mapping[int, Vacancy]
    matches: Mapping[int, Match]


def _read_back(question: Question, found: Found, marked: set[int]) -> ReadBack:
    ids = {int(lead.vacancy_id) for each in found.groups for lead in each.leads}
    vacancies = vacancies_by_id(ids | marked)
    visible = [
        facts_of(vacancy)
        for vacancy in vacancies.values()
        if is_visible(vacancy.state, vacancy.closes_on, question.today)
    ]
    # As it is, even on a list that takes something as arranged: a row must not say what is not so.
    matches = rank(question.profile, visible).matches
    return ReadBack(vacancies, {int(match.facts.id): match for match in matches})


def _ids(marks: Sequence[tuple[ShortlistMark, str]], kind: MarkKind) -> frozenset[str]:
    return frozenset(str(mark.vacancy_id) for mark, _maker in marks if mark.kind == kind)


def _group_rows(
    group: GroupFound,
    shown: ReadBack,
    standing: Mapping[int, ShortlistMark],
    closed: frozenset[Group],
) -> GroupRows:
    leads = [(int(lead.vacancy_id), lead.more_here) for lead in group.leads]
    return GroupRows(
        group=group.group,
        rows=[
            Row(shown.matches[key], shown.vacancies[key], more_here, standing.get(key))
            for key, more_here in leads
            if key in shown.matches
        ],
        vacancies=group.vacancies,
        sites=group.sites,
        more=group.sites - len(leads),
        is_open=group.group not in closed,
    )


def _marked(mark: ShortlistMark, maker: str, shown: ReadBack) -> Marked:
    key = mark.vacancy_id
    return Marked(mark, maker, shown.vacancies[key], shown.matches.get(key))


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
