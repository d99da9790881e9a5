"""Is this the same advert? What an advert is known by, and whether it says something new."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from employers.rules.vacancies import folded

_KEY_LENGTH_MAX = 250
# What is added to an address to count visitors; the rest of a query may be the advert's number.
_TRACKERS = ("gclid", "fbclid", "msclkid", "igshid", "mc_cid", "mc_eid", "source", "src", "_ga")
#: How a key begins that is made of what an advert says, for want of an address and a number.
BY_WORDS = "same:"


def usable_address(url: str | None) -> str | None:
    """An address of the web as it was given; None for anything else."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None


def advert_key(url: str | None, identifier: str | None, *names: str) -> str:
    """By its address without what trackers add, else its number, else employer, title and place."""
    if usable_address(url):
        parts = urlsplit(str(url))
        told = [pair for pair in parse_qsl(parts.query) if not _is_tracker(pair[0])]
        query = f"?{urlencode(sorted(told))}" if told else ""
        if parts.path.strip("/") or query:
            return _fitting(f"url:{parts.netloc.lower()}{parts.path.rstrip('/')}{query}")
    if identifier:
        return _fitting(f"id:{folded(names[0])}:{identifier}")
    return BY_WORDS + _digest("\n".join(map(folded, names)))


def _is_tracker(name: str) -> bool:
    return name.lower().startswith("utm") or name.lower() in _TRACKERS


def _fitting(key: str) -> str:
    """A key as it is; its digest at the end where it is too long to be kept."""
    if len(key) <= _KEY_LENGTH_MAX:
        return key
    digest = _digest(key)
    return key[: _KEY_LENGTH_MAX - len(digest) - 1] + "#" + digest


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


def content_hash(content: Mapping[str, Any]) -> str:
    """Changes exactly when something the advert says changes."""
    return _digest(json.dumps(content, sort_keys=True, default=str, ensure_ascii=False))
