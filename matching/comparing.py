"""How a vacancy's value compares with a limit, before anybody is asked to give way.

Each kind of condition has one comparison. It is built once for a limit and then read for every
vacancy, so all that does not depend on the vacancy is worked out beforehand. The rules:
docs/matching.md, "How a value compares".
"""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Any

from matching.catalogue import CATALOGUE, Condition, Kind, Test
from matching.limits import Limit
from matching.values import Answers, Grid, Window, overrun_min
from matching.weights import EXACT, Weights


class Fit(StrEnum):
    """Where a known value lies: against the bad-day limit, the usual one, and the tolerance."""

    MEETS = "meets"
    GOOD_DAYS_ONLY = "good_days_only"
    ARRANGE = "arrange"
    TOLERANCE = "tolerance"
    UNKNOWN = "unknown"
    BEYOND = "beyond"


Comparison = Callable[[Any], Fit]

_WORST_FIRST = (Fit.BEYOND, Fit.ARRANGE, Fit.UNKNOWN, Fit.MEETS)
_BEST_FIRST = (Fit.MEETS, Fit.ARRANGE, Fit.UNKNOWN, Fit.BEYOND)
_WANTED = {"yes": Fit.MEETS, "arrange": Fit.ARRANGE, "no": Fit.BEYOND}
_AVOIDED = {"no": Fit.MEETS, "arrange": Fit.ARRANGE, "yes": Fit.BEYOND}


def comparison(limit: Limit, weights: Weights) -> Comparison:
    """Return what reads one vacancy's known value of a condition against this limit."""
    condition = CATALOGUE[limit.key]
    return _BY_KIND[condition.kind](condition, limit, weights)


def slack(limit: Limit, weights: Weights) -> Decimal:
    """Return how far beyond the usual limit is still near, in the condition's unit."""
    tolerance = weights.tolerances.get(limit.key)
    if tolerance is None:
        return Decimal(0)
    return tolerance.beyond(limit.usual if isinstance(limit.usual, Decimal) else Decimal(0))


def up_to(aim: Any, usual: Any, near: Any) -> Comparison:
    """Return the comparison of a value that must not exceed the limit."""

    def compare(value: Any) -> Fit:
        if value <= aim:
            return Fit.MEETS
        if value <= usual:
            return Fit.GOOD_DAYS_ONLY
        return Fit.TOLERANCE if value <= near else Fit.BEYOND

    return compare


def _down_to(aim: Any, usual: Any, near: Any) -> Comparison:
    def compare(value: Any) -> Fit:
        if value >= aim:
            return Fit.MEETS
        if value >= usual:
            return Fit.GOOD_DAYS_ONLY
        return Fit.TOLERANCE if value >= near else Fit.BEYOND

    return compare


def _number(condition: Condition, limit: Limit, weights: Weights) -> Comparison:
    usual: Any = limit.usual
    if condition.at_most:
        return up_to(limit.aim, usual, EXACT.add(usual, slack(limit, weights)))
    return _down_to(limit.aim, usual, EXACT.subtract(usual, slack(limit, weights)))


def _scale(condition: Condition, limit: Limit, _weights: Weights) -> Comparison:
    order = tuple(condition.options)
    aim, usual = order.index(str(limit.aim)), order.index(str(limit.usual))
    compare = (up_to if condition.at_most else _down_to)(aim, usual, usual)
    return {option: compare(step) for step, option in enumerate(order)}.__getitem__


def _range(_condition: Condition, limit: Limit, weights: Weights) -> Comparison:
    aim: Any = limit.aim
    usual: Any = limit.usual
    near = slack(limit, weights)
    aim_low, aim_high = aim
    low, high = usual
    near_low, near_high = EXACT.subtract(low, near), EXACT.add(high, near)

    def compare(value: Any) -> Fit:
        lowest, highest = value
        if lowest <= aim_high and highest >= aim_low:
            return Fit.MEETS
        if lowest <= high and highest >= low:
            return Fit.GOOD_DAYS_ONLY
        return Fit.TOLERANCE if lowest <= near_high and highest >= near_low else Fit.BEYOND

    return compare


