"""What is known of single words: noise, short forms, spellings, and words that go together.

Read once from ``words.toml``, which is our own writing and says what each table means.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import permutations
from pathlib import Path
from typing import Any

from matching.titles.spelling import singular

#: A phrase and what to read instead; nothing to read when it is only noise.
Rule = tuple[tuple[str, ...], tuple[str, ...]]

ALIKE = 0.9
NEAR = 0.5


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Every table of ``words.toml``, in the shape it is looked up in."""

    rules: Mapping[str, tuple[Rule, ...]]  # by the first word of the phrase, longest first
    loose: frozenset[str]
    rank: frozenset[str]
    quiet: frozenset[str]  # both
    kin: Mapping[tuple[str, str], float]
    heads: frozenset[str]
    says: Mapping[str, float]


@cache
def lexicon() -> Lexicon:
    """Return the tables, read at first use."""
    tables = tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))
    loose = frozenset(map(singular, _entries(tables["loose"])))
    rank = frozenset(map(singular, _entries(tables["rank"])))
    return Lexicon(
        rules=_rules(tables),
        loose=loose,
        rank=rank,
        quiet=loose | rank,
        kin=_kin(tables),
        heads=frozenset(word for row in tables["heads"] for word in row["words"].split()),
        says={word: hundredths / 100 for word, hundredths in tables["says"].items()},
    )


def _entries(text: str) -> Iterator[str]:
    return (entry for part in text.split(";") if (entry := " ".join(part.split())))


def _words(text: str) -> tuple[str, ...]:
    return tuple(map(singular, text.split()))


def _rules(tables: Mapping[str, Any]) -> dict[str, tuple[Rule, ...]]:
    found: dict[str, list[Rule]] = {}
    for phrase in _entries(tables["drop"]):
        words = _words(phrase)
        found.setdefault(words[0], []).append((words, ()))
    for entry in _entries(tables["same"]):
        written, _, meant = entry.partition(" = ")
        words = _words(written)
        found.setdefault(words[0], []).append((words, _words(meant)))
    return {first: tuple(sorted(rules, key=_longest_first)) for first, rules in found.items()}


def _longest_first(rule: Rule) -> tuple[int, tuple[str, ...]]:
    return -len(rule[0]), rule[0]


def _kin(tables: Mapping[str, Any]) -> dict[tuple[str, str], float]:
    found: dict[tuple[str, str], float] = {}
    for row in tables["heads"]:
        _relate(found, row["words"], row["like"] / 100)
    for group in _entries(tables["near"]):
        _relate(found, group, NEAR)
    for group in _entries(tables["alike"]):
        _relate(found, group, ALIKE)
    return found


def _relate(found: dict[tuple[str, str], float], group: str, likeness: float) -> None:
    """Give every two words of the group this likeness, unless they have a better one."""
    for pair in permutations(_words(group), 2):
        found[pair] = max(likeness, found.get(pair, 0.0))
