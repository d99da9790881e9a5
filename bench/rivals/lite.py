"""SQLite: one table whose key is the order of place, so that an area is a few stretches of it."""

import sqlite3

import numpy as np

from bench.market import Market
from bench.rivals.area import Area
from bench.rivals.columns import NULL, Table
from bench.rivals.likeness import wanting
from bench.rivals.points import SQUARED, answers, anywhere, conditions, from_home
from matching.limits import ProfileFacts

_CHUNK = 50_000
#: The key of a row is its cell, then its number within the cell; negative: anywhere.
_IN_CELL = 2**24
_MAPPED_BYTES = 2**31 - 2**16


class Lite:
    """The rowid is the place; what a client adds for each title is a small table in memory."""

    name = "SQLite"

    def __init__(self, path: str = ":memory:", top: int = 50) -> None:
        self._database = sqlite3.connect(path, isolation_level=None)
        for pragma in ("page_size=16384", "journal_mode=OFF", "synchronous=OFF"):
            self._database.execute(f"PRAGMA {pragma}")
        self._database.execute(f"PRAGMA mmap_size={_MAPPED_BYTES}")
        self._database.execute("PRAGMA cache_size=-2000000")
        self._database.execute("PRAGMA temp_store=MEMORY")
        self._top = top
        self._learnt: np.ndarray | None = None

    def load(self, market: Market) -> None:
        """Store a market."""
        self._table = Table(market)
        columns = [each for each in self._table.columns if each.name not in ("cell", "remote")]
        names = ["place", "remote", *(each.name for each in columns)]
        typed = ", ".join(f"{name} INTEGER" for name in names[1:])
        self._database.execute(f"CREATE TABLE vacancy (place INTEGER PRIMARY KEY, {typed})")
        cell, remote = (self._column(name) for name in ("cell", "remote"))
        values = [
            cell * _IN_CELL + np.arange(len(cell)),
            remote,
            *(each.values for each in columns),
        ]
        insert = f"INSERT INTO vacancy VALUES ({', '.join('?' * len(names))})"
        self._database.execute("BEGIN")
        for start in range(0, len(market), _CHUNK):
            rows = zip(*(_listed(each[start : start + _CHUNK]) for each in values), strict=True)
            self._database.executemany(insert, rows)
        self._database.execute("COMMIT")
        self._database.execute("ANALYZE")

    def _column(self, name: str) -> np.ndarray:
        found = next(each.values for each in self._table.columns if each.name == name)
        return found.astype(np.int64)

    def learn(self, likeness_by_title: np.ndarray) -> None:
        """Store what each title adds for one client."""
        if self._learnt is not likeness_by_title:
            self._database.execute("DROP TABLE IF EXISTS temp.wanting")
            self._database.execute(
                "CREATE TEMP TABLE wanting (title INTEGER PRIMARY KEY, adds INTEGER)"
            )
            self._database.execute("BEGIN")
            rows = enumerate(wanting(likeness_by_title).tolist())
            self._database.executemany("INSERT INTO temp.wanting VALUES (?, ?)", rows)
            self._database.execute("COMMIT")
            self._learnt = likeness_by_title

    def ask(
        self, profile: ProfileFacts, area: Area | None, likeness_by_title: np.ndarray
    ) -> list[tuple[int, int, int]]:
        """Return the best vacancies as (id, conflicts, cost)."""
        self.learn(likeness_by_title)
        return answers(self._database.execute(self.query(profile, area)).fetchall())

    def query(self, profile: ProfileFacts, area: Area | None) -> str:
        """Return the question as SQL."""
        adds = "(SELECT adds FROM temp.wanting WHERE wanting.title = vacancy.title)"
        rest = f"{conditions(profile, self._table)} + {adds} AS points, standing"
        return (
            f"SELECT id, points FROM ("
            f"SELECT id, {from_home(profile)} + {rest}"
            f" FROM {_inside(area)} UNION ALL"
            f" SELECT id, {anywhere(profile)} + {rest}"
            f" FROM vacancy WHERE place < 0) ORDER BY points, standing LIMIT {self._top}"
        )

    def close(self) -> None:
        """Let go of everything."""
        self._database.close()


def _inside(area: Area | None) -> str:
    if area is None:
        return "vacancy WHERE place >= 0"
    strips = ", ".join(
        f"({first * _IN_CELL}, {(last + 1) * _IN_CELL - 1})" for first, last in area.strips()
    )
    near = SQUARED.format(area.easting, area.northing)
    return (
        f"(SELECT column1 AS low, column2 AS high FROM (VALUES {strips})) CROSS JOIN vacancy"
        f" WHERE place BETWEEN low AND high AND {near} <= {area.metres**2}"
    )


def _listed(values: np.ndarray) -> list[int | None]:
    return [None if value == NULL else value for value in values.tolist()]
