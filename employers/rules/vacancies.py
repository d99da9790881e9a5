"""What an employer is called, what a vacancy may become, and when it is visible; pure."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any


class VacancyState(StrEnum):
    """Where a vacancy stands; who moved it there, when and why is in VacancyVersion."""

    DRAFT = "draft"
    WAITING_FOR_EMAIL = "waiting_for_email"
    WAITING_FOR_REVIEW = "waiting_for_review"
    OPEN = "open"
    FILLED = "filled"
    CLOSED = "closed"
    EXPIRED = "expired"
    REJECTED = "rejected"


#: How a vacancy may be closed by hand, and what that is called.
WAYS_TO_CLOSE = {
    VacancyState.FILLED: "Filled",
    VacancyState.CLOSED: "Withdrawn, or not to be shown any more",
}
_REOPENABLE = frozenset({VacancyState.FILLED, VacancyState.CLOSED, VacancyState.EXPIRED})
_TO_REVIEW = frozenset({VacancyState.WAITING_FOR_REVIEW, VacancyState.REJECTED})


class NotPossible(ValueError):
    """A vacancy cannot go from where it stands to where it was sent."""


@dataclass(frozen=True, slots=True)
class PlaceDraft:
    """Where the work is done: as written, and on the National Grid (metres) where known."""

    locality: str = ""
    postcode: str | None = None
    outward: str | None = None
    easting: int | None = None
    northing: int | None = None
    precision: str | None = None

    @property
    def key(self) -> str:
        """What tells two sites of one employer apart: postcode, else district and locality."""
        return self.postcode or " ".join(filter(None, (self.outward, folded(self.locality)[:180])))


@dataclass(frozen=True, slots=True)
class VacancyDraft:
    """A vacancy as somebody states it; `conditions` in the JSON form of matching.facts.

    Each condition may carry `words`: the exact words of an advert that it was read from.
    """

    employer: str
    title: str
    place: PlaceDraft = PlaceDraft()
    posted_on: date | None = None
    closes_on: date | None = None
    description: str = ""
    how_to_apply: str = ""
    pay_text: str = ""
    advert_url: str | None = None
    conditions: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    notes: tuple[str, ...] = ()
    advert_key: str | None = None
    advert_hash: str | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """Who does something to a vacancy, when and why; nobody when a file or the demo does it."""

    by_id: int | None
    at: datetime
    reason: str = ""


def folded(text: str) -> str:
    """Text as it is searched and compared: without case, accents or runs of spaces.

    >>> folded("  Café   ROUGE ")
    'cafe rouge'
    """
    if text.isascii():
        return " ".join(text.lower().split())
    plain = unicodedata.normalize("NFKD", text).casefold()
    return " ".join("".join(mark for mark in plain if not unicodedata.combining(mark)).split())


def with_key(draft: VacancyDraft, advert_key: str | None) -> VacancyDraft:
    """The draft with the identity of the advert or form it came by."""
    return replace(draft, advert_key=advert_key)


def search_text(title: str, employer: str) -> str:
    """What a search for a vacancy looks through."""
    return folded(f"{title} {employer}")[:700]


def is_visible(state: str, closes_on: date | None, today: date) -> bool:
    """Whether a vacancy may be shown as open: the one rule; employers.queries says it in SQL.

    The closing date is the last day to apply.
    """
    return state == VacancyState.OPEN and (closes_on is None or closes_on >= today)


def state_on(state: str, closes_on: date | None, today: date) -> VacancyState:
    """The state to show: an open vacancy past its closing date has expired."""
    known = VacancyState(state)
    if known is VacancyState.OPEN and not is_visible(state, closes_on, today):
        return VacancyState.EXPIRED
    return known


def check_close(state: str, to: VacancyState) -> None:
    """Raise NotPossible unless a vacancy in this state can be closed that way."""
    if to not in WAYS_TO_CLOSE:
        raise NotPossible("Choose whether it was filled or withdrawn.")
    if state != VacancyState.OPEN:
        raise NotPossible("This vacancy is not open any more.")


def check_reopen(state: str, closes_on: date | None, today: date) -> None:
    """Raise NotPossible unless a vacancy can be opened again.

    One that is past its closing date opens again without a date, so that is no obstacle.
    """
    if VacancyState(state) in _TO_REVIEW:
        raise NotPossible("Its employer has posted this role: decide about it under To review.")
    if state_on(state, closes_on, today) not in _REOPENABLE:
        raise NotPossible("This vacancy is open already.")
