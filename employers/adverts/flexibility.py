"""Which kinds of flexible working an advert offers."""

from __future__ import annotations

import re

from employers.adverts.found import Stated, words_around

_FLEXIBLE = {
    "part_time": re.compile(r"\bpart[- ]?time\b", re.IGNORECASE),
    "job_share": re.compile(r"\bjob[- ]?shar(?:e|ing)\b", re.IGNORECASE),
    "flexitime": re.compile(r"\bflexi-?time\b|\bflexible working hours\b", re.IGNORECASE),
    "compressed": re.compile(r"\bcompressed hours\b", re.IGNORECASE),
    "annualised": re.compile(r"\bannuali[sz]ed hours\b", re.IGNORECASE),
    "term_time": re.compile(
        r"(?<!short[- ])(?<!long[- ])(?<!mid[- ])\bterm[- ]time\b(?! limited)", re.IGNORECASE
    ),
    "self_roster": re.compile(r"\bself[- ]roster(?:ing)?\b", re.IGNORECASE),
}
_DENIED = re.compile(r"\b(?:not|no|un(?:able|available)|cannot|isn't|sorry)\b", re.IGNORECASE)
# Rules for whoever is part time already, part-time studies, and other people.
_NOT_OFFERED = re.compile(
    r"pro[- ]?rata,? (?:\w+ ){0,2}(?:if|for|where) part|\bif part[- ]?time\b|\(pro[- ]?rata if"
    r"|\bpart[- ]?time (?:staff(?! nurse)|employees|workers|colleagues|study|studies|course|degree"
    r"|msc|student|basis over)\b|\b(?:student|study|studying|degree)\b[^.]{0,30}"
    r"\bpart[- ]?time\b|\bwhether (?:full|part)\b",
    re.IGNORECASE,
)
_CONSIDERED = re.compile(
    r"\b(?:consider\w*|welcome\w*|available|possib\w+|offered?|negotiable|accept\w*|open to"
    r"|opportunity (?:to|for) (?:work )?part)\b",
    re.IGNORECASE,
)
_FULL_TIME_LEAST = 30


def read_flexibility(sentences: list[str], found: Stated) -> None:
    """What is offered; full hours that could also be part time might change."""
    offers = {item: _offer(item, pattern, sentences) for item, pattern in _FLEXIBLE.items()}
    words = {item: sentence for item, sentence in offers.items() if sentence}
    if words:
        answers = dict.fromkeys(words, "yes")
        found.put("flex_types", answers, " … ".join(dict.fromkeys(words.values())))
    hours = found.conditions.get("hours_week")
    fewer = [words[item] for item in ("part_time", "job_share") if item in words]
    considered = next((each for each in fewer if _CONSIDERED.search(each)), None)
    if considered and hours and hours["value"][0] >= _FULL_TIME_LEAST:
        hours["negotiable"] = "maybe"
        if considered != hours["words"]:
            found.add_words("hours_week", considered)


def _offer(item: str, pattern: re.Pattern[str], sentences: list[str]) -> str | None:
    """The first sentence that offers this."""
    for sentence in sentences:
        match = pattern.search(sentence)
        if match is None or _DENIED.search(sentence):
            continue
        if not (item == "part_time" and _NOT_OFFERED.search(sentence)):
            return words_around(sentence, match)
    return None
