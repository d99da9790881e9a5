"""Which posted roles wait for somebody of the team to decide, and what was decided before."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from employers.models import (
    EmployerContact,
    PostingReview,
    ReviewDecision,
    Vacancy,
    VacancyPosting,
)
from employers.rules.vacancies import VacancyState
from staff.models import StaffMember
from storage.database import db


def waits(posting: VacancyPosting) -> bool:
    """Whether this role, or a change to it, waits for a decision; `_waiting` says it in SQL."""
    state = posting.vacancy.state
    up = state == VacancyState.OPEN or (
        state == VacancyState.CLOSED and posting.paused_at is not None
    )
    return state == VacancyState.WAITING_FOR_REVIEW or (up and posting.pending_at is not None)


def waiting(limit: int) -> Sequence[VacancyPosting]:
    """What waits for a decision, the longest first."""
    since = sa.func.coalesce(VacancyPosting.pending_at, VacancyPosting.email_confirmed_at)
    query = sa.select(VacancyPosting).join(Vacancy, Vacancy.id == VacancyPosting.vacancy_id)
    query = query.where(sa.or_(*_waiting())).order_by(since, VacancyPosting.vacancy_id)
    return db.session.scalars(query.limit(limit)).all()


def count_waiting() -> int:
    """How much waits for a decision."""
    # Each part on its own, so that each is answered from its index.
    counts = [
        sa.select(sa.func.count())
        .select_from(VacancyPosting)
        .join(Vacancy, Vacancy.id == VacancyPosting.vacancy_id)
        .where(part)
        .scalar_subquery()
        for part in _waiting()
    ]
    return sum(db.session.execute(sa.select(*counts)).one())


def asked_last(vacancy_ids: Sequence[int]) -> dict[int, PostingReview]:
    """The last question of a reviewer about each of these roles."""
    query = sa.select(PostingReview).where(
        PostingReview.vacancy_id.in_(vacancy_ids),
        PostingReview.decision == ReviewDecision.ASKED,
        PostingReview.undone_at.is_(None),
    )
    return {row.vacancy_id: row for row in db.session.scalars(query.order_by(PostingReview.id))}


def open_question(vacancy_id: int) -> PostingReview | None:
    """The last question of a reviewer, while it has no answer."""
    row = asked_last([vacancy_id]).get(vacancy_id)
    return row if row is not None and row.answered_at is None else None


def reviews_of(vacancy_id: int) -> Sequence[tuple[PostingReview, str]]:
    """Every decision about a role, newest first, and who made it."""
    query = (
        sa.select(PostingReview, StaffMember.name)
        .join(StaffMember, StaffMember.id == PostingReview.decided_by_id)
        .where(PostingReview.vacancy_id == vacancy_id)
        .order_by(PostingReview.id.desc())
    )
    return [(row, name) for row, name in db.session.execute(query)]


def review_by_id(review_id: int) -> PostingReview | None:
    """One decision."""
    return db.session.get(PostingReview, review_id)


def contact_of(posting: VacancyPosting) -> EmployerContact | None:
    """The person who posted a role, if they are among its employer's contacts by that address."""
    query = sa.select(EmployerContact).where(
        EmployerContact.employer_id == posting.vacancy.site.employer_id,
        EmployerContact.email_key == posting.email_key,
        EmployerContact.left_on.is_(None),
    )
    return db.session.scalars(query.order_by(EmployerContact.id).limit(1)).first()


def _waiting() -> tuple[sa.ColumnElement[bool], sa.ColumnElement[bool]]:
    paused = sa.and_(Vacancy.state == VacancyState.CLOSED, VacancyPosting.paused_at.is_not(None))
    return (
        Vacancy.state == VacancyState.WAITING_FOR_REVIEW,
        sa.and_(
            VacancyPosting.pending_at.is_not(None),
            sa.or_(Vacancy.state == VacancyState.OPEN, paused),
        ),
    )
