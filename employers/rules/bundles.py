"""Which few questions go to an employer about one kind of work, and what a tap on each means.

The questions are a bundle: the same for every site with that work, whoever is looking for it.
Source and status: bundles.toml.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

from matching.catalogue import CATALOGUE, Kind
from matching.facts import fact_from_json, fact_to_json
from matching.titles import FAMILIES

YES, ARRANGE, NO, UNSURE = "yes", "arrange", "no", "unsure"
#: The answers to a tap, as they are kept and as an employer reads them.
ANSWERS: Mapping[str, str] = MappingProxyType(
    {YES: "Yes", ARRANGE: "Could arrange", NO: "No", UNSURE: "Not sure"}
)
ANY_WORK = "any_work"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What one answer says: a value of the condition (of its item, if any), and negotiable."""

    value: str
    negotiable: str = "unknown"


@dataclass(frozen=True, slots=True)
class Tap:
    """One question that one tap answers. `item` is empty for a condition on a scale.

    `meanings` has the answers yes, arrange and no; "not sure" states nothing.
    """

    key: str
    condition: str
    item: str
    question: str
    meanings: Mapping[str, Meaning] = field(hash=False)

    def answer_in(self, fact: Mapping[str, Any] | None) -> str:
        """The answer that a fact (in JSON) amounts to; empty when it settles nothing here.

        A scale that is neither `yes` or better, nor exactly what "no" means, settles nothing.
        """
        if fact is None or fact.get("value") is None:
            return ""
        if self.item:
            said = fact["value"].get(self.item)
            found = [answer for answer, each in self.meanings.items() if each.value == said]
            return found[0] if found else ""
        return self._answer_on_scale(str(fact["value"]), fact.get("negotiable"))

    def _answer_on_scale(self, value: str, negotiable: str | None) -> str:
        order = list(CATALOGUE[self.condition].options)
        better = order.index(value) - order.index(self.meanings[YES].value)
        if better * (1 if CATALOGUE[self.condition].at_least else -1) >= 0:
            return YES
        if value != self.meanings[NO].value:
            return ""
        return {"yes": ARRANGE, "no": NO}.get(negotiable or "", "")


def bundle_for(family: str) -> tuple[Tap, ...]:
    """The taps for a family of work (a label of matching.titles); a general bundle for any other.

    >>> [tap.key for tap in bundle_for("checkout operator")][:3]
    ['seat', 'extra_breaks', 'shift_swap']
    """
    known = FAMILIES.get(family)
    name = _BY_GROUP.get((known.sector, known.group), ANY_WORK) if known else ANY_WORK
    return BUNDLES[name]


def facts_from(answers: Mapping[str, str], as_of: date) -> dict[str, dict[str, Any]]:
    """What an employer's taps (by key of the tap) state, by condition, as facts in JSON.

    "Not sure", no answer, and a tap there is not (any more) state nothing.
    """
    values: dict[str, Any] = {}
    negotiable: dict[str, str] = {}
    for key, answer in answers.items():
        tap = TAPS.get(key)
        meaning = tap.meanings.get(answer) if tap else None
        if tap is None or meaning is None:
            continue
        if tap.item:
            values.setdefault(tap.condition, {})[tap.item] = meaning.value
        else:
            values[tap.condition] = meaning.value
            negotiable[tap.condition] = meaning.negotiable
    return {
        condition: {
            "value": value,
            "negotiable": negotiable.get(condition, "unknown"),
            "source": "employer",
            "as_of": as_of.isoformat(),
        }
        for condition, value in values.items()
    }


def _tap(key: str, raw: Mapping[str, Any]) -> Tap:
    condition = CATALOGUE[raw["condition"]]
    if condition.kind is Kind.ITEMS:
        yes, no = ("no", "yes") if raw.get("without") else ("yes", "no")
        meanings = {YES: Meaning(yes), ARRANGE: Meaning("arrange"), NO: Meaning(no)}
    else:
        lesser = raw["else"]
        meanings = {
            YES: Meaning(raw["yes"]),
            ARRANGE: Meaning(lesser, "yes"),
            NO: Meaning(lesser, "no"),
        }
    item = raw.get("item", "")
    for meaning in meanings.values():
        value = {item: meaning.value} if item else meaning.value
        # A word that is not on the scale stops the service at its start, not an employer.
        fact_to_json(condition.key, fact_from_json(condition.key, {"value": value}))
    return Tap(key, condition.key, item, raw["question"], MappingProxyType(meanings))


_RAW = tomllib.loads(Path(__file__).with_name("bundles.toml").read_text(encoding="utf-8"))

#: Every tap by its key.
TAPS: Mapping[str, Tap] = MappingProxyType(
    {key: _tap(key, raw) for key, raw in _RAW["taps"].items()}
)
#: Every bundle by its name.
BUNDLES: Mapping[str, tuple[Tap, ...]] = MappingProxyType(
    {name: tuple(TAPS[key] for key in raw["taps"]) for name, raw in _RAW["bundles"].items()}
)
_BY_GROUP = {
    tuple(group.split(" / ")): name
    for name, raw in _RAW["bundles"].items()
    for group in raw["groups"]
}
