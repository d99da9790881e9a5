"""The environment is built from whatever is found: nothing, or what an earlier try left behind."""

import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PYTHON = Path(sys.executable).resolve()
# As on a machine where python3 came without pip, and so without uv.
NO_PIP = """#!/bin/sh
if [ "$1 $2" = "-m pip" ]; then exit 1; fi
{venv}
exec {python} "$@"
"""
NO_VENV = 'if [ "$1 $2" = "-m venv" ]; then exit 1; fi'


@pytest.fixture
def checkout(tmp_path):
    """A checkout that needs no package, so that nothing is fetched."""
    (tmp_path / "tools").mkdir()
    shutil.copy(ROOT / "tools" / "environment.sh", tmp_path / "tools")
    for name in ("requirements.txt", "requirements-data.txt"):
        (tmp_path / name).touch()
    return tmp_path


def python(folder: Path, *, venv: str = "") -> Path:
    program = folder / "some-python"
    program.write_text(NO_PIP.format(venv=venv, python=PYTHON))
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return program


def build(folder: Path, program: Path, **changes: str) -> subprocess.CompletedProcess[str]:
    # A path without apt-get: no test installs anything on the machine.
    tools = folder / "bin"
    tools.mkdir()
    for name in ("sh", "id", "rm", "mkdir", "touch"):
        (tools / name).symlink_to(shutil.which(name))
    return subprocess.run(
        ["sh", "tools/environment.sh", "run"],
        cwd=folder,
        env={"PATH": str(tools), "PYTHON": str(program), "HOME": str(folder), **changes},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def nothing(_venv: Path) -> None:
    pass


def without_pip(venv: Path) -> None:
    subprocess.run([PYTHON, "-m", "venv", "--without-pip", str(venv)], check=True)


def without_its_python(venv: Path) -> None:
    (venv / "bin").mkdir(parents=True)
    (venv / "bin" / "python").symlink_to("/nowhere/python")


@pytest.mark.parametrize("found", [nothing, without_pip, without_its_python])
def test_an_environment_is_made_whatever_was_there(checkout, found):
    found(checkout / ".venv")

    built = build(checkout, python(checkout))

    assert built.returncode == 0, built.stderr
    assert (checkout / ".venv" / "stamps" / "run").exists()


def test_a_python_that_cannot_make_one_is_said_in_one_sentence(checkout):
    refused = build(checkout, python(checkout, venv=NO_VENV))

    assert refused.returncode == 1
    assert refused.stderr.splitlines() == [
        "Python cannot make environments: install python3-venv and run this again."
    ]


def test_no_python_at_all_is_said_in_one_sentence(checkout):
    refused = build(checkout, checkout / "no-python")

    assert refused.returncode == 1
    assert refused.stderr.splitlines() == [
        "Python is missing: install python3 (3.11 or newer) and run this again."
    ]
