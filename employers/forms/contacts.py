"""Whom to speak to at an employer, and what they arranged before."""

from __future__ import annotations

from typing import Any

from wtforms import EmailField, HiddenField, StringField, TelField
from wtforms.validators import Email, InputRequired, Optional, Regexp

from employers.forms.record import NOT_KNOWN, at_most
from employers.forms.vacancy import DayField
from employers.rules.precedents import PRECEDENTS
from employers.rules.record import CHANNELS, ContactDraft, PrecedentDraft
from web.forms import BaseForm, OneOf, options


class ContactForm(BaseForm):
    """Somebody to speak to at an employer."""

    name = StringField(
        "Name",
        validators=[InputRequired("Enter their name, or what to ask for."), at_most("Name", 120)],
    )
    job_title = StringField(
        "Role", description="Such as store manager.", validators=[at_most("Role", 120)]
    )
    phone = TelField(
        "Phone",
        validators=[
            Optional(),
            Regexp(
                r"^[+0-9() .-]{5,30}(?:\s*(?:x|ext\.?)\s*[0-9]{1,6})?$",
                message="Phone: enter digits and spaces, such as 023 8000 0000 or … ext 12.",
            ),
        ],
    )
    email = EmailField(
        "E-mail",
        validators=[
            Optional(),
            Email("E-mail: enter an address like name@example.org."),
            at_most("E-mail", 320),
        ],
    )
    channel = OneOf("How they like to be reached", choices=options([NOT_KNOWN, *CHANNELS.items()]))
    best_time = StringField(
        "Best time to ring",
        description="In their words: before the doors open at 9, never at lunch.",
        validators=[at_most("Best time to ring", 200)],
    )
    site_id = OneOf("Where they work", choices=options([("", "Any of their sites")]))
    known_from = StringField(
        "How we have their details",
        description="Such as: their card, on the visit of 3 November.",
        validators=[at_most("How we have their details", 200)],
    )
    seen = HiddenField()

    def draft(self) -> ContactDraft:
        """The contact as stated."""
        plain = ("name", "job_title", "email", "phone", "channel", "best_time", "known_from")
        return ContactDraft(
            **{name: self[name].data or "" for name in plain},
            site_id=int(self.site_id.data) if self.site_id.data else None,
        )


class PrecedentForm(BaseForm):
    """Something they arranged before. Never for whom."""

    what = OneOf(
        "What they arranged", choices=options([("", "Something else"), *PRECEDENTS.items()])
    )
    words = StringField(
        "In a few words",
        description="Only what and how, never for whom: “a stool at till 3, mornings only”.",
        validators=[at_most("In a few words", 300)],
    )
    work = StringField(
        "In which work",
        description="Such as till work.",
        validators=[at_most("In which work", 120)],
    )
    agreed_on = DayField("When")
    site_id = OneOf("Where", choices=options([("", "Any of their sites")]))

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether it says anything."""
        valid = super().validate(extra_validators)
        if valid and not self.what.data and not self.words.data:
            self.words.errors = ["Choose what they arranged, or say it in a few words."]
            return False
        return valid

    def draft(self) -> PrecedentDraft:
        """The precedent as stated."""
        return PrecedentDraft(
            what=self.what.data or "",
            words=self.words.data or "",
            work=self.work.data or "",
            agreed_on=self.agreed_on.data,
            site_id=int(self.site_id.data) if self.site_id.data else None,
        )
