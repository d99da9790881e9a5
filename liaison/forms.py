"""Why a vacancy is put aside."""

from __future__ import annotations

from wtforms import RadioField, StringField
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


class PutAsideForm(BaseForm):
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

    def said(self) -> str:
        """The reason as it is kept."""
        label = dict(REASONS)[self.reason.data]
        return f"{label}: {self.words.data}" if self.words.data else label
