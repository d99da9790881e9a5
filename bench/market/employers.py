"""Made-up employers with sites, contacts and vacancies, written into PostgreSQL in bulk."""

import random
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import chain

import numpy as np
import sqlalchemy as sa

from bench.market.places import postcodes
from employers.models import Employer, EmployerContact, EmployerName, Site, words_of
from employers.rules.naming import name_key_of
from employers.rules.record import SECTORS
from storage.database import db
from storage.transaction import transaction

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
SEED = 7
SITES_PER_EMPLOYER = 1.7
OPEN_SHARE = 0.3
_STARTS = ("al", "bar", "cor", "dun", "el", "far", "gil", "hol", "in", "jo", "kel", "lan", "mor")
_MIDDLES = ("a", "e", "i", "o", "u", "an", "er", "is", "on")
_ENDS = ("bury", "dale", "field", "ford", "gate", "ham", "ley", "more", "ton", "well", "wick", "by")
_TRADES = (
    *("Care", "Foods", "Stores", "Logistics", "Cleaning", "School", "Services", "Kitchens"),
    *("Surgery", "Hotel", "Bakery", "Motors", "Nursery", "Printers", "Packaging", "Housing"),
)
_FORMS = ("", "", " Ltd", " Limited", " Group", " & Sons", " UK")
_ANSWERS = ("yes", "arrange", "no")


def made_up_words() -> list[str]:
    """Some fourteen hundred words that are nobody's name."""
    return [
        f"{start}{middle}{end}".capitalize()
        for start in _STARTS
        for middle in _MIDDLES
        for end in _ENDS
    ]


