"""Send a role from the public form, confirm the address behind it, and change it later."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa

from employers.models import EmployerLink, LinkPurpose, RoleDraft, Vacancy, VacancyPosting
from employers.operations.drafts import start_draft
from employers.operations.links import revoke_links
from employers.operations.managing import submit_edit
from employers.operations.stating import role_answers, vacancy_draft_from
from employers.operations.vacancies import add_vacancy, change_state
from employers.queries.postings import posting_of
from employers.queries.vacancies import with_advert_key
from employers.rules.vacancies import Step, VacancyState
from storage.clock import LONDON
from storage.database import db

#: A role whose address nobody has confirmed is deleted, with who sent it, after so long.
UNCONFIRMED_FOR = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Sent:
    """What a press of the last button came to. `is_new` is False for a second press."""

    vacancy_id: int | None
    is_new: bool
    is_edit: bool = False


def submit(draft: RoleDraft, signals: list[str], network_hash: str, now: datetime) -> Sent:
    """Make the role of a draft, to be confirmed by e-mail; call it with the draft to change.

    The same draft, or the same answers on the same day, make one role. A draft of a change goes
    to review instead.
    """
    is_edit = draft.answers.get("_edit") == "yes"
    if draft.sent_at is not None:
        return Sent(draft.vacancy_id, is_new=False, is_edit=is_edit)
    answers = role_answers(draft.answers)
    draft.sent_at = draft.changed_at = now
    if draft.vacancy_id is not None:
        posting = posting_of(draft.vacancy_id, to_change=True)
        if posting is not None:
            # Whose address it is was confirmed; a change is no way around that.
            submit_edit(posting, {**answers, "email": posting.contact_email}, now)
        return Sent(draft.vacancy_id, is_new=True, is_edit=True)
    key = _identity(answers, _day(now))
    known = with_advert_key(key)
    vacancy = known or _add(answers, key, signals, network_hash, now)
    draft.vacancy_id = vacancy.id
    db.session.flush()
    return Sent(vacancy.id, is_new=known is None)


def confirm_email(vacancy: Vacancy, now: datetime) -> bool:
    """The address behind a role is confirmed: it goes to review. False when it was before."""
    posting = posting_of(vacancy.id, to_change=True)
    if posting is None or posting.email_confirmed_at is not None:
        return False
    posting.email_confirmed_at = now
    if vacancy.state == VacancyState.WAITING_FOR_EMAIL:
        step = Step(None, now, "The employer confirmed the e-mail address")
        change_state(vacancy, VacancyState.WAITING_FOR_REVIEW, step)
    db.session.flush()
    return True


def correct_address(posting: VacancyPosting, email: str, now: datetime) -> None:
    """The address, put right before it was confirmed; links to the wrong one work no more."""
    if posting.email_confirmed_at is None and posting.contact_email != email:
        posting.contact_email = email
        posting.email_key = email.lower()
        posting.answers = {**posting.answers, "email": email}
        revoke_links(LinkPurpose.CONFIRM_EMAIL, posting.vacancy_id, now)
        db.session.flush()


def start_edit(posting: VacancyPosting, now: datetime) -> str:
    """A draft of a change to a posted role, beginning with what is said of it; its token."""
    said = posting.pending if posting.pending_at else posting.answers
    answers = {**role_answers(said), "_done": ["who", "job", "when", "day"], "_edit": "yes"}
    return start_draft(answers, now, vacancy_id=posting.vacancy_id)


def forget_unconfirmed(now: datetime) -> int:
    """Delete the roles whose address nobody confirmed, and whoever sent them; how many."""
    query = (
        sa.select(Vacancy)
        .join(VacancyPosting, VacancyPosting.vacancy_id == Vacancy.id)
        .where(
            Vacancy.state == VacancyState.WAITING_FOR_EMAIL,
            VacancyPosting.email_confirmed_at.is_(None),
            VacancyPosting.sent_at < now - UNCONFIRMED_FOR,
        )
    )
    found = db.session.scalars(query).all()
    for vacancy in found:
        links = sa.delete(EmployerLink).where(
            EmployerLink.purpose == LinkPurpose.CONFIRM_EMAIL, EmployerLink.about_id == vacancy.id
        )
        db.session.execute(links)
        _delete(vacancy)
    return len(found)


def _add(
    answers: Mapping[str, Any], key: str, signals: list[str], network_hash: str, now: datetime
) -> Vacancy:
    role = replace(vacancy_draft_from(answers, _day(now)), advert_key=key)
    step = Step(None, now, "Sent on the public form")
    vacancy = add_vacancy(role, step, state=VacancyState.WAITING_FOR_EMAIL)
    email = answers["email"]
    db.session.add(
        VacancyPosting(
            vacancy_id=vacancy.id,
            answers=dict(answers),
            contact_name=answers["name"],
            contact_job_title=answers.get("job_title", ""),
            contact_email=email,
            email_key=email.lower(),
            contact_phone=answers.get("phone", ""),
            contact_best_time=answers.get("best_time", ""),
            signals=list(signals),
            network_hash=network_hash,
            sent_at=now,
        )
    )
    db.session.flush()
    return vacancy


def _day(now: datetime) -> date:
    return now.astimezone(LONDON).date()


def _identity(answers: Mapping[str, Any], today: date) -> str:
    """What is the same for the same role sent again on the same day, however often."""
    said = {name: answer for name, answer in answers.items() if answer}
    whole = json.dumps([today.isoformat(), said], sort_keys=True, ensure_ascii=False)
    return f"posted:{hashlib.sha256(whole.encode()).hexdigest()}"


def _delete(vacancy: Vacancy) -> None:
    """A role nobody confirmed, with the employer and site if they were written down for it."""
    site, employer = vacancy.site, vacancy.site.employer
    made_for_it = employer.created_at == vacancy.created_at
    db.session.delete(vacancy)
    db.session.flush()
    if made_for_it:
        # Unless somebody else needs them by now.
        with suppress(sa.exc.IntegrityError), db.session.begin_nested():
            db.session.delete(site)
            db.session.flush()
            db.session.delete(employer)
