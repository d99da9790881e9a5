"""The forms that say who a client is, and that look somebody up."""

from __future__ import annotations

from wtforms import EmailField, HiddenField, StringField, TelField
from wtforms.validators import Email, InputRequired, Length, Optional, Regexp

from clients.forms.fields import ChoiceField
from web.forms import BaseForm


class ClientForm(BaseForm):
    """Name, how to reach them, and their ESW. Nothing about health."""

    name = StringField(
        "Name",
        description="As they like to be called.",
        validators=[
            InputRequired("Enter their name."),
            Length(max=120, message="Name: shorten this to 120 characters or fewer."),
        ],
    )
    phone = TelField(
        "Phone",
        validators=[
            Optional(),
            Regexp(
                r"^[+0-9() .-]{5,40}$",
                message="Phone: enter digits and spaces, such as 023 8000 0000.",
            ),
        ],
    )
    email = EmailField(
        "E-mail",
        validators=[
            Optional(),
            Email("E-mail: enter an address like name@example.org."),
            Length(max=320, message="E-mail: shorten this to 320 characters or fewer."),
        ],
    )
    esw_id = ChoiceField("Their ESW")
    # Sent once somebody has seen that the name is there already.
    same_name_seen = HiddenField()
    # The fingerprint of what the page was filled from.
    as_shown = HiddenField()


class SearchForm(BaseForm):
    """A name to look for; sent as a POST, so that it stands in no address and no log."""

    name = StringField(
        "Name",
        validators=[Length(max=120, message="Name: shorten this to 120 characters or fewer.")],
    )
