"""Everything a client adds to a vacancy, as one SQL sum that orders by conflicts and then cost.

A must in conflict adds CLASH, so one whole number does both. Rows that are placed and not remote
and rows that are not are asked about apart: only the first have a distance, only the second may
be remote.
"""

from fractions import Fraction
from math import isqrt
from typing import Any

from bench.rivals.area import Area
from bench.rivals.columns import Table
from bench.rivals.kinds import CLASH, added, clear, points
from matching.comparing import slack
from matching.distance import squared_reach
from matching.employer_names import employer_key
from matching.limits import Limit, ProfileFacts, Strength
from matching.ruled_out import area_key
from matching.weights import CURRENT

#: Square metres from a place, where whole numbers are 64 bits wide anyway, and where they are not.
SQUARED = "((easting - {0}) * (easting - {0}) + (northing - {1}) * (northing - {1}))"
SQUARED_WIDE = (
    "(CAST(easting - {0} AS BIGINT) * (easting - {0})"
    " + CAST(northing - {1} AS BIGINT) * (northing - {1}))"
)


def conditions(profile: ProfileFacts, table: Table) -> str:
    """Return what everything but the distance adds, wherever a vacancy is."""
    own = [added(limit) for limit in profile.limits if limit.key != "location"]
    never = [f"CASE WHEN {out} THEN {CLASH} ELSE 0 END" for out in _ruled_out(profile, table)]
    return " + ".join(own + never) or "0"


def clear_of_conflict(profile: ProfileFacts, table: Table) -> str:
    """Return the test that no must but the distance is in conflict, to follow a WHERE."""
    musts = (each for each in profile.limits if each.strength is Strength.MUST)
    own = [clear(limit) for limit in musts if limit.key != "location"]
    return "".join(
        f" AND {test}" for test in own + [f"NOT {x}" for x in _ruled_out(profile, table)]
    )


def within_reach(profile: ProfileFacts) -> Area | None:
    """Return an area outside which the distance is a must in conflict; at its edge it may be."""
    limit, home = profile.limit("location"), profile.home
    if limit is None or home is None or limit.strength is not Strength.MUST:
        return None
    usual: Any = limit.usual
    return Area(
        home.easting, home.northing, isqrt(squared_reach(usual + slack(limit, CURRENT))) + 1
    )


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
    """Return the test for an employer or an area ruled out, if there is one."""
    names = {employer_key(name) for name in profile.ruled_out_employers} - {""}
    areas = {key for area in profile.ruled_out_areas if (key := area_key(area))}
    among = {
        "employer": [number for name in names for number in table.employer_numbers.get(name, ())],
        "outward": [number for area in areas for number in table.outward_numbers.get(area, ())],
    }
    tests = [f"{name} IN ({', '.join(map(str, found))})" for name, found in among.items() if found]
    return [f"({' OR '.join(tests)})"] if tests else []
