"""Which page asks about which condition: the first meeting, the wants, or later."""

from __future__ import annotations

from dataclasses import dataclass

from matching.catalogue import CATALOGUE, GROUPS, Condition, Group, Kind


@dataclass(frozen=True, slots=True)
class Question:
    """One condition as a page asks about it: with a bad day, and with how firm it is, or not."""

    key: str
    bad_day: bool = False
    strength: bool = False

    @property
    def condition(self) -> Condition:
        """The condition asked about."""
        return CATALOGUE[self.key]


# Bad-day boxes stand where a bad day changes the answer most: hours, shift, stretches, lifting.
FIRST_MEETING = (
    Question("hours_week", bad_day=True, strength=True),
    Question("week_pattern", strength=True),
    Question("shift_max_h", bad_day=True, strength=True),
    Question("consecutive_days_max", strength=True),
    Question("sit_stretch_min", bad_day=True, strength=True),
    Question("on_feet_stretch_min", bad_day=True, strength=True),
    Question("lift_max_kg", bad_day=True, strength=True),
    Question("location", strength=True),
    Question("start_flex_min"),
    Question("short_notice_days"),
)

WANTS = (Question("pay_hourly", strength=True), Question("requirements", strength=True))

# A later start and a day off are asked at the first meeting as plain numbers; their bad day and
# how firm they are come later.
_ASKED_ELSEWHERE = {each.key for each in FIRST_MEETING if each.strength} | {
    each.key for each in WANTS
}

LATER = tuple(
    Question(key, bad_day=condition.has_bad_day, strength=True)
    for key, condition in CATALOGUE.items()
    if key not in _ASKED_ELSEWHERE
)


def later_in(group: Group) -> tuple[Question, ...]:
    """What is asked later in one group."""
    return tuple(each for each in LATER if each.condition.group is group)


def asked_before_in(group: Group) -> tuple[Condition, ...]:
    """What of a group the first meeting, or the wants, ask about."""
    return tuple(each for each in GROUPS[group] if each.key in _ASKED_ELSEWHERE)


def takes_list(condition: Condition) -> bool:
    """Whether an answer is any of a list of things."""
    return condition.kind in (Kind.ITEMS, Kind.CHOICE, Kind.HOLDS)
