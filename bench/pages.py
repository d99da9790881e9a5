"""How long pages take while twenty people read shortlists and somebody else writes.

.venv/bin/python -m bench.pages [VACANCIES] [SECONDS]
"""

import re
import statistics
import sys
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from itertools import count, cycle, islice
from pathlib import Path
from random import Random
from threading import Event, Thread
from urllib.parse import urlencode, urlsplit

import sqlalchemy as sa

from bench.from_database import filled
from bench.market import generate
from bench.reporting import Report
from clients.models import Client
from demo.load import DEMO_PASSWORD, load_if_empty
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
#: A page that still compares titles takes many times as long as one that need not.
SLOW_TIMES = 4
#: How long somebody looks at a page before the next, in seconds, give or take a half: five is
#: somebody in a hurry, who reads the first rows and asks again; one is faster than anybody
#: reads; and none at all is the harshest.
LOOKS_S = (5.0, 1.0, 0.0)
ALONE_TIMES = 20


class Browser:
    """Somebody who is signed in; a connection for each page, as from a proxy in front.

    No library between: what this process spends is taken from the same cores as what it measures.
    """

    def __init__(self, address: str) -> None:
        self._connection = HTTPConnection(urlsplit(address).netloc, timeout=60)
        self._cookie = ""
        token = re.search(rb'name="csrf_token"[^>]*value="([^"]+)"', self.get("/sign-in"))[1]
        typed = {"csrf_token": token, "email": "esw@example.org", "password": DEMO_PASSWORD}
        self.get("/sign-in", urlencode(typed), status=302)

    def get(self, path: str, typed: str | None = None, *, status: int = 200) -> bytes:
        """The page at this address; `typed` posts a form."""
        headers = {"Cookie": self._cookie}
        if typed is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self._connection.request("GET" if typed is None else "POST", path, typed, headers)
        answer = self._connection.getresponse()
        page = answer.read()
        self._connection.close()
        if answer.status != status:
            raise AssertionError(f"{path} answered {answer.status}")
        if cookie := answer.headers.get("Set-Cookie"):
            self._cookie = cookie.partition(";")[0]
        return page

    def milliseconds(self, path: str) -> float:
        """How long a page took to come."""
        start = time.perf_counter()
        self.get(path)
        return (time.perf_counter() - start) * 1000


def main(vacancies: int = VACANCIES, seconds: int = SECONDS) -> None:
    report = Report("pages", f"Pages over {vacancies:,} vacancies")
    market = generate(vacancies, 0.7, SEED)
    together, alone = [], []
    for name in ("SQLite", "PostgreSQL"):
        with filled(name, market) as app:
            with app.app_context():
                load_if_empty()
                clients = list(db.session.scalars(sa.select(Client.id).limit(PEOPLE)))
                end_reads()
            web = Process(app.config["SQLALCHEMY_DATABASE_URI"], workers=2)
            try:
                browsers = [Browser(web.address) for _ in clients]
                warm_up(browsers, clients)
                alone += [(name, *each) for each in one_by_one(browsers[0], clients[0])]
                for looks in LOOKS_S:
                    together.append((name, *measured(app, web, browsers, clients, looks, seconds)))
            finally:
                web.stop()
    report.table(
        f"{PEOPLE} people at once, each on another client's shortlist; 2 web processes; "
        f"{WRITES_A_SECOND} vacancies changed a second",
        (
            *("database", "between pages, s", "pages a second", "median ms", "p95 ms"),
            *("slowest ms", "CPU ms a page", "CPU of this bench, % of a core"),
        ),
        together,
    )
    report.table(
        "Each page by itself, nobody else there",
        ("database", "page", "median ms", "p95 ms"),
        alone,
    )
    report.keep()


def measured(
    app, web: Process, browsers: list[Browser], clients: list[int], looks: float, seconds: int
):
    """What the pages that were read in so many seconds took."""
    stop, took = Event(), []

    def read(browser: Browser, client: int) -> None:
        pause = Random(client)
        stop.wait(pause.uniform(0, looks))
        while not stop.is_set():
            took.append(browser.milliseconds(f"/clients/{client}/shortlist"))
            if looks:
                stop.wait(pause.uniform(0.5, 1.5) * looks)

    people = [Thread(target=read, args=pair) for pair in zip(browsers, clients, strict=True)]
    writer = Thread(target=write, args=(app, stop))
    spent, own = spent_s(web), time.process_time()
    for each in (*people, writer):
        each.start()
    time.sleep(seconds)
    stop.set()
    for each in (*people, writer):
        each.join()
    return (
        looks,
        len(took) / seconds,
        statistics.median(took),
        statistics.quantiles(took, n=20)[-1],
        max(took),
        (spent_s(web) - spent) / len(took) * 1000,
        (time.process_time() - own) / seconds * 100,
    )


def one_by_one(browser: Browser, client: int) -> Iterator[tuple[str, float, float]]:
    """What each page takes on its own."""
    pages = {
        "a shortlist": [f"/clients/{client}/shortlist"],
        "a shortlist through filters": [f"/clients/{client}/shortlist?words=manager&hours_most=20"],
        "what is new for a caseload of 20": ["/new-for-my-clients"],
        "the same for 30 days": ["/new-for-my-clients?days=30"],
        "whose search a vacancy answers": [f"/vacancies/{key}/clients" for key in range(1, 21)],
        "a vacancy": [f"/vacancies/{key}" for key in range(1, 21)],
        "vacancies": ["/vacancies/"],
        "vacancies by words": ["/vacancies/?words=manager"],
        "vacancies by title": ["/vacancies/?sort=title"],
    }
    for name, paths in pages.items():
        browser.get(paths[0])
        took = [browser.milliseconds(path) for path in islice(cycle(paths), ALONE_TIMES)]
        yield name, statistics.median(took), statistics.quantiles(took, n=20)[-1]


def spent_s(web: Process) -> float:
    """The seconds of processor time that the web processes have had."""
    children = Path(f"/proc/{web.master.pid}/task/{web.master.pid}/children").read_text()
    ticks = 0
    for child in children.split():
        fields = Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / 100


def warm_up(browsers: list[Browser], clients: list[int]) -> None:
    """Wait until each process has compared the titles with the jobs that are wanted."""
    for _ in range(WARM_UP_ROUNDS):
        pairs = zip(browsers, clients, strict=True)
        took = [browser.milliseconds(f"/clients/{client}/shortlist") for browser, client in pairs]
        if max(took) < SLOW_TIMES * statistics.median(took):
            return


def write(app, stop: Event) -> None:
    """Change vacancies one after the other, so many a second."""
    start = time.perf_counter()
    for number in count(1):
        due = start + number / WRITES_A_SECOND
        if stop.wait(max(0.0, due - time.perf_counter())):
            return
        with app.app_context(), transaction() as session:
            one = sa.update(Vacancy).where(Vacancy.id == number)
            session.execute(one.values(pay_text=f"changed {number}"))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
