"""How one field of a written object is read, and what is said when it cannot be."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from sys import intern
from typing import Any, TypeVar

from matching.bad_input import BadInput

#: No title, name or id is longer; what is longer was pasted into the wrong field.
MOST_CHARACTERS = 1000

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_Word = TypeVar("_Word", bound=StrEnum)


def shown(raw: Any) -> str:
    """Return what was written, short enough to be quoted in one line."""
    if isinstance(raw, Mapping):
        return "an object"
    if isinstance(raw, list | tuple):
        return "a list"
    if isinstance(raw, bool):
        return str(raw).lower()
    return "null" if raw is None else f'"{short(str(raw))}"'


def short(text: str) -> str:
    """Return text on one line, cut where it would not be read to the end."""
    line = "".join(character if character.isprintable() else " " for character in text[:80])
    line = " ".join(line.split())
    return line if len(line) <= 40 else line[:39] + "…"


def one_of(words: Iterable[str]) -> str:
    """Return the words as a remedy.

    >>> one_of(("yes", "no"))
    'Use one of: yes, no.'
    """
    return f"Use one of: {', '.join(words)}."


def check_keys(raw: Any, known: tuple[str, ...]) -> None:
    """Raise BadInput unless this is an object with no field but those."""
    if not isinstance(raw, Mapping):
        remedy = f"Write an object with: {', '.join(known)}."
        raise BadInput("", f"{shown(raw)} is not an object", remedy)
    for key in raw:
        if key not in known:
            raise BadInput(short(str(key)), "there is no such field here", one_of(known))


def read_word(raw: Any, words: Iterable[str]) -> str:
    """Return the word as written, if it is one of those. Raises BadInput."""
    if not isinstance(raw, str) or raw not in words:
        raise BadInput("", f"{shown(raw)} is not one of its values", one_of(words))
    return intern(raw)  # a long file says the same few words over and over


def read_choice(raw: Mapping[str, Any], name: str, words: type[_Word]) -> _Word | None:
    """Return one of a few words, or None when none was written. Raises BadInput."""
    word = raw.get(name)
    if word is None:
        return None
    try:
        return words(word)
    except ValueError:
        problem = f"{shown(word)} is not one of its values"
        raise BadInput(name, problem, one_of(words)) from None


def read_day(raw: Mapping[str, Any], name: str) -> date | None:
    """Return a day written as 2026-11-02, or None when none was. Raises BadInput."""
    day = raw.get(name)
    if day is None:
        return None
    try:
        if not isinstance(day, str) or not _DAY.fullmatch(day):
            raise ValueError
        return date.fromisoformat(day)
    except ValueError:
        remedy = "Write the year, month and day, such as 2026-11-02."
        raise BadInput(name, f"{shown(day)} is not a day", remedy) from None


def read_text(raw: Mapping[str, Any], name: str) -> str | None:
    """Return a line of text without the space around it, or None when none was written."""
    return None if raw.get(name) is None else _text(name, raw[name])


def read_texts(raw: Mapping[str, Any], name: str) -> tuple[str, ...]:
    """Return a list of lines of text, each saying something; empty when none was written."""
    lines = raw.get(name)
    if lines is None:
        return ()
    if not isinstance(lines, list | tuple):
        raise BadInput(name, f"{shown(lines)} is not a list", "Write a list of lines in quotes.")
    read = tuple(_text(name, line) for line in lines)
    if not all(read):
        raise BadInput(name, "one of the list is blank", "Take it out, or say what it is.")
    return read


def _text(name: str, raw: Any) -> str:
    if not isinstance(raw, str):
        raise BadInput(name, f"{shown(raw)} is not text", "Write it in quotes.")
    if len(raw) > MOST_CHARACTERS:
        remedy = f"Write at most {MOST_CHARACTERS} characters."
        raise BadInput(name, f"it is {len(raw)} characters long", remedy)
    if any("\ud800" <= character <= "\udfff" for character in raw):
        raise BadInput(name, "it holds half a character", "Write the text again.")
    return raw.strip()
