"""How far apart two places are, and what the journey counts for; exact, in whole numbers."""

from decimal import Decimal
from fractions import Fraction
from math import isqrt

from matching.facts import Point


def squared_metres(one: Point, other: Point) -> int:
    """Return the square of the straight line between two places, in metres."""
    return (one.easting - other.easting) ** 2 + (one.northing - other.northing) ** 2


def squared_reach(kilometres: Decimal) -> int:
    """Return the largest squared metres that lie within so many kilometres.

    >>> squared_reach(Decimal("1.5"))
    2250000
    """
    return int((Fraction(kilometres) * 1000) ** 2)


def share_of_reach(squared: int, reach_metres: Fraction, most: int) -> int:
    """Return the whole part of ``most`` times distance over reach, and never above ``most``.

    A reach of no distance at all is met by standing still, and by nothing else.

    >>> share_of_reach(2438312, Fraction(12000), 300)
    39
    """
    if not reach_metres:
        return most if squared else 0
    length, parts = reach_metres.as_integer_ratio()
    return min(most, isqrt(most * most * squared * parts * parts // (length * length)))


def kilometres_between(one: Point, other: Point) -> Decimal:
    """Return the straight line between two places in kilometres, to the nearest 100 metres."""
    tenths = (isqrt(4 * squared_metres(one, other)) + 100) // 200
    return Decimal(tenths) / 10
