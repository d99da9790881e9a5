"""The first administrator comes from a terminal."""

import re

import sqlalchemy as sa

from staff.models import StaffMember
from storage.transaction import end_reads

ADD = ["staff", "add", "first@example.org", "--name", "First Example"]
ROLE = ["--role", "administrator", "--team", "New Team"]


def run(app, *args):
    result = app.test_cli_runner().invoke(args=list(args))
    end_reads()
    return result


def test_an_account_is_added_and_its_link_sets_a_password(app, database, browser):
    result = run(app, *ADD, *ROLE)

    assert result.exit_code == 0, result.output
    assert database.scalar(
        sa.select(StaffMember.name).where(StaffMember.email == "first@example.org")
    )
    end_reads()
    link = re.search(r"http://localhost(/forgotten-password/\S+)", result.output)[1]
    assert browser.get(link).heading == "Set a password"


def test_an_address_in_use_is_said(app, world):
    result = run(app, "staff", "add", "esw@example.org", "--name", "Again", *ROLE)

    assert result.exit_code == 2
    assert "has an account already" in result.output


def test_what_is_no_address_is_said(app, world):
    result = run(app, "staff", "add", "somebody", "--name", "Again", *ROLE)

    assert result.exit_code == 2
    assert "is not an e-mail address" in result.output
