"""How long one search takes: 8,000 vacancies, every demo client; prints a table.

.venv/bin/python -m bench.one_search
"""

import platform
import statistics
import time
from datetime import date
from random import Random

from clients.rules.profile import as_profile_facts
from demo import load
from demo.people import clients
from demo.vacancies import employers, vacancies
from matching.facts import Point, VacancyFacts, fact_from_json
from matching.ranking import counts, rank

VACANCIES = 8_000
CLIENTS = 20
DAY = date(2026, 11, 23)


def facts() -> list[VacancyFacts]:
    found: list[VacancyFacts] = []
    seed = 0
    while len(found) < VACANCIES:
        for offer in vacancies(Random(seed), DAY):
            draft = load._draft(offer)
            place = draft.place
            found.append(
                VacancyFacts(
                    id=str(len(found)),
                    title=f"{draft.title} {seed}" if seed else draft.title,
                    employer=draft.employer,
                    posted_on=draft.posted_on,
                    closes_on=draft.closes_on,
                    place=None if place.easting is None else Point(place.easting, place.northing),
                    outward=place.outward,
                    conditions={k: fact_from_json(k, raw) for k, raw in draft.conditions.items()},
                )
            )
        seed += 1
    return found[:VACANCIES]


def main() -> None:
    offers = facts()
    people = clients(Random(1), [each.name for each in employers(Random(1))])[:CLIENTS]
    profiles = [as_profile_facts(1, load._profile(person)) for person in people]
    took = {"first search, titles not compared yet": [], "search": [], "counts": []}
    for number, profile in enumerate(profiles):
        for again in (False, True):
            start = time.perf_counter()
            ranking = rank(profile, offers)
            name = "search" if again else "first search, titles not compared yet"
            took[name].append((time.perf_counter() - start) * 1000)
        start = time.perf_counter()
        counts(ranking)
        took["counts"].append((time.perf_counter() - start) * 1000)
        assert number < CLIENTS
    limits = statistics.mean(len(profile.limits) for profile in profiles)
    print(f"Python {platform.python_version()}, {VACANCIES:,} vacancies, {limits:.0f} limits")
    print(f"{'':40}{'median ms':>12}{'slowest ms':>12}")
    for name, values in took.items():
        print(f"{name:40}{statistics.median(values):12.0f}{max(values):12.0f}")


if __name__ == "__main__":
    main()
