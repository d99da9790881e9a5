"""One vacancy against many clients at once: whose search does it answer?

Clients are held as columns, as matching.index holds vacancies: each distinct limit is read once
for the vacancy by the rules themselves, and then only gathered and added up.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from matching.catalogue import CATALOGUE, Kind
from matching.employer_names import employer_key
from matching.facts import Fact, Negotiable, VacancyFacts
from matching.index.nearness import UNKNOWN, Journey
from matching.index.tables import (
    CHANGE_AT,
    CONFLICT_AT,
    COST_AT,
    GOOD_DAYS_FIT,
    LIMITS_MOST,
    MEETS_FIT,
    RULED_OUT_SUM,
    UNKNOWN_AT,
    UNKNOWN_FIT,
    by_fit,
    value_reader,
)
from matching.index.vocabulary import ANSWERS, Names, Numbers
from matching.limits import Limit, ProfileFacts, limit_to_json
from matching.ruled_out import areas_of, employers_and_areas
from matching.titles import likeness
from matching.values import written
from matching.weights import CURRENT, Weights

_LISTED = (Kind.ITEMS, Kind.HOLDS, Kind.CHOICE)
_NO, _UNSAID = ANSWERS.index(Negotiable.NO), ANSWERS.index(Negotiable.UNKNOWN)
_TITLES_MOST = 500


@dataclass(frozen=True, slots=True)
class Standings:
    """How one vacancy stands for each client, in the order the clients came."""

    sums: Numbers

    @property
    def conflicts(self) -> Numbers:
        """How many musts are in conflict."""
        return np.asarray(self.sums >> CONFLICT_AT)

    @property
    def costs(self) -> Numbers:
        """What stands between each client and the vacancy."""
        return np.asarray(self.sums >> COST_AT & (1 << CONFLICT_AT - COST_AT) - 1)

    @property
    def open_points(self) -> Numbers:
        """How many musts do not meet."""
        unmet = (self.sums >> UNKNOWN_AT & LIMITS_MOST) + (self.sums >> CHANGE_AT & LIMITS_MOST)
        return np.asarray(self.conflicts + unmet)

    def best(self, many: int) -> list[int]:
        """The places of the clients it suits best; among equals, whoever came first."""
        order = self.sums >> COST_AT
        if many < len(order):
            near = np.flatnonzero(order <= np.partition(order, many - 1)[many - 1])
        else:
            near = np.arange(len(order))
        return [int(at) for at in near[np.argsort(order[near], kind="stable")][:many]]


class ProfileColumns:
    """Many clients, ready to be asked about one vacancy after the other."""

    def __init__(self, profiles: Sequence[ProfileFacts], weights: Weights = CURRENT) -> None:
        self._many = len(profiles)
        self._weights = weights
        self._conditions = _conditions(profiles, weights)
        self._distance = _Distance(profiles, weights)
        self._interests = _Interests(profiles, weights)
        self._ruled_out = _ruled_out(profiles)

    def standings(self, facts: VacancyFacts) -> Standings:
        """How this vacancy stands for each client, as matching.ranking says it one by one."""
        sums = np.zeros(self._many, dtype=np.int64)
        for condition in self._conditions:
            sums += condition.sums(facts)
        self._distance.add(facts, sums)
        self._interests.add(facts.title, sums)
        out = {f"employer {employer_key(facts.employer)}"}
        out |= {f"area {area}" for area in areas_of(facts.outward)}
        found = [self._ruled_out[name] for name in out if name in self._ruled_out]
        if found:
            sums[np.unique(np.concatenate(found))] += RULED_OUT_SUM
        return Standings(sums)


class _Condition:
    """All limits on one condition: which client has which, and what reads them.

    Many limits come to few different values, of the usual kind or for a bad day: each is read once.
    """

    def __init__(self, key: str, limits: list[Limit], numbers: Numbers, weights: Weights) -> None:
        self._key = key
        self._numbers = numbers
        values: Names[str] = Names()
        self._readers: list[Callable[[Any], int]] = []
        self._usual = self._numbered([limit.usual for limit in limits], values, weights)
        self._aim = self._numbered([limit.aim for limit in limits], values, weights)
        strengths = {limit.strength: limit for limit in limits}
        packed = {each: by_fit(limit, weights).packed for each, limit in strengths.items()}
        self._packed = np.stack([packed[limit.strength] for limit in limits])

    def _numbered(self, limits: list[Any], values: Names[str], weights: Weights) -> Numbers:
        numbers = []
        for each in limits:
            # In which order a client names items is no matter.
            plain = sorted(each) if CATALOGUE[self._key].kind in _LISTED else written(each)
            numbers.append(values.number(repr(plain)))
            if len(values) > len(self._readers):
                self._readers.append(value_reader(Limit(self._key, each), weights))
        return np.array(numbers)

    def sums(self, facts: VacancyFacts) -> Numbers:
        """What the limit of each client comes to; 0 where there is none."""
        pairs = self._pairs(facts.conditions.get(self._key))
        come_to = np.take_along_axis(self._packed, pairs[:, None], axis=1)[:, 0]
        return np.concatenate([[0], come_to])[self._numbers]

    def _pairs(self, fact: Fact | None) -> Numbers:
        """For each distinct limit the pair of fit and answer: see matching.index.tables."""
        many = len(self._usual)
        if fact is None or not fact.known:
            return np.full(many, UNKNOWN_FIT * len(ANSWERS) + _UNSAID)
        value: Any = fact.value
        each = np.array([reads(value) for reads in self._readers])
        usual, aim = each[self._usual], each[self._aim]
        # What meets the usual limit and not the one for a bad day is for good days only; whether
        # all is refused is asked of what a bad day needs.
        fits = np.where(usual >> 1 == MEETS_FIT, GOOD_DAYS_FIT, usual >> 1)
        read = np.where(aim >> 1 == MEETS_FIT, 2 * MEETS_FIT, 2 * fits | aim & 1)
        condition = CATALOGUE[self._key]
        if condition.kind is Kind.ITEMS:
            answers = np.where(read & 1, _NO, _UNSAID)
        else:
            said = ANSWERS.index(fact.negotiable) if condition.negotiates else _UNSAID
            answers = np.full(many, said)
        return (read >> 1) * len(ANSWERS) + answers


def _conditions(profiles: Sequence[ProfileFacts], weights: Weights) -> list[_Condition]:
    limits: dict[str, list[Limit]] = {}
    names: dict[str, Names[str]] = {}
    columns: dict[str, Numbers] = {}
    for at, profile in enumerate(profiles):
        for limit in profile.limits:
            key = limit.key
            if key == "location":
                continue
            if key not in names:
                limits[key], names[key] = [], Names()
                columns[key] = np.zeros(len(profiles), dtype=np.int32)
            number = names[key].number(repr(limit_to_json(key, limit)))
            if number == len(limits[key]):
                limits[key].append(limit)
            columns[key][at] = number + 1
    return [_Condition(key, each, columns[key], weights) for key, each in limits.items()]


class _Distance:
    """Where clients live and how far they would travel, by distinct limit."""

    def __init__(self, profiles: Sequence[ProfileFacts], weights: Weights) -> None:
        homes = [profile.home for profile in profiles]
        self._housed = np.array([home is not None for home in homes], dtype=bool)
        self._east = np.array([home.easting if home else 0 for home in homes], dtype=np.float64)
        self._north = np.array([home.northing if home else 0 for home in homes], dtype=np.float64)
        whose: dict[Limit, list[int]] = {}
        for at, profile in enumerate(profiles):
            limit = profile.limit("location")
            if limit is not None:
                whose.setdefault(limit, []).append(at)
        self._limits = [
            (Journey.of(limit, weights), np.array(people)) for limit, people in whose.items()
        ]

    def add(self, facts: VacancyFacts, sums: Numbers) -> None:
        """Add the limit on distance, and what the journey counts for."""
        place = facts.place
        known = self._housed if place is not None else np.zeros_like(self._housed)
        east = self._east - (place.easting if place else 0)
        north = self._north - (place.northing if place else 0)
        squared = np.where(known, east * east + north * north, UNKNOWN)
        for journey, people in self._limits:
            there = squared[people]
            if facts.remote:
                sums[people] += journey.at_home
            else:
                sums[people] += journey.table.packed[journey.fits_of(there)]
                sums[people] += journey.costs_of(there) << COST_AT


class _Interests:
    """The jobs clients want, each distinct one compared once with a title."""

    def __init__(self, profiles: Sequence[ProfileFacts], weights: Weights) -> None:
        jobs: Names[str] = Names()
        wanted = [
            (at, jobs.number(job), weights.rank_thousandths(rank))
            for at, profile in enumerate(profiles)
            for rank, job in enumerate(profile.interests)
        ]
        table = np.array(wanted, dtype=np.int64).reshape(len(wanted), 3)
        self._jobs = jobs.things
        self._people, self._first = np.unique(table[:, 0], return_index=True)
        self._wanted, self._thousandths = table[:, 1], table[:, 2]
        self._each = weights.interest_points_each
        self._scores: OrderedDict[str, Numbers] = OrderedDict()

    def add(self, title: str, sums: Numbers) -> None:
        """Add how far this title is from the jobs each client wants."""
        if not len(self._people):
            return
        weighed = self._likeness(title)[self._wanted] * self._thousandths // 1000
        best = np.maximum.reduceat(weighed, self._first)
        sums[self._people] += self._each * (1000 - best) << COST_AT

    def _likeness(self, title: str) -> Numbers:
        scores = self._scores.get(title)
        if scores is None:
            scores = np.array([likeness(job, title).score for job in self._jobs], dtype=np.int64)
            self._scores[title] = scores
            if len(self._scores) > _TITLES_MOST:
                self._scores.popitem(last=False)
        return scores


def _ruled_out(profiles: Sequence[ProfileFacts]) -> dict[str, Numbers]:
    """Who has ruled out what: by employer and by area."""
    whose: dict[str, list[int]] = {}
    for at, profile in enumerate(profiles):
        if profile.ruled_out_employers or profile.ruled_out_areas:
            employers, areas = employers_and_areas(profile)
            for name in (
                *(f"employer {each}" for each in employers),
                *(f"area {a}" for a in areas),
            ):
                whose.setdefault(name, []).append(at)
    return {name: np.array(people) for name, people in whose.items()}
