"""What reviewers decided about posted roles, and what employers answered them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from storage.database import Base


class PostingReview(Base):
    """One decision about a posted role, or (`of_edit`) about a change to one.

    `reason` is what the employer is told, or asked; `answer` is what they answered. `before` is
    what an undo puts back. `version` is the vacancy's version that it made: once there is a later
    one, something else has happened since, and there is no undo.
    """

    __tablename__ = "posting_review"

    id: Mapped[int] = mapped_column(primary_key=True)
    vacancy_id: Mapped[int] = mapped_column(
        sa.ForeignKey("vacancy.id", ondelete="CASCADE"), index=True
    )
    decision: Mapped[str] = mapped_column(sa.String(10))
    of_edit: Mapped[bool] = mapped_column(default=False)
    reason: Mapped[str] = mapped_column(sa.String(1000), default="")
    decided_by_id: Mapped[int] = mapped_column(sa.ForeignKey("staff_member.id"))
    decided_at: Mapped[datetime]
    version: Mapped[int]
    before: Mapped[dict[str, Any]] = mapped_column(default=dict)
    answer: Mapped[str] = mapped_column(sa.Text, default="")
    answered_at: Mapped[datetime | None]
    undone_at: Mapped[datetime | None]
