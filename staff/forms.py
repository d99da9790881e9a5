"""The forms that add someone to the staff, and that say how a message was dealt with."""

from __future__ import annotations

from wtforms import EmailField, RadioField, SelectField, StringField
from wtforms.validators import Email, InputRequired, Length

from web.forms import BaseForm, OneOf, options
from web.person import Role


class MemberForm(BaseForm):
    """Name, address, role and team of a new member of staff."""

    name = StringField("Name", validators=[InputRequired("Enter their name."), Length(max=120)])
    email = EmailField(
        "Work e-mail address",
        description="They get a message there with a link to set a password.",
        validators=[
            InputRequired("Enter their work e-mail address."),
            Email("Enter an e-mail address like name@example.org."),
            Length(max=255),
        ],
    )
    role = RadioField(
        "Role",
        choices=options((role.value, role.label) for role in Role),
        validators=[InputRequired("Choose a role.")],
    )
    team = SelectField("Team", validators=[InputRequired("Choose a team.")])
    new_team = StringField(
        "Name of a new team",
        description="Only if the team is not in the list.",
        validators=[Length(max=120)],
    )


class HandledForm(BaseForm):
    """How somebody dealt with a message that did not go out."""

    how = OneOf(
        "How did you deal with it?",
        choices=options(
            (words, words)
            for words in (
                "Reached them by phone",
                "Sent it another way",
                "The address is wrong",
                "Not needed any more",
            )
        ),
    )
