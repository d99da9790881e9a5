"""How dates, amounts and distances read on a page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal

from flask import Flask

from storage import clock
from storage.clock import LONDON


def day(value: date | datetime | None, *, missing: str = "not stated") -> str:
    """A calendar day in words: `3 November 2026`. An instant is told in UK time."""
    if value is None:
        return missing
    local = value.astimezone(LONDON).date() if isinstance(value, datetime) else value
    return f"{local.day} {local:%B %Y}"


def short_day(value: date | datetime | None, *, missing: str = "not stated") -> str:
    """A day in a list: `3 Nov`, with the year when it is not this one."""
    if value is None:
        return missing
    local = value.astimezone(LONDON).date() if isinstance(value, datetime) else value
    year = "" if local.year == clock.today().year else f" {local.year}"
    return f"{local.day} {local:%b}{year}"


def moment(value: datetime | None, *, missing: str = "never") -> str:
    """An instant in UK time: `3 Nov 2026, 14:05`."""
    if value is None:
        return missing
    local = value.astimezone(LONDON)
    return f"{local.day} {local:%b %Y, %H:%M}"


def days_away(value: date | None) -> str:
    """How far off a day is: `today`, `tomorrow`, `in 5 days`, `3 days ago`."""
    if value is None:
        return ""
    days = (value - clock.today()).days
    known = {0: "today", 1: "tomorrow", -1: "yesterday"}
    if days in known:
        return known[days]
    return f"in {days} days" if days > 0 else f"{-days} days ago"


def number(value: Decimal | int | float | None) -> str:
    """A number without a tail of zeros: `12`, `7.5`, `1,200`."""
    if value is None:
        return ""
    exact = Decimal(str(value))
    text = f"{exact:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def pounds(value: Decimal | int | None) -> str:
    """Money: `£12.71`."""
    return "" if value is None else f"£{Decimal(value):,.2f}"


def plural(count: int, one: str, many: str | None = None) -> str:
    """A count with its noun: `1 vacancy`, `3 vacancies`."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def flat(errors: object) -> list[str]:
    """The errors of a field as plain lines; compound fields nest theirs in lists and mappings."""
    if isinstance(errors, str):
        return [errors]
    if isinstance(errors, Mapping):
        errors = errors.values()
    if not isinstance(errors, Iterable):
        return [str(errors)]
    return [line for each in errors for line in flat(each)]


def install(app: Flask) -> None:
    """Make the filters known to templates."""
    for function in (day, short_day, moment, days_away, number, pounds, plural):
        app.add_template_filter(function)
    app.jinja_env.globals["flat"] = flat
    app.jinja_env.globals["today"] = lambda: clock.today()
