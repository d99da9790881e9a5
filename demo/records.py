"""What the demo team knows of its employers besides their vacancies: people, sectors, precedents.

Some employers have nothing open, for a visit or a speculative approach. All of it is fictional.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from random import Random

import sqlalchemy as sa

from demo.names import TREES
from demo.vacancies import DISTRICTS, DemoEmployer, employers
from employers.models import Employer, NameKind
from employers.operations.contacts import add_contact, add_precedent, has_left
from employers.operations.record import add_employer, add_name, add_site, forbid_contact
from employers.rules.record import By, ContactDraft, EmployerDraft, PrecedentDraft
from employers.rules.vacancies import PlaceDraft
from places import locate
from storage.database import db

SECTORS_OF = {
    "shop": "retail",
    "office": "health",
    "school": "education",
    "care": "care",
    "kitchen": "hospitality",
    "mixed": "transport",
}
ROLES = (
    "Store manager",
    "Deputy manager",
    "Head of people",
    "Supervisor",
    "Owner",
    "Office manager",
)
BEST_TIMES = (
    "before the doors open at 9",
    "Tuesday and Thursday afternoons",
    "after 14:30, never at lunch",
    "any morning but Monday",
    "",
)
NEEDS = (
    "Short of people on Saturday mornings; two left in the autumn.",
    "Somebody steady for the quiet hours after two; the rush is covered.",
    "Loses people to the long shifts; open to splitting one in two.",
)
# Employers with nothing open: name, sector, and what they arranged before.
QUIET = (
    ("Lanternfish Books", "retail", ("seated", "a stool at the till, all day", "till work")),
    (
        "Pillow Fort Hotel",
        "hospitality",
        ("swap_tasks", "no lifting of mattresses", "housekeeping"),
    ),
    ("Nutshell Library", "leisure", ("appointments_time_off", "", "library assistant")),
    ("Gingerbread Garden Centre", "retail", None),
    ("Thimble Accounts", "professional", ("sit_stand_desk", "", "bookkeeping")),
    ("Puddle Nursery School", "education", None),
    ("Kettle Street Dentists", "health", ("flexitime", "starts after 10", "reception")),
    ("Wobbly Table Workshop", "manufacturing", ("trolley", "", "packing")),
    ("Owl Post Deliveries", "transport", None),
    ("Biscuit Tin Museum", "leisure", ("chair", "a chair in every room", "room guide")),
    ("Sleepy Badger Kennels", "personal", None),
    ("Two Left Socks Laundry", "support", ("buddy", "the first two weeks", "laundry")),
)
QUIET_OUTWARD = tuple(DISTRICTS)


def add_records(random: Random, esw_ids: list[int], today: date, now: datetime) -> None:
    """Write down what is known of each employer of the demo; the same every time it is loaded."""
    known = {row.name: row for row in db.session.scalars(sa.select(Employer))}
    for number, each in enumerate(employers(Random(2026))):  # noqa: S311 - not a secret
        row = known.get(each.name)
        if row is not None:
            by = By(esw_ids[number % len(esw_ids)], now)
            _describe(random, row, each, number, by)
            _add_people(random, row, number, today, by)
    for number, (name, sector, precedent) in enumerate(QUIET):
        _add_quiet(number, name, sector, precedent, By(esw_ids[number % len(esw_ids)], now))
    forbidden = known.get("Marmalade Trading")
    if forbidden is not None:
        reason = "The manager asked on 9 October not to be rung any more."
        forbid_contact(forbidden, reason, By(esw_ids[0], now))


def _describe(random: Random, row: Employer, each: DemoEmployer, number: int, by: By) -> None:
    row.sector = SECTORS_OF[each.kind] if number % 7 else ""
    row.size_band = random.choice(("micro", "small", "medium", "large", ""))
    row.website = f"https://employer{number}.example.org" if number % 2 else ""
    if each.visited_days_ago is not None:
        row.esw_id = by.id
        row.needs = NEEDS[number % len(NEEDS)]
        row.disability_confident = random.choice(("committed", "employer", "leader", ""))
        if row.disability_confident:
            row.disability_confident_source = "the public list"
            row.disability_confident_on = by.at.date() - timedelta(days=each.visited_days_ago)
    if number % 9 == 0:
        add_name(row.id, f"{each.name.split()[0]} & Friends", NameKind.TRADING)


def _add_people(random: Random, row: Employer, number: int, today: date, by: By) -> None:
    for person in _people(number):
        add_contact(row.id, person, by)
    if number % 6 == 0:
        gone = ContactDraft(f"{TREES[(number + 9) % len(TREES)]} Fiction", ROLES[0])
        has_left(add_contact(row.id, gone, by), today - timedelta(days=random.randint(20, 90)), by)


def _people(number: int) -> Iterator[ContactDraft]:
    for place in range(number % 3):
        name = f"{TREES[(number + place * 5) % len(TREES)]} Specimen"
        yield ContactDraft(
            name=name,
            job_title=ROLES[(number + place) % len(ROLES)],
            email=f"{name.split()[0].lower()}{number}@employer{number}.example.org",
            phone=f"01632 960{(number * 7 + place) % 1000:03d}",
            channel=("phone", "email", "")[(number + place) % 3],
            best_time=BEST_TIMES[(number + place) % len(BEST_TIMES)],
            known_from="their card, on a visit" if place else "asked at the counter",
        )


def _add_quiet(
    number: int, name: str, sector: str, precedent: tuple[str, str, str] | None, by: By
) -> None:
    draft = EmployerDraft(name=name, sector=sector, needs=NEEDS[number % 3] if precedent else "")
    row = add_employer(draft, by)
    outward = QUIET_OUTWARD[number * 4 % len(QUIET_OUTWARD)]
    middle = locate(outward)
    if middle is not None and number != 8:
        add_site(
            row.id,
            PlaceDraft(
                DISTRICTS[outward],
                outward=outward,
                easting=middle.easting + number * 90 - 500,
                northing=middle.northing - number * 70 + 400,
                precision=middle.precision,
            ),
            by,
        )
    add_contact(row.id, next(_people(number * 3 + 1)), by)
    if precedent is not None:
        what, words, work = precedent
        agreed_on = by.at.date() - timedelta(days=40 + number * 11)
        add_precedent(row.id, PrecedentDraft(what, words, work, agreed_on), by)
