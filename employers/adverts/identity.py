"""Is this the same advert? What an advert is known by, and whether it says something new."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from employers.rules.vacancies import folded

_KEY_LENGTH_MAX = 280


def advert_key(url: str | None, identifier: str | None, *names: str) -> str:
    """By its address without what trackers add, else its number, else employer, title and place."""
    if url:
        parts = urlsplit(url)
        if parts.scheme in ("http", "https") and parts.path.strip("/"):
            return f"url:{parts.netloc.lower()}{parts.path.rstrip('/')}"[:_KEY_LENGTH_MAX]
    if identifier:
        return f"id:{folded(names[0])}:{identifier}"[:_KEY_LENGTH_MAX]
    return "same:" + hashlib.sha256("\n".join(map(folded, names)).encode()).hexdigest()


def content_hash(content: Mapping[str, Any]) -> str:
    """Changes exactly when something the advert says changes."""
    text = json.dumps(content, sort_keys=True, default=str, ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
