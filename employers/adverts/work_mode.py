"""Whether an advert plainly says that the work is done from home, or partly."""

from __future__ import annotations

import re

from employers.adverts.found import Stated, one_or_none, words_around

_AT_HOME = r"(?:home[- ]based|home[- ]working|remote(?:ly)?|(?:work(?:ing)? )?from home)"
_REMOTE = re.compile(
    rf"\b(?:fully|100%|entirely|completely) {_AT_HOME}\b"
    rf"|\bthis (?:is a |role is |post is |position is |job is ){_AT_HOME}\b"
    rf"|^(?:location|place of work|base)\W{{1,3}}(?:remote\W{{1,3}})?{_AT_HOME}\W*$"
    r"|^(?:remote|home[- ]based|work(?:ing)? from home)\W*$",
    re.IGNORECASE,
)
_REMOTE_TITLE = re.compile(
    r"\bremote work(?:ing|er)?\b|\bwork(?:ing)? from home\b|\bhome ?working\b"
    r"|[-–(|]\s*(?:remote|home[- ]based)\s*(?:$|[-–)|])",
    re.IGNORECASE,
)
_HYBRID = re.compile(
    r"\bhybrid (?:working|role|basis|model of work)\b|\bpart home[- ]based\b"
    r"|\b(?:combin\w+|mix|mixture|blend|split)\b[^.]{0,25}\b(?:office|on-?site|site)\b[^.]{0,20}"
    r"\bhome\b"
    r"|\b(?:combin\w+|mix|mixture|blend|split)\b[^.]{0,25}\bhome\b[^.]{0,25}"
    r"\b(?:office|on-?site|site)\b",
    re.IGNORECASE,
)
# Only for the time being, only sometimes, or not of this job's place of work.
_NOT_PLAIN = re.compile(
    r"\b(?:not|no|un(?:able|available)|cannot|isn't|covid\S*|pandemic|current\w*|initial\w*"
    r"|tempor\w+|at (?:the )?present|for now|until|at the moment|likely|predominant\w*|mainly"
    r"|some|element|option\w*|opportunit\w+|may|might|could|care|nursing home|treatment|support)\b",
    re.IGNORECASE,
)


def read_work_mode(sentences: list[str], found: Stated) -> None:
    """Remote or hybrid, where it is said of this job and not for the time being."""
    title = sentences[0]
    seen: dict[str, str] = {}
    if _REMOTE_TITLE.search(title):
        seen["remote"] = title
    for sentence in sentences[1:]:
        if _NOT_PLAIN.search(sentence):
            continue
        if match := _HYBRID.search(sentence):
            seen.setdefault("hybrid", words_around(sentence, match))
        elif match := _REMOTE.search(sentence):
            seen.setdefault("remote", words_around(sentence, match))
    one_or_none("work_mode", "places of work", seen, found, str)
