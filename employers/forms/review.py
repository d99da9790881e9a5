"""What a reviewer says about a posted role: nothing, a question, or why it is not taken."""

from __future__ import annotations

from typing import Any

from wtforms import HiddenField, RadioField, TextAreaField
from wtforms.validators import InputRequired, Length, ValidationError

from employers.rules.review import WHY_NOT
from web.forms import BaseForm, options

VERSION_DIGITS_MOST = 9


class DecisionForm(BaseForm):
    """A decision about the version of a role that the page showed."""

    version = HiddenField("Version")

    def seen_version(self) -> int:
        """The version the reviewer saw; -1, which there is not, when the page was tampered with."""
        typed = self.version.data or ""
        usable = typed.isascii() and typed.isdecimal() and len(typed) <= VERSION_DIGITS_MOST
        return int(typed) if usable else -1


class AskForm(DecisionForm):
    """A question to the employer."""

    question = TextAreaField(
        "Your question",
        description="The employer reads it exactly as you write it. Say nothing of any client.",
        validators=[
            InputRequired("Write the question first."),
            Length(max=900, message="Shorten the question to 900 characters or fewer."),
        ],
    )


class RejectForm(DecisionForm):
    """Why the role, or the change to it, is not taken."""

    why = RadioField(
        "Why not?",
        choices=options((key, words) for key, (words, _) in WHY_NOT.items()),
        validators=[InputRequired("Choose why.")],
    )
    words = TextAreaField(
        "In your own words",
        description="The employer reads this, too. Say nothing of any client.",
        validators=[Length(max=700, message="Shorten this to 700 characters or fewer.")],
    )

    def validate_words(self, field: Any) -> None:
        """Something else has to be said."""
        if self.why.data == "other" and not field.data:
            raise ValidationError("Say in a sentence why; the employer reads it.")
