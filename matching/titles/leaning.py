"""Where single words point: which families use them, and how near those are to a wanted job.

Asked where a title is no wording of any family: "sheep shearing person" still points to farms.
"""

from functools import lru_cache

from matching.titles.index import index, relatives
from matching.titles.parts import Part


class Pull(dict[str, float]):
    """How strongly each word points to the work of one job, 0 to 1; worked out when asked."""

    def __init__(self, part: Part) -> None:
        super().__init__()
        self._reach: dict[int, float] = {}
        for word, weight in part.weights.items():
            for number, share in index().leaning.get(word, ()):
                for other, close in relatives(number):
                    reached = self._reach.get(other, 0.0)
                    self._reach[other] = reached + close * share * weight / part.total

    def __missing__(self, word: str) -> float:
        reach = self._reach
        shares = index().leaning.get(word, ())
        self[word] = pull = sum(share * reach.get(number, 0.0) for number, share in shares)
        return pull


@lru_cache(maxsize=2_000)
def pull_of(part: Part) -> Pull:
    """Return what points to the work of this job."""
    return Pull(part)


def leaning(our: Part, their: Part) -> float:
    """Return how far the single words of both point to the same or near families, 0 to 1."""
    pull = pull_of(our)
    return min(
        1.0, sum(weight * pull[word] for word, weight in their.weights.items()) / their.total
    )
