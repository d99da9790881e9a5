"""A schema.org JobPosting as a vacancy."""

from __future__ import annotations

import re
from collections.abc import Mapping
from math import isfinite
from typing import Any

from employers.adverts.days import day_in
from employers.adverts.drafting import Advert, drafted
from employers.adverts.plain_text import clean_line, clean_text, legible
from employers.rules.vacancies import VacancyDraft

# What an employmentType claims, in words, and the words of an advert that say otherwise.
_CLAIMS = {
    "FULL_TIME": ("full time", re.compile(r"\bpart[- ]time\b|\bjob[- ]share\b", re.I)),
    "PART_TIME": ("part time", re.compile(r"\bfull[- ]time\b", re.I)),
    "TEMPORARY": ("temporary", re.compile(r"\bpermanent (?:post|position|role|contract)\b", re.I)),
    "CONTRACTOR": ("a contract", re.compile(r"\bpermanent (?:post|position|role)\b", re.I)),
    "VOLUNTEER": ("volunteer", re.compile(r"£\s*\d{2},\d{3}", re.I)),
}
_FULL_TIME_HOURS_LEAST = 30
_PAY_LENGTH_MAX = 300


def is_posting(raw: Any) -> bool:
    """Whether this JSON value is a JobPosting."""
    kinds = raw.get("@type") if isinstance(raw, Mapping) else None
    return "JobPosting" in (kinds if isinstance(kinds, list) else [kinds])


def read_posting(raw: Mapping[str, Any]) -> tuple[VacancyDraft, list[str]]:
    """The vacancy an advert describes, and notes. Raises RowRefused naming the field."""
    text = clean_text(_text(raw, "description"))
    title = clean_line(_text(raw, "title"))
    place = _first(raw.get("jobLocation"))
    address, geo = _first(place.get("address")), _first(place.get("geo"))
    advert = Advert(
        title=title,
        employer=clean_line(_text(_first(raw.get("hiringOrganization")), "name")),
        text=text,
        pay_text=_pay_text(raw),
        postcode=clean_line(_text(address, "postalCode")),
        locality=clean_line(_text(address, "addressLocality")).title(),
        latitude=_number(geo.get("latitude")),
        longitude=_number(geo.get("longitude")),
        posted_on=day_in(_text(raw, "datePosted"), "datePosted"),
        closes_on=day_in(_text(raw, "validThrough"), "validThrough"),
        url=_text(raw, "url").strip() or None,
        identifier=_identifier(raw),
    )
    draft, notes = drafted(advert)
    return draft, [*notes, *_claims(raw, title, text, draft)]


def _text(raw: Any, name: str) -> str:
    value = raw.get(name) if isinstance(raw, Mapping) else None
    return legible(value) if isinstance(value, str) else ""


def _first(value: Any) -> Mapping[str, Any]:
    one = value[0] if isinstance(value, list) and value else value
    return one if isinstance(one, Mapping) else {}


def _number(value: Any) -> float | None:
    try:
        number = float(value)
    except (TypeError, ValueError, OverflowError):
        return None
    return number if isfinite(number) else None


def _identifier(raw: Mapping[str, Any]) -> str | None:
    value = raw.get("identifier")
    if isinstance(value, Mapping):
        value = value.get("value")
    return legible(str(value))[:200] if isinstance(value, str | int) and value != "" else None


def _pay_text(raw: Mapping[str, Any]) -> str:
    """Pay as the advert's own words put it; unitText is a claim that the words may belie."""
    return clean_line(_pay_words(raw))[:_PAY_LENGTH_MAX]


def _pay_words(raw: Mapping[str, Any]) -> str:
    salary = _first(raw.get("baseSalary"))
    value = salary.get("value")
    if isinstance(value, Mapping):
        words = value.get("value")
        if isinstance(words, str) and re.search(r"\d", words):
            return words
        ends = [_number(value.get(name)) or 0 for name in ("minValue", "maxValue")]
        ends = [end for end in ends if end > 0]
        if ends:
            unit = _text(value, "unitText").lower()
            return " to ".join(f"£{each:,.2f}" for each in dict.fromkeys(ends)) + (
                f" per {unit}" if unit else ""
            )
        return words if isinstance(words, str) else ""
    return value if isinstance(value, str) else ""


def _claims(raw: Mapping[str, Any], title: str, text: str, draft: VacancyDraft) -> list[str]:
    """Where employmentType and the advert's own words disagree; a claim, never a fact."""
    given = raw.get("employmentType")
    notes = []
    for claim in given if isinstance(given, list) else [given]:
        if claim not in _CLAIMS:
            continue
        said, against = _CLAIMS[claim]
        other = against.search(f"{title}\n{text}")
        hours = draft.conditions.get("hours_week")
        if other:
            notes.append(f"employmentType says {said}; the advert says “{other[0]}”.")
        elif claim == "FULL_TIME" and hours and hours["value"][1] < _FULL_TIME_HOURS_LEAST:
            notes.append(f"employmentType says {said}; the advert says “{hours['words'][:80]}”.")
        elif claim == "VOLUNTEER":
            notes.append("employmentType says volunteer: check that this is a paid job.")
    return notes
