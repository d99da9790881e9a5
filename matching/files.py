"""A profile and vacancies read from files, all or nothing."""

import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import BinaryIO

from matching.bad_input import BadInput
from matching.facts import VacancyFacts
from matching.fields import short
from matching.limits import ProfileFacts
from matching.strict_json import NotJson, parse
from matching.written import profile_from_json, vacancy_from_json
from places import locate

#: Stands for standard input where a file is named.
STANDARD_INPUT = "-"


class BadFile(ValueError):
    """What is wrong with a file, as one line: ``FILE:LINE: field: problem. Remedy.``."""

    def __init__(self, file: str, line: int | None, trouble: BadInput) -> None:
        """Keep the line as a message; a file that cannot be opened has no line."""
        where = file if line is None else f"{file}:{line}"
        super().__init__(" ".join(f"{where}: {trouble}".splitlines()))


def read_profile(file: str) -> ProfileFacts:
    """Return the client's profile in a JSON file. Raises BadFile."""
    text = _read_text(file)
    try:
        return profile_from_json(parse(text, "profile"), locate)
    except NotJson as trouble:
        raise BadFile(file, trouble.line, trouble) from None
    except BadInput as trouble:
        named = trouble if trouble.field else trouble.within("profile")
        raise BadFile(file, _line_of(text, trouble.field), named) from None


def read_vacancies(file: str) -> tuple[VacancyFacts, ...]:
    """Return the vacancies in a file of one JSON object a line. Raises BadFile."""
    vacancies: dict[str, tuple[int, VacancyFacts]] = {}
    for line, text in _lines(file):
        try:
            vacancy = vacancy_from_json(parse(text, "vacancy"), locate)
            if vacancy.id in vacancies:
                problem = f"{short(vacancy.id)} is on line {vacancies[vacancy.id][0]} already"
                raise BadInput("id", problem, "Give every vacancy an id of its own.")
        except BadInput as trouble:
            named = trouble if trouble.field else trouble.within("vacancy")
            raise BadFile(file, line, named) from None
        vacancies[vacancy.id] = (line, vacancy)
    return tuple(vacancy for _, vacancy in vacancies.values())


def _lines(file: str) -> Iterator[tuple[int, str]]:
    """Yield each line that says something and its number, one in memory at a time."""
    try:
        with _opened(file) as stream:
            for line, written in enumerate(stream, start=1):
                text = _decoded(file, written, line)
                if text.strip():
                    yield line, text
    except OSError as trouble:
        raise _unread(file, trouble) from None


def _read_text(file: str) -> str:
    try:
        with _opened(file) as stream:
            return _decoded(file, stream.read(), 1)
    except OSError as trouble:
        raise _unread(file, trouble) from None


def _opened(file: str) -> AbstractContextManager[BinaryIO]:
    if file == STANDARD_INPUT:
        return nullcontext(sys.stdin.buffer)  # not ours to close
    try:
        return Path(file).open("rb")
    except ValueError as trouble:
        raise _unread(file, trouble) from None


def _unread(file: str, trouble: OSError | ValueError) -> BadFile:
    reason = getattr(trouble, "strerror", None) or str(trouble)
    unread = BadInput("file", f"it cannot be read ({reason.lower()})", "Check the path.")
    return BadFile(file, None, unread)


def _decoded(file: str, written: bytes, first_line: int) -> str:
    try:
        return written.decode("utf-8-sig" if first_line == 1 else "utf-8")
    except UnicodeDecodeError as trouble:
        line = first_line + written.count(b"\n", 0, trouble.start)
        encoding = BadInput("file", "it is not UTF-8 text", "Save it as UTF-8.")
        raise BadFile(file, line, encoding) from None


def _line_of(text: str, field: str) -> int:
    """Return the line a field stands on, found by the names on the way to it."""
    at = 0
    for name in field.split("."):
        found = text.find(f'"{name}"', at)
        at = at if found < 0 else found
    return text.count("\n", 0, at) + 1
