"""How alike each distinct title is to a wanted job, worked out once and kept."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence

import numpy as np

from matching.index.tables import COST_AT
from matching.index.vocabulary import Numbers
from matching.titles import likenesses
from matching.weights import Weights

_JOBS_MOST = 1_000
_CLIENTS_MOST = 200


class TitleScores:
    """The likeness of titles to the jobs asked for lately; titles that came since are added.

    Safe to share between threads: what two threads work out at once is the same.
    """

    def __init__(self) -> None:
        self._scores: OrderedDict[str, Numbers] = OrderedDict()
        self._costs: OrderedDict[tuple[tuple[str, ...], str], Numbers] = OrderedDict()

    def of(self, job: str, titles: Sequence[str], count: int) -> Numbers:
        """The likeness, 0 to 1000, of the first `count` titles to one job."""
        scores = self._scores.get(job, np.empty(0, dtype=np.int16))
        if len(scores) < count:
            more = [like.score for like in likenesses(job, titles[len(scores) : count])]
            scores = np.concatenate([scores, np.array(more, dtype=np.int16)])
            self._scores[job] = scores
            if len(self._scores) > _JOBS_MOST:
                self._scores.popitem(last=False)
        return scores[:count]

    def costs(
        self, jobs: tuple[str, ...], titles: Sequence[str], count: int, weights: Weights
    ) -> Numbers:
        """What each title adds for these ranked jobs, where a packed sum holds its cost."""
        name = (jobs, weights.version)
        costs = self._costs.get(name)
        if costs is None or len(costs) < count:
            best = np.zeros(count, dtype=np.int64)
            for rank, job in enumerate(jobs):
                scores = self.of(job, titles, count).astype(np.int64)
                np.maximum(best, scores * weights.rank_thousandths(rank) // 1000, out=best)
            costs = weights.interest_points_each * (1000 - best) << COST_AT
            self._costs[name] = costs
            if len(self._costs) > _CLIENTS_MOST:
                self._costs.popitem(last=False)
        return costs
