"""What is different between two versions of a profile, in plain sentences."""

from __future__ import annotations

from typing import Any

from clients.rules.profile import Profile
from matching.catalogue import CATALOGUE, Kind
from matching.limits import Limit, Strength
from matching.wording import in_words, limit_in_words

STRENGTH_WORDS = {
    Strength.MUST: "I cannot",
    Strength.IMPORTANT: "important",
    Strength.NICE: "would be nice",
}
_LABELS = {
    "good_at": "Good at",
    "enjoys": "Enjoys",
    "skills": "Skills",
    "interests": "Work wanted",
    "not_sure_yet": "Not sure yet",
    "hours_aim": "Hours to aim for",
    "capped_by": "Hours capped by",
    "home": "Journeys start at",
    "travel_by": "Travels by",
    "bad_days": "On a bad day",
    "never_employers": "Never again: employers",
    "never_settings": "Never again: settings",
    "never_areas": "Never again: areas",
    "has_other": "Also has",
    "notes": "Notes",
}


def changes_between(old: Profile, new: Profile) -> list[str]:
    """One sentence for each thing that differs; empty exactly when nothing does."""
    told = [
        f"{label}: {_said(getattr(new, name))} (was {_said(getattr(old, name))})"
        for name, label in _LABELS.items()
        if getattr(new, name) != getattr(old, name)
    ]
    return told + [
        f"{CATALOGUE[key].words.name.capitalize()}: {limit_words(key, new.limits.get(key))} "
        f"(was {limit_words(key, old.limits.get(key))})"
        for key in CATALOGUE
        if new.limits.get(key) != old.limits.get(key)
    ]


def limit_words(key: str, limit: Limit | None) -> str:
    """A limit in words: usual, on a bad day, and how strongly."""
    if limit is None:
        return "not asked yet"
    condition = CATALOGUE[key]
    say = limit_in_words if condition.kind is Kind.GRID else in_words
    bad_day = "" if limit.bad_day is None else f", bad day {say(condition, limit.bad_day)}"
    return f"{say(condition, limit.usual)}{bad_day}, {STRENGTH_WORDS[limit.strength]}"


def _said(value: Any) -> str:
    if value in ("", None, (), False):
        return "nothing"
    if value is True:
        return "yes"
    if isinstance(value, tuple):
        return ", ".join(str(each) for each in value)
    return str(getattr(value, "text", value))
