"""`make run` as real processes: it serves, the worker is heard of, and Ctrl-C stops both."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_S = 90


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def fetch(url: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(url, timeout=10) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as refused:
        return refused.code, refused.read().decode()


def wait_for(condition) -> None:
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        try:
            if condition():
                return
        except OSError:
            pass
        time.sleep(0.2)
    raise AssertionError("it did not happen in time")


def environment(database: Path, **changes: str) -> dict[str, str]:
    own = {
        "DATABASE_URL": f"sqlite:///{database}",
        "SECRET_KEY": "k" * 40,
        "SECURITY_PASSWORD_SALT": "s" * 40,
    }
    return {**os.environ, **own, **changes}


def start(database: Path, port: int, **changes: str) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "serve.py"],
        cwd=ROOT,
        env=environment(database, PORT=str(port), **changes),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


@pytest.fixture
def serving(tmp_path):
    port = free_port()
    process = start(tmp_path / "demo.db", port)
    try:
        yield process, f"http://127.0.0.1:{port}"
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait(30)


def test_the_demo_is_served_the_worker_is_heard_of_and_ctrl_c_stops_both(serving):
    process, address = serving
    wait_for(lambda: fetch(f"{address}/ready")[0] == 200)

    assert "Sign in" in fetch(f"{address}/sign-in")[1]
    wait_for(lambda: json.loads(fetch(f"{address}/health")[1])["worker"] == "running")

    process.send_signal(signal.SIGINT)
    output, _ = process.communicate(timeout=30)
    assert process.returncode == 0
    assert f"Foothold is at {address}" in output
    assert "esw@example.org" in output
    assert "Traceback" not in output
    with pytest.raises(OSError, match="refused"):
        fetch(f"{address}/ready")


def test_a_port_in_use_is_said_in_one_sentence(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        process = start(tmp_path / "demo.db", taken.getsockname()[1])
        output, _ = process.communicate(timeout=60)

    assert process.returncode == 1
    assert "is in use" in output
    assert len(output.strip().splitlines()) == 1


def test_production_refuses_a_database_with_demo_accounts(tmp_path):
    database = tmp_path / "demo.db"
    load = [sys.executable, "-m", "flask", "--app", "app"]
    for command in (["db", "upgrade"], ["demo"]):
        subprocess.run([*load, *command], cwd=ROOT, env=environment(database), check=True)

    refused = subprocess.run(
        [sys.executable, "-c", "from app import create_app; create_app()"],
        cwd=ROOT,
        env=environment(
            database,
            FOOTHOLD_ENV="production",
            FOOTHOLD_BASE_URL="https://foothold.example.org",
            FOOTHOLD_MAIL_FROM="foothold@example.org",
            FOOTHOLD_SERVICE_NAME="Example Employment Support",
            FOOTHOLD_SERVICE_EMAIL="work@example.org",
            SMTP_HOST="mail.example.org",
        ),
        capture_output=True,
        text=True,
        check=False,
    )

    assert refused.returncode != 0
    assert "demo accounts" in refused.stderr


def test_production_never_loads_the_demo(tmp_path):
    refused = subprocess.run(
        [sys.executable, "-m", "flask", "--app", "app", "demo"],
        cwd=ROOT,
        env=environment(
            tmp_path / "real.db",
            FOOTHOLD_ENV="production",
            FOOTHOLD_BASE_URL="https://foothold.example.org",
            FOOTHOLD_MAIL_FROM="foothold@example.org",
            FOOTHOLD_SERVICE_NAME="Example Employment Support",
            FOOTHOLD_SERVICE_EMAIL="work@example.org",
            SMTP_HOST="mail.example.org",
        ),
        capture_output=True,
        text=True,
        check=False,
    )

    assert refused.returncode != 0
    assert "production" in refused.stderr


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"DATABASE_URL": "postgresql://127.0.0.1:9/nothing"}, "does not answer"),
        ({"DATABASE_URL": "sqlite:////nowhere/at/all.db"}, "does not answer"),
        ({"DATABASE_URL": "nonsense"}, "DATABASE_URL cannot be read"),
        ({"FOOTHOLD_ENV": "production"}, "FOOTHOLD_BASE_URL is not set"),
    ],
)
def test_what_keeps_it_from_starting_is_said_in_words(tmp_path, changes, said):
    process = start(tmp_path / "demo.db", free_port(), **changes)
    output, _ = process.communicate(timeout=60)

    assert process.returncode == 1
    assert said in output
    assert "Traceback" not in output


@pytest.mark.parametrize(
    "command",
    [
        ["worker.py"],
        ["-m", "flask", "--app", "app", "db", "upgrade"],
        ["-m", "gunicorn", "app:create_app()", "-b", "127.0.0.1:1", "--no-control-socket"],
    ],
)
def test_every_process_says_in_words_what_its_environment_lacks(tmp_path, command):
    refused = subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env=environment(tmp_path / "no.db", FOOTHOLD_ENV="staging", SECRET_KEY="short"),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )

    assert refused.returncode == 1
    assert "FOOTHOLD_ENV is 'staging'" in refused.stderr
    assert "SECRET_KEY is missing or shorter" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_ctrl_c_while_it_prepares_stops_it_without_a_trace(tmp_path):
    process = start(tmp_path / "demo.db", free_port())
    wait_for((tmp_path / "demo.db").exists)

    process.send_signal(signal.SIGINT)
    output, _ = process.communicate(timeout=30)

    assert "Traceback" not in output
    assert "topped" in output
