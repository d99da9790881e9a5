"""A profile as it is read on a page: its limits by group, and what nobody has asked yet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from clients.rules.first_meeting import Tick
from clients.rules.profile import Profile
from clients.rules.words import STRENGTH_WORDS, value_words
from matching.catalogue import CATALOGUE, GROUPS, Condition, Kind
from matching.limits import Limit, Strength
from matching.wording import needs


@dataclass(frozen=True, slots=True)
class LimitLine:
    """One limit in words; `bad_day` is None where it was not talked about or does not exist."""

    name: str
    question: str
    usual: str
    answer: str
    bad_day: str | None
    asks_bad_day: bool
    strength: str
    is_must: bool


@dataclass(frozen=True, slots=True)
class GroupReading:
    """One group of a profile: its limits, and the names of conditions not asked about yet."""

    name: str
    lines: tuple[LimitLine, ...]
    not_asked: tuple[str, ...]


#: Said among the wants and what somebody has, so not again among the limits.
_ELSEWHERE = ("pay_hourly", "requirements")


def by_group(profile: Profile, *, for_client: bool = False) -> tuple[GroupReading, ...]:
    """The limits of a profile by group; `for_client` leaves out what is for staff only."""
    return tuple(
        _group(group.value, [each for each in conditions if _is_shown(each, for_client)], profile)
        for group, conditions in GROUPS.items()
    )


def line_of(profile: Profile, key: str) -> LimitLine | None:
    """One limit in words; None when it is not asked yet."""
    limit = profile.limits.get(key)
    return None if limit is None else _line(CATALOGUE[key], limit)


def tick_words(ticks: Iterable[Tick], profile: Profile) -> dict[str, str]:
    """What each tick asks for: the limit there already is, or else the one it would set."""
    return {tick.name: needs(profile.limits.get(tick.limit.key, tick.limit)) for tick in ticks}


def wants_in_brief(profile: Profile) -> str:
    """What somebody wants, in one line of a list."""
    if profile.interests:
        return ", ".join(profile.interests[:3])
    return "not sure yet" if profile.not_sure_yet else ""


def count_of_musts(profile: Profile) -> int:
    """How many limits are musts."""
    return sum(limit.strength is Strength.MUST for limit in profile.limits.values())


def _is_shown(condition: Condition, for_client: bool) -> bool:  # noqa: FBT001 - see by_group
    return condition.key not in _ELSEWHERE and not (for_client and condition.staff_only)


def _group(name: str, conditions: Iterable[Condition], profile: Profile) -> GroupReading:
    lines, not_asked = [], []
    for condition in conditions:
        limit = profile.limits.get(condition.key)
        if limit is None:
            not_asked.append(condition.words.name)
        else:
            lines.append(_line(condition, limit))
    return GroupReading(name, tuple(lines), tuple(not_asked))


def _line(condition: Condition, limit: Limit) -> LimitLine:
    usual = needs(replace(limit, bad_day=None))
    return LimitLine(
        name=_capital(condition.words.name),
        question=condition.client_question,
        usual=_capital(usual),
        answer=_capital(value_words(limit.key, limit.usual)),
        bad_day=None if limit.bad_day is None else value_words(limit.key, limit.bad_day),
        asks_bad_day=condition.has_bad_day and condition.kind is not Kind.HOLDS,
        strength=STRENGTH_WORDS[limit.strength],
        is_must=limit.strength is Strength.MUST,
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
