"""Questions to an employer about one site: which were asked, of whom, and what was answered."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from storage.database import Base


class QuestionRound(Base):
    """A few questions (keys of taps, see employers.rules.bundles) put to one site at once.

    They went out by mail to `email`, or were put by a person who wrote the answers down (`how` is
    mail, call, visit or reply). `answers` maps a tap to its answer; `late` keeps answers to what
    somebody else had answered already, for a person to look at.
    """

    __tablename__ = "question_round"

    id: Mapped[int] = mapped_column(primary_key=True)
    site_id: Mapped[int] = mapped_column(sa.ForeignKey("site.id"), index=True)
    family: Mapped[str] = mapped_column(sa.String(120), default="")
    contact_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("employer_contact.id", ondelete="SET NULL"), index=True
    )
    email: Mapped[str] = mapped_column(sa.String(320), default="")
    how: Mapped[str] = mapped_column(sa.String(10))
    taps: Mapped[list[Any]] = mapped_column(default=list)
    answers: Mapped[dict[str, Any]] = mapped_column(default=dict)
    late: Mapped[dict[str, Any]] = mapped_column(default=dict)
    asked_by_id: Mapped[int] = mapped_column(sa.ForeignKey("staff_member.id"), index=True)
    asked_at: Mapped[datetime]
    # The day the answers are of: today for a tap, the day of the call for a call.
    answered_on: Mapped[date | None]
    answered_at: Mapped[datetime | None] = mapped_column(index=True)
