"""How alike two words of job titles are, 0 to 1: the only place that uses rapidfuzz.

Equal words first, then words written down as going together, then words of one stem ("plumber",
"plumbing"), and last a slip of the pen: two nearly equal words of which one is no word we know.
"""

from functools import lru_cache

from rapidfuzz.distance import OSA, Indel

from matching.titles.index import index
from matching.titles.lexicon import lexicon

ONE_STEM = 0.85
#: Rapidfuzz similarity from which an unknown word counts as a misspelling of another.
MISSPELT = 0.84
SHORTEST_MISSPELT = 5
#: The share of letters in common below which letters say nothing, and the most they can say.
FEWEST_LETTERS = 0.6
MOST_BY_LETTERS = 0.7
SHORTEST_STEM = 4

#: Longest first, so that the most is taken off.
_ENDINGS = (
    "isation", "ization", "ological", "ologist", "ography", "ographer", "ation", "ative", "ology",
    "istry", "ional", "ition", "aging", "ator", "ment", "ance", "ence", "ant", "ent", "ing", "ist",
    "ian", "ery", "ers", "er", "or", "al", "ial", "ic", "ed", "y", "e",
)  # fmt: skip
#: Words whose stem would mislead: "nursery" is no nurse, "train driver" no trainer.
_OWN_STEMS = {
    "nursery": "nursery", "train": "train", "trainer": "trainer", "training": "trainer",
    "market": "market", "engine": "engine", "porter": "porter", "account": "account",
    "accounts": "account ledger", "accountant": "accountancy", "accounting": "accountancy",
    "operation": "operations", "operations": "operations", "operator": "operator",
    "operative": "operative", "organiser": "organiser", "organist": "organist",
    "minister": "minister", "ministry": "minister", "executive": "executive",
    "general": "general", "generator": "generator", "parking": "parking", "park": "park",
    "banker": "bank", "station": "station", "stationery": "stationery", "director": "director",
    "direct": "direct", "counter": "counter", "personnel": "personnel", "person": "person",
    "personal": "personal", "policy": "policy", "police": "police", "master": "master",
    "posting": "posting", "poster": "poster", "officer": "officer", "office": "office",
    "international": "international", "internal": "internal", "intern": "intern",
    "consultant": "consultant", "border": "border", "boarding": "boarding", "board": "board",
    "ranger": "ranger", "range": "range", "community": "community",
    "communication": "communication",
    "communications": "communication", "server": "server", "service": "service",
    "assistant": "assistant", "assistance": "assistance", "professor": "professor",
    "professional": "professional", "profession": "profession", "materials": "materials",
    "material": "material", "universal": "universal", "university": "university",
}  # fmt: skip


@lru_cache(maxsize=200_000)
def word_likeness(one: str, other: str) -> float:
    """Return how alike two words are, 0 to 1, the same either way round."""
    if one == other:
        return 1.0
    written = lexicon().kin.get((one, other), 0.0)
    if written >= ONE_STEM:
        return written
    if _stem(one) == _stem(other):
        return ONE_STEM
    return max(written, _slip(one, other))


def letter_likeness(one: str, other: str) -> float:
    """Return how alike two runs of letters are, 0 when hardly: "crosscut" and "cross cut"."""
    like = Indel.normalized_similarity(one, other, score_cutoff=FEWEST_LETTERS)
    return MOST_BY_LETTERS * (like - FEWEST_LETTERS) / (1 - FEWEST_LETTERS) if like else 0.0


def _slip(one: str, other: str) -> float:
    if min(len(one), len(other)) < SHORTEST_MISSPELT or one[0] != other[0]:
        return 0.0
    known = index().leaning
    if one in known and other in known:
        return 0.0
    return OSA.normalized_similarity(one, other, score_cutoff=MISSPELT)


@lru_cache(maxsize=20_000)
def _stem(word: str) -> str:
    own = _OWN_STEMS.get(word)
    if own is not None:
        return own
    stem = word
    while (shorter := _without_ending(stem)) != stem:
        stem = shorter
    return stem


def _without_ending(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            return word[: -len(ending)]
    return word
