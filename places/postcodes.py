"""What is a postcode? The shape of British postcodes, however they are typed.

Source: the formats of BS 7666 as published by Royal Mail: one or two letters, a digit, a digit or
letter, then a digit and two letters.
"""

from __future__ import annotations

import re

_OUTWARD = r"[A-Z]{1,2}[0-9][A-Z0-9]?"
_INWARD = r"[0-9][A-Z]{2}"
_POSTCODE = re.compile(rf"({_OUTWARD})({_INWARD})")
_OUTWARD_ONLY = re.compile(_OUTWARD)
_LENGTH_MAX = 40


def _letters_and_digits(text: str) -> str:
    if len(text) > _LENGTH_MAX or not text.isascii():
        return ""
    return re.sub(r"[^A-Z0-9]", "", text.upper())


def normalise_postcode(text: str) -> str | None:
    """The postcode with one space, or None when the text is not one.

    >>> normalise_postcode(" so140aa "), normalise_postcode("Southampton")
    ('SO14 0AA', None)
    """
    match = _POSTCODE.fullmatch(_letters_and_digits(text))
    return f"{match[1]} {match[2]}" if match else None


def is_postcode(text: str) -> bool:
    """Whether the text has the shape of a whole postcode."""
    return normalise_postcode(text) is not None


def outward_of(text: str) -> str | None:
    """The outward code of a postcode, or of a bare outward code; None for anything else.

    >>> outward_of("so14 0aa"), outward_of("SO14"), outward_of("nowhere")
    ('SO14', 'SO14', None)
    """
    whole = normalise_postcode(text)
    if whole:
        return whole.split()[0]
    code = _letters_and_digits(text)
    return code if _OUTWARD_ONLY.fullmatch(code) else None


def area_of(outward: str) -> str:
    """The letters an outward code begins with.

    >>> area_of("SO14")
    'SO'
    """
    return re.split(r"[0-9]", outward, maxsplit=1)[0]
