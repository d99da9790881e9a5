"""Since when something is new for somebody, and which moments a page may send back; pure."""

from __future__ import annotations

from datetime import datetime, timedelta

#: What the first look shows, in days.
FIRST_LOOK_DAYS = 7
#: The spans a page offers instead of "since you last looked", in days.
OTHER_DAYS = (7, 30)


def since(looked_at: datetime | None, now: datetime, days: int | None) -> datetime:
    """The instant after which what was opened is new."""
    if days is not None:
        return now - timedelta(days=days)
    return looked_at or now - timedelta(days=FIRST_LOOK_DAYS)


def moment(written: str | None, now: datetime) -> datetime | None:
    """A moment that a page was made at, as it comes back; None when it is none, or still to come.

    Moments are written in whole microseconds of UTC, with their zone.
    """
    if not written or len(written) > 40:
        return None
    try:
        at = datetime.fromisoformat(written)
    except ValueError:
        return None
    return at if at.tzinfo is not None and at <= now else None
