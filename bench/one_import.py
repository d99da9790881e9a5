"""How long an import takes, and how long it makes other writers wait; on both databases.

    .venv/bin/python -m bench.one_import [FILE]

Without a file, 7,500 made-up adverts are read.
"""

import gzip
import json
import logging
import platform
import sys
import tempfile
import threading
import time
from pathlib import Path
from random import Random

import sqlalchemy as sa
from flask_migrate import upgrade

from app import create_app
from employers.imports.publishing import publish
from employers.imports.reading import read_batch
from employers.models import ImportBatch, ImportState
from notices.operations import Letter, queue_message
from storage import clock
from storage.database import db
from storage.transaction import end_reads, transaction
from tests.conftest import settings_for
from tests.support import postgres

ADVERTS = 7_500
TITLES = ("Receptionist", "Cleaner", "Care assistant", "Driver", "Clerk", "Kitchen assistant")
WORDS = "We are a friendly team looking for somebody reliable who enjoys helping people. " * 20


def made_up(folder: Path) -> Path:
    random = Random(1)
    path = folder / "adverts.jsonl.gz"
    with gzip.open(path, "wt") as out:
        for number in range(ADVERTS):
            out.write(json.dumps(advert(number, random)) + "\n")
    return path


def advert(number: int, random: Random) -> dict:
    hours = random.choice([16, 20, 25, 30, 37.5])
    return {
        "@type": "JobPosting",
        "title": f"{random.choice(TITLES)} {number}",
        "url": f"https://jobs.example.org/{number}",
        "hiringOrganization": {"name": f"Example {random.randint(1, 900)}"},
        "jobLocation": {
            "address": {"postalCode": f"SO{random.randint(14, 19)} {random.randint(1, 9)}AA"}
        },
        "description": f"&lt;p&gt;{WORDS}&lt;/p&gt;&lt;p&gt;{hours} hours per week. "
        "A driving licence is essential.&lt;/p&gt;",
    }


class Neighbour(threading.Thread):
    """Somebody else who writes all the while, and notes how long each write took."""

    def __init__(self, app) -> None:
        super().__init__(daemon=True)
        self.app = app
        self.waits: list[float] = []
        self.done = threading.Event()

    def run(self) -> None:
        number = 0
        with self.app.app_context():
            while not self.done.is_set():
                number += 1
                start = time.perf_counter()
                with transaction():
                    letter = Letter("x@example.org", "", "")
                    queue_message(f"bench:{number}", letter, clock.now())
                end_reads()
                self.waits.append((time.perf_counter() - start) * 1000)
                time.sleep(0.02)


def measure(url: str, file: Path) -> tuple[float, float, float]:
    app = create_app(settings_for(url))
    with app.app_context():
        upgrade(directory="migrations")
        with transaction() as session:
            batch = ImportBatch(
                filename=file.name,
                state=ImportState.READING,
                size_bytes=file.stat().st_size,
                mapping={"ignore_past_closing": True},
                uploaded_at=clock.now(),
                heartbeat_at=clock.now(),
                content=b"",
            )
            session.add(batch)
            session.flush()
            batch_id = batch.id
        neighbour = Neighbour(app)
        neighbour.start()
        start = time.perf_counter()
        with file.open("rb") as stream:
            read_batch(batch_id, clock.now, stream)
        read_s = time.perf_counter() - start
        start = time.perf_counter()
        with transaction():
            publish(batch_id, None, clock.now())
        publish_ms = (time.perf_counter() - start) * 1000
        neighbour.done.set()
        neighbour.join()
        rows = db.session.scalar(sa.text("SELECT count(*) FROM vacancy WHERE state = 'open'"))
        assert rows, "nothing was published"
        db.session.remove()
        db.engine.dispose()
    return read_s, publish_ms, max(neighbour.waits)


def main() -> None:
    logging.disable(logging.INFO)
    with tempfile.TemporaryDirectory() as folder, postgres.server() as postgres_url:
        file = Path(sys.argv[1]) if len(sys.argv) > 1 else made_up(Path(folder))
        urls = {"SQLite": f"sqlite:///{folder}/bench.db", "PostgreSQL": postgres_url}
        print(f"Python {platform.python_version()}, {file.name}")
        print(f"{'':12}{'read s':>10}{'publish ms':>12}{'longest wait of a neighbour ms':>34}")
        for name, url in urls.items():
            read_s, publish_ms, wait_ms = measure(url, file)
            print(f"{name:12}{read_s:10.1f}{publish_ms:12.0f}{wait_ms:34.0f}")


if __name__ == "__main__":
    main()
