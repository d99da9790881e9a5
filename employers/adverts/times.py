"""When the work is done: from when to when, on which days, and how long a shift is."""

from __future__ import annotations

import re

from employers.adverts.found import Stated, one_or_none, words_around

_TIME = r"(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm|noon|a\.m\.?|p\.m\.?)?"
_WINDOW = re.compile(
    r"\b(?:mon(?:day)?s?)\s*(?:-|–|to|through to)\s*(fri|sat|sun|thu(?:rs)?)(?:day)?s?[\s,:(–-]*"
    rf"(?:from\s*|between\s*)?{_TIME}\s*(?:-|–|to|until|and)\s*{_TIME}"
    r"(?!\s*(?:days|hours per|per))",
    re.IGNORECASE,
)
# The service's times, a course's, or another site's: not those of the work.
_NOT_THE_WORK = re.compile(
    r"\bopen(?:ing|s)?\b|\b(?:service|surgery|clinic|practice|hub|unit|department) hours\b"
    r"|\boperat\w+\b|\bclinics?\b|\bsessions?\b|\btraining\b|\bclassroom\b|\binduction\b"
    r"|\boutside (?:of )?\b|\bsite visits?\b|\bservices?\b|\bcall us\b|\bring\b"
    r"|\blasting\b|\bcontact\b|\btelephone\b|\bpay rates?\b|£",
    re.IGNORECASE,
)
# There are other times as well, so that these are not the earliest and the latest.
_OTHER_TIMES_TOO = re.compile(
    r"\balthough\b|\b(?:may|might|will|could) be (?:asked|required|expected)\b|\bunsocial\b"
    r"|\bweekends?\b|\bsaturdays?\b|\bsundays?\b|\brota\b|\bflexib\w+ when\b|\bon[- ]call\b"
    r"|\bsat\b|\bsun\b|\bnights?\b|\bplus\b|\band (?:some|occasional)\b"
    r"|\d\s*(?:am|pm)?\s*(?:-|–|to)\s*\d{1,2}(?:[.:]\d\d|\s*[ap]m)",
    re.IGNORECASE,
)
_NO_WEEKENDS = re.compile(
    r"\b(?:no|excluding|not including|without)\b[^.]{0,15}\b(?:weekends?|nights?)\b[^.]{0,30}",
    re.IGNORECASE,
)
_SHIFT = re.compile(
    r"(?<![\d.])(\d{1,2}(?:\.\d{1,2})?)\s*[- ]?\s*(?:hours?|hrs?)\s*(?:long |day |night )?"
    r"(?:days? )?shifts?\b"
    r"|\b(?:standard|each|the) shifts? (?:is|are) (\d{1,2}(?:\.\d{1,2})?)\s*(?:hours?|hrs?)\b",
    re.IGNORECASE,
)
SHIFT_LEAST, SHIFT_MOST = 3.0, 16.0
_CHANGING = re.compile(r"\b(?:in the future|will change|other shift|options?)\b", re.IGNORECASE)

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
PARTS = ("morning", "afternoon", "evening", "night")
# Where a part of the day begins, in minutes, and how much of it must be worked to need it.
_PART_STARTS_MIN = {"morning": 360, "afternoon": 720, "evening": 1080, "night": 1380}
_PART_LEAST_MIN = 60
_DAY_MIN = 1440
_BREAKS_H = 5.0
_NIGHTS = re.compile(r"\bnights?\b", re.IGNORECASE)
_WEEKENDS = re.compile(
    r"\bweekends?\b|\bsaturdays? and sundays?\b|\bseven days\b|\b7[- ]days?\b|24/7"
    r"|\bmon(?:day)?\s*(?:-|–|to)\s*sun(?:day)?\b",
    re.IGNORECASE,
)
_ALL_ROUND = re.compile(
    r"\bdays?,? (?:and|/|&)? ?nights?\b|\bearl(?:y|ies)\b|\blong days?\b|\brotat\w+"
    r"|\bvari(?:able|ety of) shifts?\b|\brange of shifts?\b|\bfull shift"
    r"|\b24[- ]?h(?:ou)?rs? (?:shift|rota)|\bdays?(?:time)?, ",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"\b(?:you(?:'ll| will)?|post ?holder|candidate|applicant|role|position|posts?|required|must"
    r"|expected|essential|hours|working)\b",
    re.IGNORECASE,
)
_ONLY_SOME = re.compile(
    r"\b(?:no|not|without|option\w*|choose|choice|available|availability|may|some|occasional\w*"
    r"|our (?:service|patients|ward)|offer you|pay|rates?|enhanc\w+|if you|suit|either)\b|£|\?",
    re.IGNORECASE,
)