def _window(_condition: Condition, limit: Limit, weights: Weights) -> Comparison:
    aim: Any = limit.aim
    usual: Any = limit.usual
    near = slack(limit, weights)

    def compare(value: Window) -> Fit:
        if overrun_min(value, aim) == 0:
            return Fit.MEETS
        over = overrun_min(value, usual)
        if over == 0:
            return Fit.GOOD_DAYS_ONLY
        return Fit.TOLERANCE if over <= near else Fit.BEYOND

    return compare


def _choice(condition: Condition, limit: Limit, _weights: Weights) -> Comparison:
    aim: Any = limit.aim
    usual: Any = limit.usual
    otherwise = dict.fromkeys(condition.options, Fit.BEYOND)
    accepted = dict.fromkeys(usual, Fit.GOOD_DAYS_ONLY)
    return {**otherwise, **accepted, **dict.fromkeys(aim, Fit.MEETS)}.__getitem__


def _grid(_condition: Condition, limit: Limit, _weights: Weights) -> Comparison:
    client: Any = limit.usual

    def compare(role: Grid) -> Fit:
        needed = cells_of(role, client, "needed")
        if "cannot" in needed:
            return Fit.BEYOND
        if needed:
            return Fit.GOOD_DAYS_ONLY if "rather_not" in needed else Fit.MEETS
        could = cells_of(role, client, "could")
        if "can" in could:
            return Fit.MEETS
        return Fit.GOOD_DAYS_ONLY if "rather_not" in could else Fit.BEYOND

    return compare


def cells_of(role: Grid, client: Grid, state: str) -> list[str]:
    """Return what the client says of each cell the role marks so; a cell not named is "can"."""
    return [
        client.get(day, {}).get(part, "can")
        for day, parts in role.items()
        for part, cell in parts.items()
        if cell == state
    ]


def _items(condition: Condition, limit: Limit, _weights: Weights) -> Comparison:
    answer_fits = _AVOIDED if condition.test is Test.AVOID else _WANTED
    order = _BEST_FIRST if condition.test is Test.ANY else _WORST_FIRST

    def judge(answers: Answers, wanted: Iterable[str]) -> Fit:
        found = {answer_fits[answers[item]] if item in answers else Fit.UNKNOWN for item in wanted}
        return next(fit for fit in order if fit in found)

    return _listed(limit, judge)


def _holds(_condition: Condition, limit: Limit, weights: Weights) -> Comparison:
    def judge(asked: Answers, held: Iterable[str]) -> Fit:
        missing = {item for item, need in asked.items() if need == "required"}.difference(held)
        if not missing:
            return Fit.MEETS
        return Fit.TOLERANCE if missing <= weights.can_be_had else Fit.BEYOND

    return _listed(limit, judge)


def _listed(limit: Limit, judge: Callable[[Answers, Iterable[str]], Fit]) -> Comparison:
    """Return the comparison of a list: on a bad day, else on good days, else as the usual list."""
    bad_day: Any = limit.bad_day
    usual: Any = limit.usual

    def compare(answers: Answers) -> Fit:
        if bad_day is None:
            return judge(answers, usual)
        if judge(answers, bad_day) is Fit.MEETS:
            return Fit.MEETS
        found = judge(answers, usual)
        return Fit.GOOD_DAYS_ONLY if found is Fit.MEETS else found

    return compare


def unsettled(limit: Limit, answers: Answers) -> tuple[tuple[str, str | None], ...]:
    """Return the wanted items that a role does not meet yet, each with its answer or None."""
    condition = CATALOGUE[limit.key]
    settled = "no" if condition.test is Test.AVOID else "yes"
    aim: Any = limit.aim
    return tuple((item, answers.get(item)) for item in aim if answers.get(item) != settled)


def all_refused(limit: Limit, answers: Answers) -> bool:
    """Whether the employer has already said no to every wanted item not met yet."""
    refusal = "yes" if CATALOGUE[limit.key].test is Test.AVOID else "no"
    left = unsettled(limit, answers)
    return bool(left) and all(answer == refusal for _, answer in left)


_BY_KIND: Mapping[Kind, Callable[[Condition, Limit, Weights], Comparison]] = {
    Kind.SCALE: _scale,
    Kind.NUMBER: _number,
    Kind.ITEMS: _items,
    Kind.RANGE: _range,
    Kind.WINDOW: _window,
    Kind.GRID: _grid,
    Kind.CHOICE: _choice,
    Kind.HOLDS: _holds,
}
