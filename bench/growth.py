"""How cost grows with the number of vacancies and of limits; a table and a picture.

.venv/bin/python -m bench.growth [VACANCIES AT MOST]
"""

import gc
import os
import sys
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import matplotlib as mpl
import numpy as np

from bench.market import TODAY, generate
from bench.market.facts import KEYS
from bench.market.filling import index_of
from bench.market.people import _limit, the_client
from bench.reporting import Report, milliseconds, seconds
from bench.rivals.check import SOUTHAMPTON, TOP
from matching.index import Asking, Index, first_of, run
from matching.limits import ProfileFacts

mpl.use("svg")
import matplotlib.pyplot as plt

PICTURE = Path(__file__).resolve().parent.parent / "docs" / "images" / "growth.svg"
SIZES = (10_000, 30_000, 100_000, 300_000, 1_000_000, 3_000_000)
LIMITS_AT = 1_000_000
LIMITS = (1, 2, 4, 8, 12, 16, 24)
SEED = 7
NEAR_KM = Decimal(15)


def main(most: int = SIZES[-1]) -> None:
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    report = Report("growth", "How the cost of a search grows, on one core")
    client = the_client(SOUTHAMPTON)
    sizes, limits = [], []
    measured = [size for size in SIZES if size <= most]
    limits_at = max(size for size in measured if size <= LIMITS_AT)
    for size in measured:
        market = generate(size, 0.7, SEED)
        built, index = seconds(lambda market=market: index_of(market))
        sizes.append((f"{size:,}", built, near(index, client), everything(index, client)))
        if size == limits_at:
            limits = [(many, *with_limits(index, client, many)) for many in LIMITS]
        del market, index
        gc.collect()
    columns = ("15 km around Southampton, ms", "the whole country, with counts, ms")
    report.table(
        "By the number of vacancies (12 limits)", ("vacancies", "built, s", *columns), sizes
    )
    report.table(f"By the number of limits ({limits_at:,} vacancies)", ("limits", *columns), limits)
    draw(sizes, limits, limits_at)
    report.keep()


def near(index: Index, client: ProfileFacts) -> float:
    asked = Asking(client, TODAY, area_km=NEAR_KM, counted=False)
    return milliseconds(lambda: first_of(run(index, asked), TOP))


def everything(index: Index, client: ProfileFacts) -> float:
    asked = Asking(client, TODAY)
    return milliseconds(lambda: first_of(run(index, asked), TOP), times=7)


def with_limits(index: Index, client: ProfileFacts, many: int) -> tuple[float, float]:
    """The same client with fewer or more limits, the distance always among them."""
    random = np.random.default_rng(SEED)
    asked = {limit.key for limit in client.limits}
    others = [key for key in KEYS if key not in asked and key != "manager_support"]
    more = tuple(_limit(key, random) for key in others)
    some = replace(client, limits=(*client.limits, *more)[:many])
    return near(index, some), everything(index, some)


def draw(sizes: list, limits: list, limits_at: int) -> None:
    plt.rcParams.update({"font.size": 11, "svg.hashsalt": "growth", "svg.fonttype": "none"})
    figure, (left, right) = plt.subplots(1, 2, figsize=(10, 4), layout="constrained")
    for axis, rows, first, heading in (
        (left, sizes, 2, "vacancies (12 limits)"),
        (right, limits, 1, f"limits ({limits_at:,} vacancies)"),
    ):
        places = [float(str(row[0]).replace(",", "")) for row in rows]
        axis.plot(places, [row[first] for row in rows], "o-", color="#0b5d55", label="15 km")
        axis.plot(places, [row[first + 1] for row in rows], "s-", color="#7a4b00", label="country")
        axis.set_xlabel(heading)
        axis.set_ylabel("milliseconds")
        axis.grid(visible=True, alpha=0.3)
        axis.legend(frameon=False)
    left.set_xscale("log")
    left.set_yscale("log")
    figure.savefig(PICTURE, metadata={"Date": None})


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
