"""`make run`: prepare the database, start the web server and the worker, stop both on Ctrl-C."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from types import FrameType

from flask_migrate import upgrade

import config
from app import create_app
from config import BadSettings, Settings
from demo.load import DEMO_PASSWORD, load_if_empty

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
    os.environ.setdefault("FOOTHOLD_BASE_URL", f"http://127.0.0.1:{port}")
    config.ensure_secrets()
    try:
        settings = config.read_settings()
    except BadSettings as problem:
        return _refuse(str(problem))
    _prepare(settings)
    return _serve(settings, port)


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


def _prepare(settings: Settings) -> None:
    app = create_app(settings)
    with app.app_context():
        upgrade(directory=os.path.join(app.root_path, "migrations"))
        if not settings.is_production:
            load_if_empty()


def _serve(settings: Settings, port: str) -> int:
    web = [
        *(sys.executable, "-m", "gunicorn", "app:create_app()", "--bind", f"127.0.0.1:{port}"),
        *("--worker-class", "gthread", "--workers", "2", "--threads", "4"),
        *("--no-control-socket", "--log-level", "warning", "--graceful-timeout", "5"),
    ]
    # Sessions of their own: Ctrl-C reaches this process alone, which stops them in order.
    parts = [
        subprocess.Popen(command, start_new_session=True)  # noqa: S603 - our own commands
        for command in (web, [sys.executable, "worker.py"])
    ]
    asked_to_stop = False

    def stop(_signal: int, _frame: FrameType | None) -> None:
        nonlocal asked_to_stop
        asked_to_stop = True

    signal.signal(signal.SIGINT, stop)
    signal.signal(signal.SIGTERM, stop)
    _greet(settings, port)
    while not asked_to_stop and all(part.poll() is None for part in parts):
        time.sleep(POLL_S)
    codes = [_stop(part) for part in parts]
    if asked_to_stop:
        sys.stdout.write("\nFoothold has stopped.\n")
        return 0
    return _refuse("One part of Foothold stopped by itself; see above.") or max(codes)


def _stop(part: subprocess.Popen[bytes]) -> int:
    if part.poll() is None:
        part.terminate()
    try:
        return part.wait(STOP_WITHIN_S)
    except subprocess.TimeoutExpired:
        part.kill()
        return part.wait()


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
