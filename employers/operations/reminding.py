"""Ask employers whether the roles they posted are open still: the sweep of the worker.

Each role is asked about once after 10 days and once after 20, counted from the day it was opened
or last said to be open; whoever was down meanwhile asks once, not for every day that was missed.
Adverts that were imported follow their own closing date and are never asked about.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime

import sqlalchemy as sa

from employers.models import Employer, Site, Vacancy, VacancyPosting
from employers.operations.managing import day_of, posting_to_change
from employers.queries.vacancies import visible_on
from employers.rules.renewing import ASKED_AFTER_DAYS, days_of_question, question_due
from employers.rules.vacancies import is_visible
from notices.models import OutboxMessage
from notices.operations import has_opted_out
from storage.database import db
from storage.transaction import end_reads, transaction

STILL_OPEN_JOB = "still_open"
_AT_ONCE = 500

Write = Callable[[VacancyPosting, str], bool]


def ask_still_open(clock: Callable[[], datetime], write: Write) -> int:
    """Queue each question that is due, once; how many. Safe on several machines at once.

    `write` queues the letter of one posting under a key.
    """
    asked = 0
    for days in ASKED_AFTER_DAYS:
        for vacancy_id in _due(days, day_of(clock())):
            asked += _ask(vacancy_id, clock(), write)
    return asked


def key_of(vacancy_id: int, renewed_on: date, days: int) -> str:
    """What one question is known by in the outbox: it is never queued twice."""
    return f"still_open:{vacancy_id}:{renewed_on.isoformat()}:{days}"


def _ask(vacancy_id: int, now: datetime, write: Write) -> bool:
    """One question, in a transaction of its own, if it is due still now that nobody else asks."""
    today = day_of(now)
    with transaction():
        posting = posting_to_change(vacancy_id)
        if posting is None or posting.renewed_on is None:
            return False
        vacancy = posting.vacancy
        days = question_due(posting.renewed_on, today)
        if days is None or not is_visible(vacancy.state, vacancy.closes_on, today):
            return False
        key = key_of(vacancy_id, posting.renewed_on, days)
        if has_opted_out(posting.contact_email) or _known([key]):
            return False
        return write(posting, key)


def _due(days: int, today: date) -> Sequence[int]:
    """The roles about which this question is due and was not asked yet."""
    first, last = days_of_question(days, today)
    query = (
        sa.select(VacancyPosting.vacancy_id, VacancyPosting.renewed_on)
        .join(Vacancy, Vacancy.id == VacancyPosting.vacancy_id)
        .join(Site, Site.id == Vacancy.site_id)
        .join(Employer, Employer.id == Site.employer_id)
        .where(
            VacancyPosting.renewed_on.between(first, last),
            Employer.do_not_contact_at.is_(None),
            visible_on(today),
        )
        .order_by(VacancyPosting.vacancy_id)
    )
    rows = [(number, key_of(number, day, days)) for number, day in db.session.execute(query) if day]
    asked: set[str] = set()
    for start in range(0, len(rows), _AT_ONCE):
        asked |= _known([key for _, key in rows[start : start + _AT_ONCE]])
    end_reads()
    return [number for number, key in rows if key not in asked]


def _known(keys: Sequence[str]) -> set[str]:
    return set(db.session.scalars(sa.select(OutboxMessage.key).where(OutboxMessage.key.in_(keys))))
