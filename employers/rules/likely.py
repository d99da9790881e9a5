"""What an earlier role at a site tells of the next: offered as likely, never counted as said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from employers.rules.bundles import ANSWERS, Tap
from employers.rules.posting import More, more_conditions
from matching.amounts import fact_in_words
from matching.catalogue import Kind
from matching.facts import fact_from_json


@dataclass(frozen=True, slots=True)
class Known:
    """Something known of a site, from a role there: a fact in JSON, and the day it was said."""

    fact: Mapping[str, Any]
    said_on: date


def in_words(known: Mapping[str, Known], taps: tuple[Tap, ...], today: date) -> dict[str, str]:
    """A line for each tap (by its key) and each other condition (by its key) that is likely."""
    lines = {}
    for tap in taps:
        found = known.get(tap.condition)
        answer = tap.answer_in(found.fact) if found else ""
        if found and answer:
            lines[tap.key] = _line(ANSWERS[answer], found.said_on, today)
    for more in more_conditions(taps):
        found = known.get(more.condition.key)
        words = _words(more, found.fact) if found else ""
        if found and words:
            lines[more.condition.key] = _line(words, found.said_on, today)
    return lines


def _line(words: str, said_on: date, today: date) -> str:
    year = "" if (today - said_on).days < 300 else f" {said_on.year}"
    return f"Likely: {words}, from a role here in {said_on:%B}{year}."


def _words(more: More, fact: Mapping[str, Any]) -> str:
    plain = {name: value for name, value in fact.items() if name != "words"}
    if more.condition.kind is Kind.ITEMS:
        left = {item: said for item, said in fact["value"].items() if item in more.options}
        if not left:
            return ""
        plain["value"] = left
    return fact_in_words(more.condition, fact_from_json(more.condition.key, plain).value)
