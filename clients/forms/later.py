"""The form that asks the rest, later."""

from __future__ import annotations

from typing import Any

from clients.forms.limits import add_fields, limit_data, limit_fields
from clients.forms.profile import ProfileForm
from clients.rules.profile import Profile, with_limits
from clients.rules.questions import LATER


class LaterForm(ProfileForm):
    """Every condition that the first meeting and the wants leave out."""

    questions = LATER

    def onto(self, profile: Profile) -> Profile:
        """The profile with these limits."""
        return with_limits(profile, self.limits_onto(profile.limits))


for _question in LATER:
    add_fields(LaterForm, limit_fields(_question))


def later_data(profile: Profile) -> dict[str, Any]:
    """What the page shows at first."""
    return limit_data(LATER, profile.limits)
