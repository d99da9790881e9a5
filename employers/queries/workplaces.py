"""Who to speak to at an employer."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from employers.models import EmployerContact
from storage.database import db


def contacts_at(employer_ids: sa.Select[tuple[int]]) -> Sequence[EmployerContact]:
    """The people of these employers, those who have left last, then by name."""
    query = sa.select(EmployerContact).where(EmployerContact.employer_id.in_(employer_ids))
    gone = sa.case((EmployerContact.left_on.is_(None), 0), else_=1)
    return db.session.scalars(query.order_by(gone, EmployerContact.name, EmployerContact.id)).all()
