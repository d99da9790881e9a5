"""What an employer has arranged before, as far as somebody has said so or seen it; pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from matching.catalogue import CATALOGUE

#: The conditions a precedent can be read from; each answer "yes" is one.
ITEM_CONDITIONS = ("adjustments_open", "flex_types")
SEATED = "seated"
#: The answers on sitting that amount to being let work seated.
SEATED_VALUES = ("seat_available", "always")
#: Only these have said or seen it; an advert promises, and what is inferred is likely at most.
WITNESSES = ("employer", "esw_seen")

#: What can have been arranged, and what it is called.
PRECEDENTS: Mapping[str, str] = MappingProxyType(
    {SEATED: "sitting down to work"}
    | {item: label for key in ITEM_CONDITIONS for item, label in CATALOGUE[key].options.items()}
)


@dataclass(frozen=True, slots=True)
class Precedent:
    """One thing that was arranged, in which work, who says so, and when."""

    what: str
    words: str
    work: str
    source: str
    on: date | None
    id: int | None = None
    by: str | None = None

    @property
    def label(self) -> str:
        """What it is called on a page."""
        return PRECEDENTS.get(self.what, "")


def precedents_in(conditions: Mapping[str, Any], work: str) -> Iterator[Precedent]:
    """The precedents in what is known of one role, in the JSON form of matching.facts."""
    for key in (*ITEM_CONDITIONS, "sit_choice"):
        fact = conditions.get(key)
        if not fact or fact.get("source") not in WITNESSES:
            continue
        on = date.fromisoformat(fact["as_of"]) if fact.get("as_of") else None
        for what in _said_yes(key, fact.get("value")):
            yield Precedent(what, "", work, fact["source"], on)


def _said_yes(key: str, value: Any) -> Iterator[str]:
    if key == "sit_choice":
        if value in SEATED_VALUES:
            yield SEATED
    elif isinstance(value, Mapping):
        yield from (item for item, answer in value.items() if answer == "yes")
