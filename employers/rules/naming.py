"""By which words an employer is found, and how a second one of the same name is told apart; pure.

Names themselves are compared by matching.employer_names, as everywhere.
"""

from __future__ import annotations

import re

from employers.rules.vacancies import folded
from matching.employer_names import employer_key

WORD_LENGTH_MAX = 40
NAME_LENGTH_MAX = 200
WORDS_MOST = 30

_MARKS = re.compile(r"['’.]")
_OTHER = re.compile(r"[\W_]+")


def search_words(text: str) -> tuple[str, ...]:
    """The words of a text as they are searched: without case, accents and punctuation.

    A text without a single letter or figure keeps what it has, so that it can be found at all.

    >>> search_words("O'Hare & Café Rouge, SO14 0AA")
    ('ohare', 'cafe', 'rouge', 'so14', '0aa')
    """
    plain = folded(text)
    words = _OTHER.sub(" ", _MARKS.sub("", plain)).split() or plain.split()
    return tuple(word[:WORD_LENGTH_MAX] for word in dict.fromkeys(words[:WORDS_MOST]))


def start_of(name: str) -> str:
    """A whole name as one word, so that it can be looked for from its beginning."""
    return " ".join(search_words(name))[:WORD_LENGTH_MAX]


def place_words(locality: str, postcode: str | None, outward: str | None) -> tuple[str, ...]:
    """The words of a place: the town, and the postcode with and without its space."""
    code = postcode or outward or ""
    whole = (code.replace(" ", "").lower(),) if " " in code else ()
    return tuple(dict.fromkeys((*search_words(f"{locality} {code}"), *whole)))


def name_key_of(name: str) -> str:
    """A name as it is kept to be compared; never empty for a name that is not.

    >>> name_key_of("The Acme Co. Ltd"), name_key_of("🦊")
    ('acme co', '🦊')
    """
    return (employer_key(name) or name.casefold())[:NAME_LENGTH_MAX]


def numbered_key(key: str, number: int) -> str:
    """The key of another employer of exactly this name: the first keeps the plain one.

    >>> numbered_key("example surgery", 2)
    'example surgery ~2'
    """
    return key if number < 2 else f"{key[: NAME_LENGTH_MAX - 8]} ~{number}"
