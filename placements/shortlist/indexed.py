"""The engine behind every shortlist: the same answers as the rules, from the index.

While the index is being built, or could not be, the plain engine answers in its place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice

import numpy as np

from matching.counting import limit_counts
from matching.facts import VacancyFacts
from matching.index import (
    Asking,
    Index,
    Part,
    Pass,
    PlaceInOrder,
    doors,
    how_many_before,
    in_order,
    run,
)
from matching.index.encoding import NEVER
from matching.index.nearness import reach_of_a_must
from matching.index.tables import order_number
from matching.index.vocabulary import Numbers
from matching.limits import ProfileFacts
from matching.ranking import Group, rank
from matching.weights import CURRENT
from placements.rules.areas import area_km
from placements.rules.lifting import lifts
from placements.shortlist.engine import (
    ROWS_AT_FIRST,
    Engine,
    Found,
    GroupFound,
    Lead,
    Question,
    Standing,
    nothing_asked,
    shown_in,
)
from placements.shortlist.offers import microseconds
from placements.shortlist.sieve import GROUPS, FoldedNames, Sieve, groups_of, marked

#: What hands out the index as it is now, or None while there is none.
Current = Callable[[], Index | None]


class IndexEngine:
    """Answers from the index of this process; from the slow path while there is none."""

    def __init__(self, current: Current, slow: Engine) -> None:
        self._current = current
        self._slow = slow
        self._titles = FoldedNames()
        self._employers = FoldedNames()

    def search(self, question: Question) -> Found:
        """What a shortlist shows."""
        index = self._current()
        if index is None:
            return self._slow.search(question)
        visible = index.visible(question.today)
        area = None if question.everywhere else area_km(question.profile, visible)
        found = run(
            index,
            Asking(question.profile, question.today, area_km=area, arranged=question.arranged),
        )
        left = [_left(part_left, question) for part_left in found.parts]
        sieve = Sieve(found, question, self._titles, self._employers)
        chosen, not_stated = sieve.through(question.filters, left)
        shown = _count(chosen)
        return Found(
            total=found.total,
            shown=shown,
            not_stated=not_stated,
            groups=_grouped(found, chosen, question),
            counts=limit_counts(question.profile, found.outcomes, found.ruled_out),
            important_conflicts=sum(
                int(np.count_nonzero(mask & (part.important > 0)))
                for part, mask in zip(found.parts, chosen, strict=True)
            ),
            places_unknown=sum(
                int(np.count_nonzero(mask & ~part.column("placed") & ~part.column("remote")))
                for part, mask in zip(found.parts, left, strict=True)
            ),
            drop=() if shown else _worth_dropping(sieve, question, left),
            doors=doors(found),
            area_km=area,
            beyond=visible - found.total if area else 0,
        )

    def ring_today(self, question: Question, sites_most: int) -> Sequence[Lead]:
        """The best vacancy of each of the first sites in the first group, and nothing else.

        Whatever clashes with a must on distance is in another group, and is not even read.
        """
        index = self._current()
        if index is None:
            return self._slow.ring_today(question, sites_most)
        if nothing_asked(question.profile):
            return ()
        reach = reach_of_a_must(question.profile, CURRENT)
        if reach is None and not question.everywhere:
            reach = area_km(question.profile, index.visible(question.today))
        asking = Asking(question.profile, question.today, area_km=reach, counted=False)
        found = run(index, asking)
        ring = GROUPS.index(Group.RING_TODAY)
        chosen = [_left(part, question) & (groups_of(found, part) == ring) for part in found.parts]
        rows = replace(question, rows={Group.RING_TODAY: sites_most})
        return _group(found, chosen, rows, Group.RING_TODAY).leads

    def standings(
        self, profile: ProfileFacts, vacancies: Sequence[VacancyFacts], today: date
    ) -> list[Standing]:
        """Where each of these vacancies stands, visible or not."""
        index = self._current()
        if index is None:
            return self._slow.standings(profile, vacancies, today)
        found = run(index, Asking(profile, today, counted=False))
        order = np.sort(np.concatenate([part.order for part in found.parts] or [_NONE]))

        def ahead(conflicts: int, cost: int) -> int:
            return int(np.searchsorted(order, order_number(conflicts, cost)))

        matches = {match.facts.id: match for match in rank(profile, vacancies).matches}

        def standing(facts: VacancyFacts) -> Standing:
            match = matches[facts.id]
            visible = any(marked(part, frozenset({facts.id})).any() for part in found.parts)
            first = order_number(match.conflicts, match.cost)
            before = how_many_before(found, _place_of(first, facts)) if visible else None
            at = 1 + (ahead(match.conflicts, match.cost) if before is None else before)
            return Standing(
                match=match,
                group=shown_in(profile, match),
                place=at,
                total=found.total,
                lifts=lifts(match, at, ahead),
            )

        return [standing(facts) for facts in vacancies]


_NONE = np.empty(0, dtype=np.int64)
#: Sorting costs so much more than counting, row by row.
_MUCH_FEWER = 8
_AT_ONCE = 512


def _left(part: Part, question: Question) -> Numbers:
    """The rows that may stand in a group: not put aside, and new enough where that is asked."""
    left = ~marked(part, question.put_aside)
    if question.opened_after is not None:
        left &= part.column("opened") > microseconds(question.opened_after)
    return left


def _count(chosen: Sequence[Numbers]) -> int:
    return sum(int(np.count_nonzero(mask)) for mask in chosen)


def _place_of(first: int, facts: VacancyFacts) -> PlaceInOrder:
    closes = facts.closes_on.toordinal() if facts.closes_on else NEVER
    posted = -facts.posted_on.toordinal() if facts.posted_on else 0
    return PlaceInOrder(first, closes, posted, facts.id)


def _worth_dropping(
    sieve: Sieve, question: Question, left: Sequence[Numbers]
) -> tuple[tuple[str, int], ...]:
    """Which filter to take away, and how many vacancies that would show; the most first."""
    filters = question.filters
    found = [
        (name, _count(sieve.through(filters.without(name), left)[0])) for name in filters.active
    ]
    return tuple(sorted(((name, many) for name, many in found if many), key=lambda pair: -pair[1]))


def _grouped(found: Pass, chosen: Sequence[Numbers], question: Question) -> list[GroupFound]:
    unasked = nothing_asked(question.profile)
    groups = [groups_of(found, part) for part in found.parts]
    if unasked:
        little = GROUPS.index(Group.LITTLE_KNOWN)
        groups = [np.maximum(each, little) for each in groups]
    return [
        _group(
            found,
            [mask & (each == at) for mask, each in zip(chosen, groups, strict=True)],
            question,
            group,
        )
        for at, group in enumerate(GROUPS)
    ]


def _group(found: Pass, masks: Sequence[Numbers], question: Question, group: Group) -> GroupFound:
    vacancies = _count(masks)
    most = question.rows.get(group, ROWS_AT_FIRST)
    newest_first = nothing_asked(question.profile)
    if question.filters.site:
        # Asked for one site, every role there has a row of its own.
        rows = islice(in_order(found, masks, newest_first=newest_first), most)
        leads = [Lead(place.id, 0) for place, _site in rows]
        return GroupFound(group, vacancies, vacancies, leads)
    sites, roles_at = _roles_by_site(found, masks)
    best = _best_of_sites(found, masks, min(most, sites), newest_first=newest_first)
    return GroupFound(
        group, vacancies, sites, [Lead(key, roles_at(site) - 1) for key, site in best]
    )


def _roles_by_site(found: Pass, masks: Sequence[Numbers]) -> tuple[int, Callable[[int], int]]:
    """How many sites these rows are at, and what tells how many of them are at one site."""
    sites = _concatenated(
        part.rows.at(part.rows.segment.sites, np.flatnonzero(mask))
        for part, mask in zip(found.parts, masks, strict=True)
    )
    if len(sites) * _MUCH_FEWER > len(found.index.words.sites):
        roles = np.bincount(sites)
        return int(np.count_nonzero(roles)), lambda site: int(roles[site])
    numbers, roles = np.unique(sites, return_counts=True)
    return len(numbers), lambda site: int(roles[np.searchsorted(numbers, site)])


def _best_of_sites(
    found: Pass, masks: Sequence[Numbers], most: int, *, newest_first: bool
) -> list[tuple[str, int]]:
    """The best vacancy of each of the first sites, with the number of the site."""
    best: dict[int, str] = {}
    if not most:
        return []
    while True:
        for place, site in islice(in_order(found, masks, newest_first=newest_first), _AT_ONCE):
            if len(best) == most:
                break
            best.setdefault(site, place.id)
        if len(best) == most:
            return [(key, site) for site, key in best.items()]
        # A site with very many roles would keep the others waiting: it has its row by now.
        seen = np.array(list(best))
        masks = [
            mask & ~np.isin(part.column("sites"), seen)
            for part, mask in zip(found.parts, masks, strict=True)
        ]


def _concatenated(columns: Iterator[Numbers]) -> Numbers:
    return np.concatenate([*columns, np.empty(0, dtype=np.int32)])
