"""Which questions to put to a site: what nobody knows, most useful first; pure.

The questions are the fixed bundle of a family of work, the same for every site and every search.
How many searches an answer would help only orders them, and it warns when a question would point
to one client.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from employers.rules.bundles import Tap, bundle_for
from employers.rules.work import is_ageing
from matching.limits import Limit, Strength

#: So many questions go out in one mail.
A_MAIL_MOST = 3


@dataclass(frozen=True, slots=True)
class Standing:
    """One question about a site: what is known, how old, whom an answer would help, when asked.

    `answer` is empty while nobody knows. `helps` counts searches of the team that have a limit
    here which is not just nice to have.
    """

    tap: Tap
    answer: str
    source: str
    as_of: date | None
    is_ageing: bool
    helps: int
    asked_on: date | None

    @property
    def is_open(self) -> bool:
        """Whether it is worth asking: nobody knows, or what is known is ageing."""
        return not self.answer or self.is_ageing

    @property
    def may_go_by_mail(self) -> bool:
        """Whether it may go out by mail: never the same twice, unless the answer has aged."""
        return self.is_open and (self.asked_on is None or bool(self.answer))

    @property
    def points_to_one(self) -> bool:
        """Whether only one client needs it, so that asking may point to them."""
        return self.helps == 1


def standings(
    family: str,
    known: Mapping[str, Mapping[str, Any]],
    asked: Mapping[str, date],
    searches: Iterable[Mapping[str, Limit]],
    today: date,
) -> list[Standing]:
    """Every question of the bundle, open ones first, then by how many searches they would help.

    `known` are facts in JSON by condition, `asked` the day each tap was last asked about here.
    """
    limits = list(searches)
    found = [
        _standing(tap, known.get(tap.condition), asked.get(tap.key), limits, today)
        for tap in bundle_for(family)
    ]
    return sorted(found, key=lambda each: (not each.is_open, -each.helps))


def helped_by(tap: Tap, searches: Iterable[Mapping[str, Limit]]) -> int:
    """How many searches an answer to this question would help."""
    return sum(_needs(tap, limits.get(tap.condition)) for limits in searches)


def next_for_mail(found: Sequence[Standing]) -> list[Standing]:
    """The questions to put in the next mail, at most three; those that point to one client last."""
    ready = [each for each in found if each.may_go_by_mail]
    return sorted(ready, key=lambda each: each.points_to_one)[:A_MAIL_MOST]


def _standing(
    tap: Tap,
    fact: Mapping[str, Any] | None,
    asked_on: date | None,
    limits: Sequence[Mapping[str, Limit]],
    today: date,
) -> Standing:
    answer = tap.answer_in(fact)
    said_on = (fact or {}).get("as_of")
    as_of = date.fromisoformat(said_on) if said_on else None
    return Standing(
        tap=tap,
        answer=answer,
        source=(fact or {}).get("source", "") if answer else "",
        as_of=as_of if answer else None,
        is_ageing=bool(answer) and is_ageing(as_of, today),
        helps=helped_by(tap, limits),
        asked_on=asked_on,
    )


def _needs(tap: Tap, limit: Limit | None) -> bool:
    if limit is None or limit.strength is Strength.NICE:
        return False
    if not tap.item:
        return True
    wanted = limit.usual if isinstance(limit.usual, Iterable) else ()
    return tap.item in wanted
