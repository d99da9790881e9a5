"""A table on the screen, and the same in bench/results with the machine and the versions."""

import platform
import statistics
import time
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path

RESULTS = Path(__file__).with_name("results")
PACKAGES = ("numpy", "rapidfuzz", "orjson", "sqlalchemy", "duckdb", "tantivy", "gunicorn")


def milliseconds(work: Callable[[], object], times: int = 15) -> float:
    """The median time of some work, in milliseconds, after one go that does not count."""
    work()
    took = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        took.append((time.perf_counter() - start) * 1000)
    return statistics.median(took)


def seconds(work: Callable[[], object]) -> tuple[float, object]:
    """How long some work takes, once, in seconds; and what it returned."""
    start = time.perf_counter()
    returned = work()
    return time.perf_counter() - start, returned


def resident_mb() -> float:
    """The memory this process holds, in MB."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096 / 1e6


class Report:
    """Tables of one benchmark."""

    def __init__(self, name: str, title: str) -> None:
        self._path = RESULTS / f"{name}.md"
        self._lines = [f"# {title}", "", machine(), ""]
        print(f"{title}\n{machine()}")

    def table(self, heading: str, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
        """One table, printed and kept."""
        written = [[_written(cell) for cell in row] for row in rows]
        widths = [max(map(len, column)) for column in zip(columns, *written, strict=True)]
        lines = [_line(row, widths) for row in (columns, *written)]
        rule = "|" + "|".join("-" * (width + 2) for width in widths) + "|"
        self._lines += [f"## {heading}", "", lines[0], rule, *lines[1:], ""]
        print("\n".join(["", heading, lines[0], rule, *lines[1:]]))

    def keep(self) -> None:
        """Write it all down."""
        RESULTS.mkdir(exist_ok=True)
        self._path.write_text("\n".join(self._lines).rstrip() + "\n", encoding="utf-8")
        print(f"\nKept in {self._path.relative_to(RESULTS.parent.parent)}.")


def machine() -> str:
    """What this was measured on."""
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        models = [line.split(":")[1].strip() for line in file if line.startswith("model name")]
    versions = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    name = models[0] if models else platform.machine()
    return f"{name}, {len(models)} cores; Python {platform.python_version()}, {versions}."


def _written(cell: object) -> str:
    if not isinstance(cell, float):
        return str(cell)
    if cell >= 100:
        return f"{cell:,.0f}"
    return f"{cell:.1f}" if cell >= 10 else f"{cell:.2f}"


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    return "| " + " | ".join(c.ljust(w) for c, w in zip(cells, widths, strict=True)) + " |"
