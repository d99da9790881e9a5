"""Keeping a vacancy, and why one is put aside."""

from __future__ import annotations

from wtforms import HiddenField, RadioField, StringField
from wtforms.validators import InputRequired, Length

from web.forms import BaseForm, options

REASONS = (
    ("not_wanted", "Not the work they want"),
    ("conditions", "The conditions will not do"),
    ("too_far", "Too far, or the journey is too hard"),
    ("asked_no", "We asked, and the answer was no"),
    ("later", "Maybe later"),
    ("other", "Something else"),
)


class MarkForm(BaseForm):
    """Which versions the ESW had read, and the filters of the list to go back to."""

    profile = HiddenField()
    version = HiddenField()
    weights = HiddenField()
    filters = HiddenField()
    to_reading = HiddenField()


class PutAsideForm(MarkForm):
    """A reason from a short list, and a few words."""

    reason = RadioField(
        "Why put it aside?",
        choices=options(REASONS),
        validators=[InputRequired("Choose a reason.")],
    )
    words = StringField(
        "In your own words",
        description="Only your team reads this.",
        validators=[Length(max=300, message="Shorten this to 300 characters or fewer.")],
    )

    def validate(self, extra_validators: object = None) -> bool:
        """Whether there is a reason; something else needs words."""
        valid = super().validate(extra_validators)
        if valid and self.reason.data == "other" and not self.words.data:
            self.words.errors = ["Say in a few words what the reason is."]
            return False
        return valid

    def said(self) -> str:
        """The reason as it is kept."""
        label = dict(REASONS)[self.reason.data]
        return f"{label}: {self.words.data}" if self.words.data else label
