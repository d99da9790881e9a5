"""`make run`: prepare the database, start the web server and the worker, stop both on Ctrl-C."""

from __future__ import annotations

import os
import signal
import socket
import sys
import time
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from types import FrameType

from click import ClickException
from flask import Flask
from flask_migrate import upgrade
from gunicorn.app.base import BaseApplication
from sqlalchemy.exc import OperationalError

import config
import worker
from app import create_app, start_index
from config import Settings
from demo.load import DEMO_PASSWORD, load_if_empty
from storage.database import db

STOPPING = (signal.SIGINT, signal.SIGTERM)
STOP_WITHIN_S = 10
POLL_S = 0.2


def main() -> int:
    """Serve until interrupted; the exit code of whichever part stopped by itself."""
    port = os.environ.get("PORT", "8000")
    if not (port.isascii() and port.isdigit() and 0 < int(port) < 65_536):
        return _refuse(f"PORT is {port!r}: use a number from 1 to 65535.")
    if _is_taken(int(port)):
        return _refuse(
            f"Port {port} is in use: stop what runs there, or choose another with PORT=8001."
        )
    if os.environ.get("FOOTHOLD_ENV") != "production":
        os.environ.setdefault("FOOTHOLD_BASE_URL", f"http://127.0.0.1:{port}")
    config.ensure_secrets()
    try:
        settings = config.read_settings()
        app = create_app(settings)
        _prepare(app, settings)
    except ClickException as problem:
        return _refuse(str(problem))
    except OperationalError as problem:
        reason = str(problem.orig).strip().partition("\n")[0]
        return _refuse(f"The database that DATABASE_URL names does not answer: {reason}.")
    except KeyboardInterrupt:
        return _refuse("Stopped before it was ready; the next start begins where this one ended.")
    return _serve(app, settings, port)


def _refuse(sentence: str) -> int:
    sys.stderr.write(sentence + "\n")
    return 1


def _is_taken(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return True
    return False


def _prepare(app: Flask, settings: Settings) -> None:
    with app.app_context():
        upgrade(directory=os.path.join(app.root_path, "migrations"))
        if not settings.is_production:
            load_if_empty()
        # The parts below are forks: each opens connections of its own.
        db.engine.dispose()


class _Web(BaseApplication):  # type: ignore[misc]  # gunicorn carries no types
    """gunicorn with an app that is built already, so that nothing is imported twice."""

    def __init__(self, app: Flask, port: str) -> None:
        self.app = app
        self.port = port
        super().__init__()

    def load_config(self) -> None:
        """Two processes of four threads, on this machine only."""
        for name, value in {
            "bind": f"127.0.0.1:{self.port}",
            "worker_class": "gthread",
            "workers": 2,
            "threads": 4,
            "graceful_timeout": 5,
            "limit_request_line": 8190,
            "loglevel": "warning",
            "control_socket_disable": True,
            "post_worker_init": lambda _worker: start_index(self.app),
        }.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """The app."""
        return self.app


def _part(work: Callable[[], object]) -> BaseProcess:
    """One part as a process in a session of its own: Ctrl-C reaches this one alone."""

    def run() -> None:
        os.setsid()
        for each in STOPPING:
            signal.signal(each, signal.SIG_DFL)
        work()

    process = get_context("fork").Process(target=run)
    process.start()
    return process


def _serve(app: Flask, settings: Settings, port: str) -> int:
    asked_to_stop = False

    def stop(_signal: int, _frame: FrameType | None) -> None:
        nonlocal asked_to_stop
        asked_to_stop = True

    # First of all, or a Ctrl-C while the parts start would leave them behind.
    for each in STOPPING:
        signal.signal(each, stop)
    parts = [_part(_Web(app, port).run), _part(lambda: worker.run(app))]
    _greet(settings, port)
    while not asked_to_stop and all(part.is_alive() for part in parts):
        time.sleep(POLL_S)
    for part in parts:
        _stop(part)
    if asked_to_stop:
        sys.stdout.write("\nFoothold has stopped.\n")
        return 0
    return _refuse("One part of Foothold stopped by itself; see above.")


def _stop(part: BaseProcess) -> None:
    part.terminate()
    part.join(STOP_WITHIN_S)
    if part.is_alive():
        part.kill()
        part.join()


def _greet(settings: Settings, port: str) -> None:
    lines = [f"Foothold is at http://127.0.0.1:{port}"]
    if not settings.is_production:
        lines += [
            f"Sign in with one of the demo accounts, all with the password {DEMO_PASSWORD!r}:",
            "  esw@example.org             employment support worker",
            "  lead@example.org            team lead",
            "  administrator@example.org   administrator",
            f"Mail stays here: http://127.0.0.1:{port}/development/mailbox/",
        ]
    sys.stdout.write("\n".join([*lines, "Ctrl-C stops it.", ""]))
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
