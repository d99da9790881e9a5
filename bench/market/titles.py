"""Titles as adverts have them: our wordings with a place, a seniority or a contract thrown in."""

import numpy as np

from matching.titles import FAMILIES

_BEFORE = ("", "", "", "Senior ", "Trainee ", "Part Time ", "Night ", "Weekend ", "Lead ", "Bank ")
_PLACES = ("Southampton", "Leeds", "Cardiff", "Croydon", "Glasgow", "Hull", "Bristol", "Eastleigh")
_CONTRACTS = ("Part Time", "Permanent", "Fixed Term", "Immediate Start", "16 hours", "Nights")
_AFTER = (
    *("",) * 6,
    *(f" - {place}" for place in _PLACES),
    *(f" ({contract})" for contract in _CONTRACTS),
    *(f", {place} - {contract}" for place in _PLACES for contract in _CONTRACTS[:2]),
)


def distinct_titles(many: int, random: np.random.Generator) -> list[str]:
    """Return so many different titles, in no order."""
    wordings = [wording for family in FAMILIES.values() for wording in family.wordings]
    found: dict[str, None] = {}
    while len(found) < many:
        wording = wordings[random.integers(len(wordings))]
        before, after = _BEFORE[random.integers(len(_BEFORE))], _AFTER[random.integers(len(_AFTER))]
        found[f"{before}{wording.title()}{after}"] = None
    return list(found)
