"""What one row of a file came to, and what a file may be."""

from __future__ import annotations

from dataclasses import dataclass

from employers.rules.vacancies import VacancyDraft


class FileRefused(ValueError):
    """A file that cannot be read at all; the message says why and what to do instead."""

    def __init__(self, reason: str, remedy: str) -> None:
        self.reason = reason
        self.remedy = remedy
        super().__init__(f"{reason} {remedy}")


class RowRefused(ValueError):
    """A row that cannot be a vacancy; the message names the field and the remedy."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a file may be: bytes when unpacked, rows, columns, and bytes of one row."""

    unpacked_bytes: int = 1_000_000_000
    rows: int = 500_000
    columns: int = 200
    row_bytes: int = 4_000_000


@dataclass(frozen=True, slots=True)
class AdvertRow:
    """One row: a draft, or why there is none. `notes` are worth knowing and stop nothing.

    `read_bytes` is how much of the file had been read by then, for a progress bar.
    """

    line: int
    draft: VacancyDraft | None
    problems: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    read_bytes: int = 0
