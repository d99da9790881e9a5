"""Which employers there are: looked for as one types, listed, and one of them by number."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from employers.models import Employer, EmployerContact, EmployerName, EmployerWord, Site, Vacancy
from employers.queries.vacancies import visible_on
from employers.rules.naming import search_words, start_of
from storage.database import db

PAGE_ROWS = 25
#: Asked for as a sector: those whose sector nobody has written down.
NOT_KNOWN = "not_known"
#: What an employer itself is called and where it is; nothing about anybody who works there.
OWN_WORDS = ("start", "name", "other", "site")
_COUNTED_MOST = 1_000
_ROWS_OF_ONE = 8
# Follows every word that begins alike.
_LAST = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for: words, a sector, one named ESW, those nobody may contact."""

    words: str = ""
    sector: str = ""
    esw_id: int | None = None
    do_not_contact: bool = False
    sources: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One employer in a list, with what tells it apart from others."""

    employer: Employer
    other_names: Sequence[str] = ()
    sites: Sequence[Site] = ()
    sites_in_all: int = 0
    open_vacancies: int = 0
    contacts: Sequence[EmployerContact] = field(default_factory=tuple)


@dataclass(frozen=True, slots=True)
class Found:
    """One page of employers; `more` when there are others, which words do not turn to."""

    lines: Sequence[Line]
    page: int
    more: bool


def employer_by_id(employer_id: int, *, to_change: bool = False) -> Employer | None:
    """One employer, merged or not. `to_change` makes others who want to change it wait."""
    query = sa.select(Employer).where(Employer.id == employer_id)
    return db.session.scalar(query.with_for_update() if to_change else query)


def kept_in_place_of(employer: Employer) -> Employer:
    """The employer this one was merged into, through any number of merges; itself when never."""
    while employer.merged_into_id is not None:
        employer = db.session.get_one(Employer, employer.merged_into_id)
    return employer


def own_and_merged_ids(employer_id: int) -> list[int]:
    """This employer and everybody merged into it, directly or not.

    What was logged of an employer stays with it; whoever reads a history reads it of all these.
    """
    ids = [employer_id]
    fresh: list[int] = [employer_id]
    while fresh:
        query = sa.select(Employer.id).where(Employer.merged_into_id.in_(fresh))
        fresh = list(db.session.scalars(query))
        ids += fresh
    return ids


def find(wanted: Wanted, page: int, today: date) -> Found:
    """One page of employers, by name; with words only the first, beginning with the names that
    begin so: whoever wants others types more.
    """
    page = 1 if search_words(wanted.words) else page
    ids = _ids(wanted, (page - 1) * PAGE_ROWS, PAGE_ROWS + 1)
    return Found(lines_of(ids[:PAGE_ROWS], today, wanted.words), page, len(ids) > PAGE_ROWS)


def lines_of(ids: Sequence[int], today: date, words: str = "") -> list[Line]:
    """These employers in this order; of their contacts, those the words name."""
    if not ids:
        return []
    rows = {
        row.id: row for row in db.session.scalars(sa.select(Employer).where(Employer.id.in_(ids)))
    }
    names: dict[int, list[str]] = {}
    others = sa.select(EmployerName).where(EmployerName.employer_id.in_(ids))
    for name in db.session.scalars(others.order_by(EmployerName.id)):
        names.setdefault(name.employer_id, []).append(name.name)
    sites, counts = _sites_of(ids), _open_vacancies(ids, today)
    contacts = _named(ids, words)
    return [
        Line(
            rows[key],
            names.get(key, ()),
            sites.get(key, ([], 0))[0],
            sites.get(key, ([], 0))[1],
            counts.get(key, 0),
            contacts.get(key, ()),
        )
        for key in ids
        if key in rows
    ]


def has_any() -> bool:
    """Whether any employer is known at all."""
    return db.session.scalar(sa.select(Employer.id).limit(1)) is not None


def _ids(wanted: Wanted, skip: int, most: int) -> list[int]:
    words = search_words(wanted.words)
    if not words:
        query = sa.select(Employer.id).where(*_tests(wanted))
        query = query.order_by(Employer.name_key, Employer.id).offset(skip).limit(most)
        return list(db.session.scalars(query))
    first = _beginning(wanted, most)
    if len(first) < most:
        known = set(first)
        first += [key for key in _with_words(wanted, words, most) if key not in known]
    return first[:most]


def _beginning(wanted: Wanted, most: int) -> list[int]:
    """Employers whose whole name begins with what was typed, by name.

    They stand in the index in their order, so the first few are found at once, however many
    begin alike.
    """
    query = sa.select(EmployerWord.employer_id).where(
        EmployerWord.source == "start", *_begins(EmployerWord, start_of(wanted.words))
    )
    query = _narrowed(query, EmployerWord, wanted)
    query = query.order_by(EmployerWord.word, EmployerWord.employer_id)
    return list(db.session.scalars(query.limit(most)))


def _with_words(wanted: Wanted, words: Sequence[str], most: int) -> list[int]:
    """Employers with all these words: by name when they are few, else the first that are met.

    What thousands have is not put in order first: whoever types goes on typing. The rarest word
    leads, and each employer with it is looked at for the others.
    """
    lead, *others = sorted(words, key=lambda word: _how_many(word, wanted.sources))
    query = sa.select(EmployerWord.employer_id).where(
        *_begins(EmployerWord, lead), *_from(EmployerWord, wanted.sources)
    )
    for word in others:
        other = aliased(EmployerWord)
        same = sa.select(other.employer_id).where(
            other.employer_id == EmployerWord.employer_id,
            *_begins(other, word),
            *_from(other, wanted.sources),
        )
        # A value, not a test: so PostgreSQL looks it up for each, rather than reading every
        # employer with a word that very many have.
        query = query.where(same.limit(1).scalar_subquery().is_not(None))
    query = _narrowed(query, EmployerWord, wanted)
    # One employer has a word from several of its rows.
    found = db.session.scalars(query.limit(most * _ROWS_OF_ONE)).all()
    ids = list(dict.fromkeys(found))
    names = sa.select(Employer.id).where(Employer.id.in_(ids), *_tests(wanted))
    return list(db.session.scalars(names.order_by(Employer.name_key, Employer.id).limit(most)))


def _how_many(word: str, sources: Sequence[str]) -> int:
    """About how many rows a word leads to; not counted to the end."""
    some = sa.select(EmployerWord.employer_id).where(
        *_begins(EmployerWord, word), *_from(EmployerWord, sources)
    )
    counted = sa.select(sa.func.count()).select_from(some.limit(_COUNTED_MOST).subquery())
    return db.session.scalar(counted) or 0


def _begins(table: Any, typed: str) -> tuple[sa.ColumnElement[bool], ...]:
    return (table.word >= typed, table.word < typed + _LAST)


def _from(table: Any, sources: Sequence[str]) -> tuple[sa.ColumnElement[bool], ...]:
    return (table.source.in_(sources),) if sources else ()


def _narrowed(query: sa.Select[Any], table: Any, wanted: Wanted) -> sa.Select[Any]:
    """Only employers in the sector and so on that is asked for, if anything is."""
    if wanted == Wanted(words=wanted.words, sources=wanted.sources):
        return query
    return query.join(Employer, Employer.id == table.employer_id).where(*_tests(wanted))


def _tests(wanted: Wanted) -> list[sa.ColumnElement[bool]]:
    tests: list[sa.ColumnElement[bool]] = [Employer.merged_into_id.is_(None)]
    if wanted.sector:
        sector = "" if wanted.sector == NOT_KNOWN else wanted.sector
        tests.append(Employer.sector == sector)
    if wanted.esw_id is not None:
        tests.append(Employer.esw_id == wanted.esw_id)
    if wanted.do_not_contact:
        tests.append(Employer.do_not_contact_at.is_not(None))
    return tests


def _sites_of(ids: Collection[int], shown: int = 3) -> dict[int, tuple[list[Site], int]]:
    """The first sites of each employer, and how many it has."""
    rank = sa.func.row_number().over(partition_by=Site.employer_id, order_by=Site.id)
    many = sa.func.count().over(partition_by=Site.employer_id)
    ranked = sa.select(Site.id, rank.label("rank"), many.label("many")).where(
        Site.employer_id.in_(ids)
    )
    first = ranked.subquery()
    query = sa.select(Site, first.c.many).join(first, first.c.id == Site.id)
    found: dict[int, tuple[list[Site], int]] = {}
    for site, count in db.session.execute(query.where(first.c.rank <= shown).order_by(Site.id)):
        found.setdefault(site.employer_id, ([], count))[0].append(site)
    return found


def _open_vacancies(ids: Collection[int], today: date) -> dict[int, int]:
    query = (
        sa.select(Site.employer_id, sa.func.count())
        .join(Vacancy, Vacancy.site_id == Site.id)
        .where(Site.employer_id.in_(ids), visible_on(today))
        .group_by(Site.employer_id)
    )
    return dict(db.session.execute(query).all())


def _named(ids: Collection[int], words: str) -> dict[int, list[EmployerContact]]:
    """The contacts of these employers that one of the words names."""
    typed = search_words(words)
    if not typed:
        return {}
    named = sa.select(EmployerWord.source_id).where(
        EmployerWord.source == "contact",
        EmployerWord.employer_id.in_(ids),
        sa.or_(*(sa.and_(*_begins(EmployerWord, word)) for word in typed)),
    )
    found: dict[int, list[EmployerContact]] = {}
    query = sa.select(EmployerContact).where(EmployerContact.id.in_(named))
    for contact in db.session.scalars(query.order_by(EmployerContact.id)):
        found.setdefault(contact.employer_id, []).append(contact)
    return found
