"""How long it takes to find which vacancies a posted role may repeat.

.venv/bin/python -m bench.likely_same [VACANCIES]
"""

import logging
import random
import statistics
import sys
import time
from dataclasses import replace

import sqlalchemy as sa

from bench.from_database import filled
from bench.market import TODAY, generate
from bench.reporting import Report
from employers.models import Site, Vacancy
from employers.queries.likely_same import likely_same
from storage.database import db
from storage.transaction import end_reads

VACANCIES = 1_000_000
SEED = 7
ASKED = 300
CROWDED = 20


def main(vacancies: int = VACANCIES) -> None:
    logging.disable(logging.INFO)
    report = Report("likely_same", f"What a posted role may repeat, among {vacancies:,} vacancies")
    # Without their conditions: those are not read here, and take most of the time to write.
    market = replace(generate(vacancies, 0.7, SEED), codes={})
    lines = []
    with filled("PostgreSQL", market) as app, app.app_context():
        dice = random.Random(SEED)
        some = [dice.randrange(1, vacancies + 1) for _ in range(ASKED)]
        lines.append(("any vacancy", *measured(some)))
        lines.append((f"in the {CROWDED} most crowded outward codes", *measured(crowded())))
    report.table(
        f"PostgreSQL, {ASKED} vacancies, one after the other",
        ("which", "median ms", "p95 ms", "slowest ms", "found on average"),
        lines,
    )
    report.keep()


def crowded() -> list[int]:
    """Vacancies where there are most of them."""
    many = (
        sa.select(Site.outward)
        .join(Vacancy, Vacancy.site_id == Site.id)
        .where(Site.outward.is_not(None))
        .group_by(Site.outward)
        .order_by(sa.func.count().desc())
        .limit(CROWDED)
    )
    numbers = []
    for outward in db.session.scalars(many).all():
        there = sa.select(Vacancy.id).join(Vacancy.site).where(Site.outward == outward)
        numbers += db.session.scalars(there.order_by(Vacancy.id).limit(ASKED // CROWDED)).all()
    end_reads()
    return numbers


def measured(numbers: list[int]) -> tuple[float, float, float, float]:
    """Median, 95th percentile and slowest, in milliseconds; and how many were found."""
    took, found = [], 0
    for number in numbers:
        vacancy = db.session.get(Vacancy, number)
        start = time.perf_counter()
        found += len(likely_same(vacancy, TODAY))
        took.append((time.perf_counter() - start) * 1000)
        end_reads()
    p95 = statistics.quantiles(took, n=20)[-1]
    return statistics.median(took), p95, max(took), found / len(numbers)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
