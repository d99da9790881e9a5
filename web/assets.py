"""Static files, with their content in the address so that they can be cached for ever; icons."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from flask import Flask, g, url_for
from markupsafe import Markup

ROOT = Path(__file__).resolve().parent.parent
DIGITS = 12
ICON = Markup(
    '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>'
)


@lru_cache(maxsize=256)
def _version(path: Path, _changed_ns: int) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:DIGITS]


def install(app: Flask) -> None:
    """Give templates `asset('foothold.css')` and `icon_of('check')`."""
    folder = Path(app.static_folder or "")

    def asset(name: str) -> str:
        addresses: dict[str, str] = g.setdefault("asset_addresses", {})
        if name not in addresses:
            path = folder / name
            version = _version(path, path.stat().st_mtime_ns)
            addresses[name] = url_for("static", filename=name, v=version)
        return addresses[name]

    app.jinja_env.globals["asset"] = asset

    def icon_of(name: str) -> Markup:
        icons: dict[str, Markup] = g.setdefault("icons", {})
        if name not in icons:
            icons[name] = ICON.format(asset("icons.svg"), name)
        return icons[name]

    app.jinja_env.globals["icon_of"] = icon_of
