"""How long an index takes to be built from each database, and what following changes costs.

.venv/bin/python -m bench.from_database [VACANCIES]
"""

import contextlib
import logging
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import sqlalchemy as sa
from flask import Flask
from flask_migrate import upgrade

from app import create_app
from bench.market import generate
from bench.market.stored import store
from bench.reporting import Report, milliseconds, seconds
from employers.models import Vacancy
from placements.shortlist.keeping import Keeper
from storage.database import db
from storage.transaction import end_reads, transaction
from tests.conftest import settings_for
from tests.support import postgres

VACANCIES = 1_000_000
SEED = 7
CHANGES = 1_000
BULK = 20_000


def main(vacancies: int = VACANCIES) -> None:
    logging.disable(logging.INFO)
    report = Report("from_database", f"An index of {vacancies:,} vacancies from the database")
    market = generate(vacancies, 0.7, SEED)
    lines = []
    for name in ("SQLite", "PostgreSQL"):
        with filled(name, market) as app, app.app_context():
            keeper = Keeper()
            computed = time.process_time()
            built, _ = seconds(keeper.current)
            computed = time.process_time() - computed
            end_reads()
            nothing = milliseconds(lambda keeper=keeper: look(keeper), times=50)
            wrote, _ = seconds(change)
            put_in, _ = seconds(lambda keeper=keeper: look(keeper))
            change(BULK)
            bulk, _ = seconds(lambda keeper=keeper: look(keeper))
            lines.append((name, built, computed, nothing, wrote * 1000, put_in * 1000, bulk))
    report.table(
        "Built, and kept true",
        (
            "database",
            "built, s",
            "of which this process computed, s",
            "nothing changed, ms",
            f"{CHANGES:,} rows changed in the database, ms",
            "put in by the next search, ms",
            f"{BULK:,} in bulk put in, s",
        ),
        lines,
    )
    report.keep()


def look(keeper: Keeper) -> None:
    keeper.current()
    end_reads()


def change(many: int = CHANGES) -> None:
    with transaction() as session:
        some = sa.update(Vacancy).where(Vacancy.id <= many)
        session.execute(some.values(pay_text="changed"))


@contextlib.contextmanager
def filled(name: str, market) -> Iterator[Flask]:
    """An app on a database of this kind, holding the market."""
    with contextlib.ExitStack() as stack:
        if name == "SQLite":
            folder = stack.enter_context(tempfile.TemporaryDirectory())
            url = f"sqlite:///{Path(folder) / 'bench.db'}"
        else:
            url = stack.enter_context(postgres.server())
        app = create_app(settings_for(url))
        with app.app_context():
            upgrade(directory="migrations")
            store(market)
            end_reads()
        yield app
        with app.app_context():
            db.engine.dispose()


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
