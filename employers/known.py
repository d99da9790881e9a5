"""What is known of every open vacancy, in the form matching reads; kept between searches.

The database is the truth: each search reads which vacancies are visible and in which version,
and only what is new or changed is read again; a vacancy also changes with its site or employer.
"""

from __future__ import annotations

import logging
from datetime import date, datetime
from threading import Lock
from typing import Any

from employers.changes import NO_CHANGE, changes_since, last_change
from employers.queries import vacancies as queries
from matching.facts import BadInput, Fact, Point, VacancyFacts, fact_from_json

log = logging.getLogger("foothold.vacancies")

# SQLite takes so many values in one statement; beyond it everything is read again.
_ONE_BY_ONE_MOST = 500
_FACTS_MOST = 50_000
_READ = ("value", "negotiable", "source", "as_of")
_facts_read: dict[str, Fact | None] = {}


class KnownVacancies:
    """A rebuildable copy of what the visible vacancies say, safe to share between threads."""

    def __init__(self) -> None:
        self._held: dict[int, tuple[int, VacancyFacts]] = {}
        self._seen = NO_CHANGE
        self._lock = Lock()

    def visible(self, today: date) -> list[VacancyFacts]:
        """What is known of each vacancy that is visible on this day."""
        # What has changed is read first: a change after it is seen by the next search.
        changes, newest = changes_since(self._seen), last_change()
        versions = queries.visible_versions(today)
        held = self._held if changes is not None else {}
        touched = changes.ids if changes is not None else frozenset()
        stale = [
            key
            for key, version in versions.items()
            if key in touched or held.get(key, (0,))[0] != version
        ]
        if stale:
            few = len(stale) <= _ONE_BY_ONE_MOST
            rows = queries.plain_rows(stale if few else None, today)
            fresh = {row.id: (row.version, facts_of(row)) for row in rows}
            with self._lock:
                # Readers never see a half-changed copy: a new one takes its place.
                kept = {key: pair for key, pair in held.items() if key in versions}
                held = self._held = {**kept, **fresh}
        self._seen = changes.last if changes is not None else newest
        return [held[key][1] for key in versions if key in held]


def opened_since(instant: datetime) -> set[str]:
    """The vacancies, as matching names them, that were opened after an instant."""
    return set(map(str, queries.opened_since(instant)))


def facts_of(row: Any) -> VacancyFacts:
    """One row as matching reads it; a condition that cannot be read is left unknown."""
    place = None if row.easting is None else Point(row.easting, row.northing)
    return VacancyFacts(
        id=str(row.id),
        title=row.title,
        employer=row.employer if isinstance(row.employer, str) else row.employer.name,
        posted_on=row.posted_on,
        closes_on=row.closes_on,
        place=place,
        outward=row.outward,
        conditions=conditions_of(row.conditions),
    )


def conditions_of(stored: Any) -> dict[str, Fact]:
    """A vacancy's stored conditions as facts; the advert's own words stay behind.

    What cannot be read is left out, so that one odd value, however it came there, spoils neither a
    page nor a search.
    """
    if not isinstance(stored, dict):
        log.warning("conditions that are no list of conditions are not read")
        return {}
    facts = ((key, _fact(key, raw)) for key, raw in stored.items() if raw is not None)
    return {key: fact for key, fact in facts if fact is not None}


def _fact(key: str, raw: Any) -> Fact | None:
    """One fact, read once: thousands of vacancies say the same few things of a condition."""
    # How it is written, since 1, 1.0 and True are equal but not the same to the reader.
    said = {name: raw[name] for name in _READ if name in raw} if isinstance(raw, dict) else raw
    written = f"{key} {said!r}"
    if written not in _facts_read:
        if len(_facts_read) >= _FACTS_MOST:
            _facts_read.clear()
        _facts_read[written] = _readable(key, said)
    return _facts_read.get(written)


def _readable(key: str, said: Any) -> Fact | None:
    try:
        return fact_from_json(key, said)
    except BadInput:
        if isinstance(said, dict) and said.pop("as_of", None) is not None:
            return _readable(key, said)  # the day it was said is not worth the rest
        log.warning("what is stored of %r is not readable", key[:60])
        return None
