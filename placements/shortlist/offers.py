"""Stored vacancies as they go into the index."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime, timedelta
from typing import Any

import orjson

from employers import changes
from matching.facts import Point
from matching.index import Offer, Vocabulary

log = logging.getLogger("foothold.index")

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def offers_of(ids: frozenset[int], words: Vocabulary) -> list[Offer]:
    """Those of these vacancies that are open, as they go into the index."""
    return [offer_of(row, words) for row in changes.open_rows_by_id(ids)]


def offer_of(row: Any, words: Vocabulary) -> Offer:
    """One stored vacancy as it goes into the index; a fact that cannot be read is left unknown."""
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
    def unreadable(key: str) -> None:
        log.warning("vacancy %d: what is stored of %r is not readable", row.id, key[:60])

    return words.stored_facts(_stored(row), unreadable)


def _stored(row: Any) -> dict[str, Any]:
    # The standard reader takes numbers that orjson refuses: not a number, or very large.
    for read in (orjson.loads, json.loads):
        try:
            stored = read(row.conditions)
        except ValueError:
            continue
        if isinstance(stored, dict):
            return stored
    log.warning("vacancy %d: what is stored of its conditions is not readable", row.id)
    return {}
