"""Load the demo: a fictional team with its clients, employers and vacancies, dated from today."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from random import Random

import click
from flask import current_app
from flask.cli import with_appcontext
from flask_security import hash_password

from clients.operations import ClientDraft, add_client, save_profile
from clients.rules.profile import Home, Profile, with_limits
from demo.names import BIRDS
from demo.people import DemoClient, clients
from demo.records import add_records
from demo.vacancies import DemoEmployer, DemoVacancy, employers, vacancies
from employers.operations.vacancies import Directory, add_vacancy, close_vacancy
from employers.rules.vacancies import PlaceDraft, Step, VacancyDraft, VacancyState
from matching.limits import Strength, limit_from_json
from places import locate
from staff.operations import MemberDraft, add_member
from staff.queries import members
from storage import clock
from storage.clock import LONDON
from storage.transaction import end_reads, transaction
from web.person import Role

DEMO_PASSWORD = "foothold demo 2026"  # noqa: S105 - published, and refused in production
TEAM = "Solent Demo Team"
OTHER_TEAM = "Forest Demo Team"
SEED = 2026
#: Clients of each ESW: twenty, of twenty different first names.
CASELOAD = 20


def load_if_empty() -> bool:
    """Load the demo into a database nobody works in yet; whether it did."""
    empty = not members()
    end_reads()
    if empty:
        load_demo(clock.today(), clock.now())
    return empty


def load_demo(today: date, now: datetime) -> None:
    """Write the demo as of this day, in one transaction. Fails when its accounts exist already."""
    password_hash = hash_password(DEMO_PASSWORD)
    random = Random(SEED)  # noqa: S311 - the same demo every day, not a secret
    offers = list(vacancies(random, today))
    people = clients(random, [employer.name for employer in employers(Random(SEED))])  # noqa: S311
    with transaction():
        esw_ids = _add_staff(password_hash, now)
        _add_vacancies(offers, esw_ids, now)
        add_records(Random(SEED), esw_ids, today, now)  # noqa: S311 - the same demo every day
        team_id = _team_of(esw_ids[0])
        for number, person in enumerate(people):
            _add_client(person, team_id, esw_ids[number // CASELOAD], now)


def _add_staff(password_hash: str, now: datetime) -> list[int]:
    """Six ESWs, a team lead, an administrator, and one ESW of another team; the six ids."""

    def add(email: str, name: str, role: Role, team: str = TEAM) -> int:
        draft = MemberDraft(
            name=name,
            email=f"{email}@example.org",
            role=role,
            team=team,
            is_demo=True,
            password_hash=password_hash,
        )
        return add_member(draft, now).id

    esws = [
        add("esw" if number == 1 else f"esw{number}", f"{bird} Example", Role.ESW)
        for number, bird in enumerate(BIRDS, start=1)
    ]
    add("lead", "Heron Example", Role.TEAM_LEAD)
    add("administrator", "Kestrel Example", Role.ADMINISTRATOR)
    add("other-team", "Owl Example", Role.ESW, OTHER_TEAM)
    return esws


def _team_of(staff_id: int) -> int:
    return next(member.team_id for member in members() if member.id == staff_id)


def _add_vacancies(offers: list[DemoVacancy], esw_ids: list[int], now: datetime) -> None:
    directory = Directory(now)
    for number, offer in enumerate(offers):
        posted_at = datetime.combine(offer.posted_on, time(9), LONDON)
        step = Step(esw_ids[number % len(esw_ids)], min(posted_at, now))
        vacancy = add_vacancy(_draft(offer), step, directory=directory)
        if offer.state != VacancyState.OPEN:
            close_vacancy(vacancy, VacancyState(offer.state), Step(step.by_id, now, offer.reason))


def _draft(offer: DemoVacancy) -> VacancyDraft:
    return VacancyDraft(
        employer=offer.employer.name,
        title=offer.title,
        place=_place(offer.employer) if offer.place_known else PlaceDraft("Place not given"),
        posted_on=offer.posted_on,
        closes_on=offer.closes_on,
        description=offer.description,
        how_to_apply=offer.how_to_apply,
        conditions=offer.conditions,
    )


def _place(employer: DemoEmployer) -> PlaceDraft:
    """Near the middle of a real district, but nobody's real address."""
    middle = locate(employer.outward)
    if middle is None:
        return PlaceDraft(employer.locality, outward=employer.outward)
    return PlaceDraft(
        locality=employer.locality,
        outward=employer.outward,
        easting=middle.easting + employer.east_offset_m,
        northing=middle.northing + employer.north_offset_m,
        precision=middle.precision,
    )


def _add_client(person: DemoClient, team_id: int, esw_id: int, now: datetime) -> None:
    client = add_client(ClientDraft(person.name, "", "", esw_id), team_id, now)
    save_profile(client, _profile(person), esw_id, now - timedelta(days=client.id % 60))


def _profile(person: DemoClient) -> Profile:
    place = locate(person.outward)
    home = Home(person.outward)
    if place is not None:
        home = Home(person.outward, place.easting, place.northing, place.precision)
    limits = {
        key: limit_from_json(key, limit, Strength.IMPORTANT) for key, limit in person.limits.items()
    }
    profile = Profile(
        good_at=person.good_at,
        skills=tuple(person.skills),
        interests=tuple(person.interests),
        not_sure_yet=not person.interests,
        hours_aim=person.hours_aim,
        capped_by=person.capped_by,
        home=home,
        travel_by=tuple(person.travel_by),
        bad_days=person.bad_days,
        never_employers=tuple(person.ruled_out_employers),
        never_areas=tuple(person.ruled_out_areas),
        limits={},
    )
    return with_limits(profile, limits)


@click.command("demo", help="Load the fictional demo team into an empty database.")
@with_appcontext
def demo() -> None:
    """Load the demo, unless this is production or the database is in use."""
    if current_app.config["SETTINGS"].is_production:
        raise click.ClickException("The demo never loads in production: its password is public.")
    if not load_if_empty():
        raise click.ClickException(
            "This database is in use; the demo loads into an empty one only (DATABASE_URL)."
        )
    click.echo(f"The demo is loaded. Sign in as esw@example.org with {DEMO_PASSWORD!r}.")
