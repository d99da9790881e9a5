"""The form of the first meeting: ten things, in the order people talk about them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from wtforms import RadioField, StringField, TextAreaField

from clients.forms.fields import CheckboxesField, LinesField
from clients.forms.limits import add_fields, limit_data, limit_fields
from clients.forms.profile import ProfileForm
from clients.forms.typed import quoted
from clients.forms.wants import HOME_TOO_LONG, home_onto
from clients.rules.first_meeting import (
    BAD_DAY_HELPS,
    TROUBLES,
    is_capped,
    ticked,
    with_ticks,
)
from clients.rules.profile import Profile, with_limits
from clients.rules.questions import FIRST_MEETING
from clients.rules.words import CAPPED_WORDS, TRAVEL_WORDS
from matching.ruled_out import area_key
from web.forms import NumberField, options

DAYS_A_MONTH_MAX = 31
HOURS_A_WEEK_MAX = 168
NOT_ASKED = "not_asked"


class FirstMeetingForm(ProfileForm):
    """Ten things. Everything may be skipped."""

    questions = FIRST_MEETING

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether everything typed can be used."""
        super().validate(extra_validators)
        self._check_aim()
        self._check_areas()
        return not self.errors

    def onto(self, profile: Profile) -> Profile:
        """The profile with the answers of the first meeting."""
        limits = self.limits_onto(profile.limits)
        limits = with_ticks(TROUBLES, limits, self["troubles"].data or ())
        limits = with_ticks(BAD_DAY_HELPS, limits, self["helps"].data or ())
        bad_days_month = self["bad_days_month"].data
        capped_by = self["capped_by"].data if is_capped(limits) else None
        changed = replace(
            profile,
            hours_aim=self._aim(),
            capped_by=capped_by if capped_by in CAPPED_WORDS else None,
            home=home_onto(profile, self["home"].data),
            travel_by=tuple(self["travel_by"].data or ()),
            bad_days_month=None if bad_days_month is None else float(bad_days_month),
            bad_days=self["bad_days"].data or "",
            never_employers=self["never_employers"].data or (),
            never_settings=self["never_settings"].data or (),
            never_areas=tuple(area_key(each) or each for each in self["never_areas"].data or ()),
        )
        return with_limits(changed, limits)

    def _aim(self) -> tuple[float, float] | None:
        low, high = self["aim-fewest"].data, self["aim-most"].data
        return None if low is None or high is None else (float(low), float(high))

    def _check_aim(self) -> None:
        low, high = self["aim-fewest"], self["aim-most"]
        if low.errors or high.errors:
            return
        if (low.data is None) != (high.data is None):
            missing = low if low.data is None else high
            missing.errors = [f"{missing.label.text}: enter both, or clear both."]
            return
        if low.data is not None and low.data > high.data:
            low.errors = ["Hours to aim for: put the fewest first, such as 16 to 20."]

    def _check_areas(self) -> None:
        field = self["never_areas"]
        wrong = [each for each in field.data or () if area_key(each) is None]
        if wrong and not field.errors:
            field.errors = [
                f"Areas: {quoted(wrong[0])} is not an area. Enter the first half of a postcode, "
                "such as SO45, or its letters alone, such as SO."
            ]


def _questions(*keys: str) -> dict[str, Any]:
    return {
        name: field
        for key in keys
        for question in FIRST_MEETING
        if question.key == key
        for name, field in limit_fields(question).items()
    }


# Made in the order of the page, which is the order of the list of problems.
_FIELDS: Sequence[dict[str, Any]] = (
    _questions("hours_week"),
    {
        "capped_by": RadioField(
            "Health, or benefits?",
            choices=options([(NOT_ASKED, "Not asked"), *CAPPED_WORDS.items()]),
            default=NOT_ASKED,
            validate_choice=False,
        ),
        "aim-fewest": NumberField("Hours to aim for, fewest", highest=HOURS_A_WEEK_MAX),
        "aim-most": NumberField("Hours to aim for, most", highest=HOURS_A_WEEK_MAX),
    },
    _questions(
        *("week_pattern", "shift_max_h", "consecutive_days_max"),
        *("sit_stretch_min", "on_feet_stretch_min", "lift_max_kg"),
    ),
    {
        "travel_by": CheckboxesField("How do you travel?", choices=options(TRAVEL_WORDS.items())),
        "home": StringField(
            "Journeys start at",
            description="A postcode, or only its first half, such as SO14: that is enough.",
            validators=[HOME_TOO_LONG],
        ),
    },
    _questions("location"),
    {"bad_days_month": NumberField("Bad days a month, about", highest=DAYS_A_MONTH_MAX)},
    _questions("start_flex_min", "short_notice_days"),
    {
        "helps": CheckboxesField(
            "What else helps then?", choices=options((e.name, e.words) for e in BAD_DAY_HELPS)
        ),
        "bad_days": TextAreaField("Anything else about bad days"),
        "troubles": CheckboxesField(
            "Tick what troubles you", choices=options((e.name, e.words) for e in TROUBLES)
        ),
        "never_employers": LinesField("Employers", description="One on each line."),
        "never_settings": LinesField(
            "Settings",
            description="Kinds of workplace, one on each line, such as call centre. "
            "The shortlist reminds you of these; it does not match them.",
        ),
        "never_areas": LinesField(
            "Areas", description="First halves of postcodes, one on each line, such as SO45."
        ),
    },
)
for _made in _FIELDS:
    add_fields(FirstMeetingForm, _made)


def first_meeting_data(profile: Profile) -> dict[str, Any]:
    """What the page shows at first."""
    low, high = profile.hours_aim or (None, None)
    return {
        **limit_data(FIRST_MEETING, profile.limits),
        "capped_by": profile.capped_by or NOT_ASKED,
        "aim-fewest": _exact(low),
        "aim-most": _exact(high),
        "travel_by": list(profile.travel_by),
        "home": profile.home.text if profile.home else "",
        "bad_days_month": _exact(profile.bad_days_month),
        "bad_days": profile.bad_days,
        "helps": ticked(BAD_DAY_HELPS, profile.limits),
        "troubles": ticked(TROUBLES, profile.limits),
        "never_employers": profile.never_employers,
        "never_settings": profile.never_settings,
        "never_areas": profile.never_areas,
    }


def _exact(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(str(value))
