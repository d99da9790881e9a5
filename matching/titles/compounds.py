"""Words that are written together or apart: "hair dresser", "farmhand", "check-out".

Learnt from the wordings of the families alone: whichever form stands there is the one we read.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from matching.titles.families import FAMILIES
from matching.titles.spelling import singular

Pair = tuple[str, str]

#: The fewest letters of either half: "in" and "form" say nothing together.
SHORTEST_HALF = 3


@dataclass(frozen=True, slots=True)
class Compounds:
    """What is written together, and what apart, in our wordings."""

    words: frozenset[str]
    pairs: frozenset[Pair]  # words that stand side by side
    parted: Mapping[str, Pair]  # what two of them would be in one word that is none of ours

    def joined(self, one: str, other: str) -> str | None:
        """Return the one word of ours that these two are, unless they stand side by side too."""
        whole = one + other
        if whole not in self.words or (one, other) in self.pairs:
            return None
        return whole if min(len(one), len(other)) >= SHORTEST_HALF else None


@cache
def compounds() -> Compounds:
    """Return what is written together or apart in our wordings, worked out at first use."""
    pairs: set[Pair] = set()
    words: set[str] = set()
    for family in FAMILIES.values():
        for wording in (family.label, *family.wordings):
            read = tuple(map(singular, wording.split()))
            words.update(read)
            pairs.update(pairwise(read))
    parted = {
        one + other: (one, other)
        for one, other in pairs
        if len(one) >= SHORTEST_HALF and len(other) >= SHORTEST_HALF
    }
    for word in words & parted.keys():
        del parted[word]
    return Compounds(frozenset(words), frozenset(pairs), parted)
