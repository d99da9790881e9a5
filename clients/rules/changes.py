"""What is different between two versions of a profile, in plain sentences."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from clients.rules.profile import Home, Profile
from clients.rules.words import CAPPED_WORDS, TRAVEL_WORDS, hours_words, limit_words
from matching.catalogue import CATALOGUE

NOTHING = "nothing"
NOT_ASKED = "not asked yet"


def changes_between(old: Profile, new: Profile) -> list[str]:
    """One sentence for each thing that differs; empty exactly when nothing does.

    What it was before is told where something had been said before.
    """
    told = [
        f"{label}: {say(getattr(new, name))}{_was(say(getattr(old, name)))}"
        for name, (label, say) in _TOLD.items()
        if getattr(new, name) != getattr(old, name)
    ]
    return told + [
        f"{condition.words.name.capitalize()}: {limit_words(key, new.limits.get(key))}"
        f"{_was(limit_words(key, old.limits.get(key)))}"
        for key, condition in CATALOGUE.items()
        if new.limits.get(key) != old.limits.get(key)
    ]


def _was(words: str) -> str:
    return "" if words in (NOTHING, NOT_ASKED) else f" (was {words})"


def _text(value: str) -> str:
    return f"“{value}”" if value else NOTHING


def _list(value: tuple[str, ...]) -> str:
    return ", ".join(value) or NOTHING


def _yes(value: bool) -> str:  # noqa: FBT001 - the value of a box that was ticked or not
    return "yes" if value else "no"


def _hours(value: tuple[float, float] | None) -> str:
    return f"{hours_words(value)} a week" if value else NOTHING


def _days(value: float | None) -> str:
    return f"about {value:g} a month" if value is not None else NOT_ASKED


def _home(value: Home | None) -> str:
    if value is None:
        return NOTHING
    return value.text if value.point else f"{value.text}, not found on the map"


def _travel(value: tuple[str, ...]) -> str:
    return ", ".join(TRAVEL_WORDS.get(each, each) for each in value) or NOTHING


def _capped(value: str | None) -> str:
    return CAPPED_WORDS[value] if value else NOT_ASKED


_TOLD: Mapping[str, tuple[str, Callable[[Any], str]]] = {
    "good_at": ("Good at", _text),
    "enjoys": ("Enjoys", _text),
    "proud_of": ("Proud of", _text),
    "skills": ("Skills", _list),
    "interests": ("Work wanted", _list),
    "not_sure_yet": ("Not sure yet", _yes),
    "hours_aim": ("Hours to aim for", _hours),
    "capped_by": ("Hours capped by", _capped),
    "home": ("Journeys start at", _home),
    "travel_by": ("Travels", _travel),
    "bad_days_month": ("Bad days", _days),
    "bad_days": ("Helps on a bad day", _text),
    "never_employers": ("Employers never again", _list),
    "never_settings": ("Settings never again", _list),
    "never_areas": ("Areas never again", _list),
    "has_other": ("Also has", _text),
    "notes": ("Notes", _text),
}
