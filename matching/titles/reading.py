"""From the text of an advert's title to plain words: one spelling, no contract talk.

A title is read as segments, because what follows a dash, a bracket or "for" says where or for
whom, and what stands beside a slash or "and" may be a second job.
"""

import html
import re
import unicodedata

from matching.titles.compounds import compounds
from matching.titles.lexicon import lexicon
from matching.titles.spelling import singular

#: Longer than any honest title; what lies beyond is not read.
MOST_CHARACTERS = 300

_BREAK = re.compile(
    r"\s[-\u2010-\u2015]+\s*|\s*[-\u2010-\u2015]+\s|[|:;,()\[\]{}*\u2022\u00b7!?]|\.\s|\s@\s|\bat\b"
)
_BESIDE = re.compile(r"\s*(?:/|\\|\+|&|\band\b|\bor\b|\bcum\b)\s*")
_OF = re.compile(r"\s(?:of|for|in|with|within|to|on|from|by)\s(?:the\s)?")
_WORD = re.compile(r"[a-z0-9]+(?:\+\+|#)?")
_POSSESSIVE = re.compile(r"['\u2019\u02bc`]s?\b")
#: Pay, hours, bands and dates: an amount with whatever is glued to it.
_AMOUNT = re.compile(
    r"(?:\u00a3|\$|\u20ac)\s?[\d.,]+\s?k?(?:\s?(?:-|to)\s?(?:\u00a3|\$|\u20ac)?\s?[\d.,]+\s?k?)?"
    r"|\b\d+(?:\.\d+)?\s?(?:-|to)\s?\d+(?:\.\d+)?\b"
    r"|\b\d+(?:\.\d+)?\s?(?:hours?|hrs?|hpw|h|k|p|wte|fte|months?|mths?|weeks?|days?|years?|pa|pw|ph|%)\b"
    r"|\bbands?\s?\d[a-d]?(?:\s?[-/&]\s?\d[a-d]?)?\b|\b(?:grade|level|step|tier|scale|phase)\s?(?:\d+[a-z]?|[a-h])\b"
)
_KEPT_NUMBERS = frozenset({"2d", "3d", "c1", "d1", "1", "2", "4", "360"})


def plain(title: str) -> str:
    """Return the title in lower case without accents, entities, amounts and possessives."""
    text = title[:MOST_CHARACTERS]
    if "&" in text:
        text = html.unescape(html.unescape(text))
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text)
        text = "".join(letter for letter in text if not unicodedata.combining(letter))
    text = text.lower()
    if not text.replace(" ", "").isalnum():
        text = _POSSESSIVE.sub("", text)
    if any(map(str.isdigit, text)):
        text = _AMOUNT.sub(" ", text)
    return text


def segments(text: str) -> list[str]:
    """Return the stretches of a plain title between dashes, brackets, commas and "at"."""
    return [part for part in _BREAK.split(text) if part and not part.isspace()]


def beside(segment: str) -> list[str]:
    """Return what stands on either side of a slash, "and" or "or" in one segment."""
    return [part for part in _BESIDE.split(segment) if part]


def head_last(segment: str) -> str:
    """Return the segment with the job at the end: "teacher of maths" reads "maths teacher"."""
    head, *rest = _OF.split(segment)
    return " ".join([*reversed(rest), head]) if rest else segment


def words_of(segment: str) -> tuple[str, ...]:
    """Return the words of one segment in their usual spelling, contract talk and figures gone."""
    return _together(_spelled(tuple(map(singular, _WORD.findall(segment)))))


def _together(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words joined or parted as our wordings write them."""
    known = compounds()
    read: list[str] = []
    for word in words:
        if read and (whole := known.joined(read[-1], word)):
            read[-1] = whole
        elif word in known.parted:
            read.extend(known.parted[word])
        else:
            read.append(word)
    return tuple(read)


def _spelled(raw: tuple[str, ...]) -> tuple[str, ...]:
    rules = lexicon().rules
    if rules.keys().isdisjoint(raw) and "".join(raw).isalpha():
        return raw
    words: list[str] = []
    at = 0
    while at < len(raw):
        word = raw[at]
        step = 1
        for phrase, meant in rules.get(word, ()):
            if raw[at : at + len(phrase)] == phrase:
                words.extend(meant)
                step = len(phrase)
                break
        else:
            if word.isalpha() or word in _KEPT_NUMBERS or word[-1] in "+#":
                words.append(word)
        at += step
    return tuple(words)
