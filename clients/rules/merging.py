"""What an answer on a page makes of the limit that was there before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from clients.rules.questions import Question
from matching.catalogue import Kind
from matching.limits import Limit, is_looser


def merged(question: Question, old: Limit | None, new: Limit) -> Limit:
    """The new limit, with what the page did not ask taken from the old one.

    A bad-day limit that the new usual one has overtaken is dropped: it no longer says anything.
    An answer that says the same in another order is the old limit, so that nothing looks changed.
    """
    if old is None:
        return new
    if not question.strength:
        new = replace(new, strength=old.strength)
    if not question.bad_day and old.bad_day is not None:
        overtaken = is_looser(question.condition, old.bad_day, new.usual)
        new = replace(new, bad_day=None if overtaken else old.bad_day)
    return old if says_the_same(old, new, question.condition.kind) else new


def says_the_same(one: Limit, other: Limit, kind: Kind) -> bool:
    """Whether two limits ask exactly the same, however they are written."""
    return (
        one.strength is other.strength
        and _plain(one.usual, kind) == _plain(other.usual, kind)
        and _plain(one.bad_day, kind) == _plain(other.bad_day, kind)
    )


def _plain(value: Any, kind: Kind) -> Any:
    if value is None:
        return None
    if kind is Kind.GRID:
        return marked_cells(value)
    return set(value) if kind in (Kind.ITEMS, Kind.CHOICE, Kind.HOLDS) else value


def marked_cells(week: Mapping[str, Mapping[str, str]]) -> dict[tuple[str, str], str]:
    """The cells of a week that say more than "can"."""
    return {
        (day, part): cell
        for day, parts in week.items()
        for part, cell in parts.items()
        if cell != "can"
    }
