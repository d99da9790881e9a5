"""How far somebody has looked at what is new for their clients."""

from __future__ import annotations

from datetime import datetime

from placements.models import BoardLook
from storage.database import db


def looked_at(staff_member_id: int) -> datetime | None:
    """Until when this person has seen what is new; None before the first time."""
    look = db.session.get(BoardLook, staff_member_id)
    return look.looked_at if look else None
