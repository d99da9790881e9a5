"""How many hours a week an advert states."""

from __future__ import annotations

import re

from employers.adverts.found import Stated, one_or_none, words_around

HOURS_LEAST, HOURS_MOST = 1.0, 60.0
# Fewer than these, with no "a week" beside them, may be the length of a shift.
_BARE_LEAST = 6.0

_NUMBER = r"(?<![\d.,£/])(?<!\d:)(\d{1,2}(?:\.\d{1,2})?)"
_UNIT = r"\s*[- ]?(?:hours?|hrs?)\b\.?"
_WEEKLY = re.compile(
    rf"{_NUMBER}(?:\s*(?:-|–|to)\s*(\d{{1,2}}(?:\.\d{{1,2}})?))?\s*(?:hours?|hrs?)\.?"
    r"(?:\s*(30)\s*(?:minutes?|mins?))?"
    r"(?:\s*,)?\s*(?:per|a|each|/|p\.?)\s*/?\s*(?:week|wk|w)\b",
    re.IGNORECASE,
)
_NOT_A_SHIFT = (
    r"(?!\s*(?:maximum|max\b|minimum|or more|plus|or less)"
    r"|\s*[,(]?\s*(?:a|per|each|/)\s*(?:day|shift|night|fortnight|month|year)"
    r"|\s*(?:long|day|night|long day)?\s*shifts?)"
)
_BARE = (
    # full time, 37.5 hours · part time (22.5hrs)
    re.compile(
        rf"\b(?:full|part)[- ]?time\b[^.\d]{{0,12}}?{_NUMBER}{_UNIT}{_NOT_A_SHIFT}", re.IGNORECASE
    ),
    # 16.5 hours part time · 37.5 hours, full time
    re.compile(rf"{_NUMBER}{_UNIT}[\s,–(-]{{1,3}}(?:full|part)[- ]?time\b", re.IGNORECASE),
    # a post of 20 hours · an 18 hour post
    re.compile(
        rf"\b(?:post|position|role|contract|vacancy)\s+(?:is\s+)?(?:of|for)\s+"
        rf"{_NUMBER}{_UNIT}{_NOT_A_SHIFT}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"{_NUMBER}{_UNIT}\s+(?:(?:permanent|fixed[- ]term|temporary),?\s+)?"
        r"(?:post|position|role|contract|vacancy)\b",
        re.IGNORECASE,
    ),
    # 20 hours over 4 days · 22.5 hours/3 days a week
    re.compile(
        rf"{_NUMBER}{_UNIT}\s*(?:over|across|/)\s*(?:\d|two|three|four|five)\s+days\b",
        re.IGNORECASE,
    ),
    # Hours: 37.5 · Hours per week – 22.5 hours
    re.compile(
        r"^(?:contracted |weekly |working |contract )?hours?(?: of work)?(?: per week| a week)?"
        rf"\s*[:–-]\s*(?:full[- ]time,?\s*|part[- ]time,?\s*)?{_NUMBER}"
        r"(?:\s*(?:hours?|hrs?)\.?)?(?:\s*per week)?\s*(?=$|[,(–-]\s*[A-Za-z(])",
        re.IGNORECASE,
    ),
)
_TITLE = re.compile(rf"{_NUMBER}\s*(?:hours|hrs)\b(?!\s*(?:a|per)\s*day)", re.IGNORECASE)
# Said of the number that follows: not the hours themselves.
_NOT_EXACTLY = re.compile(
    r"\b(?:up to|at least|minimum(?: of)?|maximum(?: of)?|min|max|over|within|every|consider"
    r"|considered|or|between|additional|extra)\s*$",
    re.IGNORECASE,
)
# "08.30 to 17.00 hours" are times of day.
_TIME_OF_DAY = re.compile(r"\d\s*(?:hours|hrs)?\s*(?:-|–|to|and|until)\s*$", re.IGNORECASE)
_MORE_OR_LESS = re.compile(r"^\W{0,3}(?:maximum|max\b|minimum|or more|plus\b)", re.IGNORECASE)
# "Band 6 – 22.5 hours" is one number of hours, not from 6 to 22.5.
_ANOTHER_NUMBER = re.compile(
    r"\b(?:band|grade|level|step|post|option|year|ward|no\.?)\s*$", re.IGNORECASE
)
_ALL_DAY = 24.0


def read_hours(sentences: list[str], found: Stated) -> None:
    """Weekly hours, where they are stated once; the title is the first sentence."""
    title = sentences[0]
    seen: dict[tuple[float, float], str] = {}
    for sentence in sentences:
        for pair, words in _weekly(sentence):
            seen.setdefault(pair, words)
    if not seen:
        for sentence in sentences:
            for number, words in _bare(sentence):
                seen.setdefault((number, number), words)
    in_title = _TITLE.search(title)
    if not seen and in_title and float(in_title[1]) != _ALL_DAY:
        number = float(in_title[1])
        if _BARE_LEAST <= number <= HOURS_MOST:
            seen[number, number] = title
    one_or_none("hours_week", "weekly hours", seen, found, list)


def _weekly(sentence: str) -> list[tuple[tuple[float, float], str]]:
    pairs = []
    for match in _WEEKLY.finditer(sentence):
        before = sentence[: match.start()]
        if (not match[2] and _NOT_EXACTLY.search(before)) or _MORE_OR_LESS.search(
            sentence[match.end() :]
        ):
            continue
        low = float(match[1])
        high = float(match[2] or match[1])
        if match[2] and _ANOTHER_NUMBER.search(before):
            low = high
        if match[3]:
            low, high = low + 0.5, high + 0.5
        if HOURS_LEAST <= low <= high <= HOURS_MOST:
            pairs.append(((low, high), words_around(sentence, match)))
    return pairs


def _bare(sentence: str) -> list[tuple[float, str]]:
    numbers = []
    for pattern in _BARE:
        for match in pattern.finditer(sentence):
            number = float(match[1])
            before = sentence[: match.start(1)]
            exact = not (_NOT_EXACTLY.search(before) or _TIME_OF_DAY.search(before))
            if exact and number != _ALL_DAY and _BARE_LEAST <= number <= HOURS_MOST:
                numbers.append((number, words_around(sentence, match)))
    return numbers
