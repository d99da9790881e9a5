"""PostgreSQL on one core: one table stored in order of place, an index over the cells."""

import tempfile
from contextlib import ExitStack
from pathlib import Path
from unittest.mock import patch

import numpy as np
import psycopg

from bench.rivals.area import Area
from bench.rivals.columns import ANYWHERE
from bench.rivals.engine import Engine, smallest, within_all
from bench.rivals.files import write_csv
from bench.rivals.points import SQUARED_WIDE, anywhere, conditions, from_home
from matching.limits import ProfileFacts
from tests.support import postgres

_TYPES = {1: "smallint", 2: "smallint", 4: "integer"}
_SERVER = {"shared_buffers": "2GB", "max_connections": "10", "autovacuum": "off"}
_SESSION = {
    "max_parallel_workers_per_gather": "0",
    "work_mem": "256MB",
    # With many tests it thinks too few rows are left to be worth the index, and reads them all.
    "enable_seqscan": "off",
    "random_page_cost": "1.05",
    "effective_cache_size": "4GB",
}
_READ_BYTES = 2**20
#: Read and unpacked once, then indexed: faster than a join to a small table.
_ADDS = "(SELECT adds || '{}'::integer[] FROM wanting)[title + 1]"


class Elephant(Engine):
    """Every question is a prepared statement; everything fits in the server's own buffers."""

    name = "PostgreSQL"

    def __init__(self, jit: str = "off", top: int = 50, steps: int = 1) -> None:
        super().__init__(top, steps)
        self._open = ExitStack()
        self._open.enter_context(patch.dict(postgres.SETTINGS, _SERVER))
        self._open.enter_context(patch.dict("os.environ", PG_PREFER="wheel"))
        address = self._open.enter_context(postgres.server())
        self._database = psycopg.connect(address.replace("+psycopg", ""), autocommit=True)
        self._open.callback(self._database.close)
        for name, value in {**_SESSION, "jit": jit}.items():
            self._database.execute(f"SET {name} = '{value}'")

    def _store(self) -> None:
        types = self._table.types
        typed = ", ".join(f"{name} {_TYPES[width]}" for name, width in types.items())
        self._database.execute(f"CREATE UNLOGGED TABLE vacancy ({typed})")
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "market.csv"
            write_csv(self._table, path)
            self._copy("COPY vacancy FROM STDIN (FORMAT csv)", path)
        self._database.execute("CREATE INDEX by_cell ON vacancy (cell) WITH (fillfactor = 100)")
        self._database.execute("CLUSTER vacancy USING by_cell")
        self._database.execute("VACUUM (FREEZE, ANALYZE) vacancy")

    def _copy(self, statement: str, path: Path) -> None:
        with path.open("rb") as read, self._database.cursor().copy(statement) as written:
            while block := read.read(_READ_BYTES):
                written.write(block)

    def _store_wanting(self, adds: np.ndarray) -> None:
        self._database.execute("DROP TABLE IF EXISTS wanting")
        self._database.execute("CREATE TEMP TABLE wanting (adds integer[])")
        self._database.execute("INSERT INTO wanting VALUES (%s)", [adds.tolist()])

    def _rows(self, query: str) -> list[tuple[int, int]]:
        return self._database.execute(query, prepare=True).fetchall()

    def query(self, profile: ProfileFacts, areas: list[Area], clear: str = "") -> str:
        """Return the question as SQL."""
        rest = f"{conditions(profile, self._table)} AS points"
        somewhere, nowhere = from_home(profile, SQUARED_WIDE), anywhere(profile)
        return (
            f"SELECT id, points + {_ADDS} AS points FROM ("
            f"SELECT id, standing, title, {somewhere} + {rest} FROM {_inside(areas)}{clear}"
            f" UNION ALL SELECT id, standing, title, {nowhere} + {rest} FROM vacancy"
            f" WHERE cell = {ANYWHERE}{clear}) AS judged"
            f" ORDER BY points, standing LIMIT {self._top}"
        )

    def close(self) -> None:
        """Let go of everything."""
        self._open.close()


def _inside(areas: list[Area]) -> str:
    if not areas:
        return f"vacancy WHERE cell > {ANYWHERE}"
    strips = ", ".join(f"({first}, {last})" for first, last in smallest(areas).strips())
    return (
        f"(VALUES {strips}) AS strip (first, last) JOIN vacancy"
        f" ON cell BETWEEN first AND last WHERE true{within_all(areas, SQUARED_WIDE)}"
    )