def fill(employers: int, vacancies: int) -> None:
    """Write so many employers and vacancies into the empty PostgreSQL database of the app."""
    chance = random.Random(SEED)
    rows = list(_employers(employers, chance))
    others = [
        EmployerName(id=n, employer_id=n * 20, name=f"{chance.choice(made_up_words())} {n}")
        for n in range(1, employers // 20)
    ]
    for each in others:
        each.name_key = name_key_of(each.name)
    sites = list(_sites(employers, chance))
    contacts = list(_contacts(employers, chance))
    with transaction() as session:
        session.execute(sa.text("ALTER TABLE vacancy DISABLE TRIGGER note_vacancy"))
        for table, some in (
            (Employer, rows),
            (EmployerName, others),
            (Site, sites),
            (EmployerContact, contacts),
        ):
            _copy(session, table.__tablename__, (_columns(row) for row in some))
        everything = chain(rows, others, sites, contacts)
        _copy(session, "employer_word", (word for row in everything for word in words_of(row)))
        _vacancies(session, vacancies, len(sites))
        session.execute(sa.text("ALTER TABLE vacancy ENABLE TRIGGER note_vacancy"))
        for name in ("employer", "employer_name", "site", "employer_contact", "vacancy"):
            counter = f"pg_get_serial_sequence('{name}', 'id')"
            session.execute(sa.text(f"SELECT setval({counter}, (SELECT max(id) FROM {name}))"))
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("VACUUM ANALYZE")


def _employers(many: int, chance: random.Random) -> Iterator[Employer]:
    words, sectors, seen = made_up_words(), list(SECTORS), {}
    for number in range(1, many + 1):
        first = chance.choice(words)
        second = f" {chance.choice(words)}" if chance.random() < 0.4 else ""
        name = f"{first}{second} {chance.choice(_TRADES)}{chance.choice(_FORMS)}"
        key = name_key_of(name)
        seen[key] = seen.get(key, 0) + 1
        yield Employer(
            id=number,
            name=name,
            name_key=key if seen[key] == 1 else f"{key} ~{seen[key]}",
            created_at=NOW,
            sector=chance.choice(sectors),
            official_number=f"{number:08d}",
            website=f"https://employer{number}.example.org",
        )


def _sites(employers: int, chance: random.Random) -> Iterator[Site]:
    """Every employer has one; a few have hundreds."""
    where = postcodes()
    drawn = np.random.default_rng(SEED)
    many = int(employers * SITES_PER_EMPLOYER)
    extra = (drawn.random(many - employers) ** 3 * employers).astype(int) + 1
    places = drawn.integers(0, len(where.eastings), many)
    towns = made_up_words()
    codes = where.outward_codes
    owners = (*range(1, employers + 1), *extra.tolist())
    for number, (owner, place) in enumerate(zip(owners, places.tolist(), strict=True), 1):
        known = chance.random() > 0.01
        yield Site(
            id=number,
            employer_id=owner,
            place_key=str(number),
            locality=towns[place % len(towns)],
            postcode=f"{codes[where.outwards[place]]} {place % 10}AA" if known else None,
            outward=codes[where.outwards[place]] if known else None,
            easting=int(where.eastings[place]) if known else None,
            northing=int(where.northings[place]) if known else None,
            precision="postcode" if known else None,
        )


def _contacts(employers: int, chance: random.Random) -> Iterator[EmployerContact]:
    words = made_up_words()
    for number in range(1, employers + 1):
        yield EmployerContact(
            id=number,
            employer_id=number,
            name=f"{chance.choice(words)} Specimen",
            job_title="Manager",
            email="",
            email_key="",
            phone="",
            channel="",
            best_time="before 9",
            known_from="",
            created_at=NOW,
        )


def _columns(row) -> dict:
    given = {column.key: getattr(row, column.key) for column in row.__table__.columns}
    for column in row.__table__.columns:
        if given[column.key] is None and not column.nullable:
            given[column.key] = "trading" if column.key == "kind" else ""
    return given


def _copy(session, table: str, rows: Iterable[dict]) -> None:
    """As fast as PostgreSQL takes rows."""
    cursor = session.connection().connection.driver_connection.cursor()
    rows = iter(rows)
    first = next(rows)
    with cursor.copy(f"COPY {table} ({', '.join(first)}) FROM STDIN") as copy:
        copy.write_row(list(first.values()))
        for row in rows:
            copy.write_row(list(row.values()))


def _vacancies(session, many: int, sites: int) -> None:
    """Skewed over the sites; a third says something an employer arranged."""
    session.execute(
        sa.text(
            """
            INSERT INTO vacancy (site_id, title, state, posted_on, closes_on, description,
              how_to_apply, pay_text, search_text, conditions, notes, version, created_at,
              changed_at, opened_at)
            SELECT 1 + floor(power(random(), 1.3) * :sites)::int,
              'Assistant ' || (n % 5000),
              CASE WHEN random() < :open THEN 'open' ELSE 'closed' END,
              DATE '2026-11-23' - (n % 200)::int, NULL, repeat('The work is varied. ', 20), '', '',
              'assistant', CASE n % 3 WHEN 0 THEN jsonb_build_object(
                'adjustments_open', jsonb_build_object('value', jsonb_build_object(
                   'stool', (ARRAY['yes', 'arrange', 'no'])[1 + n % 3 + (n / 3) % 2],
                   'trolley', (ARRAY['yes', 'no'])[1 + (n / 3) % 2]),
                  'negotiable', 'unknown', 'source', 'employer', 'as_of', '2026-11-02'),
                'sit_choice', jsonb_build_object('value', 'seat_available', 'negotiable', 'yes',
                  'source', 'esw_seen', 'as_of', '2026-11-02'))
              ELSE '{}'::jsonb END || jsonb_build_object('hours_week', jsonb_build_object(
                'value', jsonb_build_array(16, 24), 'negotiable', 'maybe', 'source', 'advert',
                'as_of', '2026-11-02')), '[]'::jsonb, 1, :now, :now, :now
            FROM generate_series(1, :many) AS n
            """
        ),
        {"sites": sites, "open": OPEN_SHARE, "many": many, "now": NOW},
    )