def read_times(sentences: list[str], found: Stated) -> None:
    """Earliest start and latest finish; and the days too where the hours fill them."""
    seen: dict[tuple[str, str], str] = {}
    for sentence in sentences:
        match = _WINDOW.search(sentence)
        if match is None or _NOT_THE_WORK.search(sentence):
            continue
        besides = sentence[: match.start()] + sentence[match.end() :]
        if _OTHER_TIMES_TOO.search(_NO_WEEKENDS.sub("", besides)):
            continue
        if not any(match[each] for each in (3, 4, 6, 7)):
            continue
        start = _clock(match[2], match[3], match[4])
        finish = _clock(match[5], match[6], match[7], later=True)
        overnight = bool(start and finish and start >= "18:00" and finish <= "10:00")
        if start and finish and (start < finish or overnight):
            seen.setdefault((start, finish), words_around(sentence, match))
    one_or_none("time_window", "working times", seen, found, list)
    window = found.conditions.get("time_window")
    if window and re.search(r"\bmon\w*\s*(?:-|–|to)\s*fri", window["words"], re.IGNORECASE):
        _read_weekdays(window, found)


def _read_weekdays(window: dict[str, object], found: Stated) -> None:
    """Monday to Friday is needed throughout only where five such days make the weekly hours."""
    hours = found.conditions.get("hours_week")
    start, finish = map(_minutes, window["value"])  # type: ignore[call-overload]
    length = (finish - start) % _DAY_MIN
    if hours is None or hours["value"][0] != hours["value"][1]:
        return
    if not 0 <= 5 * length / 60 - hours["value"][0] <= _BREAKS_H:
        return
    parts = {part: "needed" for part in PARTS if _overlap(part, start, length) >= _PART_LEAST_MIN}
    found.put("week_pattern", dict.fromkeys(DAYS[:5], parts), str(window["words"]))


def _overlap(part: str, start: int, length: int) -> int:
    """How many minutes of a part of the day are worked, over midnight too."""
    begins = _PART_STARTS_MIN[part]
    order = [*_PART_STARTS_MIN.values(), _PART_STARTS_MIN["morning"] + _DAY_MIN]
    ends = order[order.index(begins) + 1]
    return sum(
        max(0, min(ends + shift, start + length) - max(begins + shift, start))
        for shift in (-_DAY_MIN, 0, _DAY_MIN)
    )


def read_shifts(sentences: list[str], found: Stated) -> None:
    """The longest shift; and every day and time, where a rota plainly asks for all of them."""
    lengths = {
        length: words_around(sentence, match)
        for sentence in sentences
        if not _CHANGING.search(sentence)
        for match in _SHIFT.finditer(sentence)
        if SHIFT_LEAST <= (length := float(match[1] or match[2])) <= SHIFT_MOST
    }
    if lengths:
        longest = max(lengths)
        found.put("shift_max_h", longest, lengths[longest])
    all_round = next(filter(_asks_for_all_shifts, sentences[1:]), None)
    if all_round and "week_pattern" not in found.conditions:
        week = {day: dict.fromkeys(PARTS, "needed") for day in DAYS}
        nights = _NIGHTS.search(all_round)
        words = words_around(all_round, nights) if nights else all_round
        found.put("week_pattern", week, words)


def _asks_for_all_shifts(sentence: str) -> bool:
    needed = (_NIGHTS, _WEEKENDS, _ALL_ROUND, _ASKED)
    return all(each.search(sentence) for each in needed) and not _ONLY_SOME.search(sentence)


def _clock(hour: str, minute: str | None, half: str | None, *, later: bool = False) -> str | None:
    """A time of day; without am or pm a finish up to seven is meant in the evening."""
    number, past = int(hour), int(minute or 0)
    word = (half or "").lower().replace(".", "")
    written_in_full = len(hour) == 2 and minute is not None  # 06:00 is the morning; 6 is not
    if (word == "pm" and number < 12) or (
        not word and later and number <= 7 and not written_in_full
    ):
        number += 12
    if word == "am" and number == 12:
        number = 0
    return f"{number:02}:{past:02}" if number <= 23 and past <= 59 else None


def _minutes(time: str) -> int:
    return int(time[:2]) * 60 + int(time[3:])
