"""Which kind of contract an advert states."""

from __future__ import annotations

import re

from employers.adverts.found import Stated, one_or_none, words_around

_POST = r"(?:contract|post|position|role|job|vacancy)\b"
_CONTRACTS = (
    ("zero_hours", re.compile(r"\bzero[- ]hours?\b(?: contract)?|^\W*bank\b", re.IGNORECASE)),
    ("apprenticeship", re.compile(r"^[^.]{0,60}\bapprentice(?:ship)?\b", re.IGNORECASE)),
    (
        "seasonal",
        re.compile(r"\bseasonal (?:contract|role|position|post|work)\b", re.IGNORECASE),
    ),
    (
        "fixed",
        re.compile(
            r"\bfixed[- ]term\b|\bmaternity cover\b|\b(?:temporary|secondment) "
            r"(?:contract|post|position|role|basis|until|for)\b"
            r"|\bcontract\b[^.]{0,12}\b\d+ months\b",
            re.IGNORECASE,
        ),
    ),
    (
        "permanent",
        re.compile(
            rf"\bpermanent(?:,? (?:full|part)[- ]time)?,? (?:basis|{_POST})"
            rf"|\b(?:this|a|an|1) (?:[\w-]+,? ){{0,3}}permanent(?:,? [\w-]+){{1,4}} {_POST}"
            r"|\b(?:contract|post|position|type|duration)(?: is)?\W{1,3}permanent\b"
            r"|(?:^|[-–|,:(/]\s?|hours per week,? )permanent\s*(?:$|[-–|,:)/])",
            re.IGNORECASE,
        ),
    ),
)
# Of some contract, but not of the one this advert is about.
_ABOUT_OTHERS = re.compile(
    r"\b(?:or|and/or|other|all our|opportunities|could|(?-i:may)|might|recently|refer a friend"
    r"|appointed into|training appointment|relief|bank and|and bank|permanent,? (?:and|secondment)"
    r"|permanent/fixed)\b",
    re.IGNORECASE,
)
# What a fixed term may one day turn into.
_ONE_DAY = re.compile(
    r"\b(?:possib\w+|potential\w*|going|becoming|become|made|with a view)\b", re.IGNORECASE
)
_EITHER_TIME = re.compile(
    r"\b(?:full|part)[- ]?time\s*(?:or|and|/|&)\s*(?:full|part)[- ]?time\b", re.IGNORECASE
)
_ONLY_IN_TITLE = ("zero_hours", "apprenticeship")
_LETTERS_AROUND = 25


def read_contract(sentences: list[str], found: Stated) -> None:
    """The kind of contract, where one kind is stated; the title is the first sentence."""
    seen: dict[str, str] = {}
    for kind, pattern in _CONTRACTS:
        places = sentences[:1] if kind in _ONLY_IN_TITLE else sentences
        for sentence in places:
            plain = _EITHER_TIME.sub("full time", sentence)
            match = pattern.search(plain)
            if match is None or _ABOUT_OTHERS.search(_around(plain, match)):
                continue
            if kind == "permanent" and _ONE_DAY.search(_around(plain, match)):
                continue
            seen.setdefault(kind, words_around(sentence, pattern.search(sentence) or match))
            break
    one_or_none("contract", "kinds of contract", seen, found, str)
    fact = found.conditions.get("contract")
    if fact and fact["value"] == "zero_hours" and "zero" not in sentences[0].lower():
        # Bank work seldom guarantees hours, but the advert does not say so.
        fact["source"] = "inferred"


def _around(sentence: str, match: re.Match[str]) -> str:
    """A match with a few words on either side."""
    start = max(0, match.start() - _LETTERS_AROUND)
    return sentence[start : match.end() + _LETTERS_AROUND]
