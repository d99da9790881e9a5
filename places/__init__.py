"""Where is it? A postcode, an outward code or coordinates as metres on the National Grid."""

from places.grid import from_coordinates
from places.located import Located, Precision, distance_km
from places.lookup import locate
from places.postcodes import is_postcode, normalise_postcode, outward_of

__all__ = [
    "Located",
    "Precision",
    "distance_km",
    "from_coordinates",
    "is_postcode",
    "locate",
    "normalise_postcode",
    "outward_of",
]
