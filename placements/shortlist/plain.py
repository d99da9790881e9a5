"""The engine that reads the rules, one vacancy after the other: right by construction, and slow."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from employers.known import KnownVacancies, opened_since
from matching.distance import squared_metres, squared_reach
from matching.doors import arranged, doors
from matching.facts import VacancyFacts
from matching.limits import ProfileFacts, Strength
from matching.ranking import Group, Match, Ranking, counts, in_rank_order, rank
from matching.verdict import Outcome
from placements.rules.areas import area_km
from placements.rules.filters import Situation, sift, site_of, worth_dropping
from placements.rules.lifting import lifts
from placements.shortlist.engine import (
    ROWS_AT_FIRST,
    Found,
    GroupFound,
    Lead,
    Question,
    Standing,
    nothing_asked,
    shown_in,
)


class PlainEngine:
    """Answers as the rules are written. What the index says is measured against it."""

    def __init__(self) -> None:
        self._known = KnownVacancies()

    def search(self, question: Question) -> Found:
        """What a shortlist shows."""
        visible = self._known.visible(question.today)
        area = None if question.everywhere else area_km(question.profile, len(visible))
        near = [facts for facts in visible if _in_area(facts, question.profile, area)]
        ranking = _ranked(question, near)
        since = question.opened_after
        opened = None if since is None else opened_since(since)
        left = [
            match
            for match in ranking.matches
            if match.facts.id not in question.put_aside
            and (opened is None or match.facts.id in opened)
        ]
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
            drop=() if sifted.matches else worth_dropping(left, question.filters, situation),
            doors=doors(question.profile, ranking.matches),
            area_km=area,
            beyond=len(visible) - len(near),
        )

    def ring_today(self, question: Question, sites_most: int) -> Sequence[Lead]:
        """The best vacancy of each of the first sites in the first group, and nothing else."""
        found = self.search(replace(question, rows={Group.RING_TODAY: sites_most}))
        return next(each.leads for each in found.groups if each.group is Group.RING_TODAY)

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


def _in_area(facts: VacancyFacts, profile: ProfileFacts, area: Decimal | None) -> bool:
    home, place = profile.home, facts.place
    if area is None or home is None or place is None or facts.remote:
        return True
    return squared_metres(home, place) <= squared_reach(area)


def _ranked(question: Question, facts: list[VacancyFacts]) -> Ranking:
    ranking = rank(question.profile, facts)
    if question.arranged is None:
        return ranking
    key = question.arranged
    changed = [arranged(question.profile, match, key) for match in ranking.matches]
    return Ranking(question.profile, ranking.weights, in_rank_order(changed))


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
                Lead(roles[0].facts.id, len(roles) - 1)
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
