"""Writing down a vacancy, closing it, and searching for one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from wtforms import DateField, HiddenField, RadioField, StringField, TextAreaField
from wtforms.validators import URL, InputRequired, Length, Optional

from employers.forms.conditions import SOURCES, ConditionsForm, conditions_data
from employers.rules.vacancies import WAYS_TO_CLOSE, PlaceDraft, VacancyDraft
from places import is_postcode, locate, normalise_postcode, outward_of
from web.forms import BaseForm, OneOf, options

DESCRIPTION_LENGTH_MAX = 20_000
YEAR_LEAST, YEAR_MOST = 2000, 2100


class DayField(DateField):
    """A day, from a calendar or typed as 2026-12-01; anything else is refused in words."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the day. Raises ValueError with the remedy."""
        self.data = None
        typed = valuelist[0].strip() if valuelist else ""
        if not typed:
            return
        try:
            self.data = date.fromisoformat(typed)
        except ValueError:
            self.data = None
        if self.data is None or not YEAR_LEAST <= self.data.year <= YEAR_MOST:
            self.data = None
            name = self.label.text
            raise ValueError(f"{name}: enter a real day, like 2026-12-01.")


class LongTextField(TextAreaField):
    """Room for a whole advert."""

    length_max = DESCRIPTION_LENGTH_MAX


class VacancyForm(ConditionsForm):
    """A vacancy and everything known of it."""

    employer = StringField(
        "Employer", validators=[InputRequired("Enter the employer's name."), Length(max=200)]
    )
    title = StringField(
        "Job title", validators=[InputRequired("Enter the job title."), Length(max=300)]
    )
    locality = StringField(
        "Town or part of town", validators=[Length(max=200)], description="Such as Shirley."
    )
    postcode = StringField(
        "Postcode",
        description="Whole, or its first half such as SO15. Leave it out if it is not known.",
    )
    pay_text = StringField("Pay, in the employer's own words", validators=[Length(max=500)])
    posted_on = DayField("Posted on")
    closes_on = DayField("Closing date", description="The last day to apply.")
    how_to_apply = TextAreaField("How to apply", validators=[Length(max=4_000)])
    description = LongTextField("What the advert says, or your notes")
    advert_url = StringField(
        "Address of the advert",
        validators=[
            Optional(),
            URL(message="Enter a web address that starts with https:// or http://."),
            Length(max=2000),
        ],
    )
    source = OneOf(
        "Who says so?",
        choices=options(pair for pair in SOURCES if pair[0]),
        description="For all you fill in or change below; any line can say otherwise.",
    )
    as_of = DayField("On which day?")
    version = HiddenField()
    token = HiddenField()
    anyway = HiddenField()

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether the vacancy can be written down, but for its conditions."""
        valid = super().validate(extra_validators)
        code = self.postcode.data
        if code and not (is_postcode(code) or outward_of(code)):
            self.postcode.errors = [
                "Postcode: enter a whole postcode like SO15 5AB or its first half, or leave it out."
            ]
            valid = False
        url = self.advert_url.data or ""
        if url and not url.startswith(("http://", "https://")):
            self.advert_url.errors = ["Enter a web address that starts with https:// or http://."]
            valid = False
        return valid

    def place(self) -> PlaceDraft:
        """The place as stated, located where that is possible."""
        code = self.postcode.data or ""
        found = locate(code)
        return PlaceDraft(
            locality=self.locality.data or "",
            postcode=normalise_postcode(code),
            outward=outward_of(code) if code else None,
            easting=found.easting if found else None,
            northing=found.northing if found else None,
            precision=found.precision if found else None,
        )

    def draft(self, before: Mapping[str, Any], notes: tuple[str, ...]) -> VacancyDraft | None:
        """The vacancy as stated; None when a condition could not be read."""
        as_of = self.as_of.data or self.posted_on.data
        conditions = self.read_conditions(before, self.source.data, as_of) if as_of else None
        if conditions is None:
            return None
        return VacancyDraft(
            employer=str(self.employer.data),
            title=str(self.title.data),
            place=self.place(),
            posted_on=self.posted_on.data,
            closes_on=self.closes_on.data,
            description=self.description.data or "",
            how_to_apply=self.how_to_apply.data or "",
            pay_text=self.pay_text.data or "",
            advert_url=self.advert_url.data or None,
            conditions=conditions,
            notes=notes,
        )

    def take_in(self, before: dict[str, Any] | None, theirs: dict[str, Any]) -> None:
        """Take in what somebody else saved while this form was being filled in.

        What was typed here stands; what was not touched here becomes what they saved.
        """
        saved = type(self)(formdata=None, data=theirs)
        begun = type(self)(formdata=None, data=before) if before else saved
        for field in self:
            untouched = field.data == begun[field.name].data or not (field.data or before)
            if field.name == "version" or (untouched and field.name not in _OF_THIS_SAVE):
                field.raw_data = None
                field.data = saved[field.name].data


# Said of what is saved now, not of the vacancy.
_OF_THIS_SAVE = ("source", "as_of", "token", "anyway", "csrf_token")


def form_data(vacancy: Any, today: date) -> dict[str, Any]:
    """A vacancy's row as the data of its form; what is changed will be dated today."""
    plain = ("title", "pay_text", "posted_on", "closes_on", "how_to_apply", "description")
    return {
        **{name: getattr(vacancy, name) for name in plain},
        **conditions_data(vacancy.conditions),
        "employer": vacancy.site.employer.name,
        "locality": vacancy.site.locality,
        "postcode": vacancy.site.postcode or vacancy.site.outward,
        "advert_url": vacancy.advert_url,
        "as_of": today,
        "version": str(vacancy.version),
    }


class CloseForm(BaseForm):
    """How and why a vacancy is closed."""

    to = RadioField(
        "What happened?",
        choices=options((state.value, words) for state, words in WAYS_TO_CLOSE.items()),
        validators=[InputRequired("Choose what happened.")],
    )
    reason = StringField(
        "In a few words",
        validators=[Length(max=400, message="Shorten this to 400 characters or fewer.")],
    )
