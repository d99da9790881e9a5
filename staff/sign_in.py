"""Signing in: Flask-Security, everything unused off, its mail and its commits made ours."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import sqlalchemy as sa
from click import ClickException
from flask import Flask, Response, current_app, g, request, template_rendered
from flask_security import (
    ForgotPasswordForm,
    MailUtil,
    Security,
    SQLAlchemyUserDatastore,
    current_user,
)
from flask_wtf import FlaskForm
from jinja2 import Template

from notices.operations import Letter, queue_message
from staff.models import StaffMember, StaffRole
from staff.queries import demo_exists
from storage import clock
from storage.database import db
from storage.transaction import end_reads, keep_library_changes, transaction
from web.person import Person, Role

PASSWORD_LENGTH_MIN = 12
# What the library takes; it would hash no more.
PASSWORD_LENGTH_MAX = 128

CONFIG: dict[str, Any] = {
    "SECURITY_PASSWORD_HASH": "argon2",
    "SECURITY_PASSWORD_LENGTH_MIN": PASSWORD_LENGTH_MIN,
    "SECURITY_REGISTERABLE": False,
    "SECURITY_CONFIRMABLE": False,
    "SECURITY_CHANGEABLE": False,
    "SECURITY_TRACKABLE": False,
    "SECURITY_RECOVERABLE": True,
    "SECURITY_RESET_PASSWORD_WITHIN": timedelta(hours=24),
    "SECURITY_AUTO_LOGIN_AFTER_RESET": False,
    # The same words whether or not an address is known here.
    "SECURITY_RETURN_GENERIC_RESPONSES": True,
    "SECURITY_EMAIL_VALIDATOR_ARGS": {"check_deliverability": False},
    "SECURITY_LOGIN_URL": "/sign-in",
    "SECURITY_LOGOUT_URL": "/sign-out",
    "SECURITY_LOGOUT_METHODS": ["POST"],
    "SECURITY_RESET_URL": "/forgotten-password",
    "SECURITY_POST_LOGIN_VIEW": "/",
    "SECURITY_POST_LOGOUT_VIEW": "/sign-in",
    "SECURITY_POST_RESET_VIEW": "/sign-in",
    "SECURITY_LOGIN_USER_TEMPLATE": "security/sign_in.html",
    "SECURITY_FORGOT_PASSWORD_TEMPLATE": "security/forgotten_password.html",
    "SECURITY_RESET_PASSWORD_TEMPLATE": "security/new_password.html",
    "SECURITY_EMAIL_SUBJECT_PASSWORD_RESET": "Set a new password for Foothold",
    "SECURITY_EMAIL_SUBJECT_PASSWORD_NOTICE": "Your Foothold password was changed",
    "SECURITY_EMAIL_HTML": False,
    "SECURITY_STATIC_FOLDER": None,
    # Asking for the password again comes with two-factor sign-in; until then no such page.
    "SECURITY_FRESHNESS": timedelta(minutes=-1),
    "SECURITY_DEFAULT_REMEMBER_ME": False,
    "SECURITY_URL_PREFIX": None,
}


# The library's words, in ours: what happened, and what to do next.
SAID = {
    "PASSWORD_RESET_REQUEST": (
        "If there is an account with that address, a message with a link is on its way to it. "
        "Nothing there after five minutes? Look at the address again, or ask your administrator.",
        "info",
    ),
    "PASSWORD_RESET_EXPIRED": ("That link is too old. Ask for a new one here.", "error"),
    "INVALID_RESET_PASSWORD_TOKEN": (
        "That link was used before, or is not whole. Ask for a new one here.",
        "error",
    ),
    "PASSWORD_RESET_NO_LOGIN": ("Your new password is set. Sign in with it.", "success"),
    "PASSWORD_NOT_PROVIDED": ("New password: enter at least 12 characters.", "error"),
    "PASSWORD_INVALID_LENGTH": (
        f"New password: use {PASSWORD_LENGTH_MIN} to {PASSWORD_LENGTH_MAX} characters.",
        "error",
    ),
    "RETYPE_PASSWORD_MISMATCH": (
        "New password again: this is not the same. Type both once more.",
        "error",
    ),
}


class OutboxMail(MailUtil):
    """Flask-Security's messages go through the outbox, so that the worker sends them once."""

    def normalize(self, email: str) -> str:
        """The address as it is compared; a phone's keyboard leaves a space behind it."""
        return super().normalize(email.strip())

    def validate(self, email: str) -> str:
        """The same for an address that a message goes to."""
        return super().validate(email.strip())

    def send_mail(  # noqa: PLR0913 - the library's signature
        self,
        template: str,
        subject: str,
        recipient: str | tuple[str, str],
        sender: Any,  # noqa: ARG002 - the worker knows who mail is from
        body: str | None,
        html: str | None,  # noqa: ARG002 - plain text only
        **kwargs: Any,
    ) -> None:
        """Queue one message; it is keyed by the instant, because each request makes a new link."""
        # The notice of a new password follows the change itself: keep that first.
        keep_library_changes()
        now = clock.now()
        with transaction():
            key = f"sign-in:{template}:{kwargs['user'].id}:{now.isoformat()}"
            address = recipient if isinstance(recipient, str) else recipient[1]
            queue_message(key, Letter(address, subject, body or "", kind="sign_in"), now)


