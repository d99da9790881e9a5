"""DuckDB on one core: one wide table in order of place, read by column."""

import duckdb
import numpy as np

from bench.market import Market
from bench.rivals.area import Area
from bench.rivals.columns import ANYWHERE, NULL, Table
from bench.rivals.likeness import wanting
from bench.rivals.points import SQUARED_WIDE, answers, anywhere, conditions, from_home
from matching.limits import ProfileFacts

_TYPES = {1: "TINYINT", 2: "SMALLINT", 4: "INTEGER"}


class Duck:
    """Rows are scanned in place order, so that an area's blocks are few."""

    name = "DuckDB"

    def __init__(self, row_group: int = 16_384, top: int = 50) -> None:
        self._database = duckdb.connect(":memory:", config={"threads": 1})
        self._database.execute(f"ATTACH ':memory:' AS rows_ (ROW_GROUP_SIZE {row_group})")
        self._database.execute("USE rows_")
        self._top = top
        self._learnt: np.ndarray | None = None

    def load(self, market: Market) -> None:
        """Store a market."""
        self._table = Table(market)
        types = self._table.types
        scanned = {each.name: each.values for each in self._table.columns}
        chosen = ", ".join(
            f"nullif({name}, {NULL})::{_TYPES[types[name]]} AS {name}" for name in scanned
        )
        self._database.register("scanned", scanned)
        self._database.execute(f"CREATE TABLE vacancy AS SELECT {chosen} FROM scanned")
        self._database.unregister("scanned")

    def learn(self, likeness_by_title: np.ndarray) -> None:
        """Store what each title adds for one client."""
        if self._learnt is not likeness_by_title:
            adds = wanting(likeness_by_title).astype(np.int32)
            columns = {"title": np.arange(len(adds), dtype=np.int32), "adds": adds}
            self._database.register("given", columns)
            self._database.execute("CREATE OR REPLACE TABLE wanting AS SELECT * FROM given")
            self._database.unregister("given")
            self._learnt = likeness_by_title

    def ask(
        self, profile: ProfileFacts, area: Area | None, likeness_by_title: np.ndarray
    ) -> list[tuple[int, int, int]]:
        """Return the best vacancies as (id, conflicts, cost)."""
        self.learn(likeness_by_title)
        return answers(self._database.execute(self.query(profile, area)).fetchall())

    def query(self, profile: ProfileFacts, area: Area | None) -> str:
        """Return the question as SQL."""
        kept = ", ".join(("id", "standing", "title", *self._read(profile)))
        somewhere = from_home(profile, SQUARED_WIDE)
        return (
            f"SELECT id, distance + adds + {conditions(profile, self._table)} AS points FROM ("
            f"SELECT {kept}, {somewhere} AS distance FROM vacancy"
            f" WHERE cell > {ANYWHERE}{_inside(area)} UNION ALL "
            f"SELECT {kept}, {anywhere(profile)} AS distance FROM vacancy WHERE cell = {ANYWHERE}"
            f") JOIN wanting USING (title) ORDER BY points, standing LIMIT {self._top}"
        )

    def _read(self, profile: ProfileFacts) -> list[str]:
        """Return the columns a client's limits are about."""
        keys = {limit.key for limit in profile.limits}
        names = [each.name for each in self._table.columns]
        ruled_out = ["employer", "outward"] if _rules_out(profile) else []
        return ruled_out + [name for name in names if name.removesuffix("_2") in keys]

    def close(self) -> None:
        """Let go of everything."""
        self._database.close()


def _rules_out(profile: ProfileFacts) -> bool:
    return bool(profile.ruled_out_employers or profile.ruled_out_areas)


def _inside(area: Area | None) -> str:
    if area is None:
        return ""
    west, east, south, north = area.bounds()
    return (
        f" AND easting BETWEEN {west} AND {east} AND northing BETWEEN {south} AND {north}"
        f" AND {SQUARED_WIDE.format(area.easting, area.northing)} <= {area.metres**2}"
    )
