"""How far each vacancy is for one client, in exact numbers, and what the journey counts for."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np

from matching.comparing import Fit, slack
from matching.distance import squared_reach
from matching.doors import reach_with_help
from matching.facts import Negotiable, Point
from matching.index.segments import Rows
from matching.index.tables import COST_AT, FITS, Table, by_fit
from matching.index.vocabulary import ANSWERS, Numbers
from matching.limits import Limit, ProfileFacts, Strength
from matching.weights import EXACT, Weights

#: Squares of metres beyond this are farther than anything on Earth; below it floats are exact.
_MOST = float(2**53)
#: The number of a squared distance nobody knows.
UNKNOWN = -1.0
# The number of a fit beyond the tolerance that help with travel would still bridge.
BRIDGED = len(FITS)

_JOURNEYS_MOST = 5_000

_MEETS, _GOOD, _NEAR, _BEYOND, _UNSAID = (
    FITS.index(fit)
    for fit in (Fit.MEETS, Fit.GOOD_DAYS_ONLY, Fit.TOLERANCE, Fit.BEYOND, Fit.UNKNOWN)
)


_MEETS_FIT, _UNSAID_FIT = np.uint8(_MEETS), np.uint8(_UNSAID)


def squared_from(home: Point | None, rows: Rows) -> Numbers:
    """The square of each distance in metres; UNKNOWN where the place or the home is not known.

    It is not worked out either for work from home, which is near wherever it is.
    """
    squared = np.full(len(rows), UNKNOWN)
    if home is not None:
        first = rows.anywhere
        east = rows.stretch(rows.segment.eastings, first, len(rows)) - float(home.easting)
        north = rows.stretch(rows.segment.northings, first, len(rows)) - float(home.northing)
        east *= east
        north *= north
        np.add(east, north, out=squared[first:])
    return squared


def _table_of(limit: Limit, weights: Weights) -> Table:
    pairs = by_fit(limit, weights)
    unsaid = ANSWERS.index(Negotiable.UNKNOWN)
    at = np.array([*range(len(FITS)), _BEYOND]) * len(ANSWERS) + unsaid
    bridged = np.isin(np.arange(BRIDGED + 1), (_GOOD, _NEAR, BRIDGED))
    return Table.of(pairs.packed[at], pairs.outcomes[at], bridged)


def reach_of_a_must(profile: ProfileFacts, weights: Weights) -> Decimal | None:
    """The kilometres beyond which every place clashes with a must; None where none does."""
    limit = profile.limit("location")
    if limit is None or limit.strength is not Strength.MUST or profile.home is None:
        return None
    usual: Any = limit.usual
    return EXACT.add(usual, slack(limit, weights))


def within(kilometres: Any) -> float:
    """The largest square of metres that lies within so many kilometres."""
    return min(_MOST, float(squared_reach(kilometres)))


#: Which fit it is, by how many of bridged, near, usual, aim and unknown lie above a distance.
_BY_STEPS = np.array([_BEYOND, BRIDGED, _NEAR, _GOOD, _MEETS, _UNSAID], dtype=np.uint8)


class Journeys:
    """The limits on distance asked for lately, ready to be compared."""

    def __init__(self) -> None:
        self._known: OrderedDict[tuple[str, Limit], Journey] = OrderedDict()

    def of(self, limit: Limit, weights: Weights) -> Journey:
        """One limit, worked out once."""
        name = (weights.version, limit)
        journey = self._known.get(name)
        if journey is None:
            journey = self._known[name] = Journey.of(limit, weights)
            if len(self._known) > _JOURNEYS_MOST:
                self._known.popitem(last=False)
        return journey


@dataclass(frozen=True, slots=True)
class Journey:
    """A limit on distance, ready to be compared with many distances.

    `table` says what each fit comes to; one that help with travel would bridge comes last.
    """

    table: Table
    aim: float
    usual: float
    near: float
    bridged: float
    shares: Numbers
    per_metre: float
    most: int

    @classmethod
    def of(cls, limit: Limit, weights: Weights) -> Journey:
        """What one limit on distance comes to."""
        usual: Any = limit.usual
        return cls(
            table=_table_of(limit, weights),
            aim=within(limit.aim),
            usual=within(usual),
            near=within(EXACT.add(usual, slack(limit, weights))),
            bridged=min(_MOST, float(reach_with_help(limit, weights))),
            shares=_shares(Fraction(usual) * 1000, weights.travel_most),
            per_metre=weights.travel_most / max(1.0, float(usual) * 1000),
            most=weights.travel_most,
        )

    def fits_anywhere(self, remote: Numbers) -> Numbers:
        """The number of the fit of work that may suit from anywhere, remote or of unknown place."""
        return np.where(remote, _MEETS_FIT, _UNSAID_FIT)

    @property
    def at_home(self) -> int:
        """What work from home comes to."""
        return int(self.table.packed[_MEETS])

    @property
    def at_a_place_unknown(self) -> int:
        """What work comes to of which nobody knows where it is, the journey counted too."""
        return int(self.table.packed[_UNSAID]) + (self.most << COST_AT)

    def fits_of(self, squared: Numbers) -> Numbers:
        """The number of the fit of each distance."""
        steps = np.zeros(len(squared), dtype=np.uint8)
        for reach in (self.bridged, self.near, self.usual, self.aim, UNKNOWN):
            steps += squared <= reach
        return np.asarray(_BY_STEPS.take(steps))

    def costs_of(self, squared: Numbers) -> Numbers:
        """What each journey counts for: the whole part of its share of the usual reach."""
        costs = np.full(len(squared), self.most, dtype=np.int64)
        inside = np.flatnonzero((squared < self.shares[self.most]) & (squared != UNKNOWN))
        there = squared.take(inside)
        # Within one of the share, whatever is lost in rounding; the exact bounds decide.
        shares = (np.sqrt(there) * self.per_metre).astype(np.int64)
        shares -= there < self.shares.take(shares)
        shares += there >= self.shares.take(shares + 1)
        costs[inside] = shares
        return costs


def _shares(reach_metres: Fraction, most: int) -> Numbers:
    """The smallest square of metres at which each share of the reach is counted, exactly.

    matching.distance.share_of_reach says the same of one distance. One bound more than there are
    shares, which nothing reaches.
    """
    if not reach_metres:
        return np.array([0.0, *[1.0] * most, _MOST])
    length, parts = reach_metres.as_integer_ratio()
    below = (most * parts) ** 2
    bounds = [float(-((share * length) ** 2 // -below)) for share in range(most + 1)]
    return np.array([*bounds, _MOST])
