"""Latitude and longitude (WGS 84) as metres on the British National Grid (OSGB36).

Formulae and constants: Ordnance Survey, "A guide to coordinate systems in Great Britain": the
seven-parameter Helmert transformation, good to about 5 m, then the transverse Mercator projection.
"""

from __future__ import annotations

from math import atan2, cos, hypot, isfinite, radians, sin, sqrt, tan

from places.located import Located, Precision

# Semi-major and semi-minor axes in metres: GRS80 (WGS 84) and Airy 1830 (OSGB36).
_GRS80 = (6_378_137.0, 6_356_752.3141)
_AIRY = (6_377_563.396, 6_356_256.909)
# WGS 84 to OSGB36: shifts in metres, scale, rotations in radians.
_SHIFT_M = (-446.448, 125.157, -542.060)
_SCALE = 20.4894e-6
_TURN = tuple(radians(seconds / 3600) for seconds in (-0.1502, -0.2470, -0.8421))
# The projection's true origin, its grid coordinates in metres, and its scale on the meridian.
_LATITUDE_0, _LONGITUDE_0 = radians(49), radians(-2)
_EASTING_0, _NORTHING_0 = 400_000.0, -100_000.0
_SCALE_0 = 0.9996012717
# Great Britain and its islands, in degrees; the Irish Sea side is cut off by _is_ireland.
_SOUTH, _NORTH, _WEST, _EAST = 49.8, 60.95, -8.7, 1.8


def from_coordinates(latitude: float, longitude: float) -> Located | None:
    """The place of a point in Great Britain, to about 5 m; None for anywhere else.

    0, 0, what is not a number, Ireland and the Isle of Man are unknown.
    """
    if not (isfinite(latitude) and isfinite(longitude)):
        return None
    if not (_SOUTH <= latitude <= _NORTH and _WEST <= longitude <= _EAST):
        return None
    if _is_over_the_irish_sea(latitude, longitude):
        return None
    easting, northing = _project(*_to_osgb36(radians(latitude), radians(longitude)))
    return Located(round(easting), round(northing), None, Precision.COORDINATES)


def _is_over_the_irish_sea(latitude: float, longitude: float) -> bool:
    """Ireland and the Isle of Man: boxes that hold no place of Great Britain."""
    ireland_south = latitude < 54.0 and longitude < -5.5
    ulster = 54.0 <= latitude < 55.25 and longitude < -5.4
    donegal = 55.25 <= latitude < 55.45 and longitude < -6.6
    man = 54.0 <= latitude <= 54.45 and -4.9 <= longitude <= -4.25
    return (ireland_south and latitude > 50.5) or ulster or donegal or man


def _to_osgb36(latitude: float, longitude: float) -> tuple[float, float]:
    x, y, z = _cartesian(latitude, longitude, _GRS80)
    turn_x, turn_y, turn_z = _TURN
    shift_x, shift_y, shift_z = _SHIFT_M
    grown = 1 + _SCALE
    return _geodetic(
        shift_x + grown * x - turn_z * y + turn_y * z,
        shift_y + turn_z * x + grown * y - turn_x * z,
        shift_z - turn_y * x + turn_x * y + grown * z,
        _AIRY,
    )


def _cartesian(
    latitude: float, longitude: float, axes: tuple[float, float]
) -> tuple[float, float, float]:
    a, b = axes
    squared = 1 - (b / a) ** 2
    nu = a / sqrt(1 - squared * sin(latitude) ** 2)
    return (
        nu * cos(latitude) * cos(longitude),
        nu * cos(latitude) * sin(longitude),
        (1 - squared) * nu * sin(latitude),
    )


def _geodetic(x: float, y: float, z: float, axes: tuple[float, float]) -> tuple[float, float]:
    a, b = axes
    squared = 1 - (b / a) ** 2
    across = hypot(x, y)
    latitude = atan2(z, across * (1 - squared))
    for _ in range(6):  # each turn gains five digits; six are more than a float holds
        nu = a / sqrt(1 - squared * sin(latitude) ** 2)
        latitude = atan2(z + squared * nu * sin(latitude), across)
    return latitude, atan2(y, x)


def _meridian_arc(latitude: float, b: float, n: float) -> float:
    less, more = latitude - _LATITUDE_0, latitude + _LATITUDE_0
    return (
        b
        * _SCALE_0
        * (
            (1 + n + 5 / 4 * n**2 + 5 / 4 * n**3) * less
            - (3 * n + 3 * n**2 + 21 / 8 * n**3) * sin(less) * cos(more)
            + (15 / 8 * n**2 + 15 / 8 * n**3) * sin(2 * less) * cos(2 * more)
            - 35 / 24 * n**3 * sin(3 * less) * cos(3 * more)
        )
    )


def _project(latitude: float, longitude: float) -> tuple[float, float]:
    """Easting and northing; the Roman numerals are the guide's own names for its terms."""
    a, b = _AIRY
    squared = 1 - (b / a) ** 2
    s, c, t = sin(latitude), cos(latitude), tan(latitude)
    nu = a * _SCALE_0 / sqrt(1 - squared * s**2)
    rho = a * _SCALE_0 * (1 - squared) / (1 - squared * s**2) ** 1.5
    eta = nu / rho - 1
    one = _meridian_arc(latitude, b, (a - b) / (a + b)) + _NORTHING_0
    two = nu / 2 * s * c
    three = nu / 24 * s * c**3 * (5 - t**2 + 9 * eta)
    three_a = nu / 720 * s * c**5 * (61 - 58 * t**2 + t**4)
    four = nu * c
    five = nu / 6 * c**3 * (nu / rho - t**2)
    six = nu / 120 * c**5 * (5 - 18 * t**2 + t**4 + 14 * eta - 58 * t**2 * eta)
    away = longitude - _LONGITUDE_0
    northing = one + two * away**2 + three * away**4 + three_a * away**6
    return _EASTING_0 + four * away + five * away**3 + six * away**5, northing
