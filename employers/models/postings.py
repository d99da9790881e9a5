"""Roles that employers post themselves: the draft, the posting under review, links, attempts."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from employers.models.vacancies import Vacancy
from storage.database import Base


class RoleDraft(Base):
    """A role somebody is still writing down on the public form; known by a secret token only."""

    __tablename__ = "role_draft"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(sa.String(64), unique=True)
    answers: Mapped[dict[str, Any]] = mapped_column(default=dict)
    # What it became when it was sent; a second click finds it here.
    vacancy_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("vacancy.id", ondelete="SET NULL"), index=True
    )
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime] = mapped_column(index=True)
    sent_at: Mapped[datetime | None]


class ReviewDecision(StrEnum):
    """What a reviewer decided about a posting."""

    ACCEPTED = "accepted"
    ASKED = "asked"
    REJECTED = "rejected"


class VacancyPosting(Base):
    """How a vacancy came from an employer: who sent it, and where its review stands.

    `pending` is a material edit that waits for review while the reviewed version stays up: the
    answers of the form, as the draft keeps them; there is one while `pending_at` is set.
    `signals` are reasons to look twice, in words.
    """

    __tablename__ = "vacancy_posting"

    vacancy_id: Mapped[int] = mapped_column(
        sa.ForeignKey("vacancy.id", ondelete="CASCADE"), primary_key=True
    )
    answers: Mapped[dict[str, Any]] = mapped_column(default=dict)
    contact_name: Mapped[str] = mapped_column(sa.String(120))
    contact_job_title: Mapped[str] = mapped_column(sa.String(120), default="")
    contact_email: Mapped[str] = mapped_column(sa.String(320))
    email_key: Mapped[str] = mapped_column(sa.String(320), index=True)
    contact_phone: Mapped[str] = mapped_column(sa.String(40), default="")
    contact_best_time: Mapped[str] = mapped_column(sa.String(200), default="")
    # The person among the employer's contacts, once somebody of the team has accepted the role.
    contact_id: Mapped[int | None] = mapped_column(sa.ForeignKey("employer_contact.id"), index=True)
    signals: Mapped[list[Any]] = mapped_column(default=list)
    network_hash: Mapped[str] = mapped_column(sa.String(64), default="")
    sent_at: Mapped[datetime]
    email_confirmed_at: Mapped[datetime | None]
    decision: Mapped[str] = mapped_column(sa.String(10), default="")
    decision_reason: Mapped[str] = mapped_column(sa.String(1000), default="")
    decided_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("staff_member.id"))
    decided_at: Mapped[datetime | None]
    pending: Mapped[dict[str, Any]] = mapped_column(default=dict)
    pending_at: Mapped[datetime | None] = mapped_column(index=True)
    # Closed for now by the employer, to be shown again with one button.
    paused_at: Mapped[datetime | None]
    # The day it was last said to be open still; the reminders count from here.
    renewed_on: Mapped[date | None] = mapped_column(index=True)
    vacancy: Mapped[Vacancy] = relationship(lazy="joined")


class LinkPurpose(StrEnum):
    """What somebody may do with a link they were sent; `about_id` is the row it is about."""

    CONFIRM_EMAIL = "confirm_email"  # about a vacancy
    MANAGE = "manage"  # about a vacancy
    ANSWER = "answer"  # about a question mail
    UNSUBSCRIBE = "unsubscribe"  # about nothing: the address itself


class EmployerLink(Base):
    """A secret link sent to one address; only the hash of its token is kept."""

    __tablename__ = "employer_link"
    __table_args__ = (sa.Index("ix_employer_link_purpose_about_id", "purpose", "about_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(sa.String(64), unique=True)
    purpose: Mapped[str] = mapped_column(sa.String(20))
    about_id: Mapped[int]
    email: Mapped[str] = mapped_column(sa.String(320))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]


class PublicAttempt(Base):
    """How often one address or network tried one public thing in one window of time."""

    __tablename__ = "public_attempt"

    key_hash: Mapped[str] = mapped_column(sa.String(64), primary_key=True)
    window_at: Mapped[datetime] = mapped_column(primary_key=True, index=True)
    count: Mapped[int] = mapped_column(default=1)
