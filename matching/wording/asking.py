"""What is asked of an employer, and of a client, in plain words.

Whatever goes to an employer speaks of the role alone: no person, no health, no reason.
"""

from typing import Any

from matching.amounts import cell_name, joined, limit_in_words, listed
from matching.catalogue import CATALOGUE, Condition, Kind, Test
from matching.comparing import unsettled
from matching.facts import Fact, VacancyFacts
from matching.limits import Limit
from matching.ruled_out import RULED_OUT
from matching.values import DAYS, PARTS

#: Asked when a role only offers times that do not suit, and so needs none of them.
_OTHER_TIMES = "Could this role be worked at other days or times?"


def question(key: str) -> str | None:
    """Return what to ask the employer where a condition is unknown; None where nobody is asked."""
    return CATALOGUE[key].ask if key in CATALOGUE else None


def change_sentence(limit: Limit, facts: VacancyFacts) -> str | None:
    """Return what to ask the employer to change, in job terms; None where it is not theirs."""
    condition = CATALOGUE[limit.key]
    template = condition.words.change
    if template is None:
        return None
    aim: Any = limit.aim
    if condition.kind is Kind.SCALE and aim in condition.words.change_for:
        return condition.words.change_for[aim]
    if condition.kind is Kind.GRID:
        unsuited = _unsuited_cells(limit, facts)
        return template.format(to=joined(unsuited, "or")) if unsuited else _OTHER_TIMES
    return template.format(to=_wanted(condition, limit, facts))


def door_sentence(limit: Limit) -> str:
    """Return what would be arranged, as a clause: "If sitting were possible when needed"."""
    condition = CATALOGUE[limit.key]
    words = condition.words.arranged.format(limit=limit_in_words(condition, limit.aim))
    return f"If {words}"


def refusal_sentence(key: str) -> str:
    """Return what the ESW is told where the employer has already said no."""
    return f"{_name(key)}: already asked, and the employer has said no."


def client_sentence(limit: Limit | None) -> str:
    """Return what the ESW could talk over with the client, where the gap is not the employer's."""
    if limit is None:
        return "Ruled out: worth talking over only if that has changed."
    condition = CATALOGUE[limit.key]
    if condition.kind is Kind.HOLDS:
        return "Requirements: could what is missing be gained, or is it on the way?"
    return (
        f"Distance: is there a way to travel further than {limit_in_words(condition, limit.aim)}?"
    )


def _name(key: str) -> str:
    name = "ruled out" if key == RULED_OUT else CATALOGUE[key].words.name
    return name[0].upper() + name[1:]


def _wanted(condition: Condition, limit: Limit, facts: VacancyFacts) -> str:
    if condition.kind is not Kind.ITEMS:
        return limit_in_words(condition, limit.aim)
    answers: Any = facts.conditions.get(limit.key, Fact(None)).value or {}
    refusal = "yes" if condition.test is Test.AVOID else "no"
    left = unsettled(limit, answers)
    askable = [item for item, answer in left if answer != refusal] or [item for item, _ in left]
    return listed(condition, askable)


def _unsuited_cells(limit: Limit, facts: VacancyFacts) -> list[str]:
    client: Any = limit.usual
    role: Any = facts.conditions.get(limit.key, Fact(None)).value or {}
    return [
        cell_name(day, part)
        for day in DAYS
        for part in PARTS
        if role.get(day, {}).get(part) == "needed" and client.get(day, {}).get(part, "can") != "can"
    ]
