"""The forms of an employer's record: who they are, where they are, whether to approach them."""

from __future__ import annotations

from typing import Any

from wtforms import HiddenField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from employers.forms.vacancy import DayField
from employers.rules.record import (
    DISABILITY_CONFIDENT,
    SECTORS,
    SIZES,
    EmployerDraft,
    official_number,
)
from employers.rules.vacancies import PlaceDraft
from places import is_postcode, locate, normalise_postcode, outward_of
from web.forms import BaseForm, OneOf, options

NAMES_MOST = 20
NOT_KNOWN = ("", "Not known")


def at_most(label: str, length: int) -> Length:
    """Refuse what is longer, naming the field and the limit."""
    return Length(max=length, message=f"{label}: shorten this to {length:,} characters or fewer.")


class PlaceForm(BaseForm):
    """Where a workplace is: a town or part of one, and a postcode or its first half."""

    locality = StringField(
        "Town or part of town",
        description="Such as Shirley.",
        validators=[at_most("Town or part of town", 200)],
    )
    postcode = StringField(
        "Postcode",
        description="Whole, or its first half such as SO15. Leave it out if it is not known.",
    )
    seen = HiddenField()

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether the postcode can be one."""
        valid = super().validate(extra_validators)
        code = self.postcode.data
        if code and not (is_postcode(code) or outward_of(code)):
            self.postcode.errors = [
                "Postcode: enter a whole postcode like SO15 5AB or its first half, or leave it out."
            ]
            return False
        return valid

    def place(self) -> PlaceDraft:
        """The place as stated, located where that is possible."""
        code = self.postcode.data or ""
        found = locate(code) if code else None
        return PlaceDraft(
            locality=self.locality.data or "",
            postcode=normalise_postcode(code),
            outward=outward_of(code) if code else None,
            easting=found.easting if found else None,
            northing=found.northing if found else None,
            precision=found.precision if found else None,
        )


class SiteForm(PlaceForm):
    """A workplace of an employer; something must tell it from the others."""

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether there is a town or a postcode."""
        valid = super().validate(extra_validators)
        if valid and not self.locality.data and not self.postcode.data:
            self.locality.errors = ["Enter a town or a postcode, so that the site can be told."]
            return False
        return valid


class EmployerForm(PlaceForm):
    """An employer's record. Only the name is needed."""

    name = StringField(
        "Name", validators=[InputRequired("Enter the employer's name."), at_most("Name", 200)]
    )
    trading_names = TextAreaField(
        "Other names",
        description="One a line: names they trade under or were called before.",
    )
    sector = OneOf("Sector", choices=options([NOT_KNOWN, *SECTORS.items()]))
    size_band = OneOf("Size", choices=options([NOT_KNOWN, *SIZES.items()]))
    disability_confident = OneOf(
        "Disability Confident", choices=options([NOT_KNOWN, *DISABILITY_CONFIDENT.items()])
    )
    disability_confident_source = StringField(
        "Who says so?",
        description="The public list, the employer, a sticker on the door.",
        validators=[at_most("Who says so?", 200)],
    )
    disability_confident_on = DayField("On which day?")
    official_number = StringField(
        "Official number", description="At Companies House, or of the charity or public body."
    )
    website = StringField("Website", validators=[at_most("Website", 300)])
    public_notes = TextAreaField(
        "Public facts", description="What anybody may know: opening hours, buses, what they make."
    )
    needs = TextAreaField(
        "What this employer needs",
        description="In their words: the gaps they have, when it is busy, what went wrong before.",
    )
    staff_notes = TextAreaField(
        "Staff notes", description="Never shown outside the team. Nothing about a client."
    )
    esw_id = OneOf(
        "Named ESW", description="Who answers when they write back.", choices=options([NOT_KNOWN])
    )
    # Sent once the likely duplicates of exactly this name and number have been seen.
    duplicates_seen = HiddenField()

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether the record can be kept."""
        valid = super().validate(extra_validators)
        checks = (self._names_fit(), self._number_fits(), self._website_fits())
        return all(checks) and valid

    def names(self) -> tuple[str, ...]:
        """The other names, each once."""
        lines = (self.trading_names.data or "").splitlines()
        return tuple(dict.fromkeys(line.strip() for line in lines if line.strip()))

    def draft(self) -> EmployerDraft:
        """The record as stated."""
        plain = (
            *("sector", "size_band", "disability_confident", "disability_confident_source"),
            *("website", "public_notes", "needs", "staff_notes"),
        )
        return EmployerDraft(
            name=str(self.name.data),
            trading_names=self.names(),
            disability_confident_on=self.disability_confident_on.data,
            official_number=official_number(self.official_number.data or "") or "",
            esw_id=int(self.esw_id.data) if self.esw_id.data else None,
            **{name: (self[name].data or "").replace("\r\n", "\n") for name in plain},
        )

    def _names_fit(self) -> bool:
        names = self.names()
        if len(names) > NAMES_MOST:
            self.trading_names.errors = [f"Other names: enter {NAMES_MOST} or fewer."]
        elif any(len(name) > 200 for name in names):
            self.trading_names.errors = [
                "Other names: shorten each to 200 characters or fewer, one a line."
            ]
        return not self.trading_names.errors

    def _number_fits(self) -> bool:
        typed = self.official_number.data
        if typed and official_number(typed) is None:
            self.official_number.errors = [
                "Official number: enter 4 to 12 letters and figures, such as 01234567 or SC123456."
            ]
        return not self.official_number.errors

    def _website_fits(self) -> bool:
        typed = self.website.data or ""
        if typed and "://" not in typed:
            self.website.data = typed = f"https://{typed}"
        if typed and (
            not typed.startswith(("http://", "https://"))
            or "." not in typed
            or any(letter.isspace() or letter in "\"'<>" for letter in typed)
        ):
            self.website.errors = ["Website: enter an address like https://example.org."]
        return not self.website.errors


class ReasonForm(BaseForm):
    """Why nobody may approach an employer, or why they may again."""

    reason = StringField(
        "Why?",
        validators=[
            InputRequired("Say why, so that a colleague understands it in a year."),
            at_most("Why?", 400),
        ],
    )
