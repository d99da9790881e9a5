"""Choosing the questions for a mail, and writing down answers that a person heard or read."""

from __future__ import annotations

from datetime import date

from wtforms import RadioField, StringField
from wtforms.validators import InputRequired, Length

from employers.forms.vacancy import DayField
from employers.rules.bundles import ANSWERS, Tap
from liaison.rules.asking import A_MAIL_MOST
from web.forms import BaseForm, OneOf, options

NOT_ASKED = ("not_asked", "Not asked")
HOW = {"call": "On a call", "visit": "On a visit", "reply": "In a reply by mail"}


class MailForm(BaseForm):
    """Who gets the mail, and why now if they had enough of us; the questions come beside it."""

    contact = OneOf("To whom?")
    budget_reason = StringField("Why write all the same?", validators=[Length(max=300)])

    def problem(self, taps: list[str], ready: set[str], *, budget_spent: bool) -> str:
        """Why the mail cannot go out as chosen; empty when it can."""
        if not taps:
            return "Choose at least one question."
        if len(taps) > A_MAIL_MOST:
            return f"Choose {A_MAIL_MOST} questions at most: more are seldom answered."
        if not set(taps) <= ready:
            return "One of these was asked or answered meanwhile. Look at the list again."
        if not self.contact.data:
            return "To whom: choose somebody with an e-mail address."
        if budget_spent and not self.budget_reason.data:
            return "They have heard from us often enough lately. Say why it cannot wait."
        return ""


class SheetForm(BaseForm):
    """Answers to a call sheet; one radio field a question is added by `sheet_form`."""

    how = RadioField("How did you hear?", choices=options(HOW.items()), default="call")
    answered_on = DayField("On which day?", validators=[InputRequired("Enter the day.")])

    def check(self, today: date) -> bool:
        """Whether the answers can be kept; called instead of `validate`."""
        valid = self.validate()
        day = self.answered_on.data
        if valid and day is not None and day > today:
            self.answered_on.errors = ["On which day: this day is still to come."]
            valid = False
        return valid

    def answers(self, taps: list[Tap]) -> dict[str, str]:
        """What was answered, by tap; a question left alone is not among them."""
        found = {tap.key: self[f"tap_{tap.key}"].data for tap in taps}
        return {key: said for key, said in found.items() if said in ANSWERS}


def sheet_form(taps: list[Tap], today: date) -> SheetForm:
    """The form of one call sheet."""
    fields = {
        f"tap_{tap.key}": RadioField(
            tap.question,
            choices=options([*ANSWERS.items(), NOT_ASKED]),
            default=NOT_ASKED[0],
            validate_choice=True,
        )
        for tap in taps
    }
    form = type("SheetOfTaps", (SheetForm,), fields)
    return form(data={"answered_on": today})  # type: ignore[no-any-return]
