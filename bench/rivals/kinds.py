"""What one limit adds to a vacancy, as one SQL CASE over typed columns; one function a kind.

Every function returns tests in the order they are tried. How the columns are packed:
bench/rivals/columns.py. The rules themselves: docs/matching.md, "How a value compares".
"""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

from bench.rivals.columns import ANSWERS, mask, steps, week_mask
from matching.catalogue import CATALOGUE, Condition, Kind, Test
from matching.comparing import slack
from matching.limits import Limit, Strength
from matching.values import DAY_MINUTES, Window
from matching.weights import CURRENT

#: What a must in conflict adds: more than every cost together.
CLASH = 10**6
#: The tests for: meets the bad-day limit, meets the usual one, lies within the tolerance.
Tests = tuple[str, str, str]
_NEVER = ""


def points(limit: Limit, outcome: str) -> int:
    """Return what one outcome of a limit adds."""
    if outcome == "conflict" and limit.strength is Strength.MUST:
        return CLASH
    return CURRENT.costs[limit.strength][outcome]


def case(limit: Limit, *branches: tuple[str, str], otherwise: str) -> str:
    """Return one CASE from tests to outcomes; a test that can never hold is left out."""
    kept = (f"WHEN {test} THEN {points(limit, outcome)}" for test, outcome in branches if test)
    return f"CASE {' '.join(kept)} ELSE {points(limit, otherwise)} END"


def added(limit: Limit) -> str:
    """Return what one limit adds, for any kind but the distance."""
    condition = CATALOGUE[limit.key]
    if condition.kind is Kind.ITEMS:
        return _items(condition, limit)
    meets, good, near = _TESTS[condition.kind](condition, limit)
    key = limit.key
    answered = condition.negotiates
    return case(
        limit,
        (f"{key} IS NULL", "unknown"),
        (meets, "meets"),
        (good if good != meets else _NEVER, "good_days_only"),
        (f"({key} & 3) = {ANSWERS['yes']}" if answered else _NEVER, "arrange"),
        (f"({key} & 3) = {ANSWERS['maybe']}" if answered else _NEVER, "maybe"),
        (_not_refused(key, near) if answered and near else near, "tolerance"),
        otherwise="conflict",
    )


def clear(limit: Limit) -> str:
    """Return the test that one limit, of any kind but the distance, is not in conflict."""
    condition = CATALOGUE[limit.key]
    key = limit.key
    if condition.kind is Kind.ITEMS:
        return f"({key} IS NULL OR {_items_clear(condition, limit)})"
    _meets, good, near = _TESTS[condition.kind](condition, limit)
    tests = [f"{key} IS NULL", good]
    if condition.negotiates:
        tests += [f"({key} & 3) >= {ANSWERS['maybe']}"]
        near = near and f"({_not_refused(key, near)})"
    return f"({' OR '.join([*tests, near] if near else tests)})"


def _not_refused(key: str, near: str) -> str:
    return f"({key} & 3) = {ANSWERS['unknown']} AND {near}"


def _scale(condition: Condition, limit: Limit) -> Tests:
    numbers = steps(condition)
    aim, usual = numbers[str(limit.aim)], numbers[str(limit.usual)]
    if condition.at_most:
        return f"{limit.key} <= {4 * aim + 3}", f"{limit.key} <= {4 * usual + 3}", _NEVER
    return f"{limit.key} >= {4 * aim}", f"{limit.key} >= {4 * usual}", _NEVER


def _number(condition: Condition, limit: Limit) -> Tests:
    near = slack(limit, CURRENT)
    if condition.at_most:
        ends = (limit.aim, limit.usual, limit.usual + near)
        meets, good, close = (f"{limit.key} <= {4 * _below(end) + 3}" for end in ends)
    else:
        ends = (limit.aim, limit.usual, limit.usual - near)
        meets, good, close = (f"{limit.key} >= {4 * _above(end)}" for end in ends)
    return meets, good, close if near else _NEVER


def _below(end: Decimal) -> int:
    return floor(Fraction(end) * 100)


def _above(end: Decimal) -> int:
    return ceil(Fraction(end) * 100)


def _range(_condition: Condition, limit: Limit) -> Tests:
    near = slack(limit, CURRENT)

    def overlaps(low: Decimal, high: Decimal) -> str:
        lowest, highest = limit.key, f"{limit.key}_2"
        return f"({lowest} <= {4 * _below(high) + 3} AND {highest} >= {_above(low)})"

    low, high = limit.usual
    return overlaps(*limit.aim), overlaps(low, high), overlaps(low - near, high + near)


