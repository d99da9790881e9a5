"""The liaison log: every contact with an employer, written down once."""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from storage.database import Base


class LiaisonEntry(Base):
    """One contact with an employer, and what follows from it.

    Neither a vacancy nor a client is needed. `client_id` is for staff only, and `learned` and
    `promise` are staff notes: nothing of an entry ever reaches an employer. The words that may
    stand in `kind`, `purpose`, `outcome`, `promised_by` and `next_kind` are in
    liaison.rules.entries. An entry that was taken back stays as history.
    """

    __tablename__ = "liaison_entry"
    __table_args__ = (
        sa.Index("ix_liaison_entry_employer_id_happened_on", "employer_id", "happened_on"),
        sa.Index("ix_liaison_entry_by_id_happened_on", "by_id", "happened_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    # A form sent twice makes one entry.
    token: Mapped[str | None] = mapped_column(sa.String(40), unique=True)
    team_id: Mapped[int] = mapped_column(sa.ForeignKey("team.id"))
    employer_id: Mapped[int] = mapped_column(sa.ForeignKey("employer.id"))
    contact_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("employer_contact.id", ondelete="SET NULL"), index=True
    )
    client_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("client.id", ondelete="SET NULL"), index=True
    )
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("staff_member.id"))
    happened_on: Mapped[date]
    kind: Mapped[str] = mapped_column(sa.String(10))
    face_to_face: Mapped[bool]
    # Away from the office: at the employer's, or anywhere in the community.
    in_community: Mapped[bool]
    purpose: Mapped[str] = mapped_column(sa.String(20))
    outcome: Mapped[str] = mapped_column(sa.String(15))
    call_back_on: Mapped[date | None] = mapped_column(index=True)
    learned: Mapped[str] = mapped_column(sa.Text, default="")
    # Whether it counts against the contact budget, and why it was made all the same.
    unsolicited: Mapped[bool] = mapped_column(default=False)
    budget_reason: Mapped[str] = mapped_column(sa.String(300), default="")
    promise: Mapped[str] = mapped_column(sa.String(500), default="")
    promised_by: Mapped[str] = mapped_column(sa.String(10), default="")
    promise_on: Mapped[date | None] = mapped_column(index=True)
    promise_kept_at: Mapped[datetime | None]
    next_kind: Mapped[str] = mapped_column(sa.String(10), default="")
    next_words: Mapped[str] = mapped_column(sa.String(300), default="")
    next_on: Mapped[date | None] = mapped_column(index=True)
    next_done_at: Mapped[datetime | None]
    logged_at: Mapped[datetime]
    taken_back_at: Mapped[datetime | None]
    taken_back_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("staff_member.id"))
