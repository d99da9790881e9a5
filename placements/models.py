"""What is kept of how people use the shortlists."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from storage.database import Base


class BoardLook(Base):
    """Until when a member of staff has seen what is new for their clients."""

    __tablename__ = "board_look"

    staff_member_id: Mapped[int] = mapped_column(
        sa.ForeignKey("staff_member.id", ondelete="CASCADE"), primary_key=True
    )
    looked_at: Mapped[datetime]
