"""What an employer types about a role they have posted, besides changing it."""

from __future__ import annotations

from wtforms import TextAreaField
from wtforms.validators import InputRequired, Length

from web.forms import BaseForm


class AnswerForm(BaseForm):
    """The answer to a question of a reviewer."""

    answer = TextAreaField(
        "Your answer",
        validators=[
            InputRequired("Write your answer first. If you are not sure, say so."),
            Length(max=2_000, message="Shorten your answer to 2,000 characters or fewer."),
        ],
    )
