"""The message that lets a new member of staff set a password."""

from __future__ import annotations

from datetime import datetime

from flask import render_template, url_for
from flask_security.recoverable import generate_reset_password_token

from notices.operations import Letter, queue_message
from staff.models import StaffMember


def set_password_link(member: StaffMember) -> str:
    """A link, good for 24 hours and once, with which this person sets a password."""
    token = generate_reset_password_token(member)  # type: ignore[no-untyped-call]
    return url_for("security.reset_password", token=token, _external=True)


def invite(member: StaffMember, now: datetime) -> None:
    """Queue the invitation in the transaction that made the account."""
    letter = Letter(
        to_address=member.email,
        subject="Your Foothold account",
        body=render_template("staff/invitation.txt", member=member, link=set_password_link(member)),
        kind="invitation",
    )
    queue_message(f"invitation:{member.id}:{now.isoformat()}", letter, now)
