"""The screen about a normal day: the taps for one kind of work, and everything else folded away."""

from __future__ import annotations

from functools import cache
from typing import Any, ClassVar

from wtforms import Field, RadioField
from wtforms.validators import Optional

from employers.forms.conditions import value_fields
from employers.forms.post import PostForm
from employers.rules.bundles import ANSWERS, Tap
from employers.rules.posting import TAP, More, more_conditions
from matching.catalogue import Kind
from web.forms import OneOf, options

COULD_CHANGE = (("unknown", "Not said"), ("yes", "Yes"), ("maybe", "Perhaps"), ("no", "No"))


class DayForm(PostForm):
    """What a normal day is like. Made for its taps by `day_form`."""

    taps: ClassVar[tuple[Tap, ...]] = ()
    more: ClassVar[tuple[More, ...]] = ()

    def tap(self, tap: Tap) -> Field:
        """The field of one tap."""
        field: Field = self[TAP + tap.key]
        return field

    def fields_of(self, more: More) -> list[Field]:
        """The fields of one condition's value that no tap asks about, in order."""
        return [self[name] for name in _names(more)]


@cache
def day_form(taps: tuple[Tap, ...]) -> type[DayForm]:
    """The form for these taps: the same bundle, the same form."""
    more = more_conditions(taps)
    fields: dict[str, Any] = {
        TAP + tap.key: RadioField(
            tap.question, choices=options(ANSWERS.items()), validators=[Optional()]
        )
        for tap in taps
    }
    for each in more:
        offered = value_fields(each.condition)
        fields |= {name: offered[name] for name in _names(each)}
        if each.condition.negotiates:
            fields[f"{each.condition.key}__negotiable"] = OneOf(
                "Could it change?", choices=options(COULD_CHANGE)
            )
    asked = tuple(each.condition for each in more)
    return type("DayForm", (DayForm,), {**fields, "taps": taps, "more": more, "asked": asked})


def _names(more: More) -> list[str]:
    key = more.condition.key
    if more.condition.kind in (Kind.ITEMS, Kind.HOLDS):
        return [f"{key}__{item}" for item in more.options]
    return list(value_fields(more.condition))
