"""Remember how far somebody has looked."""

from __future__ import annotations

from datetime import datetime

from placements.models import BoardLook
from storage.database import db


def look_until(staff_member_id: int, at: datetime | None) -> None:
    """This person has seen what is new up to that moment; None forgets that they ever looked."""
    look = db.session.get(BoardLook, staff_member_id)
    if at is None:
        if look is not None:
            db.session.delete(look)
    elif look is None:
        db.session.add(BoardLook(staff_member_id=staff_member_id, looked_at=at))
    else:
        look.looked_at = at
    db.session.flush()
