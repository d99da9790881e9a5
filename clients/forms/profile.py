"""What the pages of a profile have in common: the version they started from."""

from __future__ import annotations

from wtforms import HiddenField

from clients.forms.limits import LimitsForm
from clients.rules.profile import Profile


class ProfileForm(LimitsForm):
    """One page of a profile; `version` is the number of the version it was filled from."""

    version = HiddenField()

    @property
    def started_from(self) -> int:
        """The version this page was filled from; -1 when what was sent is no number."""
        text = str(self.version.data or "")
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1

    def onto(self, profile: Profile) -> Profile:
        """The profile with what this page says in its place; call once the page is valid."""
        return profile
