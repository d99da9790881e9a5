"""What is known of every open vacancy, in the form matching reads; kept between searches.

The database is the truth: each search reads which vacancies are visible and in which version,
and only what is new or changed is read again; a vacancy also changes with its site or employer.
"""

from __future__ import annotations

from datetime import date, datetime
from threading import Lock
from typing import Any

from employers.changes import NO_CHANGE, changes_since, last_change
from employers.queries import vacancies as queries
from employers.rules.stored import conditions_of
from matching.facts import Point, VacancyFacts

# SQLite takes so many values in one statement; beyond it everything is read again.
_ONE_BY_ONE_MOST = 500


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
