"""The screens of the public form: who posts the role, the job, when, and sending it.

What is typed is kept by name of the field, as typed; employers.rules.posting reads it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from werkzeug.datastructures import MultiDict
from wtforms import EmailField, RadioField, StringField, TextAreaField
from wtforms.validators import Email, InputRequired, Length, Optional, ValidationError

from employers.forms.conditions import value_fields
from employers.forms.vacancy import DayField, LongTextField
from employers.rules.answers import stated
from employers.rules.typed import one_line, says_nothing
from matching.catalogue import CATALOGUE, Condition
from web.forms import TEXT_LENGTH_MAX, BaseForm, options

EMAIL_LENGTH_MAX = 254
#: What else is posted with a form and is no answer.
NO_ANSWER = frozenset({"csrf_token", "homepage", "opened"})
MAY_CHANGE = (("yes", "Yes"), ("maybe", "Perhaps"), ("no", "No"), ("unsure", "Not sure"))


class LineField(StringField):
    """Text on one line; breaks and control characters become spaces."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take what was typed."""
        self.data = one_line(valuelist[0]) if valuelist else ""


class ClosingDay(DayField):
    """A closing date; "TBC" and the like leave it open."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the day. Raises ValueError with the remedy."""
        if valuelist and not says_nothing(valuelist[0]):
            super().process_formdata(valuelist)
        else:
            self.data = None


class PostForm(BaseForm):
    """A screen of the public form. `today` is set before it is validated.

    `homepage` is a trap: people do not see it, programs fill it.
    """

    #: Conditions stated on this screen whose fields only make sense together.
    asked: ClassVar[tuple[Condition, ...]] = ()
    today: date = date.min

    homepage = StringField("Leave this empty")

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether everything typed can be used; a page that was open too long says so."""
        valid = super().validate(extra_validators)
        if self.csrf_token.errors:
            self.csrf_token.errors = [
                "This page was open for long, so it was not sent. Nothing you typed is lost: press "
                "the button again. (If this comes back, allow cookies for this site.)"
            ]
        _, problems = stated(self.asked, self.answers(), self.today)
        for name, problem in problems.items():
            if not self[name].errors:
                self[name].errors = [problem]
                valid = False
        return valid

    def answers(self) -> dict[str, str]:
        """What was typed, by name; what is of absurd length is shown again but not kept."""
        typed = {}
        for field in self:
            if field.name in NO_ANSWER:
                continue
            raw = field.raw_data[0] if field.raw_data else ""
            limit = getattr(field, "length_max", TEXT_LENGTH_MAX)
            if isinstance(raw, str) and len(raw) <= limit:
                keep = raw.replace("\x00", "").strip()
                typed[field.name] = keep if isinstance(field, TextAreaField) else one_line(keep)
        return typed

    @classmethod
    def showing(cls, answers: Mapping[str, Any]) -> PostForm:
        """The form with what was answered before, as it was typed."""
        return cls(formdata=MultiDict({k: v for k, v in answers.items() if isinstance(v, str)}))


def _required(field: Any, remedy: str) -> None:
    if says_nothing(field.data or ""):
        raise ValidationError(remedy)


class WhoForm(PostForm):
    """Who posts the role. `opened` says when the page was opened, signed."""

    opened = StringField("When this page was opened")
    employer = LineField(
        "Employer",
        description="The name people know it by.",
        validators=[InputRequired("Enter the employer’s name."), Length(max=200)],
    )
    name = LineField("Your name", validators=[InputRequired("Enter your name."), Length(max=120)])
    job_title = LineField("Your job title", validators=[Length(max=120)])
    email = EmailField(
        "Your work e-mail address",
        description="We send one link there, to make sure it is yours. It is never published.",
        validators=[
            InputRequired("Enter your work e-mail address."),
            Length(max=EMAIL_LENGTH_MAX),
            Email("Enter an e-mail address like name@example.org."),
        ],
    )
    phone = LineField("Phone", validators=[Length(max=40)])
    best_time = LineField(
        "Best time to ring", description="Such as: Tuesdays after 2.", validators=[Length(max=200)]
    )

    def validate_name(self, field: Any) -> None:
        """Somebody has to be spoken to."""
        _required(field, "Enter your name.")

    def validate_employer(self, field: Any) -> None:
        """A role belongs to an employer."""
        _required(field, "Enter the employer’s name.")


class JobForm(PostForm):
    """The job itself."""

    title = LineField(
        "Job title",
        description="Such as: kitchen assistant. Choose from the list or use your own words.",
        validators=[InputRequired("Enter the job title."), Length(max=300)],
    )
    place = LineField(
        "Where is the work?",
        description="A postcode, or the town.",
        validators=[Length(max=200)],
    )
    pay = LineField(
        "Pay",
        description="As you would say it: £12.80 an hour, or 24,000 a year.",
        validators=[Length(max=200)],
    )
    hours = LineField(
        "Hours a week",
        description="Such as: 16, 15 to 20, or term time only.",
        validators=[Length(max=100)],
    )
    contract = RadioField(
        "Contract",
        choices=options(
            (key, words.capitalize()) for key, words in CATALOGUE["contract"].options.items()
        ),
        validators=[Optional()],
    )
    closes_on = ClosingDay("Closing date", description="The last day to apply, if there is one.")
    how_to_apply = TextAreaField(
        "How to apply",
        description="Leave it empty if we should ring you.",
        validators=[Length(max=4_000)],
    )
    advert = LongTextField(
        "Paste your advert",
        description="If you have one already. It is kept as the description of the role.",
    )

    def validate_title(self, field: Any) -> None:
        """A role has a name."""
        _required(field, "Enter the job title.")

    def validate_closes_on(self, field: Any) -> None:
        """A role nobody could apply for any more is a slip."""
        if field.data and field.data < self.today:
            raise ValidationError(
                "Closing date: this day is past. Enter a later one, or leave it empty."
            )


class WhenForm(PostForm):
    """Days and times, and how much they bend."""

    asked = (CATALOGUE["time_window"],)

    weekdays_alike = StringField("The same from Tuesday to Friday")
    week_pattern__negotiable = RadioField(
        "Could the days or times be changed?", choices=options(MAY_CHANGE), validators=[Optional()]
    )
    hours_week__negotiable = RadioField(
        "Could it be fewer or more hours a week?",
        choices=options(MAY_CHANGE),
        validators=[Optional()],
    )
    time_window__start = LineField("Earliest start")
    time_window__finish = LineField("Latest finish")


class SendForm(PostForm):
    """The last button: everything is answered and shown back."""


class AddressForm(PostForm):
    """The address the link goes to, to be put right or used again."""

    email = WhoForm.email


for _name, _field in value_fields(CATALOGUE["requirements"]).items():
    setattr(JobForm, _name, _field)
for _name, _field in value_fields(CATALOGUE["week_pattern"]).items():
    setattr(WhenForm, _name, _field)
