"""How a name is compared: without case, accents or punctuation."""

from __future__ import annotations

import unicodedata


def name_key(name: str) -> str:
    """A name as it is searched for.

    >>> name_key("  Zoë  O'Example ")
    'zoe oexample'
    """
    folded = unicodedata.normalize("NFKD", name).casefold()
    kept = "".join(
        letter if letter.isalnum() or letter.isspace() else " " if letter == "-" else ""
        for letter in folded
        if not unicodedata.combining(letter)
    )
    return " ".join(kept.split())
