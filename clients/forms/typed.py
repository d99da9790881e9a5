"""What somebody typed, as a value: times of day, lists of lines. Pure.

Every function raises ValueError with a sentence for the person who typed.
"""

from __future__ import annotations

import re

_CLOCK = re.compile(r"([0-9]{1,2})(?:[:.]?([0-9]{2}))?\s*(am|pm)?", re.ASCII | re.IGNORECASE)
_QUOTED_MAX = 30


def typed_clock(text: str) -> str:
    """A time of day, as hours and minutes.

    >>> typed_clock("9"), typed_clock("9.30"), typed_clock("4pm"), typed_clock("1630")
    ('09:00', '09:30', '16:00', '16:30')
    """
    found = _CLOCK.fullmatch(text.strip())
    hour, minute = (int(found[1]), int(found[2] or 0)) if found else (99, 0)
    half = found[3].lower() if found and found[3] else ""
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0) if 1 <= hour <= 12 else 99
    if minute > 59 or hour * 60 + minute > 24 * 60:
        raise ValueError(
            f"{quoted(text)} is not a time of day. "
            "Enter hours and minutes, such as 09:30 or 4pm; the latest is 24:00."
        )
    return f"{hour:02}:{minute:02}"


def typed_lines(text: str, lines_max: int, length_max: int) -> tuple[str, ...]:
    """The lines that say something, each once however it is capitalised."""
    lines = [" ".join(line.split()) for line in text.splitlines()]
    first: dict[str, str] = {}
    for line in filter(None, lines):
        first.setdefault(line.casefold(), line)
    kept = tuple(first.values())
    if len(kept) > lines_max:
        raise ValueError(f"there are {len(kept):,} lines. Keep the {lines_max} that matter most.")
    for line in kept:
        if len(line) > length_max:
            raise ValueError(
                f"{quoted(line)} is {len(line):,} characters long. "
                f"Shorten it to {length_max} or fewer."
            )
    return kept


def quoted(text: str) -> str:
    """What was typed, short enough to be read back."""
    line = " ".join(text[:200].split())
    return f"“{line if len(line) <= _QUOTED_MAX else line[: _QUOTED_MAX - 1] + '…'}”"
