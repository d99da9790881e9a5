"""How alike two job titles are, 0 to 1000, and by which wording.

The words of both are laid against each other, each counting for what it says about the work, and
the families of both are asked how close their work is. Equal cores are 1000.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from matching.titles.index import closeness, index
from matching.titles.leaning import leaning
from matching.titles.parts import Part, parts_of
from matching.titles.similarity import letter_likeness, word_likeness

FULL = 1000
#: What one family is worth when both titles are wordings of it, and what the words add.
ONE_FAMILY = 0.9
#: What each further job in a title takes off, in thousandths.
EACH_MORE_JOB = 15
#: How much words and leanings can add where both titles are wordings of different families.
APART = 0.55
LEANING = 0.8
#: Titles whose cores differ never reach a full match.
MOST_UNEQUAL = 0.99


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two titles are (0 to 1000), and the wording of the second that matched."""

    score: int
    matched: str


NOTHING = Likeness(0, "")


def likeness(wanted: str, title: str) -> Likeness:
    """Return how alike a wanted job and a vacancy's title are, and which wording says so.

    ``matched`` is the wording of the vacancy's title, lower case; "" when nothing is alike.
    """
    best = NOTHING
    ours, theirs = parts_of(wanted), parts_of(title)
    if not ours or not theirs:
        same = bool(wanted.strip()) and wanted.split() == title.split()
        return Likeness(FULL, " ".join(title.lower().split())) if same else NOTHING
    whole = {part.key for part in ours} == {part.key for part in theirs}
    off = 0 if whole else EACH_MORE_JOB * (len(ours) + len(theirs) - 2)
    for our in ours:
        for their in theirs:
            score = max(0, round(FULL * _alike(our, their)) - off)
            if score > best.score:
                best = Likeness(score, their.wording)
    return best


def likenesses(wanted: str, titles: Sequence[str]) -> list[Likeness]:
    """Return the likeness of one wanted job to each title, in their order."""
    return [likeness(wanted, title) for title in titles]


def normalise(title: str) -> str:
    """Return the core of a title: its jobs in plain words, without noise and rank."""
    return " / ".join(" ".join(part.words) for part in parts_of(title))


def families_of(title: str) -> tuple[str, ...]:
    """Return the labels of the job families a title belongs to, in the order of its jobs."""
    families = index().families
    return tuple(
        dict.fromkeys(
            families[number].label for part in parts_of(title) for number in part.families
        )
    )


def _alike(our: Part, their: Part) -> float:
    if our.key == their.key:
        return 1.0
    overlap = _overlap(our, their)
    sure = our.surety * their.surety
    close = _closest(our, their) if sure else 0.0
    kinship = sure * close * ONE_FAMILY + (1 - sure) * LEANING * leaning(our, their)
    trust = 1 - sure * (1 - APART) if close < 1 else 1.0
    return min(MOST_UNEQUAL, kinship + (1 - kinship) * trust * overlap)


def _overlap(our: Part, their: Part) -> float:
    """Return the share of both titles' words that is found again in the other, by weight."""
    total = our.total + their.total
    if not total:
        return 0.0
    ours = [word for word in our.weights if word not in their.weights]
    theirs = [word for word in their.weights if word not in our.weights]
    left = sum(our.weights[word] for word in ours) + sum(their.weights[word] for word in theirs)
    found = total - left
    if ours and theirs:
        found += max(
            _akin(ours, theirs, our) + _akin(theirs, ours, their),
            left * letter_likeness("".join(ours), "".join(theirs)),
        )
    return found / total


def _akin(these: list[str], those: list[str], part: Part) -> float:
    """Return the weight of the words that have a like of their own among the others."""
    return sum(
        part.weights[word] * max(word_likeness(word, other) for other in those) for word in these
    )


def _closest(our: Part, their: Part) -> float:
    return max(closeness(one, other) for one in our.families for other in their.families)
