"""What an ESW decided about one vacancy for one client."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from storage.database import Base


class MarkKind(StrEnum):
    """Kept for this client, or put aside with a reason."""

    KEPT = "kept"
    ASIDE = "aside"


class ShortlistMark(Base):
    """A decision on the shortlist, with what the reading was made from, so it can be made again.

    At most one mark stands per client and vacancy; an undone one stays as history.
    """

    __tablename__ = "shortlist_mark"
    __table_args__ = (
        sa.CheckConstraint("kind IN ('kept','aside')", name="kind"),
        sa.Index(
            "uq_shortlist_mark_standing",
            "client_id",
            "vacancy_id",
            unique=True,
            sqlite_where=sa.text("undone_at IS NULL"),
            postgresql_where=sa.text("undone_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    client_id: Mapped[int] = mapped_column(
        sa.ForeignKey("client.id", ondelete="CASCADE"), index=True
    )
    vacancy_id: Mapped[int] = mapped_column(sa.ForeignKey("vacancy.id"), index=True)
    kind: Mapped[str] = mapped_column(sa.String(5))
    reason: Mapped[str] = mapped_column(sa.String(500), default="")
    profile_number: Mapped[int]
    vacancy_version: Mapped[int]
    weights_version: Mapped[str] = mapped_column(sa.String(20))
    made_by_id: Mapped[int] = mapped_column(sa.ForeignKey("staff_member.id"))
    made_at: Mapped[datetime]
    undone_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("staff_member.id"))
    undone_at: Mapped[datetime | None]
