"""Whoever writes to a named ESW reaches somebody."""

from datetime import date, timedelta

import pytest

from staff.models import StaffMember
from staff.queries import who_answers
from storage.transaction import end_reads, transaction

TODAY = date(2026, 11, 2)


def answers(world, today=TODAY) -> str | None:
    found = who_answers(world.esw.id, today)
    end_reads()
    return found.name if found else None


def change(member_id, **values) -> None:
    with transaction() as session:
        row = session.get(StaffMember, member_id)
        for name, value in values.items():
            setattr(row, name, value)


def test_an_esw_answers_for_themselves(world):
    assert answers(world) == "Esw Example"


@pytest.mark.parametrize("days", [0, 3, 7])
def test_cover_answers_on_every_day_of_a_leave(world, days):
    change(
        world.esw.id,
        cover_id=world.colleague.id,
        away_from_on=TODAY,
        away_until_on=TODAY + timedelta(days=7),
    )

    assert answers(world, TODAY + timedelta(days=days)) == "Colleague Example"


@pytest.mark.parametrize("days", [-1, 8])
def test_before_and_after_a_leave_the_esw_answers(world, days):
    change(
        world.esw.id,
        cover_id=world.colleague.id,
        away_from_on=TODAY,
        away_until_on=TODAY + timedelta(days=7),
    )

    assert answers(world, TODAY + timedelta(days=days)) == "Esw Example"


def test_a_leave_without_an_end_has_begun_and_goes_on(world):
    change(world.esw.id, cover_id=world.colleague.id, away_from_on=TODAY - timedelta(days=400))

    assert answers(world) == "Colleague Example"


def test_without_cover_the_team_lead_answers(world):
    change(world.esw.id, active=False)

    assert answers(world) == "Lead Example"


def test_with_nobody_there_nobody_is_named(world):
    for member in (world.esw, world.colleague, world.lead):
        change(member.id, active=False)

    assert answers(world) is None
