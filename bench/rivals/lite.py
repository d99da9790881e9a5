"""SQLite: one table whose key is the order of place, so that an area is a few stretches of it."""

import sqlite3

import numpy as np

from bench.rivals.area import Area
from bench.rivals.columns import NULL
from bench.rivals.engine import Engine, smallest, within_all
from bench.rivals.points import SQUARED, anywhere, conditions, from_home
from matching.limits import ProfileFacts

_CHUNK = 50_000
#: The key of a row is its cell, then its number among all rows; negative: anywhere.
_IN_CELL = 2**24
_PRAGMAS = {
    "page_size": 16384,
    "journal_mode": "OFF",
    "synchronous": "OFF",
    "mmap_size": 2**31 - 2**16,
    "cache_size": -2_000_000,
    "temp_store": "MEMORY",
}


class Lite(Engine):
    """The rowid is the place; what a client adds for each title is a small table in memory."""

    name = "SQLite"

    def __init__(self, path: str = ":memory:", top: int = 50, steps: int = 1) -> None:
        super().__init__(top, steps)
        self._database = sqlite3.connect(path, isolation_level=None)
        for name, value in _PRAGMAS.items():
            self._database.execute(f"PRAGMA {name}={value}")

    def _store(self) -> None:
        columns = {each.name: each.values for each in self._table.columns}
        cell = columns.pop("cell").astype(np.int64)
        typed = ", ".join(f"{name} INTEGER" for name in columns)
        self._database.execute(f"CREATE TABLE vacancy (place INTEGER PRIMARY KEY, {typed})")
        values = [cell * _IN_CELL + np.arange(len(cell)), *columns.values()]
        insert = f"INSERT INTO vacancy VALUES ({', '.join('?' * len(values))})"
        self._database.execute("BEGIN")
        for start in range(0, len(cell), _CHUNK):
            rows = zip(*(_listed(each[start : start + _CHUNK]) for each in values), strict=True)
            self._database.executemany(insert, rows)
        self._database.execute("COMMIT")
        self._database.execute("ANALYZE")

    def _store_wanting(self, adds: np.ndarray) -> None:
        self._database.execute("DROP TABLE IF EXISTS temp.wanting")
        self._database.execute(
            "CREATE TEMP TABLE wanting (title INTEGER PRIMARY KEY, adds INTEGER)"
        )
        self._database.execute("BEGIN")
        self._database.executemany(
            "INSERT INTO temp.wanting VALUES (?, ?)", enumerate(adds.tolist())
        )
        self._database.execute("COMMIT")

    def _rows(self, query: str) -> list[tuple[int, int]]:
        return self._database.execute(query).fetchall()

    def query(self, profile: ProfileFacts, areas: list[Area], clear: str = "") -> str:
        """Return the question as SQL."""
        adds = "(SELECT adds FROM temp.wanting WHERE wanting.title = vacancy.title)"
        rest = f"{conditions(profile, self._table)} + {adds} AS points, standing"
        return (
            f"SELECT id, points FROM ("
            f"SELECT id, {from_home(profile)} + {rest} FROM {_inside(areas)}{clear}"
            f" UNION ALL SELECT id, {anywhere(profile)} + {rest} FROM vacancy"
            f" WHERE place < 0{clear}) ORDER BY points, standing LIMIT {self._top}"
        )

    def close(self) -> None:
        """Let go of everything."""
        self._database.close()


def _inside(areas: list[Area]) -> str:
    if not areas:
        return "vacancy WHERE place >= 0"
    strips = ", ".join(
        f"({first * _IN_CELL}, {(last + 1) * _IN_CELL - 1})"
        for first, last in smallest(areas).strips()
    )
    return (
        f"(SELECT column1 AS low, column2 AS high FROM (VALUES {strips})) CROSS JOIN vacancy"
        f" WHERE place BETWEEN low AND high{within_all(areas, SQUARED)}"
    )


def _listed(values: np.ndarray) -> list[int | None]:
    return [None if value == NULL else value for value in values.tolist()]
