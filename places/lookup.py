"""Where is this postcode, or this outward code?"""

from __future__ import annotations

from places.centroids import centroids
from places.codepoint import metres_of
from places.located import Located, Precision
from places.postcodes import area_of, normalise_postcode, outward_of


def locate(text: str) -> Located | None:
    """The place of a GB postcode or outward code; None when it is not known.

    A postcode that is not in the data falls back to the middle of its outward code. Northern
    Ireland, the Channel Islands, the Isle of Man and nonsense are unknown, never zero.
    """
    outward = outward_of(text)
    if outward is None:
        return None
    postcode = normalise_postcode(text)
    if postcode:
        metres = metres_of(postcode, area_of(outward))
        if metres:
            return Located(*metres, outward, Precision.POSTCODE)
    middle = centroids().get(outward)
    return Located(*middle, outward, Precision.OUTWARD) if middle else None
