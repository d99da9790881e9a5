"""Writing down a contact with an employer in under a minute."""

from __future__ import annotations

from datetime import date, timedelta

from wtforms import HiddenField, RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from employers.forms.vacancy import DayField
from liaison.rules.entries import KINDS, OUTCOMES, PROMISED_BY, PURPOSES, EntryDraft
from web.forms import BaseForm, OneOf, options

NOBODY = ("", "Nobody in particular")
NOT_PLANNED = ("", "Nothing planned")
#: How far back and ahead a day may lie: an older visit was forgotten, not logged.
PAST_MOST = timedelta(days=730)
FUTURE_MOST = timedelta(days=730)
YES_NO = options([("yes", "Yes"), ("no", "No")])


class EntryForm(BaseForm):
    """One contact. Choices for `contact` and `client` are given by the page."""

    token = HiddenField()
    kind = RadioField(
        "How?", choices=options(KINDS.items()), validators=[InputRequired("Choose how.")]
    )
    happened_on = DayField("When?")
    contact = OneOf("Who did you reach?", validate_choice=True)
    outcome = RadioField(
        "What came of it?",
        choices=options(OUTCOMES.items()),
        validators=[InputRequired("Choose what came of it.")],
    )
    call_back_on = DayField("Call back on")
    purpose = OneOf("What for?", choices=options(PURPOSES.items()))
    face_to_face = RadioField("Face to face?", choices=YES_NO, default="no")
    in_community = RadioField("Away from the office?", choices=YES_NO, default="no")
    unsolicited = RadioField(
        "Did they expect to hear from you?",
        choices=options(
            [
                ("no", "Yes: they asked, answered, or we had agreed it"),
                ("yes", "No: out of the blue"),
            ]
        ),
        default="no",
    )
    client = OneOf("For which client?", description="Only staff see this.")
    learned = TextAreaField(
        "What did you learn?", description="Their needs, what is coming up, who decides."
    )
    promise = StringField("Anything promised?", validators=[Length(max=500)])
    promised_by = OneOf("Who promised?", choices=options(PROMISED_BY.items()))
    promise_on = DayField("By when?")
    next_kind = OneOf("Next step", choices=options([NOT_PLANNED, *KINDS.items()]))
    next_on = DayField("On which day?")
    next_words = StringField("What about?", validators=[Length(max=300)])
    budget_reason = StringField("Why ring all the same?", validators=[Length(max=300)])

    def check(self, today: date, *, budget_spent: bool) -> bool:
        """Whether it can be written down; called instead of `validate`."""
        valid = self.validate()
        problems = {
            "happened_on": self._day_problem(today),
            "call_back_on": self._call_back_problem(today),
            "next_on": self._next_problem(today),
            "promise_on": self._promise_problem(today),
            "budget_reason": self._budget_problem(budget_spent=budget_spent),
        }
        for name, problem in problems.items():
            if problem and not self[name].errors:
                self[name].errors = [problem]
                valid = False
        return valid

    def draft(self, employer_id: int) -> EntryDraft:
        """The contact as it was written down."""
        spoke = self.outcome.data == "spoke"
        assert self.happened_on.data is not None  # noqa: S101 - `check` has refused it
        return EntryDraft(
            employer_id=employer_id,
            happened_on=self.happened_on.data,
            kind=self.kind.data,
            purpose=self.purpose.data,
            outcome=self.outcome.data,
            face_to_face=self.face_to_face.data == "yes" and spoke,
            in_community=self.in_community.data == "yes",
            contact_id=int(self.contact.data) if self.contact.data else None,
            client_id=int(self.client.data) if self.client.data else None,
            call_back_on=self.call_back_on.data if self.outcome.data == "call_back" else None,
            learned=self.learned.data or "",
            unsolicited=self.unsolicited.data == "yes",
            budget_reason=self.budget_reason.data or "",
            promise=self.promise.data or "",
            promised_by=self.promised_by.data if self.promise.data else "",
            promise_on=self.promise_on.data if self.promise.data else None,
            next_kind=self.next_kind.data,
            next_words=self.next_words.data or "",
            next_on=self.next_on.data,
        )

    def _day_problem(self, today: date) -> str:
        day = self.happened_on.data
        if day is None:
            return "When: enter the day of the contact."
        if day > today:
            return "When: this day is still to come. Write a plan down as the next step."
        if today - day > PAST_MOST:
            return "When: enter a day within the last two years."
        return ""

    def _call_back_problem(self, today: date) -> str:
        if self.outcome.data != "call_back":
            return ""
        return _future_problem("Call back on", self.call_back_on.data, today)

    def _next_problem(self, today: date) -> str:
        if not self.next_kind.data:
            named = self.next_on.data or self.next_words.data
            return "Next step: choose what it is, a visit or a call." if named else ""
        return _future_problem("Next step", self.next_on.data, today)

    def _promise_problem(self, today: date) -> str:
        if not self.promise.data:
            return ""
        return _future_problem("By when", self.promise_on.data, today)

    def _budget_problem(self, *, budget_spent: bool) -> str:
        counted = self.unsolicited.data == "yes" and self.kind.data != "visit"
        if not (budget_spent and counted) or self.purpose.data == "in_work":
            return ""
        if self.budget_reason.data:
            return ""
        return "Why ring all the same: say in a few words why it could not wait."


def _future_problem(label: str, day: date | None, today: date) -> str:
    if day is None:
        return f"{label}: enter a day."
    if not today <= day <= today + FUTURE_MOST:
        return f"{label}: enter a day from today on, within two years."
    return ""
