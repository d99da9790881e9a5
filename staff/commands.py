"""`flask --app app staff …`: the first administrator, and accounts when no page is at hand."""

from __future__ import annotations

import click
from email_validator import EmailNotValidError, validate_email
from flask import current_app
from flask.cli import AppGroup

from staff import invitations
from staff.operations import AddressTaken, MemberDraft, add_member
from storage import clock
from storage.transaction import transaction
from web.person import Role

staff = AppGroup("staff", help="People who sign in.")


@staff.command("add")
@click.argument("email")
@click.option("--name", required=True, help="Their name, as colleagues see it.")
@click.option("--role", required=True, type=click.Choice([role.value for role in Role]))
@click.option("--team", required=True, help="The team's name; made if there is none.")
def add(email: str, name: str, role: str, team: str) -> None:
    """Add an account and print the link with which EMAIL sets a password."""
    try:
        address = validate_email(email, check_deliverability=False).normalized
    except EmailNotValidError as problem:
        raise click.UsageError(f"{email} is not an e-mail address: {problem}") from problem
    draft = MemberDraft(name=name.strip(), email=address, role=Role(role), team=team.strip())
    try:
        with transaction():
            member = add_member(draft, clock.now())
    except AddressTaken as taken:
        message = f"{address} has an account already; use Forgotten password to sign in."
        raise click.UsageError(message) from taken
    click.echo(f"{member.name} ({member.roles[0].name}) was added to {team}.")
    click.echo("Within 24 hours, set a password at:")
    # A link needs an address to start from; in a terminal no request brings one.
    with current_app.test_request_context(base_url=current_app.config["SETTINGS"].base_url):
        click.echo(invitations.set_password_link(member))
