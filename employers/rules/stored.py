"""The conditions of a vacancy as they are stored, read as facts; pure."""

from __future__ import annotations

import logging
from typing import Any

from matching.facts import BadInput, Fact, fact_from_json

log = logging.getLogger("foothold.vacancies")

_FACTS_MOST = 50_000
_READ = ("value", "negotiable", "source", "as_of")
_facts_read: dict[str, Fact | None] = {}


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
