"""What else is kept of an employer: other names, words to find it by, precedents, what was done."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from storage.database import Base

# Compared byte by byte on either database, so that words beginning alike stand together.
_PLAIN_WORD = sa.String(40).with_variant(sa.String(40, collation="C"), "postgresql")


class NameKind(StrEnum):
    """Why an employer is known by another name."""

    TRADING = "trading"
    FORMER = "former"
    MERGED = "merged"


class EmployerName(Base):
    """Another name of an employer: it trades under it, was called so, or was merged with it."""

    __tablename__ = "employer_name"
    __table_args__ = (sa.UniqueConstraint("employer_id", "name_key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    employer_id: Mapped[int] = mapped_column(sa.ForeignKey("employer.id"))
    name: Mapped[str] = mapped_column(sa.String(200))
    # As matching compares names.
    name_key: Mapped[str] = mapped_column(sa.String(200), index=True)
    kind: Mapped[str] = mapped_column(sa.String(10), default=NameKind.TRADING)


class EmployerWord(Base):
    """One word an employer can be found by, and which row it comes from.

    `source` and `source_id` name that row: `name` or `start` of an employer, another name, a
    site, a contact. `start` holds the whole name, so that what begins with the typed words can
    come first. Written by employers.models.words, never by hand.
    """

    __tablename__ = "employer_word"
    __table_args__ = (
        sa.Index("ix_employer_word_employer_id_word", "employer_id", "word"),
        {"sqlite_with_rowid": False},
    )

    word: Mapped[str] = mapped_column(_PLAIN_WORD, primary_key=True)
    employer_id: Mapped[int] = mapped_column(
        sa.ForeignKey("employer.id", ondelete="CASCADE"), primary_key=True
    )
    source: Mapped[str] = mapped_column(sa.String(10), primary_key=True)
    source_id: Mapped[int] = mapped_column(primary_key=True)


class EmployerPrecedent(Base):
    """Something this employer arranged for somebody before: never who, only what and where.

    `what` is an item of `adjustments_open`, or empty when only `words` say it.
    """

    __tablename__ = "employer_precedent"

    id: Mapped[int] = mapped_column(primary_key=True)
    employer_id: Mapped[int] = mapped_column(sa.ForeignKey("employer.id"), index=True)
    site_id: Mapped[int | None] = mapped_column(sa.ForeignKey("site.id"), index=True)
    what: Mapped[str] = mapped_column(sa.String(40), default="")
    words: Mapped[str] = mapped_column(sa.String(300), default="")
    # The kind of work it was arranged in, as a job title.
    work: Mapped[str] = mapped_column(sa.String(120), default="")
    agreed_on: Mapped[date | None]
    noted_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("staff_member.id"))
    noted_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]


class EmployerStep(Base):
    """One thing done to an employer's record: what, by whom and when. Never changed afterwards."""

    __tablename__ = "employer_step"

    id: Mapped[int] = mapped_column(primary_key=True)
    employer_id: Mapped[int] = mapped_column(sa.ForeignKey("employer.id"), index=True)
    words: Mapped[str] = mapped_column(sa.String(1000))
    by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("staff_member.id"))
    at: Mapped[datetime]


class EmployerMerge(Base):
    """One employer merged into another, and every row that moved, so that undoing it is exact.

    `moved` is written by employers.operations.merging and read by it alone.
    """

    __tablename__ = "employer_merge"

    id: Mapped[int] = mapped_column(primary_key=True)
    kept_id: Mapped[int] = mapped_column(sa.ForeignKey("employer.id"), index=True)
    merged_id: Mapped[int] = mapped_column(sa.ForeignKey("employer.id"), index=True)
    moved: Mapped[dict[str, Any]] = mapped_column(default=dict)
    by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("staff_member.id"))
    at: Mapped[datetime]
    undone_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("staff_member.id"))
    undone_at: Mapped[datetime | None]
