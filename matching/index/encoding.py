"""Vacancies written down as numbers, a batch at a time."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

import numpy as np

from matching.catalogue import CATALOGUE
from matching.employer_names import employer_key
from matching.facts import BadInput, Fact, Point, VacancyFacts, fact_from_json
from matching.index.vocabulary import SOURCE_BITS, FactNumbers, KeyedNames, Names, Numbers
from matching.ruled_out import areas_of

#: The conditions that are columns; where a vacancy is has columns of its own.
KEYS = tuple(key for key in CATALOGUE if key != "location")
_KEY_NUMBERS = {key: number for number, key in enumerate(KEYS)}

#: No closing date: later than any other.
NEVER = 2**31 - 1
NOWHERE = -1
#: Metres from the grid's corner beyond which every place is equally far: farther than the
#: Earth is round, so no distance anybody could travel is touched, and squares stay exact.
FARTHEST = 2**25
# A fact as one number: who says so, which condition, and its number among that condition's.
_FACT_BITS, _KEY_BITS = 26, 6
_SOURCE_AT = _FACT_BITS + _KEY_BITS
_NO_SOURCE = (1 << _SOURCE_AT) - 1
_PLAIN = frozenset((str, int, float))
_READ = ("value", "negotiable", "source")


class Offer(NamedTuple):
    """One open vacancy as it goes into an index; `opened_us` is since when, in
    microseconds of Unix time.

    `facts` are its facts as `Vocabulary.fact` or `Vocabulary.stored_facts` numbered them.
    """

    key: int
    title: str
    employer: str
    outward: str | None
    place: Point | None
    posted_on: date | None
    closes_on: date | None
    opened_us: int
    facts: list[int]


def _as_compared(name: str) -> tuple[str]:
    return (employer_key(name),)


@dataclass(slots=True)
class Vocabulary:
    """Everything that is numbered, shared by all vacancies of one index."""

    facts: Mapping[str, FactNumbers] = field(
        default_factory=lambda: {key: FactNumbers() for key in KEYS}
    )
    titles: Names[str] = field(default_factory=Names)
    employers: KeyedNames = field(default_factory=lambda: KeyedNames(_as_compared))
    outwards: KeyedNames = field(default_factory=lambda: KeyedNames(areas_of))
    sites: Names[int] = field(default_factory=Names)
    _stored: dict[Hashable, int] = field(default_factory=dict)

    def offer(self, facts: VacancyFacts, opened_us: int = 0) -> Offer:
        """A vacancy whose facts have been read. Its id is a whole number, as text."""
        return Offer(
            key=int(facts.id),
            title=facts.title,
            employer=facts.employer,
            outward=facts.outward,
            place=facts.place,
            posted_on=facts.posted_on,
            closes_on=facts.closes_on,
            opened_us=opened_us,
            facts=[self.fact(key, fact) for key, fact in facts.conditions.items()],
        )

    def fact(self, key: str, fact: Fact) -> int:
        """One fact as a number."""
        column = _KEY_NUMBERS[key]
        number = self.facts[key].number(fact)
        return SOURCE_BITS[fact.source] << _SOURCE_AT | column << _FACT_BITS | number

    def stored_facts(
        self, conditions: Mapping[str, Any], unreadable: Callable[[str], object]
    ) -> list[int]:
        """What is stored of one vacancy, each way of writing a fact read once.

        What cannot be read is left unknown, as the rules leave it, and told by its key.
        """
        stored = self._stored
        facts = []
        for key, raw in conditions.items():
            try:
                value = raw.get("value")
                kind = type(value)
                plain = value if kind in _PLAIN else repr(value)
                # The kind of value too: a text may read as a list does when that is written down.
                written = (key, kind, plain, raw.get("negotiable"), raw.get("source"))
                number = stored.get(written)
                if number is None:
                    said = {name: raw[name] for name in _READ if name in raw}
                    number = stored[written] = self.fact(key, fact_from_json(key, said))
                facts.append(number)
            except (BadInput, AttributeError, TypeError):
                unreadable(key)
        return facts

    def site(self, employer: int, outward: int, east: int, north: int) -> int:
        """The number of a site: the same employer at the same place."""
        place = ((east + FARTHEST) << 32) | (north + FARTHEST)
        return self.sites.number((((employer << 32) | (outward + 1)) << 64) | place)


@dataclass(frozen=True, slots=True)
class Batch:
    """Vacancies as numbers: an array for each plain column, and one for each condition."""

    plain: Mapping[str, Numbers]
    facts: Mapping[str, Numbers]


_COLUMNS: tuple[tuple[str, type], ...] = (
    ("ids", np.int64),
    ("titles", np.int32),
    ("employers", np.int32),
    ("outwards", np.int32),
    ("eastings", np.int32),
    ("northings", np.int32),
    ("placed", np.bool_),
    ("closes", np.int32),
    ("posted", np.int32),
    ("opened", np.int64),
    ("sources", np.uint8),
    ("sites", np.int32),
)


def encode(offers: Iterable[Offer], words: Vocabulary) -> Batch:
    """These vacancies as numbers."""
    rows: list[tuple[int, ...]] = []
    packed: list[int] = []
    for place, offer in enumerate(offers):
        sources = 0
        base = place << _SOURCE_AT
        for fact in offer.facts:
            sources |= fact >> _SOURCE_AT
            packed.append(base | fact & _NO_SOURCE)
        rows.append(_row(offer, words, sources))
    table = np.array(rows, dtype=np.int64).reshape(len(rows), len(_COLUMNS)).T
    plain = {name: table[at].astype(kind) for at, (name, kind) in enumerate(_COLUMNS)}
    facts = _facts(packed, len(rows))
    return Batch({**plain, "remote": remote_of(facts["work_mode"], words)}, facts)


def _row(offer: Offer, words: Vocabulary, sources: int) -> tuple[int, ...]:
    place = offer.place
    east = _bounded(place.easting) if place else FARTHEST
    north = _bounded(place.northing) if place else FARTHEST
    employer = words.employers.number(offer.employer)
    outward = words.outwards.number(offer.outward) if offer.outward else NOWHERE
    # Where nobody knows the place, each vacancy is a site of its own.
    nowhere = place is None and outward == NOWHERE
    site = words.sites.number(-1 - offer.key) if nowhere else None
    return (
        offer.key,
        words.titles.number(offer.title),
        employer,
        outward,
        east,
        north,
        place is not None,
        offer.closes_on.toordinal() if offer.closes_on else NEVER,
        offer.posted_on.toordinal() if offer.posted_on else 0,
        offer.opened_us,
        sources,
        words.site(employer, outward, east, north) if site is None else site,
    )


def _bounded(metres: int) -> int:
    return max(1 - FARTHEST, min(FARTHEST - 1, metres))


def _facts(packed: list[int], rows: int) -> Mapping[str, Numbers]:
    table = np.zeros((rows, len(KEYS)), dtype=np.uint32)
    cells = np.array(packed, dtype=np.int64)
    columns = (cells >> _FACT_BITS) & ((1 << _KEY_BITS) - 1)
    table[cells >> _SOURCE_AT, columns] = cells & ((1 << _FACT_BITS) - 1)
    return {key: narrow(table[:, at]) for key, at in _KEY_NUMBERS.items()}


def narrow(numbers: Numbers) -> Numbers:
    """The same numbers in as few bytes as they need."""
    most = int(numbers.max()) if len(numbers) else 0
    kind = next(kind for kind in (np.uint8, np.uint16, np.uint32) if most <= np.iinfo(kind).max)
    return numbers.astype(kind)


def remote_of(numbers: Numbers, words: Vocabulary) -> Numbers:
    """Which vacancies are known to be done wholly from home, by their fact of work mode."""
    known = words.facts["work_mode"].frozen()
    remote = np.array([value == "remote" for value in known.values] or [False])
    is_remote = remote[known.value_of] & ~known.guessed
    return np.asarray(is_remote[numbers], dtype=bool)
