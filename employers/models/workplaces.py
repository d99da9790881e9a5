"""Employers, the people to speak to there, their sites, and what is known of a site."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from storage.database import Base


class Employer(Base):
    """An organisation that employs people. `name_key` is the name as it is compared; a second
    one of the very same name has a number after it.

    `public_notes` are facts anybody may know; `needs` and `staff_notes` are read by staff only.
    An employer that was merged into another stays as history and points to the one that is kept.
    """

    __tablename__ = "employer"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(sa.String(200))
    name_key: Mapped[str] = mapped_column(sa.String(200), unique=True)
    created_at: Mapped[datetime]
    sector: Mapped[str] = mapped_column(sa.String(80), default="", server_default="")
    size_band: Mapped[str] = mapped_column(sa.String(20), default="", server_default="")
    # Empty while nobody has said; the levels are in employers.rules.
    disability_confident: Mapped[str] = mapped_column(sa.String(20), default="", server_default="")
    # Who said so and when; the scheme's public list, the employer, a sticker on the door.
    disability_confident_source: Mapped[str] = mapped_column(
        sa.String(200), default="", server_default=""
    )
    disability_confident_on: Mapped[date | None]
    # The number in the official register: Companies House, charity or public body.
    official_number: Mapped[str] = mapped_column(
        sa.String(20), default="", server_default="", index=True
    )
    website: Mapped[str] = mapped_column(sa.String(300), default="", server_default="", index=True)
    public_notes: Mapped[str] = mapped_column(sa.Text, default="", server_default="")
    needs: Mapped[str] = mapped_column(sa.Text, default="", server_default="")
    staff_notes: Mapped[str] = mapped_column(sa.Text, default="", server_default="")
    # The named ESW: who answers when this employer replies to a message.
    esw_id: Mapped[int | None] = mapped_column(sa.ForeignKey("staff_member.id"), index=True)
    # Since when nobody may approach them, who said so, and why.
    do_not_contact_at: Mapped[datetime | None]
    do_not_contact_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("staff_member.id"))
    do_not_contact_reason: Mapped[str] = mapped_column(
        sa.String(500), default="", server_default=""
    )
    merged_into_id: Mapped[int | None] = mapped_column(sa.ForeignKey("employer.id"), index=True)


class EmployerContact(Base):
    """Somebody to speak to at an employer. Who has left stays, with the day they left.

    `channel` is how they like to be reached (phone, email, text, or empty while unknown);
    `best_time` is when, in their own words.
    """

    __tablename__ = "employer_contact"

    id: Mapped[int] = mapped_column(primary_key=True)
    employer_id: Mapped[int] = mapped_column(sa.ForeignKey("employer.id"), index=True)
    site_id: Mapped[int | None] = mapped_column(sa.ForeignKey("site.id"), index=True)
    name: Mapped[str] = mapped_column(sa.String(120))
    job_title: Mapped[str] = mapped_column(sa.String(120), default="")
    email: Mapped[str] = mapped_column(sa.String(320), default="")
    # The address as it is compared: lower case, empty when there is none.
    email_key: Mapped[str] = mapped_column(sa.String(320), default="", index=True)
    phone: Mapped[str] = mapped_column(sa.String(40), default="")
    channel: Mapped[str] = mapped_column(sa.String(10), default="")
    best_time: Mapped[str] = mapped_column(sa.String(200), default="")
    # How we come to have their details: they posted a role, an ESW wrote them down.
    known_from: Mapped[str] = mapped_column(sa.String(200), default="")
    left_on: Mapped[date | None]
    created_at: Mapped[datetime]


class Site(Base):
    """One workplace of an employer. Coordinates are National Grid metres; absent means unknown."""

    __tablename__ = "site"
    __table_args__ = (
        sa.UniqueConstraint("employer_id", "place_key"),
        sa.CheckConstraint("(easting IS NULL) = (northing IS NULL)", name="both_or_neither"),
        sa.Index("ix_site_easting_northing", "easting", "northing"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    employer_id: Mapped[int] = mapped_column(sa.ForeignKey("employer.id"), index=True)
    # What tells two sites of one employer apart: the postcode, else the place as written.
    place_key: Mapped[str] = mapped_column(sa.String(200))
    locality: Mapped[str] = mapped_column(sa.String(200), default="")
    postcode: Mapped[str | None] = mapped_column(sa.String(8))
    outward: Mapped[str | None] = mapped_column(sa.String(4), index=True)
    easting: Mapped[int | None]
    northing: Mapped[int | None]
    precision: Mapped[str | None] = mapped_column(sa.String(12))
    employer: Mapped[Employer] = relationship(lazy="joined")


class SiteFact(Base):
    """What is known of one working condition at one site, for one family of work.

    Facts belong to the workplace: they outlive the vacancy they were said of, and are offered as
    likely for the next role of that kind. `fact` is in the JSON form of matching.facts, always
    known, never inferred. `family` is the name of a family of matching.titles; empty for any work.
    """

    __tablename__ = "site_fact"
    __table_args__ = (sa.UniqueConstraint("site_id", "family", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    site_id: Mapped[int] = mapped_column(sa.ForeignKey("site.id", ondelete="CASCADE"))
    family: Mapped[str] = mapped_column(sa.String(120))
    key: Mapped[str] = mapped_column(sa.String(40))
    fact: Mapped[dict[str, Any]]
    # The role it was said of, if any.
    vacancy_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("vacancy.id", ondelete="SET NULL"), index=True
    )
    said_at: Mapped[datetime]
