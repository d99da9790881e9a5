"""One set of fields for each working condition, derived from the catalogue.

"Not stated" is an answer of its own and the one a fresh form gives. A fact that was not touched
keeps its source and day; one that was changed takes those given on the form.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from wtforms import Field, StringField

from employers.rules.stored import conditions_of
from employers.rules.typed import clock_text
from matching.bad_input import BadInput
from matching.catalogue import CATALOGUE, Condition, Kind
from matching.facts import fact_from_json, fact_to_json
from web.forms import BaseForm, NumberField, OneOf, options

NOT_STATED = ("", "Not stated")
NEGOTIABLE = (
    ("unknown", "Not asked"),
    ("yes", "Would arrange it"),
    ("maybe", "Might"),
    ("no", "No"),
)
SOURCES = (
    ("", "As above"),
    ("employer", "The employer said"),
    ("esw_seen", "Seen on a visit"),
    ("advert", "The advert says"),
    ("inferred", "Likely, not confirmed"),
)
ITEM_ANSWERS = (NOT_STATED, ("yes", "Yes"), ("arrange", "Could arrange"), ("no", "No"))
HOLDS_ANSWERS = (NOT_STATED, ("required", "Required"), ("desirable", "Desirable"))
CELLS = (("no", "–"), ("needed", "Needed"), ("could", "Could"))
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
PARTS = ("morning", "afternoon", "evening", "night")
CONDITIONS = tuple(each for each in CATALOGUE.values() if each.kind is not Kind.PLACE)


def value_fields(condition: Condition) -> dict[str, Any]:
    """The fields one condition's value is typed into, by name."""
    key, label = condition.key, condition.label
    if condition.kind in (Kind.SCALE, Kind.CHOICE):
        choices = options([NOT_STATED, *condition.options.items()])
        return {key: OneOf(label, choices=choices)}
    if condition.kind is Kind.NUMBER:
        return {key: _number(condition, label)}
    if condition.kind is Kind.RANGE:
        return {
            f"{key}__low": _number(condition, f"{label}: lowest"),
            f"{key}__high": _number(condition, f"{label}: highest"),
        }
    if condition.kind is Kind.WINDOW:
        return {
            f"{key}__start": StringField("Earliest start"),
            f"{key}__finish": StringField("Latest finish"),
        }
    if condition.kind is Kind.GRID:
        return {
            f"{key}-{day}-{part}": OneOf(f"{day} {part}", choices=options(CELLS))
            for day in DAYS
            for part in PARTS
        }
    answers = HOLDS_ANSWERS if condition.kind is Kind.HOLDS else ITEM_ANSWERS
    return {
        f"{key}__{item}": OneOf(words[0].upper() + words[1:], choices=options(answers))
        for item, words in condition.options.items()
    }


def _number(condition: Condition, label: str) -> NumberField:
    return NumberField(label, lowest=int(condition.minimum), highest=int(condition.maximum))


def _fields() -> Iterator[tuple[str, Any]]:
    for condition in CONDITIONS:
        yield from value_fields(condition).items()
        yield f"{condition.key}__source", OneOf("Who says so?", choices=options(SOURCES))
        if condition.negotiates:
            yield (
                f"{condition.key}__negotiable",
                OneOf("Could it change?", choices=options(NEGOTIABLE)),
            )


