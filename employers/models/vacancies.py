"""Vacancies with their working conditions, each step of their lives, and what has changed."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from employers.models.workplaces import Site
from employers.rules.vacancies import VacancyState
from storage.database import Base

STATES_SQL = ", ".join(f"'{state.value}'" for state in VacancyState)


class Vacancy(Base):
    """A paid role. `conditions` maps a catalogue key to what is known of it, with its source.

    Each entry is `{"value", "negotiable", "source", "as_of", "words"}` in the JSON form of
    matching.facts; a key that is absent is unknown.
    """

    __tablename__ = "vacancy"
    __table_args__ = (
        sa.CheckConstraint(f"state IN ({STATES_SQL})", name="state"),
        sa.Index("ix_vacancy_visible", "state", "closes_on"),
        # Whether a site has anything open is told from the index alone.
        sa.Index("ix_vacancy_site_id_visible", "site_id", "state", "closes_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    site_id: Mapped[int] = mapped_column(sa.ForeignKey("site.id"))
    title: Mapped[str] = mapped_column(sa.String(300))
    state: Mapped[str] = mapped_column(sa.String(20), default=VacancyState.DRAFT)
    posted_on: Mapped[date | None]
    closes_on: Mapped[date | None]
    description: Mapped[str] = mapped_column(sa.Text, default="")
    how_to_apply: Mapped[str] = mapped_column(sa.Text, default="")
    pay_text: Mapped[str] = mapped_column(sa.String(500), default="")
    advert_url: Mapped[str | None] = mapped_column(sa.String(2000))
    # Titles and employer folded for search: SQLite folds only ASCII by itself.
    search_text: Mapped[str] = mapped_column(sa.String(700), default="")
    conditions: Mapped[dict[str, Any]] = mapped_column(default=dict)
    # What an advert claims against its own words, and other things a reader should know.
    notes: Mapped[list[Any]] = mapped_column(default=list)
    # The advert's identity in its source, so that the same advert again is the same vacancy.
    advert_key: Mapped[str | None] = mapped_column(sa.String(300), unique=True)
    advert_hash: Mapped[str | None] = mapped_column(sa.String(64))
    import_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("import_batch.id", name="fk_vacancy_import_id_import_batch"), index=True
    )
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    # Since when it has been open to be found; what was never open has no such moment.
    opened_at: Mapped[datetime | None]
    site: Mapped[Site] = relationship(lazy="joined")


class VacancyVersion(Base):
    """One step in a vacancy's life: what it became, who did it, when and why.

    `content` is the vacancy's own fields as they stood after the step, so that a search made on
    version 3 can be read again; a change of state alone keeps it empty.
    """

    __tablename__ = "vacancy_version"
    __table_args__ = (sa.UniqueConstraint("vacancy_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    vacancy_id: Mapped[int] = mapped_column(
        sa.ForeignKey("vacancy.id", ondelete="CASCADE"), index=True
    )
    number: Mapped[int]
    state: Mapped[str] = mapped_column(sa.String(20))
    reason: Mapped[str] = mapped_column(sa.String(500), default="")
    content: Mapped[dict[str, Any]] = mapped_column(default=dict)
    changed_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("staff_member.id"))
    changed_at: Mapped[datetime]


class VacancyChange(Base):
    """One change to what is known of a vacancy, written by the database itself.

    Deleted vacancies change too, so `vacancy_id` points nowhere in particular. See
    employers.changes.
    """

    __tablename__ = "vacancy_change"
    __table_args__ = ({"sqlite_autoincrement": True},)

    # A country renews a million adverts a day: 32 bits would be used up in six years.
    number: Mapped[int] = mapped_column(
        sa.BigInteger().with_variant(sa.Integer(), "sqlite"), primary_key=True
    )
    vacancy_id: Mapped[int]
    mark: Mapped[str] = mapped_column(sa.String(32))
