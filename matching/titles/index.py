"""The families as they are looked up: by the words of a wording, and by single words.

A wording is found whatever the order of its words. A word's weight is how much it says about the
work: the fewer families use it the more, and a word no family uses says most of all.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from math import log

from matching.titles.families import FAMILIES, Family
from matching.titles.lexicon import lexicon
from matching.titles.reading import beside, head_last, plain, words_of

Key = frozenset[str]

#: What a word that no family uses says, and the least any word says.
UNSEEN = 0.9
LEAST = 0.05
#: A word in more families than this points nowhere in particular.
MOST_FAMILIES_OF_A_WORD = 40

#: How close two families are: the same, named as near, of one group, of one sector.
SAME, NAMED_NEAR, GROUP, SECTOR = 1.0, 0.6, 0.5, 0.15


@dataclass(frozen=True, slots=True)
class Index:
    """Everything that is worked out from the families once."""

    families: tuple[Family, ...]
    by_wording: Mapping[Key, tuple[int, ...]]  # key of a wording -> numbers of its families
    longest: int  # words in the longest wording
    weights: Mapping[str, float]
    leaning: Mapping[str, tuple[tuple[int, float], ...]]  # word -> its share in each family
    jobs: frozenset[str]  # words that can stand for the worker: "cook", "porter", "assistant"


def key_of(words: Iterable[str]) -> Key:
    """Return what two wordings share when only the order of their words differs."""
    return frozenset(words)


@cache
def index() -> Index:
    """Return the index, worked out at first use."""
    families = tuple(FAMILIES.values())
    by_wording: dict[Key, tuple[int, ...]] = {}
    use: dict[str, dict[int, int]] = {}
    last: Counter[str] = Counter()
    longest = 1
    for number, family in enumerate(families):
        for wording in (family.label, *family.wordings):
            words = words_of(" ".join(beside(head_last(plain(wording)))))
            key = key_of(words)
            known = by_wording.get(key, ())
            by_wording[key] = known if number in known else (*known, number)
            longest = max(longest, len(words))
            last.update(words[-1:])
            for word in key:
                uses = use.setdefault(word, {})
                uses[number] = uses.get(number, 0) + 1
    return Index(
        families=families,
        by_wording=by_wording,
        longest=longest,
        weights=_weights(use, len(families)),
        leaning={word: _shares(uses) for word, uses in use.items()},
        jobs=lexicon().heads | {word for word in last if last[word] * 2 >= sum(use[word].values())},
    )


def _weights(use: Mapping[str, Mapping[int, int]], families: int) -> dict[str, float]:
    most = log(families + 1)
    weights = {
        word: max(LEAST, log((families + 1) / (len(uses) + 0.5)) / most)
        for word, uses in use.items()
    }
    return weights | dict(lexicon().says)


def _shares(uses: Mapping[int, int]) -> tuple[tuple[int, float], ...]:
    if len(uses) > MOST_FAMILIES_OF_A_WORD:
        return ()
    total = sum(uses.values())
    return tuple((number, count / total) for number, count in uses.items())


@cache
def relatives(number: int) -> tuple[tuple[int, float], ...]:
    """Return the families whose work is near, itself among them, and how close each is."""
    return tuple(
        (other, close)
        for other in range(len(index().families))
        if (close := closeness(number, other)) >= GROUP
    )


@cache
def closeness(one: int, other: int) -> float:
    """Return how close the work of two families is, 0 to 1, the same either way round."""
    if one == other:
        return SAME
    families = index().families
    here, there = families[one], families[other]
    if there.label in here.near or here.label in there.near:
        return NAMED_NEAR
    if here.sector != there.sector:
        return 0.0
    return GROUP if here.group == there.group else SECTOR
