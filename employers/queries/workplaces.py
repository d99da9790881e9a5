"""Which employers there are, and who to speak to there."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from employers.models import Employer, EmployerContact
from storage.database import db


def employer_by_id(employer_id: int) -> Employer | None:
    """One employer, whether or not it was merged into another."""
    return db.session.get(Employer, employer_id)


def contacts_at(employer_ids: sa.Select[tuple[int]]) -> Sequence[EmployerContact]:
    """The people of these employers, those who have left last, then by name."""
    query = sa.select(EmployerContact).where(EmployerContact.employer_id.in_(employer_ids))
    gone = sa.case((EmployerContact.left_on.is_(None), 0), else_=1)
    return db.session.scalars(query.order_by(gone, EmployerContact.name, EmployerContact.id)).all()
