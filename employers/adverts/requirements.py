"""What an advert plainly asks for, required or desirable, with its words."""

from __future__ import annotations

import re

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
    "driving_licence": re.compile(r"\bdriv(?:ing|er'?s?) licen[cs]e\b", re.I),
    "own_vehicle": re.compile(
        r"\b(?:own|access to (?:a|your own|own)) (?:car|vehicle|transport)\b|\bcar owner\b", re.I
    ),
    "dbs_check": re.compile(
        r"\bDBS\b(?! update)|\bdisclosure and barring\b|\b(?:enhanced|CRB) (?:disclosure|check)\b",
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
# A word without which no item can be meant: looking for it first makes reading six times faster.
_ANY_ITEM = re.compile(
    r"regist|pin\b|licen|degree|NVQ|BTEC|QCF|guilds|\bcar\b|vehicle|transport|DBS|disclosure|CRB"
    r"|hygiene|experience",
    re.I,
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
    r"|\b(?:training|support) (?:will be|is) (?:provided|given)\b|\bwill gain\b|\bgain experience\b"
    r"|\bopportunit(?:y|ies)\b|\bwe have\b|\bour\b[^.]{0,30}\bexperience\b",
    re.I,
)


def requirements_in(sentences: list[str]) -> tuple[dict[str, str], str]:
    """Each item asked for with `required` or `desirable`, and the words of all of them.

    A sentence that names an item and says neither is left alone: it may be anything.
    """
    answers: dict[str, str] = {}
    words: list[str] = []
    for sentence in sentences:
        if not _ANY_ITEM.search(sentence):
            continue
        strength = _strength(sentence)
        if strength is None:
            continue
        for item, pattern in _ITEMS.items():
            if pattern.search(sentence) and answers.get(item) != "required":
                answers[item] = strength
                words.append(sentence)
    return answers, " … ".join(each[:110] for each in dict.fromkeys(words))


def _strength(sentence: str) -> str | None:
    if _WAIVED.search(sentence):
        return None
    if _DESIRABLE.search(sentence):
        # "… is essential and … desirable" says both; nobody can tell which is which.
        return None if re.search(r"\bessential\b", sentence, re.I) else "desirable"
    return "required" if _REQUIRED.search(sentence) else None
