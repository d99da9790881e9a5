"""The middle of each outward code: what is known when the postcode itself is not.

`places/outward_codes.csv` is worked out once from OS Code-Point Open (see places/codepoint.py for
the attribution): `python -m places` writes it again.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from functools import lru_cache
from pathlib import Path

from places.codepoint import Metres, rows_of

FILE = Path(__file__).with_name("outward_codes.csv")
INWARD_LENGTH = 3


@lru_cache(maxsize=1)
def centroids() -> dict[str, Metres]:
    """Easting and northing of every outward code of Great Britain."""
    with FILE.open(encoding="ascii", newline="") as lines:
        rows = csv.reader(line for line in lines if not line.startswith("#"))
        return {code: (int(east), int(north)) for code, east, north in rows}


def worked_out(folder: Path) -> dict[str, Metres]:
    """The mean position of the postcodes of each outward code."""
    found: dict[str, list[Metres]] = defaultdict(list)
    for path in sorted(folder.glob("*.csv.gz")):
        for postcode, metres in rows_of(path):
            found[postcode[:-INWARD_LENGTH]].append(metres)
    return {
        code: (
            round(sum(east for east, _ in places) / len(places)),
            round(sum(north for _, north in places) / len(places)),
        )
        for code, places in sorted(found.items())
    }
