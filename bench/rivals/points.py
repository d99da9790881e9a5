"""Everything a client adds to a vacancy, as one SQL sum that orders by conflicts and then cost.

A must in conflict adds CLASH, so one whole number does both. Rows that are placed and not remote
and rows that are not are asked about apart: only the first have a distance, only the second may
be remote.
"""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from bench.rivals.columns import Table
from bench.rivals.kinds import CLASH, added, points
from matching.comparing import slack
from matching.distance import squared_reach
from matching.employer_names import employer_key
from matching.limits import Limit, ProfileFacts
from matching.ruled_out import area_key
from matching.weights import CURRENT
from places.postcodes import area_of

#: Square metres from a place, where whole numbers are 64 bits wide anyway, and where they are not.
SQUARED = "((easting - {0}) * (easting - {0}) + (northing - {1}) * (northing - {1}))"
SQUARED_WIDE = (
    "(CAST(easting - {0} AS BIGINT) * (easting - {0})"
    " + CAST(northing - {1} AS BIGINT) * (northing - {1}))"
)


def conditions(profile: ProfileFacts, table: Table) -> str:
    """Return what everything but the distance adds, wherever a vacancy is."""
    own = [added(limit) for limit in profile.limits if limit.key != "location"]
    return " + ".join(own + _ruled_out(profile, table)) or "0"


def from_home(profile: ProfileFacts, squared: str = SQUARED) -> str:
    """Return what the distance adds where a vacancy is placed; ``squared`` is the engine's."""
    limit, home = profile.limit("location"), profile.home
    if limit is None:
        return "0"
    if home is None:
        return str(points(limit, "unknown") + CURRENT.travel_most)
    return _distance(limit, squared.format(home.easting, home.northing))


def anywhere(profile: ProfileFacts) -> str:
    """Return what the distance adds where a vacancy is remote, or nobody knows where."""
    limit = profile.limit("location")
    if limit is None:
        return "0"
    far = points(limit, "unknown") + CURRENT.travel_most
    return f"CASE WHEN remote = 1 THEN {points(limit, 'meets')} ELSE {far} END"


def answers(rows: Sequence[tuple[int, int]]) -> list[tuple[int, int, int]]:
    """Return ids with conflicts and costs, from ids with the one number both are packed in."""
    return [(vacancy, *divmod(number, CLASH)) for vacancy, number in rows]


def _distance(limit: Limit, squared: str) -> str:
    """Return what the distance adds, by the limit and as a share of the journey."""
    usual: Any = limit.usual
    aim: Any = limit.aim
    near = squared_reach(usual + slack(limit, CURRENT))
    most = CURRENT.travel_most
    metres = float(Fraction(usual) * 1000)
    travel = f"CAST(floor({most} * sqrt({squared}) / {metres}) AS INTEGER)" if metres else "0"
    return (
        f"CASE WHEN {squared} > {near} THEN {points(limit, 'conflict') + most}"
        f" WHEN {squared} > {squared_reach(usual)} THEN {points(limit, 'tolerance') + most}"
        f" WHEN {squared} > {squared_reach(aim)} THEN {points(limit, 'good_days_only')} + {travel}"
        f" ELSE {points(limit, 'meets')} + {travel} END"
    )


def _ruled_out(profile: ProfileFacts, table: Table) -> list[str]:
    """Return what an employer or an area ruled out adds: at most one expression."""
    names = {employer_key(name) for name in profile.ruled_out_employers} - {""}
    areas = {key for area in profile.ruled_out_areas if (key := area_key(area))}
    among = {
        "employer": [number for name in names for number in table.employer_numbers.get(name, ())],
        "outward": [
            number
            for number, code in enumerate(table.market.outward_codes)
            if code in areas or area_of(code) in areas
        ],
    }
    tests = [f"{name} IN ({', '.join(map(str, found))})" for name, found in among.items() if found]
    return [f"CASE WHEN {' OR '.join(tests)} THEN {CLASH} ELSE 0 END"] if tests else []
