"""This page's own address with something in its query changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from flask import request
from werkzeug.routing import IntegerConverter, Map

# The largest number a row can have; beyond it nothing is to be found, and a database complains.
ROW_NUMBER_MAX = 2**31 - 1
PAGE_MOST = 100_000


class RowNumber(IntegerConverter):
    """A row's number in an address: `<int:client_id>`. What no row can have is not found."""

    def __init__(self, url_map: Map) -> None:
        super().__init__(url_map, min=1, max=ROW_NUMBER_MAX)


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


def asked_page() -> int:
    """The page of a list that was asked for, from 1; anything that is no number is the first."""
    typed = request.args.get("page", "1")
    return max(1, min(int(typed), PAGE_MOST)) if typed.isascii() and typed.isdecimal() else 1
