"""Which family of work a title belongs to, and how long a fact about a workplace stays fresh."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from matching.titles import FAMILIES, families_of

#: A fact older than this is ageing and becomes a question again. Half a year: the interval at
#: which an adjustments passport is reviewed (GOV.UK, Health Adjustment Passport).
FRESH_FOR = timedelta(days=183)


def family_of(title: str) -> str:
    """The family of work a job title belongs to; empty when it belongs to none.

    >>> family_of("Part-time Receptionist (maternity cover)")
    'receptionist'
    """
    found = families_of(title)
    return found[0] if found else ""


def is_family(name: str) -> bool:
    """Whether there is a family of work of this name."""
    return name in FAMILIES


def is_ageing(as_of: date | None, today: date) -> bool:
    """Whether a fact is so old, or its day so uncertain, that it should be asked again."""
    return as_of is None or today - as_of > FRESH_FOR


#: Conditions that belong to one role, not to the workplace: they are never carried to the next.
OF_THE_ROLE = frozenset(
    {
        *("hours_week", "week_pattern", "time_window", "shift_max_h", "days_week_max"),
        *("consecutive_days_max", "pay_hourly", "contract", "guaranteed_hours", "requirements"),
        *("location", "work_mode", "phased_start_weeks", "trial_offer", "manager_support"),
    }
)
#: Sources of somebody who knows: what an advert says is said of that advert alone.
OF_SOMEBODY_WHO_KNOWS = frozenset({"employer", "esw_seen"})


def of_the_workplace(conditions: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Those facts (in JSON) that hold for the next role of this kind at this site too."""
    return {
        key: dict(fact)
        for key, fact in conditions.items()
        if key not in OF_THE_ROLE
        and fact.get("value") is not None
        and fact.get("source") in OF_SOMEBODY_WHO_KNOWS
    }


def as_likely(fact: Mapping[str, Any]) -> dict[str, Any]:
    """A fact of a workplace as it is offered for another role there: likely, so still unknown."""
    return {
        "value": fact["value"],
        "negotiable": fact.get("negotiable", "unknown"),
        "source": "inferred",
        "as_of": fact.get("as_of"),
    }


def merged(before: Mapping[str, Any] | None, said: Mapping[str, Any]) -> dict[str, Any]:
    """A fact after somebody has said something more; answers to items not asked about stay."""
    if before is None or before.get("source") not in OF_SOMEBODY_WHO_KNOWS:
        return dict(said)
    was, now = before.get("value"), said["value"]
    if isinstance(was, Mapping) and isinstance(now, Mapping):
        return {**said, "value": {**was, **now}}
    return dict(said)
