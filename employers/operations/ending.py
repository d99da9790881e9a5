"""Somebody of the team closes a vacancy or opens it again, whether an employer posted it or not."""

from __future__ import annotations

from datetime import date

from employers.models import Vacancy, VacancyPosting
from employers.operations.managing import posting_to_change
from employers.operations.vacancies import close_vacancy, reopen_vacancy
from employers.queries.vacancies import vacancy_by_id
from employers.rules.renewing import closes_on_renewal
from employers.rules.vacancies import Step, VacancyState
from storage.database import db


def close_by_staff(vacancy_id: int, to: VacancyState, step: Step) -> Vacancy | None:
    """Filled or withdrawn, for good even if it was paused; None when there is no such vacancy.

    Raises NotPossible when it is not open.
    """
    posting, vacancy = _both(vacancy_id)
    if vacancy is not None:
        close_vacancy(vacancy, to, step)
        _no_longer_paused(posting)
    return vacancy


def reopen_by_staff(vacancy_id: int, step: Step, today: date) -> Vacancy | None:
    """Open again; None when there is no such vacancy. Raises NotPossible when it cannot be.

    A role that an employer posted is up for four weeks again, and asked about in between.
    """
    posting, vacancy = _both(vacancy_id)
    if vacancy is not None:
        reopen_vacancy(vacancy, step, today)
        if posting is not None:
            posting.renewed_on = today
            vacancy.closes_on = closes_on_renewal(vacancy.closes_on, today)
        _no_longer_paused(posting)
    return vacancy


def _both(vacancy_id: int) -> tuple[VacancyPosting | None, Vacancy | None]:
    posting = posting_to_change(vacancy_id)
    return posting, vacancy_by_id(vacancy_id, to_change=True)


def _no_longer_paused(posting: VacancyPosting | None) -> None:
    if posting is not None:
        posting.paused_at = None
    db.session.flush()
