"""A file's bytes as lines of text: unpacked within limits, in the encoding it was written in."""

from __future__ import annotations

import codecs
import gzip
import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from employers.adverts.row import FileRefused, Limits

_GZIP = b"\x1f\x8b"
_SNIFFED_BYTES = 1_000_000
_NOT_TEXT = (b"%PDF", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"\xd0\xcf\x11\xe0")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass(frozen=True, slots=True)
class Opened:
    """A file ready to be read as text."""

    text: io.TextIOWrapper
    encoding: str
    raw: BinaryIO

    @property
    def read_bytes(self) -> int:
        """How much of the file itself has been read."""
        return self.raw.tell()


class _Bounded(io.RawIOBase):
    """Unpacked bytes, refused beyond a limit: a small file can unpack to a disk full."""

    def __init__(self, inner: BinaryIO, most: int) -> None:
        self._inner = inner
        self._left = most

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        try:
            data = self._inner.read(len(buffer))
        except (OSError, EOFError, zlib.error) as broken:
            raise FileRefused(
                "This gzip file is damaged.", "Pack it again, or send it unpacked."
            ) from broken
        self._left -= len(data)
        if self._left < 0:
            raise FileRefused(
                "This file unpacks to more than the service takes.",
                "Split it into smaller files.",
            )
        buffer[: len(data)] = data
        return len(data)


def open_text(raw: BinaryIO, limits: Limits) -> Opened:
    """The file as text. Raises FileRefused for what is no text, now or while it is read."""
    start = raw.read(4)
    raw.seek(0)
    if any(start.startswith(mark) for mark in _NOT_TEXT):
        raise FileRefused(
            "This is not a file of adverts.",
            "Send JSON, JSON Lines or CSV; from a spreadsheet, save as CSV first.",
        )
    unpacked: BinaryIO = raw
    if start.startswith(_GZIP):
        unpacked = gzip.GzipFile(fileobj=raw)  # type: ignore[assignment]
    buffered = io.BufferedReader(_Bounded(unpacked, limits.unpacked_bytes), _SNIFFED_BYTES)
    encoding = _encoding(buffered.peek(_SNIFFED_BYTES))
    text = io.TextIOWrapper(buffered, encoding=encoding, errors="replace", newline="")
    return Opened(text, encoding, raw)


def _encoding(sample: bytes) -> str:
    for mark, name in _MARKS:
        if sample.startswith(mark):
            return name
    if b"\x00" in sample:
        raise FileRefused(
            "This is not a text file.", "Send JSON, JSON Lines or CSV, saved as UTF-8."
        )
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        decoder.decode(sample)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def lines_of(opened: Opened, limits: Limits) -> Iterator[tuple[int, str | None]]:
    """Each line with its number; None for one too long to be an advert."""
    number = 0
    while line := opened.text.readline(limits.row_bytes):
        number += 1
        if number > limits.rows:
            raise FileRefused(
                f"This file has more than {limits.rows:,} rows.", "Split it into smaller files."
            )
        if len(line) >= limits.row_bytes and not line.endswith("\n"):
            while (rest := opened.text.readline(limits.row_bytes)) and not rest.endswith("\n"):
                pass
            yield number, None
            continue
        yield number, line
