"""The part of the country a search is about, and the strips of cells that lie in it."""

from dataclasses import dataclass
from math import isqrt

from bench.rivals.columns import CELL_METRES, STRIP


@dataclass(frozen=True, slots=True)
class Area:
    """Everything within so many metres; besides that, work done anywhere or nobody knows where."""

    easting: int
    northing: int
    metres: int

    def bounds(self) -> tuple[int, int, int, int]:
        """Return the square around it: west, east, south, north."""
        return (
            self.easting - self.metres,
            self.easting + self.metres,
            self.northing - self.metres,
            self.northing + self.metres,
        )

    def strips(self) -> list[tuple[int, int]]:
        """Return the cells it touches, as the first and last of each strip from south to north."""
        west, east, _south, _north = self.bounds()
        found = []
        for strip in range(max(0, west) // CELL_METRES, east // CELL_METRES + 1):
            left, right = strip * CELL_METRES, (strip + 1) * CELL_METRES - 1
            off = max(0, left - self.easting, self.easting - right)
            half = isqrt(self.metres**2 - off**2) if off <= self.metres else -1
            if half >= 0:
                low = max(0, self.northing - half) // CELL_METRES
                high = min((self.northing + half) // CELL_METRES, STRIP - 1)
                found.append((strip * STRIP + low, strip * STRIP + high))
        return found
