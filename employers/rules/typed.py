"""How people type hours, places and times, and the words that say nothing."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from employers.rules.vacancies import PlaceDraft
from places import locate, normalise_postcode, outward_of

HOURS_A_WEEK = 168
_NOTHING = frozenset(
    (
        *("n/a", "na", "tbc", "tba", "tbd", "unknown", "unsure", "?", "-", "…"),
        *("not known", "not sure", "don't know", "dont know", "to follow", "not applicable"),
        *("to be confirmed", "to be agreed", "to be decided", "to be announced"),
    )
)
_TERM_TIME = re.compile(r"\bterm[- ]?time(?:[- ]only)?\b", re.I)
_UNITS = re.compile(
    r"\b(?:hours?|hrs?|h|a|an|per|each|week|weekly|wk|pw|p/w|about|around|approx|only)\b|[~/.,;:()]+(?!\d)",
    re.I,
)
_N = r"(\d{1,3}(?:\.\d{1,2})?)"
_HOURS = re.compile(rf"{_N}\s*(?:h(?:rs?)?)?(?:\s*(?:-|–|—|to|or)\s*{_N})?", re.I)
_WHOLE_POSTCODE = re.compile(r"\b[A-Z]{1,2}[0-9][A-Z0-9]?\s*[0-9][A-Z]{2}\b", re.I)
_OUTWARD = re.compile(r"\b[A-Z]{1,2}[0-9][A-Z0-9]?\b", re.I)
#: Marks that turn the direction of what follows them; a name has no use for them, a trick has.
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def one_line(typed: str) -> str:
    """Text that was typed on one line, on one line: no breaks, no control characters.

    >>> one_line("Cafe\\r\\nBcc: someone@example.org")
    'Cafe Bcc: someone@example.org'
    """
    plain = (
        " " if unicodedata.category(each) in ("Cc", "Zl", "Zp") else each
        for each in typed
        if each not in _TURNING
    )
    return " ".join("".join(plain).split())


def says_nothing(typed: str) -> bool:
    """Whether this is one of the ways to leave a question open.

    >>> says_nothing(" TBC. "), says_nothing("N/A"), says_nothing("Tuesday")
    (True, True, False)
    """
    words = " ".join(typed.casefold().replace("’", "'").split())
    return not words or words in _NOTHING or words.strip(".?! ") in _NOTHING | {""}


def clock_text(typed: str) -> str:
    """A time of day as people type it, with two digits for the hour.

    >>> clock_text("9:30"), clock_text("9"), clock_text("17.00")
    ('09:30', '09:00', '17:00')
    """
    hours, _, minutes = (typed or "").strip().replace(".", ":").partition(":")
    return f"{hours.strip():0>2}:{minutes.strip() or '00':0>2}"


@dataclass(frozen=True, slots=True)
class Hours:
    """Hours a week as typed. `week` is fewest and most, None where they cannot be told;
    `left_over` is whether words were typed that are neither.
    """

    week: tuple[Decimal, Decimal] | None
    term_time: bool
    left_over: bool


def read_hours(typed: str) -> Hours:
    """Hours a week, however they are typed: `16`, `15 to 20`, `20 hrs pw`, `term time only`.

    "Up to 20" has no fewest, and "8 a day" is not a week: they stay words.

    >>> read_hours("15 to 20, term time only").week
    (Decimal('15'), Decimal('20'))
    """
    term_time = bool(_TERM_TIME.search(typed))
    rest = " ".join(_UNITS.sub(" ", _TERM_TIME.sub(" ", typed)).split())
    if says_nothing(typed) or says_nothing(rest):
        return Hours(None, term_time, left_over=False)
    found = _HOURS.fullmatch(rest)
    if found is None or re.search(r"\ba\s+day\b|\bdays?\b", typed, re.I):
        return Hours(None, term_time, left_over=True)
    low, high = Decimal(found[1]), Decimal(found[2] or found[1])
    if not 0 < low <= high <= HOURS_A_WEEK:
        return Hours(None, term_time, left_over=True)
    return Hours((low, high), term_time, left_over=False)


def read_place(typed: str) -> PlaceDraft:
    """A postcode, half a postcode, a town, or a town with either; located where that is possible.

    >>> read_place("Shirley, so15 5ab").postcode, read_place("Shirley, SO15 5AB").locality
    ('SO15 5AB', 'Shirley')
    """
    if says_nothing(typed):
        return PlaceDraft()
    code = _code_in(typed)
    locality = typed.replace(code, " ").strip(" ,;-") if code else typed
    located = locate(code) if code else None
    return PlaceDraft(
        locality=" ".join(locality.split())[:200],
        postcode=normalise_postcode(code) if code else None,
        outward=outward_of(code) if code else None,
        easting=located.easting if located else None,
        northing=located.northing if located else None,
        precision=located.precision if located else None,
    )


def _code_in(typed: str) -> str:
    """The postcode in a line, as typed.

    Half a one counts at either end of the line, where it is a district there is: "Unit B2" is not
    in Birmingham.
    """
    whole = _WHOLE_POSTCODE.search(typed)
    if whole:
        return whole[0]
    words = typed.replace(",", " ").split()
    ends = [each for each in (words[-1], words[0]) if _OUTWARD.fullmatch(each)]
    return next((each for each in ends if locate(each)), "")
