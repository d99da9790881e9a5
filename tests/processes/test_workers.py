"""Several workers, one of them killed: every message arrives, and from a living worker once."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import sqlalchemy as sa
from aiosmtpd.controller import Controller
from flask_migrate import upgrade

from app import create_app
from notices.models import MessageState, OutboxMessage
from notices.operations import Letter, queue_message
from storage import clock
from storage.database import db
from storage.transaction import transaction
from tests.conftest import settings_for
from tests.processes.test_serving import free_port

ROOT = Path(__file__).resolve().parents[2]
MESSAGES = 60
PATIENCE_S = 120


class Post:
    """Takes in mail and remembers what it was."""

    def __init__(self) -> None:
        self.keys = []

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802 - the library's name
        text = envelope.content.decode()
        self.keys.append(text.split("Message-ID: ")[1].split()[0])
        return "250 taken"


@pytest.fixture
def post():
    handler = Post()
    controller = Controller(handler, hostname="127.0.0.1", port=free_port())
    controller.start()
    yield handler, controller.port
    controller.stop()


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request, tmp_path):
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'workers.db'}"
    server = request.getfixturevalue("postgres_url")
    engine = sa.create_engine(server, isolation_level="AUTOCOMMIT")
    name = f"workers_{os.getpid()}"
    with engine.connect() as connection:
        connection.execute(sa.text(f"DROP DATABASE IF EXISTS {name}"))
        connection.execute(sa.text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return server.replace("/postgres?", f"/{name}?")


def start_worker(url: str, smtp_port: int) -> subprocess.Popen:
    own = {
        "DATABASE_URL": url,
        "SECRET_KEY": "k" * 40,
        "SECURITY_PASSWORD_SALT": "s" * 40,
        "SMTP_HOST": "127.0.0.1",
        "SMTP_PORT": str(smtp_port),
        "SMTP_STARTTLS": "no",
    }
    return subprocess.Popen([sys.executable, "worker.py"], cwd=ROOT, env={**os.environ, **own})


def sent(app) -> int:
    with app.app_context():
        query = sa.select(sa.func.count()).where(OutboxMessage.state == MessageState.SENT)
        count = db.session.scalar(query)
        db.session.remove()
        return count


def wait_until(app, count: int) -> None:
    until = time.monotonic() + PATIENCE_S
    while sent(app) < count:
        assert time.monotonic() < until, f"only {sent(app)} of {count} were sent"
        time.sleep(0.1)


def test_a_killed_worker_loses_nothing_and_three_workers_send_nothing_twice(url, post):
    handler, port = post
    app = create_app(settings_for(url))
    with app.app_context():
        upgrade(directory="migrations")
        with transaction():
            for number in range(MESSAGES):
                letter = Letter("someone@example.org", "Hello", "Hello")
                queue_message(f"test:{number}", letter, clock.now())
    workers = [start_worker(url, port) for _ in range(3)]
    try:
        wait_until(app, 5)
        os.kill(workers[0].pid, signal.SIGKILL)
        # What the killed worker had claimed is let go by its lease; the test does not wait for it.
        wait_until(app, MESSAGES - 10)
        with app.app_context(), transaction() as session:
            session.execute(
                sa.update(OutboxMessage)
                .where(
                    OutboxMessage.state == MessageState.SENDING,
                    OutboxMessage.claimed_by.endswith(f":{workers[0].pid}"),
                )
                .values(lease_until_at=clock.now())
            )
        wait_until(app, MESSAGES)
    finally:
        for worker in workers:
            worker.terminate()
            worker.wait(20)
        with app.app_context():
            db.engine.dispose()
    assert len(set(handler.keys)) == MESSAGES
    # At most the one message in flight when the worker was killed may arrive a second time.
    assert len(handler.keys) <= MESSAGES + 1
