"""Which questions of its bundle a role still leaves open, and what was tapped lately; pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from employers.rules.bundles import Tap, bundle_for
from employers.rules.work import OF_SOMEBODY_WHO_KNOWS, family_of

#: Where a posting's answers keep the day on which each question was tapped on its page.
TAPPED = "_tapped"


@dataclass(frozen=True, slots=True)
class Asked:
    """One question; `answer` is what was tapped today, to be put right if that was a slip."""

    tap: Tap
    answer: str = ""


def left_open(
    title: str, conditions: Mapping[str, Any], answers: Mapping[str, Any], today: date
) -> list[Asked]:
    """The questions for this kind of work that nobody who knows has answered before today."""
    tapped = answers.get(TAPPED, {})
    found = []
    for tap in bundle_for(family_of(title)):
        fact = conditions.get(tap.condition)
        known = fact is not None and fact.get("source") in OF_SOMEBODY_WHO_KNOWS
        answer = tap.answer_in(fact) if known else ""
        if tapped.get(tap.key) == today.isoformat():
            found.append(Asked(tap, answer))
        elif not answer and not (known and not tap.item):
            found.append(Asked(tap))
    return found
