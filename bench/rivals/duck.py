"""DuckDB on one core: one wide table in order of place, read by column."""

import duckdb
import numpy as np

from bench.rivals.area import Area
from bench.rivals.columns import ANYWHERE, NULL
from bench.rivals.engine import Engine, smallest, within_all
from bench.rivals.points import SQUARED_WIDE, anywhere, conditions, from_home
from matching.limits import ProfileFacts

_TYPES = {1: "TINYINT", 2: "SMALLINT", 4: "INTEGER"}


class Duck(Engine):
    """Rows are scanned in order of place, so that an area's blocks are few; in memory.

    The conditions are written once, over both kinds of place together: half the time of a small
    question is DuckDB planning it, and a prepared statement is planned again each time.
    """

    name = "DuckDB"

    def __init__(self, top: int = 50, steps: int = 1) -> None:
        super().__init__(top, steps)
        self._database = duckdb.connect(":memory:", config={"threads": 1})

    def _store(self) -> None:
        types = self._table.types
        scanned = {each.name: each.values for each in self._table.columns}
        chosen = ", ".join(
            f"nullif({name}, {NULL})::{_TYPES[types[name]]} AS {name}" for name in scanned
        )
        self._database.register("scanned", scanned)
        self._database.execute(f"CREATE TABLE vacancy AS SELECT {chosen} FROM scanned")
        self._database.unregister("scanned")

    def _store_wanting(self, adds: np.ndarray) -> None:
        columns = {"title": np.arange(len(adds), dtype=np.int32), "adds": adds}
        self._database.register("given", columns)
        self._database.execute("CREATE OR REPLACE TABLE wanting AS SELECT * FROM given")
        self._database.unregister("given")

    def _rows(self, query: str) -> list[tuple[int, int]]:
        return self._database.execute(query).fetchall()

    def query(self, profile: ProfileFacts, areas: list[Area], clear: str = "") -> str:
        """Return the question as SQL."""
        kept = ", ".join(("id", "standing", "title", *self._read(profile)))
        somewhere = from_home(profile, SQUARED_WIDE)
        return (
            f"SELECT id, distance + adds + {conditions(profile, self._table)} AS points FROM ("
            f"SELECT {kept}, {somewhere} AS distance FROM vacancy"
            f" WHERE cell > {ANYWHERE}{_inside(areas)} UNION ALL "
            f"SELECT {kept}, {anywhere(profile)} AS distance FROM vacancy WHERE cell = {ANYWHERE}"
            f") JOIN wanting USING (title) WHERE true{clear}"
            f" ORDER BY points, standing LIMIT {self._top}"
        )

    def _read(self, profile: ProfileFacts) -> list[str]:
        """Return the columns a client's limits are about."""
        keys = {limit.key for limit in profile.limits}
        names = [each.name for each in self._table.columns]
        ruled_out = profile.ruled_out_employers or profile.ruled_out_areas
        kept = ["employer", "outward"] if ruled_out else []
        return kept + [name for name in names if name.removesuffix("_2") in keys]

    def close(self) -> None:
        """Let go of everything."""
        self._database.close()


def _inside(areas: list[Area]) -> str:
    if not areas:
        return ""
    west, east, south, north = smallest(areas).bounds()
    return (
        f" AND easting BETWEEN {west} AND {east} AND northing BETWEEN {south} AND {north}"
        f"{within_all(areas, SQUARED_WIDE)}"
    )
