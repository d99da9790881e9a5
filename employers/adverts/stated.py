"""What an advert plainly states of the working conditions, with the words it was read from.

Precision before recall: what is not plainly said stays unknown and becomes a question; where an
advert says two different things, neither is taken and a note says so.
"""

from __future__ import annotations

import re
from datetime import date

from employers.adverts.found import Stated, one_or_none
from employers.adverts.pay import read_pay
from employers.adverts.requirements import requirements_in

HOURS_LEAST, HOURS_MOST = 1.0, 60.0


def stated_in(title: str, text: str, pay_text: str, as_of: date | None) -> Stated:
    """Everything plainly stated in an advert's title, text and pay."""
    found = Stated(as_of)
    sentences = [title, *_sentences(text)]
    for hint, read in _READERS:
        hinted = [title, *(each for each in sentences[1:] if hint.search(each))]
        read(hinted, found)
    read_pay(pay_text, sentences, found)
    answers, words = requirements_in(sentences)
    if answers:
        found.put("requirements", answers, words)
    return found


def _sentences(text: str) -> list[str]:
    parts = re.split(r"\n+|(?<=[.!?;])\s+(?=[A-Z•£0-9])", text)
    return [part.strip(" •\t") for part in parts if part.strip(" •\t")]


_NUMBER = r"(\d{1,2}(?:\.\d{1,2})?)"
_TO = r"\s*(?:-|–|to)\s*"
_HOURS = re.compile(
    rf"(?<![\d.,£/]){_NUMBER}(?:{_TO}{_NUMBER})?\s*(?:hours?|hrs?)\.?"
    r"(?:\s*,)?\s*(?:per|a|each|/|p\.?)\s*/?\s*(?:week|wk|w)\b",
    re.IGNORECASE,
)
_TITLE_HOURS = re.compile(rf"(?<![\d.,£/]){_NUMBER}\s*(?:hours|hrs)\b(?!\s*(?:a|per)\s*day)", re.I)
_NOT_EXACTLY = re.compile(
    r"(?:up to|at least|minimum(?: of)?|maximum(?: of)?|min|max|over|within|every)\s*$", re.I
)


def _hours(sentences: list[str], found: Stated) -> None:
    seen: dict[tuple[float, float], str] = {}
    for sentence in sentences:
        for match in _HOURS.finditer(sentence):
            if _NOT_EXACTLY.search(sentence[: match.start()]):
                continue
            low = float(match[1])
            high = float(match[2] or match[1])
            if HOURS_LEAST <= low <= high <= HOURS_MOST:
                seen.setdefault((low, high), sentence)
    title = _TITLE_HOURS.search(sentences[0])
    if not seen and title and float(title[1]) != 24 and 4 <= float(title[1]) <= HOURS_MOST:
        seen[(float(title[1]), float(title[1]))] = sentences[0]
    one_or_none("hours_week", "weekly hours", seen, found, list)


_CONTRACTS = (
    ("zero_hours", re.compile(r"\bzero[- ]hours?\b(?: contract)?|^\W*bank\b", re.I)),
    ("apprenticeship", re.compile(r"^[^.]{0,60}\bapprentice(?:ship)?\b", re.I)),
    ("seasonal", re.compile(r"\bseasonal (?:contract|role|position|post|work)\b", re.I)),
    (
        "fixed",
        re.compile(
            r"\bfixed[- ]term\b|\bmaternity cover\b|\b(?:temporary|secondment) "
            r"(?:contract|post|position|role|basis|until|for)\b"
            r"|\bcontract\b[^.]{0,12}\b\d+ months\b",
            re.I,
        ),
    ),
    (
        "permanent",
        re.compile(
            r"\bpermanent(?:,? (?:full|part)[- ]time)?,? "
            r"(?:contract|post|position|role|basis|job)\b"
            r"|\b(?:contract|post|position|type)\W{1,3}permanent\b",
            re.I,
        ),
    ),
)
_ABOUT_OTHERS = re.compile(r"\b(?:or|and/or|other|all our|opportunities)\b", re.I)


def _contract(sentences: list[str], found: Stated) -> None:
    seen: dict[str, str] = {}
    for kind, pattern in _CONTRACTS:
        places = sentences[:1] if kind in ("zero_hours", "apprenticeship") else sentences
        for sentence in places:
            match = pattern.search(sentence)
            if match and not _ABOUT_OTHERS.search(_around(sentence, match)):
                seen.setdefault(kind, sentence)
                break
    one_or_none("contract", "kinds of contract", seen, found, str)
    fact = found.conditions.get("contract")
    if fact and fact["value"] == "zero_hours" and "zero" not in sentences[0].lower():
        # Bank work seldom guarantees hours, but the advert does not say so.
        fact["source"] = "inferred"


