"""One vacancy against many clients.

.venv/bin/python -m bench.reverse [CLIENTS]
"""

import os
import sys

from bench.market import generate, rows
from bench.market.people import clients
from bench.reporting import Report, milliseconds, seconds
from matching.reverse import ProfileColumns

CLIENTS = 100_000
SEED = 7
VACANCIES = 20


def main(many: int = CLIENTS) -> None:
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    report = Report("reverse", f"One vacancy against {many:,} clients, on one core")
    profiles = clients(many, SEED)
    built, columns = seconds(lambda: ProfileColumns(profiles))
    lines = [("clients put into columns, once", built * 1000)]
    for share in (0.7, 0.95):
        market = generate(1_000, share, SEED)
        vacancies = list(rows(market, 0, VACANCIES))
        cold, _ = seconds(lambda some=vacancies: columns.standings(some[0]))
        took = [milliseconds(lambda v=each: columns.standings(v).best(50), 5) for each in vacancies]
        lines += [
            (f"{share:.0%} unknown: a title nobody has compared before", cold * 1000),
            (f"{share:.0%} unknown: median of {VACANCIES} vacancies", sorted(took)[VACANCIES // 2]),
            (f"{share:.0%} unknown: slowest", max(took)),
        ]
    limits = sum(len(profile.limits) for profile in profiles) / many
    jobs = sum(len(profile.interests) for profile in profiles) / many
    lines.append(("limits and jobs wanted of a client, on average", f"{limits:.1f} and {jobs:.1f}"))
    report.table("Best 50 of all clients (asked for: 300 ms)", ("", "ms"), lines)
    report.keep()


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
