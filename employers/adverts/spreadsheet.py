"""CSV: which column says what, and a row as a vacancy."""

from __future__ import annotations

import csv
import itertools
import re
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from employers.adverts.cells import condition_from_cell
from employers.adverts.days import day_in
from employers.adverts.drafting import Advert, drafted
from employers.adverts.plain_text import clean_line, clean_text, legible
from employers.adverts.row import FileRefused, Limits, RowRefused
from employers.rules.vacancies import VacancyDraft, folded
from matching.catalogue import CATALOGUE, Kind

PLAIN_FIELDS = {
    "title": "Job title",
    "employer": "Employer",
    "postcode": "Postcode",
    "locality": "Town or part of town",
    "posted_on": "Posted on",
    "closes_on": "Closing date",
    "description": "What the advert says",
    "how_to_apply": "How to apply",
    "pay_text": "Pay, in words",
    "advert_url": "Address of the advert",
    "identifier": "Reference number",
}
CONDITION_FIELDS = {
    key: condition.words.name.capitalize()
    for key, condition in CATALOGUE.items()
    if condition.kind not in (Kind.PLACE, Kind.GRID) and not condition.staff_only
}
#: What a column can be mapped to, with plain labels.
FIELDS = {**PLAIN_FIELDS, **CONDITION_FIELDS}
_NAMES_LEAST = 2
_TITLE_LINES_MOST = 5
_OTHER_NAMES = {
    "title": ("job", "role", "vacancy", "position", "post", "job role", "vacancy title"),
    "employer": ("company", "organisation", "organization", "employer name", "business", "firm"),
    "postcode": ("post code", "zip", "postal code", "site postcode"),
    "locality": ("town", "city", "location", "place", "area", "address"),
    "posted_on": ("posted", "date posted", "advertised", "start date of advert"),
    "closes_on": ("closing", "closes", "deadline", "expiry", "valid through", "close date"),
    "description": ("details", "advert", "text", "notes", "job description", "summary"),
    "how_to_apply": ("apply", "application", "contact", "how to"),
    "pay_text": ("pay", "salary", "wage", "rate", "remuneration"),
    "advert_url": ("url", "link", "web address", "website", "web page"),
    "identifier": ("id", "ref", "reference", "vacancy id", "job id", "number"),
    "hours_week": ("hours", "weekly hours", "hours per week", "hours a week", "contracted hours"),
    "pay_hourly": ("hourly rate", "pay per hour", "hourly pay", "rate per hour"),
    "lift_max_kg": ("lifting", "max lift", "weight", "heaviest lift"),
    "contract": ("contract type", "type of contract", "employment type"),
}


def header_of(lines: Iterator[tuple[int, str | None]], limits: Limits) -> tuple[list[str], str]:
    """The columns' names, each its own, and the delimiter. Raises FileRefused without a header.

    A title over the table ("Vacancies in November,,,") names no columns; the line below it does.
    """
    written = (line for _, line in lines if line and line.strip())
    for first in itertools.islice(written, _TITLE_LINES_MOST + 1):
        delimiter = max((",", ";", "\t", "|"), key=first.count)
        header = [clean_line(name) for name in _cells(first, delimiter)]
        if len(header) > limits.columns:
            raise FileRefused(
                f"This file has {len(header)} columns.",
                f"Keep the {limits.columns} or fewer that say something of a vacancy.",
            )
        if sum(map(bool, header)) >= _NAMES_LEAST:
            return _each_its_own(header), delimiter
    raise FileRefused(
        "The first line names no columns.",
        "Begin with a header such as: title,employer,postcode.",
    )


