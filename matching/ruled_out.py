"""Which vacancies a client has ruled out for good: an employer, or an area.

The rules: docs/matching.md, "Verdict".
"""

import re
from collections.abc import Callable

from matching.employer_names import employer_key
from matching.facts import VacancyFacts
from matching.limits import ProfileFacts

#: What an employer or an area ruled out is called among the findings.
RULED_OUT = "ruled_out"

_AREA = re.compile(r"[A-Z]{1,2}(?:[0-9][0-9A-Z]?)?", re.ASCII)


def area_key(area: str) -> str | None:
    """Return an area as it is compared: an outward code or its letters alone; None for neither.

    >>> area_key("so45"), area_key("SO"), area_key("near the river")
    ('SO45', 'SO', None)
    """
    code = area.strip().upper()
    return code if _AREA.fullmatch(code) else None


def ruled_out(profile: ProfileFacts) -> Callable[[VacancyFacts], bool]:
    """Return what tells whether a vacancy is at an employer or in an area ruled out.

    A place whose outward code is not known is not ruled out: unknown is never no.
    """
    employers, areas = employers_and_areas(profile)
    if not employers and not areas:
        return lambda _vacancy: False
    keys: dict[str, str] = {}

    def tells(vacancy: VacancyFacts) -> bool:
        name = vacancy.employer
        if name not in keys:
            keys[name] = employer_key(name)
        return keys[name] in employers or in_area(vacancy.outward, areas)

    return tells


def ruled_out_employer(profile: ProfileFacts, vacancy: VacancyFacts) -> bool:
    """Whether it is the employer of this vacancy that the client has ruled out."""
    key = employer_key(vacancy.employer)
    return bool(key) and key in {employer_key(name) for name in profile.ruled_out_employers}


def employers_and_areas(profile: ProfileFacts) -> tuple[set[str], set[str]]:
    """Return what is ruled out, as it is compared: keys of employers, and of areas."""
    employers = {employer_key(name) for name in profile.ruled_out_employers} - {""}
    return employers, {key for area in profile.ruled_out_areas if (key := area_key(area))}


def in_area(outward: str | None, areas: set[str]) -> bool:
    """Whether an outward code lies in one of these areas; one that is not known does not."""
    return bool(areas) and not areas.isdisjoint(areas_of(outward))


def areas_of(outward: str | None) -> set[str]:
    """Return the areas an outward code lies in: itself, and its letters alone."""
    if not outward:
        return set()
    code = outward.strip().upper()
    return {code, re.split(r"[0-9]", code, maxsplit=1)[0]}
