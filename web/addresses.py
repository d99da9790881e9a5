"""This page's own address with something in its query changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from flask import request


def here(changes: Mapping[str, str | Sequence[str] | None]) -> str:
    """The address of this page with these arguments; None and empty ones are left out."""
    arguments = {**request.args.to_dict(flat=False), **changes}
    given = {
        name: [value] if isinstance(value, str) else list(value)
        for name, value in arguments.items()
        if value
    }
    kept = {name: [each for each in values if each] for name, values in given.items()}
    query = urlencode({name: values for name, values in kept.items() if values}, doseq=True)
    return f"{request.path}?{query}" if query else request.path