def _cells(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return []


def _each_its_own(header: list[str]) -> list[str]:
    """Names that tell the columns apart: "Notes", "Notes (2)", "Column 3"."""
    names: list[str] = []
    for number, name in enumerate(header, start=1):
        plain = name or f"Column {number}"
        same = sum(plain in (each, each.rpartition(" (")[0]) for each in names)
        names.append(f"{plain} ({same + 1})" if same else plain)
    return names


def suggested_mapping(header: Sequence[str]) -> dict[str, str]:
    """What each column seems to say, by its name; a column that says nothing known is left out."""
    names = {folded(label): field for field, label in FIELDS.items()}
    names |= {folded(field.replace("_", " ")): field for field in FIELDS}
    for field, others in _OTHER_NAMES.items():
        names |= dict.fromkeys(others, field)
    mapping: dict[str, str] = {}
    for column in header:
        plain = " ".join(re.sub(r"[^a-z0-9]+", " ", folded(column)).split())
        meant = names.get(plain)
        if meant and meant not in mapping.values():
            mapping[column] = meant
    return mapping


def rows_of(
    lines: Iterator[tuple[int, str | None]], delimiter: str
) -> Iterator[tuple[int, list[str] | None]]:
    """Each record with the line it ends on; a record may run over several lines.

    None stands for a line far too long, and for one whose quotes never close: what follows such
    a line is read by itself.
    """
    again: deque[tuple[int, str | None]] = deque()
    while True:
        taken: list[tuple[int, str | None]] = []
        cells = _record(_noting(taken, again, lines), delimiter)
        if not taken:
            return
        number, line = taken[-1]
        if cells is None:
            number = taken[0][0]
            again.extendleft(reversed(taken[1:]))
        elif line is None:
            cells = None
        if cells is None or any(cell.strip() for cell in cells):
            yield number, cells


def _noting(
    taken: list[tuple[int, str | None]],
    again: deque[tuple[int, str | None]],
    lines: Iterator[tuple[int, str | None]],
) -> Iterator[str]:
    """The next lines, first those to be read again, each noted as it is taken."""
    while pair := again.popleft() if again else next(lines, None):
        taken.append(pair)
        yield pair[1] or ""
        if pair[1] is None:
            return


def _record(texts: Iterator[str], delimiter: str) -> list[str] | None:
    """One record; None when its quotes never close, or close too late for any cell."""
    ended = False

    def noted() -> Iterator[str]:
        nonlocal ended
        yield from texts
        ended = True

    try:
        cells = next(csv.reader(noted(), delimiter=delimiter), [])
    except csv.Error:
        return None
    # A reader asks for more only while a quote is open.
    return None if ended and cells else cells


def read_record(
    header: Sequence[str], cells: Sequence[str], mapping: Mapping[str, str]
) -> tuple[VacancyDraft, list[str]]:
    """The vacancy a row describes, and notes. Raises RowRefused naming the column."""
    if len(cells) > len(header):
        raise RowRefused(
            f"{len(cells)} cells under {len(header)} columns. Put text with a comma in quotes."
        )
    typed = {
        mapping[column]: (column, legible(cell))
        for column, cell in zip(header, cells, strict=False)
        if column in mapping and cell.strip()
    }
    plain = {field: cell for field, (_, cell) in typed.items()}
    posted_on = _day(typed, "posted_on")
    conditions = {
        field: condition_from_cell(field, column, cell.strip(), posted_on)
        for field, (column, cell) in typed.items()
        if field in CONDITION_FIELDS
    }
    return drafted(
        Advert(
            title=clean_line(plain.get("title", "")),
            employer=clean_line(plain.get("employer", "")),
            text=clean_text(plain.get("description", "")),
            pay_text=clean_line(plain.get("pay_text", ""))[:300],
            postcode=clean_line(plain.get("postcode", "")),
            locality=clean_line(plain.get("locality", "")),
            posted_on=posted_on,
            closes_on=_day(typed, "closes_on"),
            how_to_apply=clean_text(plain.get("how_to_apply", ""))[:4_000],
            url=plain.get("advert_url", "").strip() or None,
            identifier=clean_line(plain.get("identifier", ""))[:200] or None,
            conditions=conditions,
        )
    )


def _day(typed: Mapping[str, tuple[str, str]], field: str) -> date | None:
    column, cell = typed.get(field, (field, ""))
    return day_in(cell, column)


def template() -> str:
    """The header of a file with every column there can be, and one made-up row."""
    example: dict[str, Any] = {
        "title": "Receptionist",
        "employer": "Example Surgery",
        "postcode": "SO15 5AB",
        "closes_on": "2026-12-01",
        "hours_week": "12-16",
        "lift_max_kg": "5",
    }
    return "\r\n".join(
        [",".join(FIELDS), ",".join(str(example.get(field, "")) for field in FIELDS), ""]
    )
