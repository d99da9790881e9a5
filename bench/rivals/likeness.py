"""What wanting other work adds, for every distinct title of a market; every rival is given it."""

import numpy as np

from bench.market import Market
from matching.limits import ProfileFacts
from matching.ranking import _interest_reader
from matching.weights import CURRENT


def likeness_by_title(profile: ProfileFacts, market: Market) -> np.ndarray:
    """Return how near each distinct title is to a wanted job, 0 to 1000; -1: none wanted."""
    reads = _interest_reader(profile, CURRENT)
    found = (reads(title)[0] for title in market.title_words)
    return np.array([-1 if likeness is None else likeness for likeness in found], dtype=np.int32)


def wanting(likeness: np.ndarray) -> np.ndarray:
    """Return what each title adds to the cost."""
    return np.where(likeness < 0, 0, CURRENT.interest_points_each * (1000 - likeness))
