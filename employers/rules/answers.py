"""What the answers of the public form state of the working conditions.

Answers are what was posted, by name of the field: `sit_choice`, `hours_week__low`,
`adjustments_open__stool`, `week_pattern-mon-morning`, `lift_max_kg__negotiable`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from employers.rules.typed import clock_text, says_nothing
from matching.bad_input import BadInput
from matching.catalogue import Condition, Kind
from matching.facts import fact_from_json, fact_to_json
from matching.values import DAYS, PARTS

Facts = dict[str, dict[str, Any]]
WEEKDAYS = DAYS[:5]
#: Asked once for Monday: whether the other weekdays are the same.
ALIKE = "weekdays_alike"


def said(answers: Mapping[str, Any], name: str) -> str:
    """One answer as text; empty when it was left open."""
    found = answers.get(name)
    text = found if isinstance(found, str) else ""
    return "" if says_nothing(text) else text


def stated(
    conditions: Iterable[Condition], answers: Mapping[str, Any], as_of: date
) -> tuple[Facts, dict[str, str]]:
    """The facts in JSON by condition, and what is wrong with an answer by name of its field."""
    facts: Facts = {}
    problems: dict[str, str] = {}
    for condition in conditions:
        try:
            value = _value(condition, answers)
            if value is not None:
                negotiable = said(answers, f"{condition.key}__negotiable")
                facts[condition.key] = employer_fact(condition.key, value, as_of, negotiable)
        except BadInput as trouble:
            name = condition.words.name.capitalize()
            problems[_first_field(condition)] = f"{name}: {trouble.problem}. {trouble.remedy}"
    return facts, problems


def employer_fact(
    key: str, value: Any, as_of: date, negotiable: str = "", source: str = "employer"
) -> dict[str, Any]:
    """What the employer says of one condition, in JSON. Raises BadInput outside its scale."""
    raw = {
        "value": value,
        "negotiable": negotiable if negotiable in ("yes", "maybe", "no") else "unknown",
        "source": source,
        "as_of": as_of.isoformat(),
    }
    return fact_to_json(key, fact_from_json(key, raw))


def merged(*layers: Facts) -> Facts:
    """Facts laid over each other, the last on top; items are laid over each other one by one."""
    found: Facts = {}
    for layer in layers:
        for key, fact in layer.items():
            under = found.get(key)
            if under and isinstance(under["value"], dict) and isinstance(fact["value"], dict):
                value = {**under["value"], **fact["value"]}
                found[key] = {**fact, "value": value}
            else:
                found[key] = fact
    return found


def _value(condition: Condition, answers: Mapping[str, Any]) -> Any:
    key, kind = condition.key, condition.kind
    if kind in (Kind.SCALE, Kind.CHOICE):
        return said(answers, key) or None
    if kind is Kind.NUMBER:
        return _number(said(answers, key))
    if kind is Kind.RANGE:
        return _ends([_number(said(answers, f"{key}__{end}")) for end in ("low", "high")])
    if kind is Kind.WINDOW:
        return _times([said(answers, f"{key}__{end}") for end in ("start", "finish")])
    if kind is Kind.GRID:
        return _week(key, answers)
    items = {item: said(answers, f"{key}__{item}") for item in condition.options}
    return {item: answer for item, answer in items.items() if answer} or None


def _number(typed: str) -> Decimal | None:
    if not typed:
        return None
    try:
        return Decimal(typed.replace("£", "").replace(",", "").strip())
    except InvalidOperation:
        raise BadInput("", f"“{typed[:40]}” is not a number", "Enter one like 12.") from None


def _ends(ends: list[Decimal | None]) -> list[Decimal] | None:
    """Both ends of a range; one alone is a range of just that."""
    known = [each for each in ends if each is not None]
    return [known[0], known[-1]] if known else None


def _times(ends: list[str]) -> list[str] | None:
    if any(ends) and not all(ends):
        raise BadInput("", "one of the two times is missing", "Enter both, or leave both empty.")
    return [clock_text(each) for each in ends] if all(ends) else None


def _week(key: str, answers: Mapping[str, Any]) -> dict[str, dict[str, str]] | None:
    week = {
        day: {
            part: state
            for part in PARTS
            if (state := said(answers, f"{key}-{day}-{part}")) in ("needed", "could")
        }
        for day in DAYS
    }
    if said(answers, ALIKE):
        for day in WEEKDAYS[1:]:
            week[day] = week[day] or dict(week["mon"])
    return {day: parts for day, parts in week.items() if parts} or None


def _first_field(condition: Condition) -> str:
    first = next(iter(condition.options), "")
    return {
        Kind.RANGE: f"{condition.key}__low",
        Kind.WINDOW: f"{condition.key}__start",
        Kind.ITEMS: f"{condition.key}__{first}",
        Kind.HOLDS: f"{condition.key}__{first}",
    }.get(condition.kind, condition.key)
