"""The index itself: a large part that rarely changes, a small one of late changes, both as columns.

An Index never changes: putting changes in makes another one that shares what stayed the same. So
whoever reads one goes on undisturbed while the next is made.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from matching.index.encoding import KEYS, Batch, Offer, Vocabulary, encode
from matching.index.nearness import Journeys
from matching.index.segments import Segment, joined, of_batch, segment
from matching.index.tables import Tables
from matching.index.titles import TitleScores
from matching.index.vocabulary import Known, Numbers

#: Late changes are merged into the large part once there are so many, and more than this share.
MERGE_FROM = 5_000
MERGE_SHARE = 0.05
_BATCH = 20_000


@dataclass(frozen=True, slots=True)
class Index:
    """Every open vacancy at one moment.

    `base` holds most of them, `gone` marks those of its rows that were changed or closed since,
    `late` holds what was added or changed. `known` are the facts of each condition by then.
    """

    words: Vocabulary
    base: Segment
    gone: Numbers
    late: Segment
    known: Mapping[str, Known]
    titles: int
    tables: Tables
    journeys: Journeys
    scores: TitleScores

    def __len__(self) -> int:
        return len(self.base) - int(np.count_nonzero(self.gone)) + len(self.late)

    @property
    def parts(self) -> tuple[tuple[Segment, Numbers | None], ...]:
        """Both parts, each with the rows that are gone (None: none is)."""
        gone = self.gone if self.gone.any() else None
        return ((self.base, gone), (self.late, None))

    def visible(self, today: date) -> int:
        """How many vacancies may be shown on that day."""
        day = today.toordinal()
        base = (self.base.closes >= day) & ~self.gone
        return int(np.count_nonzero(base) + np.count_nonzero(self.late.closes >= day))

    def changed(self, offers: Iterable[Offer], ids: Collection[int]) -> Index:
        """The index after these vacancies changed: those still open as they are now, others gone.

        `ids` are all that changed, open or not.
        """
        changed = np.fromiter(ids, dtype=np.int64)
        gone = self.gone.copy()
        gone[self.base.rows_of(changed)] = True
        kept = np.ones(len(self.late), dtype=bool)
        kept[self.late.rows_of(changed)] = False
        fresh = of_batch(encode(offers, self.words))
        everything = np.ones(len(fresh), dtype=bool)
        return replace(
            self,
            gone=gone,
            late=joined([(self.late, kept), (fresh, everything)]),
            known={key: self.words.facts[key].frozen() for key in KEYS},
            titles=len(self.words.titles),
        )

    @property
    def wants_merging(self) -> bool:
        """Whether so much has changed that reading it apart costs more than merging it once."""
        moved = len(self.late) + int(np.count_nonzero(self.gone))
        return moved > max(MERGE_FROM, MERGE_SHARE * len(self.base))

    def merged(self) -> Index:
        """The same vacancies, all in one part."""
        everything = np.ones(len(self.late), dtype=bool)
        base = joined([(self.base, ~self.gone), (self.late, everything)])
        # Nothing is encoded here: another thread may be adding words meanwhile.
        late = joined([(self.late, ~everything)])
        return replace(self, base=base, gone=np.zeros(len(base), dtype=bool), late=late)


class IndexBuilder:
    """Puts an index together from vacancies that come a batch at a time."""

    def __init__(self, words: Vocabulary | None = None) -> None:
        self.words = words or Vocabulary()
        self._offers: list[Offer] = []
        self._batches: list[Batch] = []

    def add(self, offer: Offer) -> None:
        """Put one vacancy in; each only once."""
        self._offers.append(offer)
        if len(self._offers) >= _BATCH:
            self._encode()

    def add_batch(self, batch: Batch) -> None:
        """Put in vacancies that are numbered already."""
        self._batches.append(batch)

    def build(self) -> Index:
        """The index of everything put in."""
        self._encode()
        plain = {
            name: np.concatenate([batch.plain[name] for batch in self._batches])
            for name in self._batches[0].plain
        }
        facts = {key: np.concatenate([batch.facts[key] for batch in self._batches]) for key in KEYS}
        self._batches = []
        base = segment(plain, facts)
        return Index(
            words=self.words,
            base=base,
            gone=np.zeros(len(base), dtype=bool),
            late=_empty(self.words),
            known={key: self.words.facts[key].frozen() for key in KEYS},
            titles=len(self.words.titles),
            tables=Tables(),
            journeys=Journeys(),
            scores=TitleScores(),
        )

    def _encode(self) -> None:
        self._batches.append(encode(self._offers, self.words))
        self._offers = []


def _empty(words: Vocabulary) -> Segment:
    return of_batch(encode([], words))
