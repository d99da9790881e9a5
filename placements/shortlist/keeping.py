"""This process's copy of the open vacancies, kept as the database has them.

Every change to a vacancy is numbered in the database (employers.changes). A search first puts in
what has changed since the last one; while one thread does, others read the index as it was.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from threading import Event, Lock, Thread
from typing import Any

import orjson

from clients.queries import jobs_wanted
from employers import changes
from employers.changes import Change
from matching.facts import BadInput, Point
from matching.index import Index, IndexBuilder, Offer, Vocabulary
from storage.transaction import end_reads

log = logging.getLogger("foothold.index")

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_PAGE_ROWS = 5_000
_SAY_EVERY_ROWS = 100_000
#: So many changes at once are put in by building again: that is quicker.
CHANGES_MOST = 200_000
CATCH_UP_EVERY_S = 0.5
_TITLES_AT_ONCE = 200
_BREATH_S = 0.001
TRY_AGAIN_AFTER_S = 60


@dataclass(slots=True)
class Progress:
    """How far the building has come, in vacancies; and why it failed, where it did."""

    building: bool = False
    read: int = 0
    of: int = 0
    failed: str = ""


class Keeper:
    """Builds the index of this process, and keeps it true.

    Without `start` it is built at the first search, in the thread that asks.
    """

    def __init__(self) -> None:
        self.progress = Progress()
        self._held: tuple[Index, Change] | None = None
        self._writing = Lock()
        self._behind = False
        self._stop = Event()

    def current(self) -> Index | None:
        """The index with every change that was committed by now; None while there is none.

        If another thread is at it, the index as it was a moment ago.
        """
        if self._held is None and (self._behind or self.progress.failed):
            return None
        if self._writing.acquire(blocking=self._held is None):
            try:
                self._catch_up()
            except Exception as problem:
                if self._held is not None:
                    raise
                self._give_up(problem)
            finally:
                self._writing.release()
        return self._held[0] if self._held else None

    def readiness(self) -> tuple[bool, str]:
        """Whether this process should be sent visitors, and how it stands in words.

        One whose index could not be built still answers, slowly, so it is ready and says so.
        """
        progress = self.progress
        if progress.failed:
            return True, f"ready, but searches are slow: no index ({progress.failed})"
        if self._behind and self._held is None:
            return False, f"building the index: {progress.read} of {progress.of} vacancies"
        return True, "ready"

    def start(self, context: Callable[[], AbstractContextManager[Any]]) -> None:
        """Build in a thread of its own, and go on putting changes in as they come."""
        self._behind = True
        Thread(target=self._go_on, args=(context,), name="index", daemon=True).start()

    def stop(self) -> None:
        """Let the thread end."""
        self._stop.set()

    def _go_on(self, context: Callable[[], AbstractContextManager[Any]]) -> None:
        while not self._stop.is_set():
            wait = CATCH_UP_EVERY_S
            try:
                with context():
                    fresh = self._held is None
                    with self._writing:
                        self._catch_up()
                    if fresh:
                        self._compare_titles()
                    self._merge()
            except Exception as problem:
                if self._held is None:
                    self._give_up(problem)
                    wait = TRY_AGAIN_AFTER_S
                else:
                    log.exception("the index could not be brought up to date")
            self._stop.wait(wait)

    def _give_up(self, problem: Exception) -> None:
        """Go on without an index, and say so: this process answers slowly, but it answers."""
        self.progress = Progress(failed=type(problem).__name__)
        log.error("no index: searches are answered slowly", exc_info=problem)

    def _catch_up(self) -> None:
        held = self._held
        since = changes.changes_since(held[1]) if held else None
        if held is None or since is None or len(since.ids) > CHANGES_MOST:
            self._held = self._built()
            return
        index = held[0]
        if since.ids:
            index = index.changed(_offers(since.ids, index.words), since.ids)
            self._held = (index, since.last)
        if index.wants_merging and not self._behind:
            self._held = (index.merged(), since.last)

    def _compare_titles(self) -> None:
        """Compare every title with every job wanted, so that nobody's first search has to wait.

        A few at a time: visitors are being served meanwhile.
        """
        jobs = jobs_wanted()
        end_reads()
        for job in jobs:
            index = self._held[0] if self._held else None
            titles = index.words.titles.things if index else []
            for upto in range(_TITLES_AT_ONCE, len(titles) + _TITLES_AT_ONCE, _TITLES_AT_ONCE):
                if index is None or self._stop.wait(_BREATH_S):
                    return
                index.scores.of(job, titles, min(upto, len(titles)))
        log.info("titles compared with %d jobs wanted", len(jobs))

    def _merge(self) -> None:
        """Merge late changes; searches go on meanwhile, and what they put in is put in again."""
        if self._held is None or not self._held[0].wants_merging:
            return
        index, seen = self._held
        merged = index.merged()
        with self._writing:
            self._held = (merged, seen)
            self._catch_up()

    def _built(self) -> tuple[Index, Change]:
        # Whatever changes while the rows are read is put in once more afterwards.
        seen = changes.last_change()
        started = time.monotonic()
        self.progress = Progress(building=True, of=changes.count_open())
        builder = IndexBuilder()
        last = 0
        while rows := changes.open_rows(last, _PAGE_ROWS):
            if self._behind:
                # Nobody's view is waiting in this thread: a long read would hold others back.
                end_reads()
            for row in rows:
                builder.add(offer_of(row, builder.words))
            last = rows[-1].id
            self._say(len(rows))
        index = builder.build()
        self.progress = Progress(read=len(index), of=len(index))
        log.info("index built: %d vacancies in %.1f s", len(index), time.monotonic() - started)
        return index, seen

    def _say(self, more: int) -> None:
        before, self.progress.read = self.progress.read, self.progress.read + more
        if before // _SAY_EVERY_ROWS != self.progress.read // _SAY_EVERY_ROWS:
            log.info("index: %d of %d vacancies read", self.progress.read, self.progress.of)


def _offers(ids: frozenset[int], words: Vocabulary) -> list[Offer]:
    return [offer_of(row, words) for row in changes.open_rows_by_id(ids)]


def offer_of(row: Any, words: Vocabulary) -> Offer:
    """One stored vacancy as it goes into the index; a fact outside its scale is left unknown."""
    return Offer(
        key=row.id,
        title=row.title,
        employer=row.employer,
        outward=row.outward,
        place=None if row.easting is None else Point(row.easting, row.northing),
        posted_on=row.posted_on,
        closes_on=row.closes_on,
        opened_us=microseconds(row.opened_at) if row.opened_at else 0,
        facts=_facts(row, words),
    )


def microseconds(instant: datetime) -> int:
    """An instant as whole microseconds of Unix time."""
    return (instant - _EPOCH) // timedelta(microseconds=1)


def _facts(row: Any, words: Vocabulary) -> list[int]:
    facts = []
    for key, raw in orjson.loads(row.conditions).items():
        try:
            facts.append(words.stored_fact(key, raw))
        except (BadInput, KeyError, AttributeError, TypeError):
            log.warning("vacancy %d: what is stored of %r is not readable", row.id, key)
    return facts
