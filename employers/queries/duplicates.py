"""Which employers may be the one that is being written down: to warn of, never to block."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from employers.models import Employer, EmployerName, EmployerWord, Site
from employers.queries.directory import Line, lines_of
from employers.rules.naming import name_key_of, search_words
from employers.rules.record import official_number, website_host
from matching.likeness_of_names import ALIKE_FROM, likeness
from storage.database import db

SHOWN_MOST = 5
# So many employers are compared for each word; the rarer word brings the right ones.
_COMPARED_MOST = 150
_NEARBY_MOST = 500
_LETTERS = 4
_LAST = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Stated:
    """What is known of the employer being written down."""

    names: Sequence[str]
    official_number: str = ""
    website: str = ""
    postcode: str | None = None
    outward: str | None = None


@dataclass(frozen=True, slots=True)
class Likely:
    """An employer that may be the same, and why it seems so."""

    line: Line
    reasons: Sequence[str]


def likely_same(stated: Stated, besides: Collection[int], today: date) -> list[Likely]:
    """Employers that may be the stated one, the likeliest first."""
    near = dict(_nearby(stated))
    found: dict[int, dict[str, int]] = {}
    for employer_id, reason, weight in _reasons(stated, near):
        if employer_id not in besides:
            reasons = found.setdefault(employer_id, {})
            reasons[reason] = max(weight, reasons.get(reason, 0))
    for employer_id, reasons in found.items():
        # A postcode alone is no reason: a shopping street has one.
        if near.get(employer_id):
            reasons["the same postcode"] = 500
    best = sorted(found, key=lambda key: (-sum(found[key].values()), key))[:SHOWN_MOST]
    return [Likely(line, list(found[line.employer.id])) for line in lines_of(best, today)]


def _reasons(stated: Stated, near: Collection[int]) -> Iterable[tuple[int, str, int]]:
    """An employer, why it may be the stated one, and how much that weighs."""
    for key in _same_number(stated.official_number):
        yield key, "the same official number", 4000
    for key in _same_website(stated.website):
        yield key, "the same website", 1500
    for key, name in _compared(stated, near):
        alike = max(likeness(name, each) for each in stated.names)
        if alike >= ALIKE_FROM:
            yield key, "the same name" if alike == 1000 else f"a name like it: {name}", alike


def _same_number(number: str) -> Iterable[int]:
    plain = official_number(number) if number else None
    if not plain:
        return []
    return db.session.scalars(
        _live(sa.select(Employer.id)).where(Employer.official_number == plain)
    )


def _same_website(address: str) -> Iterable[int]:
    """Written in one of the few ways an address is kept."""
    host = website_host(address)
    if not host:
        return []
    written = [f"{start}{host}{end}" for start in _STARTS for end in ("", "/")]
    return db.session.scalars(_live(sa.select(Employer.id)).where(Employer.website.in_(written)))


_STARTS = ("https://", "https://www.", "http://", "http://www.")


def _nearby(stated: Stated) -> Iterable[tuple[int, bool]]:
    """Employers of the same district, and whether they share the very postcode."""
    if not stated.outward:
        return []
    same = sa.func.max(
        sa.case((Site.postcode == stated.postcode, 1), else_=0)
        if stated.postcode
        else sa.literal(0)
    )
    query = sa.select(Site.employer_id, same).where(Site.outward == stated.outward)
    rows = db.session.execute(query.group_by(Site.employer_id).limit(_NEARBY_MOST))
    return [(key, bool(flag)) for key, flag in rows]


def _compared(stated: Stated, near: Collection[int]) -> Iterable[tuple[int, str]]:
    """Every name worth comparing, with whose it is: alike at the beginning of a word, or nearby."""
    ids = set(near)
    for word in {word for name in stated.names for word in search_words(name)}:
        start = word[:_LETTERS]
        query = sa.select(EmployerWord.employer_id).where(
            EmployerWord.word >= start,
            EmployerWord.word < start + _LAST,
            EmployerWord.source.in_(("name", "other")),
        )
        ids.update(db.session.scalars(query.limit(_COMPARED_MOST)))
    keys = {name_key_of(name) for name in stated.names}
    ids.update(db.session.scalars(sa.select(Employer.id).where(Employer.name_key.in_(keys))))
    yield from _names(sorted(ids))


def _names(ids: Sequence[int]) -> Iterable[tuple[int, str]]:
    for start in range(0, len(ids), 500):
        some = ids[start : start + 500]
        for row in db.session.execute(
            _live(sa.select(Employer.id, Employer.name)).where(Employer.id.in_(some))
        ):
            yield row.id, row.name
        for row in db.session.execute(
            _live(
                sa.select(EmployerName.employer_id, EmployerName.name).join(
                    Employer, Employer.id == EmployerName.employer_id
                )
            ).where(EmployerName.employer_id.in_(some))
        ):
            yield row.employer_id, row.name


def _live(query: Any) -> Any:
    return query.where(Employer.merged_into_id.is_(None))