def _around(sentence: str, match: re.Match[str], letters: int = 25) -> str:
    """A match with a few words on either side."""
    return sentence[max(0, match.start() - letters) : match.end() + letters]


_FLEXIBLE = {
    "part_time": re.compile(r"\bpart[- ]time\b", re.I),
    "job_share": re.compile(r"\bjob[- ]?shar(?:e|ing)\b", re.I),
    "flexitime": re.compile(r"\bflexi-?time\b|\bflexible working hours\b", re.I),
    "compressed": re.compile(r"\bcompressed hours\b", re.I),
    "annualised": re.compile(r"\bannuali[sz]ed hours\b", re.I),
    "term_time": re.compile(r"\bterm[- ]time(?: only)?\b", re.I),
    "self_roster": re.compile(r"\bself[- ]roster(?:ing)?\b", re.I),
}
_DENIED = re.compile(r"\b(?:not|no|un(?:able|available)|cannot|isn't|sorry)\b", re.I)


def _flexible(sentences: list[str], found: Stated) -> None:
    answers, words = {}, []
    for item, pattern in _FLEXIBLE.items():
        for sentence in sentences:
            if pattern.search(sentence) and not _DENIED.search(sentence):
                answers[item] = "yes"
                words.append(sentence)
                break
    if answers:
        found.put("flex_types", answers, " … ".join(dict.fromkeys(words)))


_REMOTE = re.compile(
    r"\b(?:fully|100%|entirely) (?:remote|home[- ]based|from home)\b"
    r"|\bthis (?:is a |role is |post is |position is )(?:home[- ]based|remote)\b"
    r"|^[^.]{0,50}\bhome[- ]based\b",
    re.I,
)
_HYBRID = re.compile(r"\bhybrid (?:working|role|work|basis|model)\b", re.I)


def _work_mode(sentences: list[str], found: Stated) -> None:
    seen: dict[str, str] = {}
    for sentence in sentences:
        if _DENIED.search(sentence):
            continue
        if _REMOTE.search(sentence):
            seen.setdefault("remote", sentence)
        if _HYBRID.search(sentence):
            seen.setdefault("hybrid", sentence)
    one_or_none("work_mode", "places of work", seen, found, str)


_TIME = r"(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm|noon)?"
_WINDOW = re.compile(
    r"\b(?:mon(?:day)?s?)\s*(?:-|–|to)\s*(?:fri|sat|sun|thu(?:rs)?)(?:day)?s?[\s,:(]*"
    rf"(?:from\s*|between\s*)?{_TIME}\s*(?:-|–|to|until|and)\s*{_TIME}",
    re.I,
)
_OPENING = re.compile(
    r"\bopen(?:ing|s)?\b|\bservice (?:is|runs|operates)\b|\bsurgery hours\b", re.I
)


def _time_window(sentences: list[str], found: Stated) -> None:
    seen: dict[tuple[str, str], str] = {}
    for sentence in sentences:
        match = _WINDOW.search(sentence)
        if match is None or _OPENING.search(sentence):
            continue
        start = _clock(match[1], match[2], match[3])
        finish = _clock(match[4], match[5], match[6], later=True)
        if start and finish and start < finish and (match[3] or match[6] or match[2]):
            seen.setdefault((start, finish), sentence)
    one_or_none("time_window", "working times", seen, found, list)


def _clock(hour: str, minute: str | None, half: str | None, *, later: bool = False) -> str | None:
    """A time of day; without am or pm a finish up to seven is meant in the evening."""
    number, past = int(hour), int(minute or 0)
    word = (half or "").lower()
    if (word == "pm" and number < 12) or (not word and later and number <= 7):
        number += 12
    if word == "am" and number == 12:
        number = 0
    return f"{number:02}:{past:02}" if number <= 23 and past <= 59 else None


# Each reader looks only at sentences with a word it cannot do without.
_READERS = (
    (re.compile(r"\d\s*(?:hours?|hrs?)", re.I), _hours),
    (
        re.compile(r"fixed|matern|temporar|secondment|month|permanent|seasonal", re.I),
        _contract,
    ),
    (re.compile(r"time|shar|flex|compress|annuali|roster", re.I), _flexible),
    (re.compile(r"remote|home|hybrid", re.I), _work_mode),
    (re.compile(r"\bmon", re.I), _time_window),
)
