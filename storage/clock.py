"""What time is it? The only place that reads the clock; everything else is told."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def now() -> datetime:
    """This instant, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """The calendar day in the United Kingdom, where every due day and closing date is meant."""
    return now().astimezone(LONDON).date()
