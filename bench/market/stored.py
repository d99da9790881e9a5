"""A made-up market written into a database, as fast as it takes rows."""

import contextlib
from collections.abc import Iterator
from datetime import UTC, date, datetime

import numpy as np
import sqlalchemy as sa

from bench.market import Market
from employers.models import Employer, Site, Vacancy
from employers.rules.vacancies import VacancyState, search_text
from storage.database import db
from storage.transaction import transaction

AT_ONCE = 10_000
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def store(market: Market) -> None:
    """Write every vacancy with its site and employer into the empty database of the app."""
    with transaction() as session:
        _without_triggers(session)
        for rows in _batches(_employers(market)):
            session.execute(sa.insert(Employer), rows)
        sites, of = _sites(market)
        for rows in _batches(sites):
            session.execute(sa.insert(Site), rows)
        for rows in _batches(_vacancies(market, of)):
            session.execute(sa.insert(Vacancy), rows)
        _with_triggers(session)
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("ANALYZE")
    if db.engine.dialect.name == "sqlite":
        # A million rows in one transaction leave a log nobody has in daily use.
        with contextlib.closing(db.engine.raw_connection()) as connection:
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _without_triggers(session) -> None:
    """A million changes need no numbers: nothing has read the database yet."""
    if db.engine.dialect.name == "postgresql":
        session.execute(sa.text("ALTER TABLE vacancy DISABLE TRIGGER note_vacancy"))
        return
    query = sa.text("SELECT sql FROM sqlite_master WHERE name = 'note_vacancy_insert'")
    session.info["trigger"] = session.scalar(query)
    session.execute(sa.text("DROP TRIGGER note_vacancy_insert"))


def _with_triggers(session) -> None:
    if db.engine.dialect.name == "postgresql":
        session.execute(sa.text("ALTER TABLE vacancy ENABLE TRIGGER note_vacancy"))
        for table in ("employer", "site", "vacancy"):
            # Numbers that were given by hand are not given again.
            highest = f"(SELECT max(id) FROM {table})"
            counter = f"pg_get_serial_sequence('{table}', 'id')"
            session.execute(sa.text(f"SELECT setval({counter}, {highest})"))
    else:
        session.execute(sa.text(session.info["trigger"]))


def _batches(rows: Iterator[dict]) -> Iterator[list[dict]]:
    batch: list[dict] = []
    for row in rows:
        batch.append(row)
        if len(batch) == AT_ONCE:
            yield batch
            batch = []
    if batch:
        yield batch


def _employers(market: Market) -> Iterator[dict]:
    for number, name in enumerate(market.employer_names, start=1):
        yield {"id": number, "name": name, "name_key": name.lower(), "created_at": NOW}


def _sites(market: Market) -> tuple[Iterator[dict], np.ndarray]:
    columns = (market.employers, market.eastings, market.northings, market.outwards)
    _, first, of = np.unique(
        np.stack([*columns, market.placed]), axis=1, return_index=True, return_inverse=True
    )
    return (_site(market, number, row) for number, row in enumerate(first.tolist(), 1)), of + 1


def _site(market: Market, number: int, row: int) -> dict:
    placed, outward = bool(market.placed[row]), int(market.outwards[row])
    return {
        "id": number,
        "employer_id": int(market.employers[row]) + 1,
        "place_key": str(number),
        "locality": "",
        "outward": market.outward_codes[outward] if outward >= 0 else None,
        "easting": int(market.eastings[row]) if placed else None,
        "northing": int(market.northings[row]) if placed else None,
        "precision": "postcode" if placed else None,
    }


def _vacancies(market: Market, site_of: np.ndarray) -> Iterator[dict]:
    # Facts as documents hold them, with the words and the day they come with.
    written = {
        key: [None, *({**raw, "as_of": "2026-11-02", "words": "as in the advert"} for raw in facts)]
        for key, facts in market.facts.items()
    }
    sites = site_of.tolist()
    for row in range(len(market)):
        title = market.title_words[market.titles[row]]
        closes = int(market.closes_on[row])
        yield {
            "id": int(market.ids[row]),
            "site_id": sites[row],
            "title": title,
            "state": VacancyState.OPEN,
            "posted_on": date.fromordinal(int(market.posted_on[row])),
            "closes_on": date.fromordinal(closes) if closes else None,
            "search_text": search_text(title, ""),
            "conditions": {
                key: written[key][code]
                for key, codes in market.codes.items()
                if (code := int(codes[row]))
            },
            "notes": [],
            "version": 1,
            "created_at": NOW,
            "changed_at": NOW,
            "opened_at": NOW,
        }
