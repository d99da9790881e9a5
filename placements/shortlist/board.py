"""What is new for a whole caseload: one row for each employer site, with whom it would suit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from clients.models import Client
from clients.operations import profile_of
from clients.rules.profile import Profile
from employers.models import Vacancy
from employers.queries.vacancies import vacancies_by_id
from employers.rules.vacancies import is_visible
from liaison.models import MarkKind, ShortlistMark
from liaison.queries.marks import standing_for
from matching.limits import ProfileFacts, Strength
from matching.near_misses import questions
from matching.ranking import Match, rank
from placements.queries import facts_of_clients
from placements.rules.filters import site_of
from placements.shortlist.engine import Engine, Question, nothing_asked
from placements.shortlist.searching import facts_of

#: So many sites of one client are read; a caseload has more to ring than a morning long before.
SITES_MOST = 40
QUESTIONS_MOST = 3


@dataclass(frozen=True, slots=True)
class Fit:
    """One client whom a new vacancy would suit, with what is left to settle."""

    client: Client
    profile: Profile
    facts: ProfileFacts
    match: Match
    vacancy: Vacancy
    more_here: int
    mark: ShortlistMark | None


@dataclass(frozen=True, slots=True)
class SiteRow:
    """One employer site: whom its new vacancies would suit, best first, and what to ask there."""

    fits: Sequence[Fit]
    asks: Sequence[str]

    @property
    def vacancy(self) -> Vacancy:
        """The vacancy to begin with."""
        return self.fits[0].vacancy


@dataclass(frozen=True, slots=True)
class Board:
    """What is new for a caseload. `not_asked` are clients of whom nothing is known yet."""

    rows: Sequence[SiteRow]
    clients: int
    not_asked: Sequence[Client]


@dataclass(frozen=True, slots=True)
class News:
    """What is asked: what was opened since when, as of which day."""

    since: datetime
    today: date


def board(clients: Sequence[Client], engine: Engine, news: News) -> Board:
    """What is new for these clients and has at most two open points.

    What is shown is read back from the database and read by the rules, as on a shortlist.
    """
    profiles = {client.id: profile_of(client) for client in clients}
    facts = facts_of_clients(profiles)
    asked = [client for client in clients if not nothing_asked(facts[client.id])]
    marks = _marks([client.id for client in asked])
    leads = {
        client.id: engine.ring_today(
            Question(
                profile=facts[client.id],
                today=news.today,
                put_aside=_put_aside(marks.get(client.id, {})),
                opened_after=news.since,
            ),
            SITES_MOST,
        )
        for client in asked
    }
    vacancies = _visible({int(lead.vacancy_id) for some in leads.values() for lead in some}, news)
    fits = []
    for client in asked:
        here = {int(lead.vacancy_id): lead.more_here for lead in leads[client.id]}
        some = [facts_of(vacancies[key]) for key in here if key in vacancies]
        for match in rank(facts[client.id], some).matches:
            key = int(match.facts.id)
            fits.append(
                Fit(
                    client,
                    profiles[client.id],
                    facts[client.id],
                    match,
                    vacancies[key],
                    here[key],
                    marks.get(client.id, {}).get(key),
                )
            )
    unasked = [client for client in clients if nothing_asked(facts[client.id])]
    return Board(_by_site(fits), len(clients), unasked)


def _marks(client_ids: Sequence[int]) -> Mapping[int, Mapping[int, ShortlistMark]]:
    marks: dict[int, dict[int, ShortlistMark]] = {}
    for mark in standing_for(client_ids):
        marks.setdefault(mark.client_id, {})[mark.vacancy_id] = mark
    return marks


def _put_aside(marks: Mapping[int, ShortlistMark]) -> frozenset[str]:
    return frozenset(str(key) for key, mark in marks.items() if mark.kind == MarkKind.ASIDE)


def _visible(ids: set[int], news: News) -> dict[int, Vacancy]:
    return {
        key: vacancy
        for key, vacancy in vacancies_by_id(ids).items()
        if is_visible(vacancy.state, vacancy.closes_on, news.today)
    }


def _by_site(fits: Iterable[Fit]) -> list[SiteRow]:
    sites: dict[object, list[Fit]] = {}
    for fit in sorted(fits, key=_order):
        sites.setdefault(site_of(fit.match.facts), []).append(fit)
    return [SiteRow(some, _asks(some)) for some in sites.values()]


def _order(fit: Fit) -> tuple[int, int, date, int, int]:
    closes = fit.vacancy.closes_on or date.max
    return (fit.match.open_points, fit.match.cost, closes, fit.vacancy.id, fit.client.id)


def _asks(fits: Sequence[Fit]) -> list[str]:
    """The first questions to put, each once, whoever they are for."""
    asks = [
        question.ask
        for fit in fits
        if fit.vacancy is fits[0].vacancy
        for question in questions(fit.facts, fit.match)
        if question.strength is Strength.MUST
    ]
    return list(dict.fromkeys(asks))[:QUESTIONS_MOST]
