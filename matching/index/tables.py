"""One limit read once for every distinct fact: a table from fact numbers to what they come to.

What a fact comes to is packed into one whole number, so that the limits of a client are added up
in one go: conflicts with a must, then cost, then what is open, field beside field.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any

import numpy as np

from matching.catalogue import CATALOGUE, Kind
from matching.comparing import Fit, all_refused, comparison
from matching.doors import could_be_arranged
from matching.facts import Negotiable
from matching.index.vocabulary import ANSWERS, Known, Numbers
from matching.limits import Limit, Strength, limit_to_json
from matching.verdict import Finding, Outcome, outcomes_of
from matching.weights import Weights

# The fields of a packed sum, lowest first; 60 limits at most, costs below a million.
_COUNT_BITS, COST_BITS = 6, 20
_COUNT = (1 << _COUNT_BITS) - 1
IMPORTANT_AT = 0
UNKNOWN_AT = IMPORTANT_AT + _COUNT_BITS
CHANGE_AT = UNKNOWN_AT + _COUNT_BITS
COST_AT = CHANGE_AT + _COUNT_BITS
CONFLICT_AT = COST_AT + COST_BITS
LIMITS_MOST = _COUNT
#: What is ruled out adds one must in conflict, and nothing else.
RULED_OUT_SUM = 1 << CONFLICT_AT

OUTCOMES = tuple(Outcome)
MEETS, CONFLICT = OUTCOMES.index(Outcome.MEETS), OUTCOMES.index(Outcome.CONFLICT)
#: The outcomes counted, each in so many bits; whatever is left of the rows is unknown.
COUNTED = tuple(outcome for outcome in OUTCOMES if outcome is not Outcome.UNKNOWN)
COUNTING_BITS = 16
_COUNTING = np.array(
    [
        1 << COUNTING_BITS * COUNTED.index(outcome) if outcome in COUNTED else 0
        for outcome in OUTCOMES
    ],
    dtype=np.uint64,
)
FITS = tuple(Fit)
_FIT_NUMBERS = {fit: number for number, fit in enumerate(FITS)}
UNKNOWN_FIT = _FIT_NUMBERS[Fit.UNKNOWN]
MEETS_FIT, GOOD_DAYS_FIT = _FIT_NUMBERS[Fit.MEETS], _FIT_NUMBERS[Fit.GOOD_DAYS_ONLY]
_NO, _UNSAID = ANSWERS.index(Negotiable.NO), ANSWERS.index(Negotiable.UNKNOWN)
_TABLES_MOST = 2_500


@dataclass(frozen=True, slots=True)
class Table:
    """What each number of a column comes to for one limit: packed, and its outcome.

    `arrangeable`: where the limit is not met, and yet could be if somebody arranged it. `counting`
    has one count for the outcome, so that a stretch of rows is counted by adding them up.
    """

    packed: Numbers
    outcomes: Numbers
    arrangeable: Numbers
    counting: Numbers

    @classmethod
    def of(cls, packed: Numbers, outcomes: Numbers, arrangeable: Numbers) -> Table:
        """The table of these, ready for counting."""
        return cls(packed, outcomes, arrangeable, _COUNTING[outcomes])

    def arranged(self) -> Table:
        """The table were the limit met wherever that could be arranged."""
        return Table.of(
            np.where(self.arrangeable, 0, self.packed),
            np.where(self.arrangeable, MEETS, self.outcomes).astype(np.uint8),
            np.zeros_like(self.arrangeable),
        )


def order_number(conflicts: int, cost: int) -> int:
    """Musts in conflict and cost as one number: the smaller the better."""
    return conflicts << COST_BITS | cost


def pack(finding: Finding) -> int:
    """What one finding adds to a packed sum."""
    return (
        (finding.cost << COST_AT)
        | (int(finding.clashes) << CONFLICT_AT)
        | (int(finding.open and finding.outcome is Outcome.UNKNOWN) << UNKNOWN_AT)
        | (int(finding.open and finding.outcome in _CHANGES) << CHANGE_AT)
        | (int(_against_something_important(finding)) << IMPORTANT_AT)
    )


_CHANGES = (Outcome.NEAR_MISS, Outcome.GOOD_DAYS_ONLY)


def _against_something_important(finding: Finding) -> bool:
    return finding.strength is Strength.IMPORTANT and finding.outcome is Outcome.CONFLICT


def by_fit(limit: Limit, weights: Weights) -> Table:
    """What each pair of fit and negotiable answer comes to, the pair being fit * 4 + answer."""
    findings = outcomes_of(limit, weights)
    each = [findings[fit, answer] for fit in FITS for answer in ANSWERS]
    return Table.of(
        np.array([pack(finding) for finding in each], dtype=np.int64),
        np.array([OUTCOMES.index(finding.outcome) for finding in each], dtype=np.uint8),
        np.array([could_be_arranged(finding) for finding in each], dtype=bool),
    )


class Tables:
    """The tables of limits asked for lately. Each value is read once a limit, new ones as they
    come.

    Safe to share between threads: what two threads work out at once is the same.
    """

    def __init__(self) -> None:
        self._read: OrderedDict[tuple[str, Hashable], tuple[Numbers, Known, Table]] = OrderedDict()

    def of(self, limit: Limit, known: Known, weights: Weights) -> Table:
        """The table of one limit over the facts of its condition."""
        name = (weights.version, _name(limit))
        read, by_then, table = self._read.get(name, (_NOTHING, None, None))
        if table is None or by_then is not known:
            read = _read_values(limit, known, weights, read)
            table = _table(limit, known, weights, read)
            self._read[name] = (read, known, table)
            if len(self._read) > _TABLES_MOST:
                self._read.popitem(last=False)
        return table


def _name(limit: Limit) -> Hashable:
    """What equal limits share: only one over a week cannot be looked up by itself."""
    if CATALOGUE[limit.key].kind is Kind.GRID:
        return f"{limit.key} {limit_to_json(limit.key, limit)!r}"
    return limit


_NOTHING = np.empty(0, dtype=np.int64)


def _read_values(limit: Limit, known: Known, weights: Weights, read: Numbers) -> Numbers:
    """What `value_reader` says of each distinct value, of which the first were read already."""
    reads = value_reader(limit, weights)
    more = [reads(value) for value in known.values[len(read) : known.value_count]]
    return np.concatenate([read, np.array(more, dtype=np.int64)])


def _table(limit: Limit, known: Known, weights: Weights, read: Numbers) -> Table:
    condition = CATALOGUE[limit.key]
    # Number 0, unknown, points at a value too; where there is none it must still find one.
    read = read if len(read) else np.zeros(1, dtype=np.int64)
    fits, said = read[known.value_of] >> 1, read[known.value_of] & 1
    if condition.kind is Kind.ITEMS:
        answers = np.where(said, _NO, _UNSAID)
    elif condition.negotiates:
        answers = known.answers
    else:
        answers = np.full(len(known), _UNSAID)
    pairs = np.where(known.guessed, UNKNOWN_FIT, fits) * len(ANSWERS)
    pairs += np.where(known.guessed, _UNSAID, answers)
    table = by_fit(limit, weights)
    return Table.of(table.packed[pairs], table.outcomes[pairs], table.arrangeable[pairs])


def value_reader(limit: Limit, weights: Weights) -> Callable[[Any], int]:
    """What reads one value: twice the number of its fit, and one more if all is refused."""
    compare = comparison(limit, weights)
    by_item = CATALOGUE[limit.key].kind is Kind.ITEMS

    def reads(value: Any) -> int:
        fit = compare(value)
        refused = by_item and fit is not Fit.MEETS and all_refused(limit, value)
        return 2 * _FIT_NUMBERS[fit] + refused

    return reads
