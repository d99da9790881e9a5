"""The form of strengths and wants."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from wtforms import BooleanField, StringField, TextAreaField
from wtforms.validators import Length

from clients.forms.fields import LinesField
from clients.forms.limits import add_fields, limit_data, limit_fields
from clients.forms.profile import ProfileForm
from clients.rules.home import home_at
from clients.rules.profile import Profile, with_limits
from clients.rules.questions import WANTS

INTERESTS_MAX = 8
HOME_LENGTH_MAX = 60
HOME_TOO_LONG = Length(
    max=HOME_LENGTH_MAX,
    message=f"Journeys start at: shorten this to {HOME_LENGTH_MAX} characters or fewer.",
)


class WantsForm(ProfileForm):
    """What somebody is good at, what they want, and what they bring."""

    questions = WANTS

    good_at = TextAreaField("What are you good at?")
    enjoys = TextAreaField("What do you enjoy?")
    proud_of = TextAreaField("What are you proud of?")
    skills = LinesField("Skills", description="One on each line, such as till work or first aid.")
    interests = LinesField(
        "Work wanted",
        lines_max=INTERESTS_MAX,
        description=f"Job titles, most wanted first, one on each line; up to {INTERESTS_MAX}.",
    )
    not_sure_yet = BooleanField("Not sure yet")
    home = StringField(
        "Journeys start at",
        description="A postcode, or only its first half, such as SO14: that is enough.",
        validators=[HOME_TOO_LONG],
    )
    has_other = TextAreaField("Anything else you have: licences, certificates, experience")
    notes = TextAreaField("Notes")

    def onto(self, profile: Profile) -> Profile:
        """The profile with these strengths and wants."""
        changed = replace(
            profile,
            good_at=self.good_at.data or "",
            enjoys=self.enjoys.data or "",
            proud_of=self.proud_of.data or "",
            skills=self.skills.data or (),
            interests=self.interests.data or (),
            not_sure_yet=bool(self.not_sure_yet.data),
            home=home_onto(profile, self.home.data),
            has_other=self.has_other.data or "",
            notes=self.notes.data or "",
        )
        return with_limits(changed, self.limits_onto(profile.limits))


for _question in WANTS:
    add_fields(WantsForm, limit_fields(_question))


def home_onto(profile: Profile, text: str | None) -> Any:
    """Where journeys start: as it was when nobody wrote anything else."""
    if profile.home is not None and profile.home.text == text:
        return profile.home
    return home_at(text or "")


def wants_data(profile: Profile) -> dict[str, Any]:
    """What the page shows at first."""
    names = ("good_at", "enjoys", "proud_of", "skills", "interests", "not_sure_yet")
    return {
        **{name: getattr(profile, name) for name in (*names, "has_other", "notes")},
        "home": profile.home.text if profile.home else "",
        **limit_data(WANTS, profile.limits),
    }
