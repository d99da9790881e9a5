"""Which family of work a title belongs to, and how long a fact about a workplace stays fresh."""

from __future__ import annotations

from datetime import date, timedelta

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
