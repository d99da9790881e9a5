"""What an advert plainly asks for, required or desirable, with its words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from employers.adverts.found import Sentences, words_around

_ITEMS = {
    "professional_registration": re.compile(
        r"\b(?:NMC|HCPC|GMC|GDC|GPhC|GOC|SWE|NMC/HCPC)\b[^.]{0,30}\b(?:regist\w+|pin|licen[cs]e)\b"
        r"|\bregist(?:ered|ration)\b[^.]{0,30}\b(?:NMC|HCPC|GMC|GDC|GPhC|GOC)\b",
        re.I,
    ),
    "degree": re.compile(
        r"\b(?:degree level|honours degree"
        r"|(?:first|relevant|university|master'?s?|bachelor'?s?) degree"
        r"|degree (?:in|or equivalent|qualified))\b",
        re.I,
    ),
    "vocational_qualification": re.compile(r"\b(?:NVQ|BTEC|QCF|City (?:&|and) Guilds)\b", re.I),
    "driving_licence": re.compile(
        r"\bdriv(?:ing|er'?s?) licen[cs]e\b|\bfull(?:,? (?:clean|valid|current|uk))* licen[cs]e\b"
        r"|\bdriving is (?:essential|required|a requirement)\b|\bcar driver\b"
        r"|\bmust (?:be able to )?drive\b",
        re.I,
    ),
    "own_vehicle": re.compile(
        r"\b(?:own|access to (?:a|your own|own)) (?:car|vehicle|transport)\b|\bcar owner\b", re.I
    ),
    "dbs_check": re.compile(
        r"\bDBS\b(?! update| website| code)|\bdisclosure and barring\b"
        r"|\b(?:enhanced|CRB) (?:disclosure|check)\b",
        re.I,
    ),
    "food_hygiene": re.compile(r"\bfood hygiene\b", re.I),
    "experience": re.compile(
        r"\b(?:previous|proven|relevant|significant|prior|demonstrable|post[- ]qualification)"
        r" experience\b"
        r"|\bexperience (?:of|in|with|as|working)\b",
        re.I,
    ),
}
# Words without which no item can be meant: looking for them first makes reading much faster.
_ANY_ITEM = (
    *("regist", " pin", "licen", "degree", "nvq", "btec", "qcf", "guilds", "vehicle", "transport"),
    *("dbs", "disclosure", "crb", "hygiene", "experience", "drive", "driving", "car"),
)
_DESIRABLE = re.compile(
    r"\b(?:desirable|desired|advantage(?:ous)?|prefer(?:red|able|ably)|beneficial|ideally|bonus"
    r"|would be (?:useful|helpful|good)|useful but)\b",
    re.I,
)
_REQUIRED = re.compile(
    r"\b(?:essential|must|mandatory|require[ds]?|requirement|necessary"
    r"|need(?:s|ed)? to (?:have|hold|be)"
    r"|you(?:'ll| will) (?:need|have|hold|be)|subject to|should have|is needed)\b",
    re.I,
)
_WAIVED = re.compile(
    r"\b(?:no|not|without|don'?t need)\b[^.]{0,40}"
    r"\b(?:experience|necessary|required|essential|needed|licen[cs]e)\b"
    r"|\b(?:training|support) (?:will be|is) (?:provided|given)\b"
    r"|\bgain(?:ing)?\b[^.]{0,60}\bexperience\b|\bwill gain\b"
    r"|\bwilling(?:ness)? to (?:train|work|undertake|complete|obtain)"
    r"|\bwork(?:ing)? towards\b|\bor want to\b"
    r"|\bopportunit(?:y|ies)\b|\bwe have\b|\bour\b[^.]{0,30}\bexperience\b",
    re.I,
)


# Said of some posts, or of this one only in some case.
_ONLY_IF = re.compile(
    r"\bif (?:this|the|your (?:post|role|job)|you have|you don|required)\b"
    r"|\bwhere (?:this|the|a|it|required|applicable)\b"
    r"|\bposts? (?:which|that|where) (?:require|involve)|\bfor (?:all|any|some) (?:posts|roles)\b"
    r"|\bmay be (?:subject|required to (?:have|hold|undergo|undertake))\b"
    r"|\bnot all\b|\bsome (?:posts|roles)\b|\bdepending on\b",
    re.I,
)
_HEADING_LENGTH_MAX = 80


def requirements_in(sentences: list[str]) -> tuple[dict[str, str], str]:
    """Each item asked for with `required` or `desirable`, and the words of all of them.

    A sentence that names an item and says neither is left alone: it may be anything. Items of a
    list, which begin with a bullet, are what the heading above them says.
    """
    answers: dict[str, str] = {}
    words: list[str] = []
    title = ""
    hinted = set(Sentences(sentences).having(_ANY_ITEM))
    for at, marked in enumerate(sentences):
        sentence = marked.strip(" •\t")
        listed = marked.startswith("•")
        title = title if listed else sentence
        if at not in hinted or _says_nothing_plain(sentence):
            continue
        said = _strength(sentence)
        strength = said or (_heading(title) if listed else None)
        above = "" if said else f"{title.rstrip(':')}: "
        for item, match in _items(sentence) if strength else ():
            if answers.get(item) != "required":
                answers[item] = str(strength)
                words.append(above + words_around(sentence, match))
    return answers, " … ".join(dict.fromkeys(words))


def _items(sentence: str) -> Iterator[tuple[str, re.Match[str]]]:
    for item, pattern in _ITEMS.items():
        if match := pattern.search(sentence):
            yield item, match


def _says_nothing_plain(sentence: str) -> bool:
    """Waived, of some posts only, or both essential and desirable: nobody can tell which."""
    both = _DESIRABLE.search(sentence) and re.search(r"\bessential\b", sentence, re.I)
    return bool(both or _WAIVED.search(sentence) or _ONLY_IF.search(sentence))


def _heading(sentence: str) -> str | None:
    """What a heading says of the list below it."""
    if len(sentence) > _HEADING_LENGTH_MAX or sentence.endswith("."):
        return None
    return None if _says_nothing_plain(sentence) else _strength(sentence)


def _strength(sentence: str) -> str | None:
    if _DESIRABLE.search(sentence):
        return "desirable"
    return "required" if _REQUIRED.search(sentence) else None
