"""Whose search one vacancy answers: every client of a team, best first, with the reasons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from clients.models import Client
from clients.operations import profile_of
from clients.rules.profile import Profile
from employers.models import Vacancy
from liaison.models import ShortlistMark
from liaison.queries.marks import marks_on
from matching.limits import ProfileFacts
from matching.ranking import Group, Match, rank
from matching.reverse import ProfileColumns
from placements.queries import facts_of_clients
from placements.shortlist.engine import nothing_asked, shown_in
from placements.shortlist.searching import facts_of

#: So many of each part are read in full; nobody rings about more.
READ_MOST = 50


@dataclass(frozen=True, slots=True)
class Suits:
    """One client, and how the vacancy stands for them."""

    client: Client
    esw: str
    profile: Profile
    facts: ProfileFacts
    match: Match
    group: Group
    mark: ShortlistMark | None


@dataclass(frozen=True, slots=True)
class Part:
    """Own caseload, or the rest of the team: whom it suits, and with whose must it clashes.

    The first of each are read in full; `suiting` and `clashing` are how many there are.
    """

    suits: Sequence[Suits]
    clashes: Sequence[Suits]
    suiting: int
    clashing: int


@dataclass(frozen=True, slots=True)
class WhoseSearch:
    """The answer: own caseload, the rest of the team, and clients nothing was asked of yet."""

    own: Part
    team: Part
    not_asked: Sequence[Client]
    clients: int


_Version = tuple[int, int, tuple[str, ...]]


class TeamSearches:
    """What clients of each team look for, as columns; made again when any profile or a name
    somebody ruled out changes."""

    def __init__(self) -> None:
        self._held: dict[int, tuple[tuple[_Version, ...], ProfileColumns]] = {}

    def of(self, people: Sequence[Client], profiles: Sequence[ProfileFacts]) -> ProfileColumns:
        """The columns of these clients of one team, in their order."""
        if not people:
            return ProfileColumns([])
        # What an employer is called may change under a profile that does not.
        versions = tuple(
            (client.id, client.profile_number, facts.ruled_out_employers)
            for client, facts in zip(people, profiles, strict=True)
        )
        team = people[0].team_id
        held = self._held.get(team)
        if held is None or held[0] != versions:
            # Readers in other threads keep the columns they have.
            held = self._held[team] = (versions, ProfileColumns(profiles))
        return held[1]


def whose_search(
    vacancy: Vacancy, people: Sequence[tuple[Client, str]], own_id: int, searches: TeamSearches
) -> WhoseSearch:
    """Whose search this vacancy answers, in whatever state it is."""
    profiles = {client.id: profile_of(client) for client, _esw in people}
    wanted = facts_of_clients(profiles)
    asked = [(client, esw) for client, esw in people if not nothing_asked(wanted[client.id])]
    clients = [client for client, _esw in asked]
    facts = facts_of(vacancy)
    standings = searches.of(clients, [wanted[client.id] for client in clients]).standings(facts)
    order = standings.best(len(clients))
    marks = marks_on(vacancy.id, [client.id for client in clients])
    clashing = standings.conflicts > 0

    def suits(at: int) -> Suits:
        client, esw = asked[at]
        match = rank(wanted[client.id], [facts]).matches[0]
        group = shown_in(wanted[client.id], match)
        return Suits(
            client, esw, profiles[client.id], wanted[client.id], match, group, marks.get(client.id)
        )

    def part(places: list[int]) -> Part:
        clear = [at for at in places if not clashing[at]]
        clash = [at for at in places if clashing[at]]
        return Part(
            [suits(at) for at in clear[:READ_MOST]],
            [suits(at) for at in clash[:READ_MOST]],
            len(clear),
            len(clash),
        )

    return WhoseSearch(
        own=part([at for at in order if clients[at].esw_id == own_id]),
        team=part([at for at in order if clients[at].esw_id != own_id]),
        not_asked=[client for client, _ in people if nothing_asked(wanted[client.id])],
        clients=len(people),
    )
