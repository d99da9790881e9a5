"""Looking for an employer, and saying which of two records keeps what."""

from __future__ import annotations

from wtforms import HiddenField, StringField
from wtforms.validators import Length

from employers.rules.record import SECTORS
from web.forms import BaseForm, OneOf, options

WHOSE = {"": "Everybody’s", "mine": "Those I am named for", "forbidden": "Do not contact"}


class WordsForm(BaseForm):
    """Words to look for; sent as a POST, since they may name a person."""

    words = StringField(
        "Name, town, postcode or contact",
        validators=[Length(max=120, message="Shorten this to 120 characters or fewer.")],
    )


class ListForm(BaseForm):
    """What of the list is shown; it lives in the address and names nobody."""

    class Meta(BaseForm.Meta):
        """A search changes nothing, so it carries no token."""

        csrf = False

    sector = OneOf(
        "Sector",
        choices=options([("", "Any sector"), *SECTORS.items(), ("not_known", "Sector not known")]),
    )
    whose = OneOf("Which employers", choices=options(WHOSE.items()))


class OtherForm(BaseForm):
    """The name of the other employer, by which it is looked for."""

    class Meta(BaseForm.Meta):
        """A search changes nothing, so it carries no token."""

        csrf = False

    name = StringField(
        "Name of the other employer",
        validators=[Length(max=120, message="Shorten this to 120 characters or fewer.")],
    )


class MergeForm(BaseForm):
    """Which fields are taken from the merged employer; the rest stay as they are."""

    merged_id = HiddenField()
