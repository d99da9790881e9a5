"""Fields for limits, built from the catalogue; a page says which conditions it asks about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from wtforms import RadioField

from clients.forms.fields import CheckboxesField, ChoiceField, ClockField, WeekField
from clients.rules.merging import merged
from clients.rules.questions import Question
from clients.rules.words import STRENGTH_WORDS
from matching.bad_input import BadInput
from matching.catalogue import Condition, Kind
from matching.limits import Limit, Strength, limit_from_json, limit_to_json
from web.forms import BaseForm, NumberField, options

# The ends of a range and of a stretch of the clock, each a field of its own.
ENDS: Mapping[Kind, tuple[str, str]] = {
    Kind.RANGE: ("fewest", "most"),
    Kind.WINDOW: ("start", "finish"),
}
_REMEDIES = {
    Kind.RANGE: "Put the fewest first, such as 8 to 16.",
    Kind.WINDOW: "Enter an earliest start and a latest finish, such as 09:30 to 16:00.",
}
_AMOUNTS = (Kind.NUMBER, Kind.PLACE, Kind.RANGE)
_NOT_SAID = {"usual": "Not asked yet", "bad_day": "Not talked about"}


def field_names(condition: Condition, part: str) -> tuple[str, ...]:
    """The names of the fields that hold the usual or the bad-day value of a condition."""
    ends = ENDS.get(condition.kind)
    name = f"{condition.key}-{part}"
    return tuple(f"{name}-{end}" for end in ends) if ends else (name,)


def limit_fields(question: Question) -> dict[str, Any]:
    """The fields of one question, by name, in the order they stand on the page."""
    condition = question.condition
    parts = ("usual", "bad_day") if question.bad_day else ("usual",)
    made = {
        name: _field(condition, part, name)
        for part in parts
        for name in field_names(condition, part)
    }
    if question.strength:
        made[f"{condition.key}-strength"] = RadioField(
            "How strongly?",
            choices=options(
                (each.value, words)
                for each, words in STRENGTH_WORDS.items()
                if not (condition.staff_only and each is Strength.MUST)
            ),
            default=Strength.IMPORTANT.value,
            validate_choice=False,
        )
    return made


def _field(condition: Condition, part: str, name: str) -> Any:
    label = condition.words.name.capitalize() + (" on a bad day" if part == "bad_day" else "")
    if condition.kind in ENDS:
        label += f", {name.rpartition('-')[2]}"
    if condition.kind in _AMOUNTS:
        return NumberField(label, lowest=int(condition.minimum), highest=int(condition.maximum))
    if condition.kind is Kind.WINDOW:
        return ClockField(label)
    if condition.kind is Kind.GRID:
        return WeekField(label)
    if condition.kind is Kind.SCALE:
        listed = [("", _NOT_SAID[part]), *_capitalised(condition)]
        return ChoiceField(label, choices=options(listed))
    return CheckboxesField(label, choices=options(_capitalised(condition)))


def _capitalised(condition: Condition) -> list[tuple[str, str]]:
    return [(value, label[:1].upper() + label[1:]) for value, label in condition.options.items()]


class LimitsForm(BaseForm):
    """A form that asks about conditions; `limits_onto` after it is valid."""

    questions: ClassVar[tuple[Question, ...]] = ()
    given: dict[str, Limit | None]

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether everything typed can be used, each limit included."""
        super().validate(extra_validators)
        self.given = {question.key: self._limit(question) for question in self.questions}
        for question in self.questions:
            self._check_strength(question.condition)
        return not self.errors

    def limits_onto(self, limits: Mapping[str, Limit]) -> dict[str, Limit]:
        """These limits with the answers of this page in their place."""
        kept = dict(limits)
        for question in self.questions:
            old, new = kept.pop(question.key, None), self.given[question.key]
            if new is not None:
                kept[question.key] = merged(question, old, new)
        return kept

    def _limit(self, question: Question) -> Limit | None:
        condition = question.condition
        raw = {part: self._raw(condition, part) for part in ("usual", "bad_day")}
        names = [name for part in raw for name in field_names(condition, part) if name in self]
        if any(self[name].errors for name in names) or raw == {"usual": None, "bad_day": None}:
            return None
        if raw["usual"] is None:
            self._refuse(condition, "usual", "say what is usual too, or clear the bad day.")
            return None
        try:
            return limit_from_json(
                condition.key, {**raw, "strength": self._strength(condition)}, Strength.IMPORTANT
            )
        except BadInput as trouble:
            part = "bad_day" if ".bad_day" in trouble.field else "usual"
            remedy = _REMEDIES[condition.kind] if "[" in trouble.remedy else trouble.remedy
            self._refuse(condition, part, f"{trouble.problem}. {remedy}")
            return None

    def _raw(self, condition: Condition, part: str) -> Any:
        """What was answered, as JSON would have it; None for nothing."""
        names = field_names(condition, part)
        if names[0] not in self:
            return None
        answers = [None if self[name].data in ("", []) else self[name].data for name in names]
        if len(answers) == 1:
            return answers[0]
        if None not in answers:
            return answers
        for name, answer, other in zip(names, answers, reversed(answers), strict=True):
            if answer is None and other is not None and not self[name].errors:
                self[name].errors = [f"{self[name].label.text}: enter both, or clear both."]
        return None

    def _strength(self, condition: Condition) -> str | None:
        name = f"{condition.key}-strength"
        chosen = self[name].data if name in self else None
        return chosen if chosen in [each.value for each in Strength] else None

    def _check_strength(self, condition: Condition) -> None:
        name = f"{condition.key}-strength"
        sent = self[name].raw_data if name in self else None
        if sent and sent[0] not in [each.value for each in Strength]:
            self[name].errors = [
                f"{condition.words.name.capitalize()}: choose how firm it is from the list."
            ]

    def _refuse(self, condition: Condition, part: str, message: str) -> None:
        field = self[field_names(condition, part)[0]]
        field.errors = [f"{field.label.text.split(',')[0]}: {message}"]


def add_fields(form: type[BaseForm], fields: Mapping[str, Any]) -> None:
    """Give a form class fields whose names are not Python's."""
    for name, field in fields.items():
        setattr(form, name, field)


def limit_data(questions: tuple[Question, ...], limits: Mapping[str, Limit]) -> dict[str, Any]:
    """What the fields of these questions show before anybody has typed."""
    data: dict[str, Any] = {}
    for question in questions:
        limit = limits.get(question.key)
        if limit is not None:
            data |= _shown(question.condition, limit)
    return data


def _shown(condition: Condition, limit: Limit) -> dict[str, Any]:
    written = limit_to_json(condition.key, limit)
    shown: dict[str, Any] = {f"{condition.key}-strength": limit.strength.value}
    for part, value in (("usual", limit.usual), ("bad_day", limit.bad_day)):
        if value is None:
            continue
        names = field_names(condition, part)
        # Numbers stay exact; everything else is shown as it is written.
        source: Any = value if condition.kind in _AMOUNTS else written[part]
        shown |= dict(zip(names, source if len(names) > 1 else [source], strict=True))
    return shown
