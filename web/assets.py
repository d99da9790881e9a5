"""Where a static file is, with its content in the address so that it can be cached for ever."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from flask import Flask, g, url_for

ROOT = Path(__file__).resolve().parent.parent
DIGITS = 12


@lru_cache(maxsize=256)
def _version(path: Path, _changed_ns: int) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:DIGITS]


def install(app: Flask) -> None:
    """Give templates `asset('foothold.css')`."""
    folder = Path(app.static_folder or "")

    def asset(name: str) -> str:
        # A page of icons asks for the same file some hundred times.
        addresses: dict[str, str] = g.setdefault("asset_addresses", {})
        if name not in addresses:
            path = folder / name
            version = _version(path, path.stat().st_mtime_ns)
            addresses[name] = url_for("static", filename=name, v=version)
        return addresses[name]

    app.jinja_env.globals["asset"] = asset