class ConditionsForm(BaseForm):
    """The conditions of one vacancy. `read_conditions` is called after `validate`."""

    def fields_of(self, condition: Condition) -> list[Field]:
        """The fields of one condition's value, in order."""
        return [self[name] for name in value_fields(condition)]

    def grid_values(self, condition: Condition) -> dict[str, dict[str, str]]:
        """The week as it stands on the form."""
        key = condition.key
        return {day: {part: self[f"{key}-{day}-{part}"].data for part in PARTS} for day in DAYS}

    def read_conditions(
        self, before: Mapping[str, Any], source: str, as_of: date
    ) -> dict[str, Any] | None:
        """The conditions as stated now, in JSON form; None when one could not be read.

        `before` is what was on record; `source` and `as_of` are given to what has changed.
        """
        stated = {}
        readable = True
        for condition in CONDITIONS:
            raw = self._raw(condition)
            if raw is None:
                continue
            was = before.get(condition.key) or {}
            try:
                stated[condition.key] = self._fact(condition, raw, was, source, as_of)
            except BadInput as trouble:
                readable = False
                field = self.fields_of(condition)[0]
                field.errors = [
                    f"{condition.words.name.capitalize()}: {trouble.problem}. {trouble.remedy}"
                ]
        return stated if readable else None

    def _fact(
        self, condition: Condition, raw: Any, was: Mapping[str, Any], source: str, as_of: date
    ) -> dict[str, Any]:
        own_source = self[f"{condition.key}__source"].data
        negotiable = (
            self[f"{condition.key}__negotiable"].data if condition.negotiates else "unknown"
        )
        stated = {
            "value": raw,
            "negotiable": negotiable,
            "source": own_source or source,
            "as_of": as_of.isoformat(),
        }
        fact = fact_to_json(condition.key, fact_from_json(condition.key, stated))
        same = all(fact[name] == was.get(name) for name in ("value", "negotiable"))
        if same and own_source in ("", was.get("source")):
            return dict(was)
        return fact

    def _raw(self, condition: Condition) -> Any:
        kind = condition.kind
        typed = [field.data for field in self.fields_of(condition)]
        if kind in (Kind.SCALE, Kind.CHOICE):
            return typed[0] or None
        if kind is Kind.NUMBER:
            return typed[0]
        if kind in (Kind.RANGE, Kind.WINDOW):
            return self._pair(condition, typed)
        if kind is Kind.GRID:
            week = {
                day: {part: state for part, state in parts.items() if state != "no"}
                for day, parts in self.grid_values(condition).items()
            }
            return {day: parts for day, parts in week.items() if parts} or None
        answers = dict(zip(condition.options, typed, strict=True))
        return {item: answer for item, answer in answers.items() if answer} or None

    def _pair(self, condition: Condition, typed: list[Any]) -> list[Any] | None:
        """Both ends of a range or a window; one number alone is a range of just that."""
        first, last = typed
        if first in (None, "") and last in (None, ""):
            return None
        if condition.kind is Kind.RANGE:
            return [last if first is None else first, first if last is None else last]
        return [clock_text(first), clock_text(last)]


def conditions_data(stored: Mapping[str, Any]) -> dict[str, Any]:
    """What is on record, as the data of the form's fields; what cannot be read is left open."""
    data: dict[str, Any] = {}
    readable = conditions_of(stored)
    for condition in CONDITIONS:
        fact = readable.get(condition.key)
        if fact and fact.value is not None:
            data |= _value_data(condition, stored[condition.key]["value"])
            data[f"{condition.key}__negotiable"] = fact.negotiable.value
    return data


def _value_data(condition: Condition, value: Any) -> dict[str, Any]:
    key, kind = condition.key, condition.kind
    if kind in (Kind.SCALE, Kind.CHOICE):
        return {key: value}
    if kind is Kind.NUMBER:
        return {key: NumberField.exact(value)}
    if kind is Kind.RANGE:
        low, high = (NumberField.exact(end) for end in value)
        return {f"{key}__low": low, f"{key}__high": high}
    if kind is Kind.WINDOW:
        return {f"{key}__start": value[0], f"{key}__finish": value[1]}
    if kind is Kind.GRID:
        return {
            f"{key}-{day}-{part}": state
            for day, parts in value.items()
            for part, state in parts.items()
        }
    return {f"{key}__{item}": answer for item, answer in value.items()}


for _name, _field in _fields():
    setattr(ConditionsForm, _name, _field)