def _window(_condition: Condition, limit: Limit) -> Tests:
    near = int(slack(limit, CURRENT))
    return _inside(limit, limit.aim, 0), _inside(limit, limit.usual, 0), _over(limit, near)


def _inside(limit: Limit, suits: Window, most: int) -> str:
    """Return the test that neither end runs over by more than so many minutes, whatever the day."""
    shifts = [
        f"({limit.key} >= {4 * (suits.start_min - shift - most)}"
        f" AND {limit.key}_2 <= {suits.end_min - shift + most}{_together(limit, suits, most)})"
        for shift in (0, -DAY_MINUTES, DAY_MINUTES)
        if suits.start_min - shift - most <= DAY_MINUTES and suits.end_min - shift + most > 0
    ]
    return f"({' OR '.join(shifts)})"


def _over(limit: Limit, near: int) -> str:
    return _inside(limit, limit.usual, near)


def _together(limit: Limit, suits: Window, most: int) -> str:
    """Return the test that both ends together do not run over by more."""
    longest = suits.end_min - suits.start_min + most
    return f" AND {limit.key}_2 - ({limit.key} >> 2) <= {longest}" if most else ""


def _choice(condition: Condition, limit: Limit) -> Tests:
    numbers = steps(condition)

    def among(items: tuple[str, ...]) -> str:
        return f"({limit.key} >> 2) IN ({', '.join(str(numbers[item]) for item in items)})"

    return among(limit.aim), among(limit.usual), _NEVER


def _grid(_condition: Condition, limit: Limit) -> Tests:
    cannot, rather_not = (week_mask(limit.usual, state) for state in ("cannot", "rather_not"))
    all_cells = 2**28 - 1
    needed, could = limit.key, f"{limit.key}_2"

    def suits(bad: int) -> str:
        needs = f"({needed} & {4 * bad}) = 0"
        return (
            f"({needed} > 3 AND {needs} OR {needed} <= 3 AND ({could} & {all_cells & ~bad}) <> 0)"
        )

    return suits(cannot | rather_not), suits(cannot), _NEVER


def _holds(condition: Condition, limit: Limit) -> Tests:
    numbers = steps(condition)

    def lacks_none(held: tuple[str, ...]) -> str:
        return f"({limit.key} & {mask(set(numbers) - set(held), numbers)}) = 0"

    had = (*limit.usual, *CURRENT.can_be_had)
    return lacks_none(limit.aim), lacks_none(limit.usual), lacks_none(had)


def _items(condition: Condition, limit: Limit) -> str:
    """Items: the worst of those wanted, or the best where any one will do."""
    numbers, key = steps(condition), limit.key
    aim, usual = mask(limit.aim, numbers), mask(limit.usual, numbers)
    size = len(numbers)
    good, bad = (size, 0) if condition.test is Test.AVOID else (0, size)
    arrange = (f"({key} & {usual << 2 * size}) <> 0", "arrange")
    unknown = (f"{key} IS NULL", "unknown")
    if condition.test is Test.ANY:
        silent = (f"({key} & {usual << bad}) <> {usual << bad}", "unknown")
        meets = (f"({key} & {aim << good}) <> 0", "meets")
        fair = (f"({key} & {usual << good}) <> 0" if aim != usual else _NEVER, "good_days_only")
        return case(limit, unknown, meets, fair, arrange, silent, otherwise="conflict")
    refused = (f"({key} & {usual << bad}) <> 0", "conflict")
    silent = (f"({key} & {usual << good}) <> {usual << good}", "unknown")
    meets = (f"({key} & {aim << good}) = {aim << good}" if aim != usual else _NEVER, "meets")
    rest = "meets" if aim == usual else "good_days_only"
    return case(limit, unknown, meets, refused, arrange, silent, otherwise=rest)


def _items_clear(condition: Condition, limit: Limit) -> str:
    wanted = mask(limit.usual, steps(condition))
    refusing = wanted if condition.test is Test.AVOID else wanted << len(condition.options)
    if condition.test is not Test.ANY:
        return f"({limit.key} & {refusing}) = 0"
    hopeful = wanted | wanted << 2 * len(condition.options)
    return f"({limit.key} & {hopeful}) <> 0 OR ({limit.key} & {refusing}) <> {refusing}"


_TESTS: dict[Kind, Callable[[Condition, Limit], Tests]] = {
    Kind.SCALE: _scale,
    Kind.NUMBER: _number,
    Kind.RANGE: _range,
    Kind.WINDOW: _window,
    Kind.CHOICE: _choice,
    Kind.GRID: _grid,
    Kind.HOLDS: _holds,
}
