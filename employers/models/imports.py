"""Imports of adverts: one file each, and what became of its rows."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, deferred, mapped_column

from storage.database import Base


class ImportState(StrEnum):
    """Where an import stands. Nothing of it is visible before `published`."""

    NEEDS_COLUMNS = "needs_columns"
    WAITING = "waiting"
    READING = "reading"
    READY = "ready"
    PUBLISHING = "publishing"
    PUBLISHED = "published"
    DISCARDED = "discarded"
    FAILED = "failed"


class ImportBatch(Base):
    """One file of adverts: uploaded, read by the worker, looked at, published at once."""

    __tablename__ = "import_batch"

    id: Mapped[int] = mapped_column(primary_key=True)
    filename: Mapped[str] = mapped_column(sa.String(255))
    state: Mapped[str] = mapped_column(sa.String(20))
    size_bytes: Mapped[int]
    read_bytes: Mapped[int] = mapped_column(default=0)
    encoding: Mapped[str] = mapped_column(sa.String(20), default="")
    mapping: Mapped[dict[str, Any]] = mapped_column(default=dict)
    counts: Mapped[dict[str, Any]] = mapped_column(default=dict)
    problem: Mapped[str] = mapped_column(sa.String(1000), default="")
    uploaded_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("staff_member.id"))
    uploaded_at: Mapped[datetime]
    heartbeat_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
    content: Mapped[bytes] = deferred(mapped_column(sa.LargeBinary))


class ImportRow(Base):
    """What became of one row of a file. `draft` waits here until the file is published."""

    __tablename__ = "import_row"
    __table_args__ = (sa.Index("ix_import_row_import_id_line", "import_id", "line"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    import_id: Mapped[int] = mapped_column(
        sa.ForeignKey("import_batch.id", ondelete="CASCADE"), index=True
    )
    line: Mapped[int]
    # new, changed, same, repeated, problem
    outcome: Mapped[str] = mapped_column(sa.String(10), index=True)
    title: Mapped[str] = mapped_column(sa.String(300), default="")
    employer: Mapped[str] = mapped_column(sa.String(200), default="")
    messages: Mapped[list[Any]] = mapped_column(default=list)
    draft: Mapped[dict[str, Any]] = mapped_column(default=dict)
    vacancy_id: Mapped[int | None] = mapped_column(sa.ForeignKey("vacancy.id"), index=True)
