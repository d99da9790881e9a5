"""What has been found in an advert so far: facts with their words, and notes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

WORDS_LENGTH_MAX = 400
_SHORT_LENGTH_MAX = 140
_WORDS_BEFORE, _WORDS_AFTER = 70, 60


@dataclass(slots=True)
class Stated:
    """The conditions found, in the JSON form of matching.facts with `words`, and notes."""

    as_of: date | None
    conditions: dict[str, Any] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def put(self, key: str, value: Any, words: str, source: str = "advert") -> None:
        """Keep one fact with the words it came from."""
        self.conditions[key] = {
            "value": value,
            "negotiable": "unknown",
            "source": source,
            "as_of": self.as_of.isoformat() if self.as_of else None,
            "words": words[:WORDS_LENGTH_MAX],
        }

    def add_words(self, key: str, words: str) -> None:
        """Keep more words with a fact they bear on."""
        fact = self.conditions[key]
        fact["words"] = f"{fact['words']} … {words}"[:WORDS_LENGTH_MAX]


def words_around(sentence: str, match: re.Match[str]) -> str:
    """The match within its sentence, or within whole words around it where that is long."""
    if len(sentence) <= _SHORT_LENGTH_MAX:
        return sentence
    start, end = max(0, match.start() - _WORDS_BEFORE), match.end() + _WORDS_AFTER
    start = 0 if start == 0 else sentence.find(" ", start) + 1
    end = len(sentence) if end >= len(sentence) else sentence.rfind(" ", 0, end)
    return sentence[start:end]


class Sentences:
    """An advert's sentences, quick to look through: most have none of the words looked for."""

    def __init__(self, texts: list[str]) -> None:
        self._texts = texts
        self._low = [each.lower() for each in texts]
        self._whole = "\n".join(self._low)

    def having(self, words: Iterable[str]) -> list[int]:
        """Which sentences have any of these words, given in small letters; in order."""
        found: set[int] = set()
        for word in words:
            if word in self._whole:
                found.update(at for at, low in enumerate(self._low) if word in low)
        return sorted(found)


def one_or_none(
    key: str, name: str, seen: Mapping[Any, str], found: Stated, shape: Callable[[Any], Any]
) -> None:
    """Keep a fact that is stated once; say so when an advert contradicts itself."""
    if len(seen) == 1:
        ((value, words),) = seen.items()
        found.put(key, shape(value), words)
    elif seen:
        words = "” and “".join(each[:90] for each in list(dict.fromkeys(seen.values()))[:2])
        found.notes.append(f"The advert states different {name}: “{words}”. Left as not stated.")