class ForgottenPasswordForm(ForgotPasswordForm):
    """Says when an address is none, which tells nothing of who has an account."""

    def validate(self, **kwargs: Any) -> bool:
        """Whether a message can go out; the library hides the errors of the field itself."""
        valid: bool = super().validate(**kwargs)
        try:
            current_app.extensions["security"].mail_util.normalize(self.email.data or "")
        except ValueError:
            self.form_errors = ["E-mail address: enter all of it, like name@example.org."]
        return valid


class StaffDatastore(SQLAlchemyUserDatastore):
    """The library's store, with our commit instead of its own."""

    def commit(self) -> None:
        """Keep what the library changed, in a transaction that waits its turn."""
        keep_library_changes()


def install(app: Flask) -> None:
    """Wire sign-in into the app."""
    app.config.update(CONFIG)
    app.config.update({f"SECURITY_MSG_{name}": said for name, said in SAID.items()})
    datastore = StaffDatastore(db, StaffMember, StaffRole)
    Security(app, datastore, mail_util_cls=OutboxMail, forgot_password_form=ForgottenPasswordForm)
    template_rendered.connect(_note_refusal, app)
    app.after_request(_answer_422)


def _note_refusal(_app: Flask, template: Template, context: dict[str, Any], **_: Any) -> None:
    """Remember that one of the library's forms is shown again because it was refused."""
    if str(template.name).startswith("security/"):
        forms = [value for value in context.values() if isinstance(value, FlaskForm)]
        g.form_refused = any(form.errors for form in forms)


def _answer_422(response: Response) -> Response:
    """Say so in the status as every other form here does; the library answers 200."""
    if request.method == "POST" and response.status_code == 200 and g.get("form_refused"):
        response.status_code = 422
    return response


class DemoAccountsInProduction(ClickException):
    """The database holds demo accounts, which anyone can open with a published password."""


def refuse_demo_accounts(app: Flask) -> None:
    """Raise DemoAccountsInProduction when this database holds demo accounts.

    A database without tables yet holds none: `flask db upgrade` starts the app too.
    """
    with app.app_context():
        has_tables = sa.inspect(db.engine).has_table(StaffMember.__tablename__)
        found = has_tables and demo_exists()
        end_reads()
    if found:
        raise DemoAccountsInProduction(
            "This database holds demo accounts, so production will not start on it: "
            "use a fresh database (DATABASE_URL)."
        )


def current_person() -> Person | None:
    """Who is signed in, as plain values. Ends the reads it made."""
    if not current_user.is_authenticated:
        end_reads()
        return None
    member: StaffMember = current_user._get_current_object()
    person = Person(
        id=member.id,
        name=member.name,
        email=member.email,
        role=Role(member.roles[0].name),
        team_id=member.team_id,
        team_name=member.team.name,
    )
    end_reads()
    return person
