"""The ground every test stands on: one app per database, every test rolled back."""

import os
import socket

import pytest
import sqlalchemy as sa
from flask_migrate import upgrade

from app import create_app
from config import Settings
from placements.shortlist.indexed import IndexEngine
from placements.shortlist.keeping import Keeper
from placements.shortlist.plain import PlainEngine
from storage.database import db
from tests import builders
from tests.support import postgres
from tests.support.pages import PageClient

DATABASES = ("sqlite", "postgresql")


def settings_for(database_url: str, **changes) -> Settings:
    values = {
        "environment": "test",
        "database_url": database_url,
        "secret_key": "a" * 40,
        "password_salt": "b" * 40,
        "base_url": "http://localhost",
        "mail_from": "foothold@example.org",
        "smtp": None,
    }
    return Settings(**{**values, **changes})


@pytest.fixture(autouse=True)
def no_network(request, monkeypatch):
    """Only tests that start real processes and browsers may open a connection."""
    if {"processes", "journeys"} & set(request.path.parts):
        return

    def refuse(*_args, **_kwargs):
        raise AssertionError("a test must not reach the network")

    real = socket.socket.connect

    def connect(self, address):
        return real(self, address) if self.family == socket.AF_UNIX else refuse()

    monkeypatch.setattr(socket.socket, "connect", connect)
    monkeypatch.setattr(socket, "create_connection", refuse)


@pytest.fixture(scope="session")
def postgres_url():
    with postgres.server() as url:
        yield url


@pytest.fixture(scope="session", params=DATABASES)
def app(request, tmp_path_factory):
    """The real app on each database, built by its migrations."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path_factory.mktemp('db') / 'test.db'}"
    else:
        url = request.getfixturevalue("postgres_url")
    app = create_app(settings_for(url))
    app.testing = True
    app.config["PROPAGATE_EXCEPTIONS"] = False  # a test sees the page a person would see
    with app.app_context():
        upgrade(directory="migrations")
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def database(app):
    """A session on one connection whose work is undone after the test."""
    # SQLite gives the numbers of rows that were rolled back to the next test's rows.
    keeper = Keeper()
    app.extensions["vacancy_index"] = keeper
    app.extensions["shortlist_engine"] = IndexEngine(keeper.current, PlainEngine())
    with app.app_context():
        engine = db.engines[None]
        with engine.connect() as connection:
            outer = connection.begin()
            if connection.dialect.name == "postgresql":
                # What is put off until a commit would never happen: there is none in a test.
                connection.exec_driver_sql("SET CONSTRAINTS ALL IMMEDIATE")
            db._app_engines[app][None] = connection
            db.session.remove()
            db.session.configure(join_transaction_mode="create_savepoint")
            try:
                yield db.session
            finally:
                db.session.remove()
                db._app_engines[app][None] = engine
                db.session.configure(join_transaction_mode="conditional_savepoint")
                outer.rollback()


@pytest.fixture
def world(database):
    """Two teams and their people: see tests/builders.py."""
    return builders.two_teams()


@pytest.fixture
def browser(app, world):
    """Nobody signed in."""
    return PageClient(app.test_client())


@pytest.fixture
def esw(app, world):
    """The first team's ESW, signed in."""
    return builders.signed_in(app, world.esw)


@pytest.fixture
def team_lead(app, world):
    return builders.signed_in(app, world.lead)


@pytest.fixture
def administrator(app, world):
    return builders.signed_in(app, world.administrator)


@pytest.fixture
def other_team_esw(app, world):
    """An ESW of another team, signed in: must see nothing of the first team's clients."""
    return builders.signed_in(app, world.stranger)


@pytest.fixture
def rows(database):
    """Count rows of a model, without leaving a transaction open."""

    def count(model) -> int:
        found = database.scalar(sa.select(sa.func.count()).select_from(model))
        database.close()
        return found

    return count


def pytest_sessionfinish(session, exitstatus):
    """Where every test must run, a skipped one fails the run: a skip hides what it did not see."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    skipped = reporter.stats.get("skipped", []) if reporter else []
    if os.environ.get("FOOTHOLD_FAIL_ON_SKIP") and skipped and exitstatus == 0:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
