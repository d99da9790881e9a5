"""What an employer changed about a role they posted: what counts at once, and in words; pure.

Answers are those of the public form, by name of the field. A change to the work itself is read by
somebody before it is shown; how to reach the employer and how to apply is theirs to say.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from employers.rules.answers import Facts, said
from employers.rules.posting import conditions_of_answers
from matching.amounts import fact_in_words
from matching.catalogue import CATALOGUE
from matching.facts import fact_from_json

#: Answers that count at once, with what they are called.
AT_ONCE: Mapping[str, str] = MappingProxyType(
    {
        "name": "Your name",
        "job_title": "Your job title",
        "phone": "Phone",
        "best_time": "Best time to ring",
        "how_to_apply": "How to apply",
        "closes_on": "Closing date",
    }
)
#: Answers that somebody reads first; so are all facts about the work.
READ_FIRST: Mapping[str, str] = MappingProxyType(
    {
        "employer": "Employer",
        "title": "Job title",
        "place": "Where",
        "pay": "Pay",
        "hours": "Hours a week",
        "advert": "Your advert",
    }
)
_OF_ANSWER = MappingProxyType({"pay_hourly": "pay", "hours_week": "hours"})
_BENDS = MappingProxyType({"yes": "could change", "maybe": "might change", "no": "fixed"})


@dataclass(frozen=True, slots=True)
class Changed:
    """One thing that was changed, in words; empty where it was or is left open."""

    label: str
    was: str
    now: str


def applied_at_once(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, str]:
    """The changed answers that count at once, as they are now."""
    return {name: said(after, name) for name in AT_ONCE if said(before, name) != said(after, name)}


def is_material(before: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
    """Whether something was changed that is read before it is shown."""
    day = date.min
    return any(said(before, name) != said(after, name) for name in READ_FIRST) or not _same_facts(
        conditions_of_answers(before, day)[0], conditions_of_answers(after, day)[0]
    )


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Changed]:
    """Everything that differs, what is read first on top."""
    found = [
        Changed(label, said(before, name), said(after, name))
        for name, label in (*READ_FIRST.items(), *AT_ONCE.items())
        if said(before, name) != said(after, name)
    ]
    was, now = (conditions_of_answers(each, date.min)[0] for each in (before, after))
    for key, condition in CATALOGUE.items():
        one, other = was.get(key), now.get(key)
        answer = _OF_ANSWER.get(key, "")
        told = bool(answer) and said(before, answer) != said(after, answer)
        if not (_same(one, other) or (told and _bends(one) == _bends(other))):
            label = condition.words.name[0].upper() + condition.words.name[1:]
            found.append(Changed(label, _in_words(key, one), _in_words(key, other)))
    return found


def conditions_after(
    current: Mapping[str, Any], before: Mapping[str, Any], after: Mapping[str, Any]
) -> dict[str, Any]:
    """What is known of a role after its employer said `after` instead of `before` (facts in JSON).

    What others have learned of it since stays, unless the employer has changed just that.
    """
    found = dict(current)
    for key in {*before, *after}:
        was, now, here = before.get(key), after.get(key), current.get(key)
        if _same(was, now):
            continue
        if _of_items(was or now) and _of_items(here or was or now):
            value = _items_after(_items(here), _items(was), _items(now))
            found[key] = {**(now or here or {}), "value": value}
            if not value:
                del found[key]
        elif now is not None:
            found[key] = dict(now)
        elif _same(here, was):
            found.pop(key, None)
    return found


def _items_after(
    here: Mapping[str, str], was: Mapping[str, str], now: Mapping[str, str]
) -> dict[str, str]:
    changed = {item for item in {*was, *now} if was.get(item) != now.get(item)}
    kept = {item: answer for item, answer in here.items() if item not in changed}
    return {**kept, **{item: now[item] for item in now if item in changed}}


def _of_items(fact: Mapping[str, Any] | None) -> bool:
    return fact is not None and isinstance(fact.get("value"), Mapping)


def _items(fact: Mapping[str, Any] | None) -> Mapping[str, Any]:
    return fact["value"] if fact and isinstance(fact.get("value"), Mapping) else {}


def _same_facts(one: Facts, other: Facts) -> bool:
    return all(_same(one.get(key), other.get(key)) for key in {*one, *other})


def _same(one: Mapping[str, Any] | None, other: Mapping[str, Any] | None) -> bool:
    def plain(fact: Mapping[str, Any] | None) -> tuple[Any, Any, Any]:
        fact = fact or {}
        return fact.get("value"), fact.get("negotiable", "unknown"), fact.get("source")

    return (one is None) == (other is None) and plain(one) == plain(other)


def _bends(fact: Mapping[str, Any] | None) -> str:
    return _BENDS.get((fact or {}).get("negotiable", ""), "")


def _in_words(key: str, fact: Mapping[str, Any] | None) -> str:
    if fact is None:
        return ""
    plain = {name: value for name, value in fact.items() if name != "words"}
    words = fact_in_words(CATALOGUE[key], fact_from_json(key, plain).value)
    return f"{words} ({_bends(fact)})" if _bends(fact) else words
