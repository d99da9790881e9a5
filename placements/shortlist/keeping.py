"""This process's copy of the open vacancies, kept as the database has them.

Every change to a vacancy is numbered in the database (employers.changes). A search first puts in
what has changed since the last one; while one thread does, others read the index as it was.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from threading import Event, Lock, Thread
from typing import Any

from clients.queries import jobs_wanted
from employers import changes
from employers.changes import Change
from matching.index import Index, IndexBuilder
from placements.shortlist.offers import offer_of, offers_of
from storage.database import db
from storage.transaction import end_reads

log = logging.getLogger("foothold.index")

_PAGE_IDS = 20_000
_SAY_EVERY_ROWS = 100_000
#: What a search puts in itself before it reads, and what the thread behind puts in at a time: the
#: rest of what was changed in bulk comes with the next ones.
CHANGES_A_SEARCH = 1_000
CHANGES_AT_ONCE = 10_000
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


#: An index, and the last change that is in it.
Held = tuple[Index, Change]


class Keeper:
    """Builds the index of this process, and keeps it true.

    Without `start` it is built at the first search, in the thread that asks.
    """

    def __init__(self) -> None:
        self.progress = Progress()
        self._held: Held | None = None
        self._writing = Lock()
        self._behind = False
        self._stop = Event()

    def current(self) -> Index | None:
        """The index with every change that was committed by now; None while there is none.

        If another thread is at it, the index as it was a moment ago. After changes in bulk that
        are too many for one search to wait for, what is put in by now.
        """
        if self._held is None and (self._behind or self.progress.failed):
            return None
        if self._writing.acquire(blocking=self._held is None):
            try:
                self._catch_up()
            except Exception as problem:
                self._give_up(problem)
            finally:
                self._writing.release()
        held = self._held
        return None if held is None or self.progress.failed else held[0]

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
        titles: Iterator[None] = iter(())
        while not self._stop.is_set():
            wait = CATCH_UP_EVERY_S
            try:
                with context():
                    if self._keep_up():
                        titles = self._comparing(jobs_wanted())
                    end_reads()
                    wait = self._compare(titles, wait)
            except Exception as problem:
                self._give_up(problem)
                wait = CATCH_UP_EVERY_S if self._held else TRY_AGAIN_AFTER_S
            self._stop.wait(wait)

    def _give_up(self, problem: Exception) -> None:
        """Go on without an index, and say so: this process answers slowly, but it answers.

        What was held stays, and is used again as soon as it could be brought up to date.
        """
        if self.progress.failed != type(problem).__name__:
            log.error("no index: searches are answered slowly", exc_info=problem)
        self.progress = Progress(failed=type(problem).__name__)
        # What failed may have left the connection unable to answer whoever is next.
        db.session.rollback()

    def _hold(self, held: Held | None) -> None:
        self._held = held
        if self.progress.failed:
            self.progress = Progress()

    def _catch_up(self) -> None:
        """Put in, for a search, what has changed."""
        if self._behind and self._held is not None:
            # On SQLite a search reads the database as it was when its page began, perhaps before
            # what is held: only the thread behind can tell that from another history.
            self._hold(self._followed(self._held, CHANGES_A_SEARCH) or self._held)
            return
        held = (self._held and self._followed(self._held)) or self._built()
        self._hold((held[0].merged(), held[1]) if held[0].wants_merging else held)

    def _keep_up(self) -> bool:
        """Put in, behind the searches, all that has changed; whether everything was read anew."""
        while self._held is not None:
            with self._writing:
                end_reads()
                before = self._held
                # What does not go with the database any more is let go: the slow path is right.
                self._hold(self._followed(before, CHANGES_AT_ONCE))
                done = self._held is before
            self._merge()
            if done:
                return False
        with self._writing:
            end_reads()
            built = self._built()
            end_reads()
            self._hold(self._followed(built) or built)
        return True

    def _followed(self, held: Held, most: int | None = None) -> Held | None:
        """The index with the next changes put in; None when it does not go with the database."""
        index, seen = held
        since = changes.changes_since(seen, most)
        if since is None:
            return None
        if not since.ids:
            return held
        return index.changed(offers_of(since.ids, index.words), since.ids), since.last

    def _merge(self) -> None:
        """Merge late changes. Searches go on meanwhile, and what they put in is put in again before
        anybody sees the merged index: nobody is shown less than a moment ago.
        """
        held = self._held
        if held is None or not held[0].wants_merging:
            return
        merged = (held[0].merged(), held[1])
        with self._writing:
            end_reads()
            self._hold(self._followed(merged))

    def _comparing(self, jobs: Sequence[str]) -> Iterator[None]:
        """Compare every title with every job wanted, a few at a time, so that nobody's first search
        has to wait.
        """
        for job in jobs:
            index = self._held[0] if self._held else None
            titles = index.words.titles.things if index else []
            for upto in range(_TITLES_AT_ONCE, len(titles) + _TITLES_AT_ONCE, _TITLES_AT_ONCE):
                if index is not None:
                    index.scores.of(job, titles, min(upto, len(titles)))
                    yield
        log.info("titles compared with %d jobs wanted", len(jobs))

    def _compare(self, titles: Iterator[None], for_s: float) -> float:
        """Go on comparing for so long; how long to wait before the next round.

        Visitors are being served meanwhile, and changes want to be put in.
        """
        until = time.monotonic() + for_s
        for _few in titles:
            if self._stop.wait(_BREATH_S) or time.monotonic() > until:
                return 0
        return for_s

    def _built(self) -> tuple[Index, Change]:
        # Whatever changes while the rows are read is put in once more afterwards.
        seen = changes.last_change()
        started = time.monotonic()
        self.progress = Progress(building=True, of=changes.count_open())
        builder = IndexBuilder()
        for after in range(0, changes.last_id(), _PAGE_IDS):
            rows = changes.open_rows(after, after + _PAGE_IDS)
            if self._behind:
                # Nobody's view is waiting in this thread: a long read would hold others back.
                end_reads()
            for row in rows:
                builder.add(offer_of(row, builder.words))
            self._say(len(rows))
        index = builder.build()
        self.progress = Progress(read=len(index), of=len(index))
        log.info("index built: %d vacancies in %.1f s", len(index), time.monotonic() - started)
        return index, seen

    def _say(self, more: int) -> None:
        before, self.progress.read = self.progress.read, self.progress.read + more
        if before // _SAY_EVERY_ROWS != self.progress.read // _SAY_EVERY_ROWS:
            log.info("index: %d of %d vacancies read", self.progress.read, self.progress.of)
