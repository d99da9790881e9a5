"""What an employer's record may say, and whether anybody may approach them; pure."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Protocol

_WORDS = tomllib.loads(Path(__file__).with_name("vocabulary.toml").read_text())

#: What is stored, and what it is called.
SECTORS = MappingProxyType(_WORDS["sectors"]["labels"])
SIZES = MappingProxyType(_WORDS["sizes"]["labels"])
DISABILITY_CONFIDENT = MappingProxyType(_WORDS["disability_confident"]["labels"])
CHANNELS = MappingProxyType({"phone": "Phone", "email": "E-mail", "text": "Text message"})

#: How long a merge can be undone; afterwards others have built on it.
UNDO_FOR = timedelta(days=30)

_NUMBER = re.compile(r"[A-Z0-9]{4,12}")


class MustNotApproach(ValueError):
    """Nobody may approach this employer; the message says why and what to do instead."""


class Approachable(Protocol):
    """What is asked of an employer before anybody writes, rings or visits."""

    name: str
    do_not_contact_at: datetime | None
    do_not_contact_reason: str


def check_approach(employer: Approachable) -> None:
    """Raise MustNotApproach when this employer is not to be contacted.

    Every message, visit, call and question to an employer asks this first.
    """
    if employer.do_not_contact_at is not None:
        raise MustNotApproach(
            f"{employer.name} is marked “do not contact”: {employer.do_not_contact_reason} "
            "If that has changed, lift it on their page first."
        )


@dataclass(frozen=True, slots=True)
class EmployerDraft:
    """An employer as somebody states it; empty means not known."""

    name: str
    trading_names: tuple[str, ...] = ()
    sector: str = ""
    size_band: str = ""
    disability_confident: str = ""
    disability_confident_source: str = ""
    disability_confident_on: date | None = None
    official_number: str = ""
    website: str = ""
    public_notes: str = ""
    needs: str = ""
    staff_notes: str = ""
    esw_id: int | None = None


@dataclass(frozen=True, slots=True)
class ContactDraft:
    """Somebody to speak to, as stated; `channel` is one of CHANNELS or empty."""

    name: str
    job_title: str = ""
    email: str = ""
    phone: str = ""
    channel: str = ""
    best_time: str = ""
    site_id: int | None = None
    known_from: str = ""


@dataclass(frozen=True, slots=True)
class PrecedentDraft:
    """Something arranged before: an item of the catalogue's adjustments, or words, or both."""

    what: str = ""
    words: str = ""
    work: str = ""
    agreed_on: date | None = None
    site_id: int | None = None


@dataclass(frozen=True, slots=True)
class By:
    """Who does something to a record, and when; nobody when the demo or a file does."""

    id: int | None
    at: datetime


def official_number(text: str) -> str | None:
    """A number in an official register as it is compared; None when it cannot be one.

    >>> official_number("sc 123456"), official_number("none")
    ('SC123456', None)
    """
    plain = re.sub(r"[\s./-]", "", text).upper()
    return plain if _NUMBER.fullmatch(plain) and any(map(str.isdigit, plain)) else None


def website_host(address: str) -> str:
    """The name a website is known by, to compare two; empty when there is none.

    >>> website_host("https://www.Example.org/jobs")
    'example.org'
    """
    host = re.sub(r"^[a-z]+://", "", address.strip().lower()).split("/")[0].split(":")[0]
    return host.removeprefix("www.")


def may_undo(merged_at: datetime, now: datetime) -> bool:
    """Whether a merge is recent enough to be undone.

    >>> from datetime import UTC
    >>> may_undo(datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 1, 31, tzinfo=UTC))
    True
    """
    return now - merged_at <= UNDO_FOR
