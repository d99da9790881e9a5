"""How long shortlist pages take while twenty people read them and somebody else writes.

.venv/bin/python -m bench.pages [VACANCIES] [SECONDS]
"""

import statistics
import sys
import time
from itertools import count
from threading import Event, Thread

import sqlalchemy as sa

from bench.from_database import filled
from bench.market import generate
from bench.reporting import Report
from clients.models import Client
from demo.load import load_if_empty
from employers.models import Vacancy
from storage.database import db
from storage.transaction import end_reads, transaction
from tests.processes.test_index_processes import Process

VACANCIES = 100_000
SECONDS = 30
SEED = 7
PEOPLE = 20
WRITES_A_SECOND = 20
WARM_UP_ROUNDS = 60
WARM_S = 0.15
#: How long somebody looks at a page before the next, in seconds; 0 is the harshest.
LOOKS_S = (1.0, 0.0)


def main(vacancies: int = VACANCIES, seconds: int = SECONDS) -> None:
    report = Report("pages", f"Shortlist pages over {vacancies:,} vacancies")
    market = generate(vacancies, 0.7, SEED)
    lines = []
    for name in ("SQLite", "PostgreSQL"):
        with filled(name, market) as app:
            with app.app_context():
                load_if_empty()
                clients = list(db.session.scalars(sa.select(Client.id).limit(PEOPLE)))
                end_reads()
            web = Process(app.config["SQLALCHEMY_DATABASE_URI"], workers=2)
            try:
                lines += [measured(app, web, name, clients, looks, seconds) for looks in LOOKS_S]
            finally:
                web.stop()
    report.table(
        f"{PEOPLE} people at once, each on another client; 2 web processes; "
        f"{WRITES_A_SECOND} vacancies changed a second",
        ("database", "between pages, s", "pages a second", "median ms", "p95 ms", "slowest ms"),
        lines,
    )
    report.keep()


def measured(app, web: Process, name: str, clients: list[int], looks: float, seconds: int):
    """Median, 95th percentile and slowest of all pages that were read in so many seconds."""
    browsers = [web.another() for _ in clients]
    warm_up(browsers, clients)
    stop, took = Event(), []

    def read(browser, client: int) -> None:
        while not stop.is_set():
            start = time.perf_counter()
            browser(f"/clients/{client}/shortlist")
            took.append((time.perf_counter() - start) * 1000)
            stop.wait(looks)

    people = [Thread(target=read, args=pair) for pair in zip(browsers, clients, strict=True)]
    writer = Thread(target=write, args=(app, stop))
    for each in (*people, writer):
        each.start()
    time.sleep(seconds)
    stop.set()
    for each in (*people, writer):
        each.join()
    return (
        name,
        looks,
        len(took) / seconds,
        statistics.median(took),
        statistics.quantiles(took, n=20)[-1],
        max(took),
    )


def warm_up(browsers, clients: list[int]) -> None:
    """Wait until each process has compared the titles with the jobs that are wanted."""
    for _ in range(WARM_UP_ROUNDS):
        slow = 0
        for browser, client in zip(browsers, clients, strict=True):
            start = time.perf_counter()
            browser(f"/clients/{client}/shortlist")
            slow += time.perf_counter() - start > WARM_S
        if not slow:
            return


def write(app, stop: Event) -> None:
    """Change vacancies one after the other, so many a second."""
    for number in count(1):
        if stop.wait(1 / WRITES_A_SECOND):
            return
        with app.app_context(), transaction() as session:
            one = sa.update(Vacancy).where(Vacancy.id == number)
            session.execute(one.values(pay_text=f"changed {number}"))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
