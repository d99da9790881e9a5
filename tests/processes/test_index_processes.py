"""Real processes, each with an index of its own: what one writes, every other shows in time."""

import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
import urllib.request
from collections.abc import Callable
from http.cookiejar import CookieJar
from pathlib import Path
from random import Random, randrange

import pytest
import sqlalchemy as sa
from flask_migrate import upgrade

from app import create_app
from demo.load import DEMO_PASSWORD, load_if_empty
from employers import changes
from employers.models import Vacancy
from employers.operations.vacancies import add_vacancies, add_vacancy
from employers.rules.vacancies import Step
from matching.index.index import MERGE_FROM
from matching.ranking import Group
from placements.shortlist.keeping import Keeper
from storage import clock
from storage.database import db
from storage.transaction import end_reads, transaction
from tests.builders_vacancies import a_draft
from tests.conftest import settings_for
from tests.processes.test_serving import ROOT, fetch, free_port, wait_for

SHOWN_WITHIN_S = 2.0


@pytest.fixture(params=["sqlite", "postgresql"])
def app(request, tmp_path):
    """An app on a database of its own, with the demo in it."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'index.db'}"
    else:
        server = request.getfixturevalue("postgres_url")
        engine = sa.create_engine(server, isolation_level="AUTOCOMMIT")
        name = f"index_{os.getpid()}_{randrange(10**9)}"
        with engine.connect() as connection:
            connection.execute(sa.text(f"CREATE DATABASE {name}"))
        engine.dispose()
        url = server.replace("/postgres?", f"/{name}?")
    app = create_app(settings_for(url))
    with app.app_context():
        upgrade(directory="migrations")
        load_if_empty()
    yield app
    with app.app_context():
        db.engine.dispose()


class Process:
    """One web process under gunicorn, and somebody signed in to it."""

    def __init__(self, database_url: str, workers: int = 1) -> None:
        port = free_port()
        self.address = f"http://127.0.0.1:{port}"
        self.log = tempfile.TemporaryFile()  # noqa: SIM115 - closed as the process is stopped
        own = {
            "DATABASE_URL": database_url,
            "FOOTHOLD_BASE_URL": self.address,
            "SECRET_KEY": "a" * 40,
            "SECURITY_PASSWORD_SALT": "b" * 40,
        }
        options = ["--threads", "4", "--workers", str(workers)]
        command = [sys.executable, "-m", "gunicorn", "app:create_app()", "--no-control-socket"]
        self.master = subprocess.Popen(
            [*command, "-k", "gthread", *options, "-b", f"127.0.0.1:{port}"],
            cwd=ROOT,
            env={**os.environ, **own},
            stdout=subprocess.DEVNULL,
            stderr=self.log,
        )
        try:
            wait_for(self.is_ready)
        except BaseException:
            # Nobody else holds it yet.
            self.stop()
            raise
        self.get = self.another()

    def is_ready(self) -> bool:
        status, words = fetch(f"{self.address}/ready")
        return status == 200 and '"ready"' in words

    def another(self) -> Callable[[str], str]:
        """What fetches pages for somebody who has just signed in."""
        browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))

        def get(path: str, typed: bytes | None = None) -> str:
            with browser.open(self.address + path, typed, timeout=60) as answer:
                return answer.read().decode()

        token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', get("/sign-in"))[1]
        typed = {"csrf_token": token, "email": "esw@example.org", "password": DEMO_PASSWORD}
        get("/sign-in", urllib.parse.urlencode(typed).encode())
        return get

    def shows(self, client_id: int, title: str) -> bool:
        # Whichever group it belongs to for this client: rows of a folded one wait to be opened.
        opened = "".join(f"&rows_{group.value}=10" for group in Group)
        words = urllib.parse.quote(title)
        found = self.get(f"/clients/{client_id}/shortlist?words={words}{opened}")
        return f">{title}</a>" in found

    def kill_worker(self) -> None:
        """Kill the process behind the pages; its master starts another."""
        children = Path(f"/proc/{self.master.pid}/task/{self.master.pid}/children").read_text()
        for child in children.split():
            os.kill(int(child), signal.SIGKILL)

    def stop(self) -> None:
        self.master.terminate()
        self.master.wait(30)
        self.log.close()

    def logged(self) -> str:
        self.log.seek(0)
        return self.log.read().decode()


@pytest.fixture
def processes(app):
    url = app.config["SQLALCHEMY_DATABASE_URI"]
    both = [Process(url), Process(url)]
    yield both
    for each in both:
        each.stop()


def somebody(process: Process) -> int:
    """A client of the one who signed in."""
    return int(re.search(r'href="/clients/(\d+)', process.get("/clients/"))[1])


def in_time(condition) -> None:
    until = time.monotonic() + SHOWN_WITHIN_S
    while not condition():
        assert time.monotonic() < until, "it was not shown in time"
        time.sleep(0.05)


def test_what_one_process_writes_every_other_shows_within_two_seconds(app, processes):
    client = somebody(processes[0])

    def everywhere(title, *, shown):
        in_time(lambda: all(each.shows(client, title) == shown for each in processes))

    with app.app_context():
        with transaction():
            vacancy = add_vacancy(a_draft(title="Zebra keeper"), Step(None, clock.now()))
        everywhere("Zebra keeper", shown=True)
        for values, title, shown in (
            ({"title": "Okapi keeper"}, "Okapi keeper", True),
            ({"state": "closed"}, "Okapi keeper", False),
            ({"state": "open"}, "Okapi keeper", True),
            ({"closes_on": clock.today().replace(year=2020)}, "Okapi keeper", False),
        ):
            with transaction() as session:
                session.execute(sa.update(Vacancy).where(Vacancy.id == vacancy.id).values(values))
            everywhere(title, shown=shown)


def test_each_process_says_in_its_log_that_its_index_is_built(processes):
    for each in processes:
        assert re.search(r"index built: \d+ vacancies in [\d.]+ s", each.logged())


def test_a_process_killed_while_it_merges_changes_comes_back_with_all_of_them(app, processes):
    client = somebody(processes[0])
    steady, killed = processes
    with app.app_context():
        with transaction():
            drafts = [a_draft(title=f"Porter {number}") for number in range(MERGE_FROM + 500)]
            ids = [row.id for row in add_vacancies(drafts, Step(None, clock.now()))]
        for turn in range(3):
            for _ in range(4):
                # More changes at once than an index carries unmerged.
                with transaction() as session:
                    session.execute(sa.update(Vacancy).values(pay_text="changed"))
            killed.kill_worker()
            title = f"Quagga keeper {turn}"
            with transaction() as session:
                chosen = sa.update(Vacancy).where(Vacancy.id == ids[turn])
                session.execute(chosen.values(title=title))
            in_time(lambda title=title: steady.shows(client, title))
            wait_for(killed.is_ready)
            in_time(lambda title=title: killed.shows(client, title))


def session_ids(session) -> list[int]:
    return list(session.scalars(sa.select(Vacancy.id)))


@pytest.mark.parametrize("app", ["postgresql"], indirect=True)
def test_numbers_are_committed_in_order_whoever_wrote_first(app):
    with app.app_context():
        seen = changes.last_change()
        end_reads()
        ids = session_ids(db.session())[:2]
        end_reads()
        with db.engine.connect() as slow, db.engine.connect() as quick:
            slow.begin()
            slow.execute(sa.update(Vacancy).where(Vacancy.id == ids[0]).values(title="Slow"))
            quick.begin()
            quick.execute(sa.update(Vacancy).where(Vacancy.id == ids[1]).values(title="Quick"))
            quick.commit()
            first = changes.changes_since(seen)
            end_reads()
            slow.commit()
        second = changes.changes_since(first.last)

    assert (first.ids, second.ids) == ({ids[1]}, {ids[0]})


def write(engine, chance, ids, kept) -> None:
    for _ in range(25):
        key = chance.choice(ids)
        with engine.connect().execution_options(sqlite_begin="IMMEDIATE") as connection:
            work = connection.begin()
            some = sa.update(Vacancy).where(Vacancy.id == key)
            connection.execute(some.values(pay_text=str(chance.random())))
            if chance.random() < 1 / 3:
                work.rollback()
            else:
                work.commit()
                kept.append(key)


def test_whoever_follows_the_numbers_misses_nothing_of_many_writers(app):
    """Eight writers, a third of whose work is undone; the reader sees all that was kept."""
    kept: list[int] = []
    found: list[int] = []
    with app.app_context():
        seen = changes.last_change()
        end_reads()
        ids = session_ids(db.session())
        end_reads()
        writers = [
            threading.Thread(target=write, args=(db.engine, Random(number), ids, kept))
            for number in range(8)
        ]
        for each in writers:
            each.start()
        while True:
            running = any(each.is_alive() for each in writers)
            told = changes.changes_since(seen)
            end_reads()
            assert told is not None
            found += told.ids
            seen = told.last
            if not running:
                break

    assert len(kept) > 50
    assert set(found) == set(kept)


def test_a_page_that_began_before_the_last_change_reads_the_index_and_builds_nothing(
    app, monkeypatch
):
    """SQLite shows a page the database as it was when the page began: no reason to begin anew."""
    keeper = Keeper()
    keeper._behind = True

    def another_page():
        with app.app_context():
            with transaction():
                add_vacancy(a_draft(title="Zebra keeper"), Step(None, clock.now()))
            counts.append(len(keeper.current()))

    with app.app_context():
        keeper._keep_up()
        counts = [len(keeper.current())]
        end_reads()
        db.session.scalar(sa.select(Vacancy.id))
        other = threading.Thread(target=another_page)
        other.start()
        other.join()
        monkeypatch.setattr(changes, "open_rows", pytest.fail)
        counts.append(len(keeper.current()))
        end_reads()
        keeper._keep_up()
        assert keeper.readiness() == (True, "ready")

    assert counts == [counts[0], counts[0] + 1, counts[0] + 1]
