"""Administrators manage staff; nobody else does."""

import sqlalchemy as sa

from notices.models import OutboxMessage
from staff.models import StaffMember
from storage.transaction import end_reads

NEW = {"name": "New Example", "email": "new@example.org", "role": "esw", "team": "Harbour Team"}


def test_only_an_administrator_sees_the_staff(esw, team_lead):
    esw.get("/staff/", status=403)
    team_lead.get("/staff/", status=403)


def test_an_administrator_opens_no_client(administrator):
    administrator.get("/clients/", status=403)


def test_someone_added_gets_a_message_with_a_link(administrator, database):
    page = administrator.submit(administrator.get("/staff/add"), NEW)

    assert "New Example" in page.text
    message = database.scalar(sa.select(OutboxMessage))
    assert message.to_address == "new@example.org"
    assert "/forgotten-password/" in message.body


def test_an_address_is_used_once_and_what_was_typed_stays(administrator):
    page = administrator.submit(
        administrator.get("/staff/add"), {**NEW, "email": "ESW@example.org"}, status=422
    )

    assert any("already" in error for error in page.errors)
    assert page.values()["name"] == "New Example"


def test_an_empty_form_names_every_field(administrator):
    page = administrator.submit(
        administrator.get("/staff/add"),
        {"name": "", "email": "", "role": None},
        status=422,
    )

    assert len(page.errors) == 3


def test_a_new_team_needs_a_name(administrator):
    page = administrator.submit(
        administrator.get("/staff/add"), {**NEW, "team": "new", "new_team": ""}, status=422
    )

    assert any("name of the new team" in error for error in page.errors)


def test_an_account_switched_off_is_signed_out_at_once(administrator, esw, world, database):
    assert esw.get("/clients/").heading == "Clients"
    page = administrator.get("/staff/")

    administrator.post(f"/staff/{world.esw.id}/switch", {"active": "no"}, csrf_from=page)

    assert esw.get("/clients/").heading == "Sign in"
    assert database.get(StaffMember, world.esw.id).active is False
    end_reads()


def test_the_last_administrator_cannot_be_switched_off(administrator, world):
    page = administrator.get("/staff/")

    page = administrator.post(
        f"/staff/{world.administrator.id}/switch", {"active": "no"}, csrf_from=page
    )

    assert "only administrator" in page.text


def test_an_account_that_does_not_exist_is_not_found(administrator):
    page = administrator.get("/staff/")

    administrator.post("/staff/99999/switch", {"active": "no"}, csrf_from=page, status=404)
