"""A file of adverts, row by row: JSON, JSON Lines or CSV, packed or not."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, BinaryIO

from employers.adverts.drafting import with_hash
from employers.adverts.jobposting import is_posting, read_posting
from employers.adverts.lines import Opened, lines_of, open_text
from employers.adverts.row import AdvertRow, FileRefused, Limits, RowRefused
from employers.adverts.spreadsheet import header_of, read_record, rows_of, suggested_mapping
from employers.rules.vacancies import VacancyDraft

_WHOLE_JSON_MOST = 200_000_000
_SAMPLE_ROWS = 3


@dataclass(frozen=True, slots=True)
class FileKind:
    """What a file is: `json`, `json_lines` or `csv`; a CSV has columns, a mapping, a sample."""

    kind: str
    encoding: str
    header: tuple[str, ...] = ()
    suggested: Mapping[str, str] | None = None
    sample: tuple[tuple[str, ...], ...] = ()


def sniff(stream: BinaryIO, limits: Limits | None = None) -> FileKind:
    """What this file is. Raises FileRefused for what is no file of adverts."""
    limits = limits or Limits()
    opened = open_text(stream, limits)
    lines = lines_of(opened, limits)
    first = _first_line(lines)
    kind = _kind(first)
    if kind != "csv":
        return FileKind(kind, opened.encoding)
    whole = itertools.chain([(1, first)], lines)
    header, delimiter = header_of(whole, limits)
    sample = itertools.islice(rows_of(lines, delimiter), _SAMPLE_ROWS)
    rows = tuple(tuple(cells) for _, cells in sample if cells)
    return FileKind(kind, opened.encoding, tuple(header), suggested_mapping(header), rows)


def read_adverts(
    stream: BinaryIO, mapping: Mapping[str, str] | None = None, limits: Limits | None = None
) -> Iterator[AdvertRow]:
    """Every row of a file. A bad row is told and never stops the good ones.

    Raises FileRefused, before or while reading, for a file that cannot be read at all.
    """
    limits = limits or Limits()
    opened = open_text(stream, limits)
    lines = lines_of(opened, limits)
    first = _first_line(lines)
    whole = itertools.chain([(1, first)], lines)
    kind = _kind(first)
    if kind == "csv":
        return _spreadsheet(whole, mapping, limits, opened)
    if kind == "json_lines":
        return _json_lines(whole, opened)
    return _whole_json(whole, limits, opened)


def _first_line(lines: Iterator[tuple[int, str | None]]) -> str:
    for _, line in lines:
        if line is None:
            raise FileRefused("Its first line is far too long.", "Send one advert on each line.")
        if line.strip():
            return line
    raise FileRefused("This file is empty.", "Send a file with at least one advert.")


def _kind(first: str) -> str:
    start = first.lstrip()[:1]
    if start == "[":
        return "json"
    if start != "{":
        return "csv"
    try:
        _parsed(first)
    except RowRefused:
        return "json"
    return "json_lines"


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except RecursionError:
        raise RowRefused("nested far too deep. Send flat JSON as schema.org has it.") from None
    except ValueError as trouble:
        where = getattr(trouble, "msg", "it cannot be read")
        raise RowRefused(f"not JSON ({where}). Send one advert on each line.") from None


def _row(line: int, opened: Opened, read: Any) -> AdvertRow:
    try:
        draft, notes = read()
    except RowRefused as problem:
        return AdvertRow(line, None, (str(problem),), read_bytes=opened.read_bytes)
    hashed: VacancyDraft = replace(draft, advert_hash=with_hash(draft))
    return AdvertRow(line, hashed, (), tuple(notes), opened.read_bytes)


def _spreadsheet(
    lines: Iterator[tuple[int, str | None]],
    mapping: Mapping[str, str] | None,
    limits: Limits,
    opened: Opened,
) -> Iterator[AdvertRow]:
    header, delimiter = header_of(lines, limits)
    chosen = suggested_mapping(header) if mapping is None else mapping
    if not {"title", "employer"} <= set(chosen.values()):
        raise FileRefused(
            "No column is said to hold the job title and the employer.",
            "Choose a column for each, or name them “title” and “employer”.",
        )
    for line, cells in rows_of(lines, delimiter):
        if cells is None:
            problem = "this row cannot be read. Check its quotes."
            yield AdvertRow(line, None, (problem,), read_bytes=opened.read_bytes)
        else:
            yield _row(line, opened, lambda cells=cells: read_record(header, cells, chosen))


def _json_lines(lines: Iterator[tuple[int, str | None]], opened: Opened) -> Iterator[AdvertRow]:
    for line, text in lines:
        if text is None:
            problem = "this line is far too long for an advert. Shorten it."
            yield AdvertRow(line, None, (problem,), read_bytes=opened.read_bytes)
        elif text.strip():
            yield from _postings(line, opened, text)


def _postings(line: int, opened: Opened, text: str) -> Iterator[AdvertRow]:
    try:
        value = _parsed(text)
    except RowRefused as problem:
        yield AdvertRow(line, None, (str(problem),), read_bytes=opened.read_bytes)
        return
    for posting in _each(value):
        yield _row(line, opened, lambda posting=posting: _read(posting))


def _read(posting: Any) -> tuple[VacancyDraft, list[str]]:
    if not is_posting(posting):
        raise RowRefused("@type: this is no JobPosting. Send schema.org JobPosting objects.")
    return read_posting(posting)


def _each(value: Any) -> list[Any]:
    """The postings in a JSON value: one, a list, or the graph of a page."""
    if isinstance(value, list):
        return value
    graph = value.get("@graph") if isinstance(value, dict) else None
    if isinstance(graph, list):
        return [each for each in graph if is_posting(each)] or [value]
    return [value]


def _whole_json(
    lines: Iterator[tuple[int, str | None]], limits: Limits, opened: Opened
) -> Iterator[AdvertRow]:
    most = min(_WHOLE_JSON_MOST, limits.unpacked_bytes)
    texts, length = [], 0
    for _, line in lines:
        texts.append(line or "")
        length += len(texts[-1])
        if length > most:
            raise FileRefused(
                "This JSON is too large to read in one piece.",
                "Send JSON Lines: one advert on each line.",
            )
    text = "".join(texts).strip()
    if text.startswith("["):
        yield from _items(text, opened)
        return
    try:
        value = _parsed(text)
    except RowRefused as problem:
        raise FileRefused(f"This file is {problem}", "") from None
    for number, posting in enumerate(_each(value), start=1):
        yield _row(number, opened, lambda posting=posting: _read(posting))


_BETWEEN = re.compile(r"[\s,]*")


def _items(text: str, opened: Opened) -> Iterator[AdvertRow]:
    """The postings of a list one by one, so that a broken end takes no whole one with it."""
    decoder = json.JSONDecoder()
    at, number = 1, 1
    while True:
        at = _BETWEEN.match(text, at).end()  # type: ignore[union-attr]  # matches nothing too
        if text[at:] == "]":
            return
        try:
            posting, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError) as trouble:
            deep = isinstance(trouble, RecursionError)
            problem = "nested far too deep" if deep else "not JSON from here to its end"
            if number == 1:
                raise FileRefused(
                    f"This file is {problem}.", "Send one advert on each line."
                ) from None
            yield AdvertRow(
                number, None, (f"{problem}. Send the rest again.",), read_bytes=opened.read_bytes
            )
            return
        yield _row(number, opened, lambda posting=posting: _read(posting))
        number += 1
