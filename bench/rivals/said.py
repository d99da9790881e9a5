"""Conditions as a search engine has them: words for what is listed, numbers for what is measured.

A must becomes what it refuses outright: any of some words, or a number beyond the tolerance.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from bench.rivals.columns import hundredths, steps
from matching.catalogue import CATALOGUE, Condition, Kind, Test
from matching.comparing import slack
from matching.limits import Limit, ProfileFacts, Strength
from matching.weights import CURRENT

#: The word of a vacancy that is remote, or nobody knows where.
ANYWHERE = "place.anywhere"
_FAR = 10**9


@dataclass(frozen=True, slots=True)
class Refusal:
    """What one must leaves out: documents with any of the words, or a number in the range."""

    words: tuple[str, ...] = ()
    name: str = ""
    low: int | None = None
    high: int | None = None


def says(key: str, value) -> tuple[str, dict[str, int]]:
    """Return the words and the numbers of one known fact."""
    condition = CATALOGUE[key]
    match condition.kind:
        case Kind.NUMBER:
            return "", {key: hundredths(value)}
        case Kind.RANGE:
            return "", {f"{key}_low": hundredths(value[0]), f"{key}_high": hundredths(value[1])}
        case Kind.WINDOW:
            return "", {f"{key}_start": value.start_min, f"{key}_end": value.end_min}
        case Kind.ITEMS | Kind.HOLDS:
            return " ".join(f"{key}.{item}.{said}" for item, said in value.items()), {}
        case Kind.GRID:
            return " ".join(_cells(key, value)), {}
        case Kind.CHOICE:
            return f"{key}.{value}", {}
    return f"{key}.{value}", {key: steps(condition)[value]}


def refusals(profile: ProfileFacts) -> Iterator[Refusal]:
    """Return what a client's musts leave out; the distance is left to the area."""
    for limit in profile.limits:
        if limit.strength is Strength.MUST and limit.key != "location":
            yield from _refused(CATALOGUE[limit.key], limit)


def _refused(condition: Condition, limit: Limit) -> Iterator[Refusal]:
    key = limit.key
    near = hundredths(slack(limit, CURRENT))
    match condition.kind:
        case Kind.SCALE:
            yield _beyond(condition, key, steps(condition)[limit.usual], 0)
        case Kind.NUMBER:
            yield _beyond(condition, key, hundredths(limit.usual), near)
        case Kind.RANGE:
            yield Refusal(name=f"{key}_low", low=hundredths(limit.usual[1]) + near + 1, high=_FAR)
            yield Refusal(name=f"{key}_high", low=0, high=hundredths(limit.usual[0]) - near - 1)
        case Kind.WINDOW:
            minutes = near // 100
            yield Refusal(name=f"{key}_start", low=0, high=limit.usual.start_min - minutes - 1)
            yield Refusal(name=f"{key}_end", low=limit.usual.end_min + minutes + 1, high=_FAR)
        case _:
            words = tuple(_refused_words(condition, limit))
            if words:
                yield Refusal(words=words)


def _beyond(condition: Condition, key: str, usual: int, near: int) -> Refusal:
    if condition.at_most:
        return Refusal(name=key, low=usual + near + 1, high=_FAR)
    return Refusal(name=key, low=-_FAR, high=usual - near - 1)


def _refused_words(condition: Condition, limit: Limit) -> Iterator[str]:
    key, options = limit.key, condition.options
    match condition.kind:
        case Kind.GRID:
            cannot = (word for word in _cells(key, limit.usual) if word.endswith(".cannot"))
            yield from (word.replace(".cannot", ".needed") for word in cannot)
        case Kind.CHOICE:
            yield from (f"{key}.{option}" for option in options if option not in limit.usual)
        case Kind.HOLDS:
            had = {*limit.usual, *CURRENT.can_be_had}
            yield from (f"{key}.{option}.required" for option in options if option not in had)
        case Kind.ITEMS if condition.test is not Test.ANY:
            answer = "yes" if condition.test is Test.AVOID else "no"
            yield from (f"{key}.{item}.{answer}" for item in limit.usual)


def _cells(key: str, week) -> Iterator[str]:
    for day, parts in week.items():
        for part, cell in parts.items():
            yield f"{key}.{day}.{part}.{cell}"
