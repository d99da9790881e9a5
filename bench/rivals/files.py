"""A market's columns as one CSV file, for engines that load those fastest."""

from pathlib import Path

import duckdb

from bench.rivals.columns import NULL, Table


def write_csv(table: Table, path: Path) -> list[str]:
    """Write every column, unknown as nothing, and return their names."""
    scanned = {each.name: each.values for each in table.columns}
    chosen = ", ".join(f"nullif({name}, {NULL}) AS {name}" for name in scanned)
    with duckdb.connect(":memory:") as writer:
        writer.register("scanned", scanned)
        writer.execute(f"COPY (SELECT {chosen} FROM scanned) TO '{path}' (HEADER false)")
    return list(scanned)
