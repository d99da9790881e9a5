"""A day as adverts write it."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from employers.adverts.row import RowRefused

LONDON = ZoneInfo("Europe/London")
# Before and after these years a date stands for "none": 0001-01-01, 9999-12-31.
_YEAR_LEAST, _YEAR_MOST = 1990, 2100
_DAYS_FIRST = ("%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d/%m/%y", "%d %b %Y", "%d %B %Y")


def day_in(typed: str, field: str) -> date | None:
    """A day in the United Kingdom; None where none is meant. Raises RowRefused naming the field.

    >>> day_in("2026-12-01T23:30:00+00:00", "closing"), day_in("1 Dec 2026", "closing")
    (datetime.date(2026, 12, 1), datetime.date(2026, 12, 1))
    """
    text = typed.strip()
    if not text:
        return None
    day = _iso(text) or _days_first(text)
    if day is None:
        raise RowRefused(f"{field}: “{text[:40]}” is not a date. Write it like 2026-12-01.")
    return day if _YEAR_LEAST <= day.year <= _YEAR_MOST else None


def _iso(text: str) -> date | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    try:
        return moment.astimezone(LONDON).date() if moment.tzinfo else moment.date()
    except OverflowError:
        return moment.date()


def _days_first(text: str) -> date | None:
    for shape in _DAYS_FIRST:
        try:
            return datetime.strptime(text, shape).date()  # noqa: DTZ007 - a calendar day
        except ValueError:
            continue
    return None
