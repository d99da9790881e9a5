"""Where do journeys start? What was written, and where that is if it can be known."""

from __future__ import annotations

from clients.rules.profile import Home
from places import locate


def home_at(text: str) -> Home | None:
    """The place somebody wrote, located if possible; None for nothing written.

    What cannot be located is kept as written: it counts as unknown, never as no distance.
    """
    if not text:
        return None
    place = locate(text)
    if place is None:
        return Home(text)
    return Home(text, place.easting, place.northing, place.precision)
