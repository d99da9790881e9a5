"""Decide about a role an employer posted, or a change to one; and take the decision back.

Each decision is kept with what it replaced, and among the vacancy's versions. Call everything with
the posting to change (managing.posting_to_change), so that two reviewers decide one after another.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from employers.models import EmployerContact, PostingReview, ReviewDecision, VacancyPosting
from employers.operations import taking_back
from employers.operations.managing import apply_edit, day_of
from employers.operations.site_facts import keep_site_facts
from employers.operations.vacancies import change_vacancy
from employers.queries.review import contact_of, open_question, waits
from employers.rules.renewing import closes_on_renewal
from employers.rules.vacancies import NotPossible, Step, VacancyState
from notices.models import MessageState, OutboxMessage
from storage.database import db

_SAID = {
    ReviewDecision.ACCEPTED: "Accepted",
    ReviewDecision.ASKED: "Asked the employer",
    ReviewDecision.REJECTED: "Not taken",
}


class DecidedMeanwhile(NotPossible):
    """Somebody else has done something to this role since the reviewer's page was opened."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What a reviewer decides, having seen this version; `reason` is what the employer reads."""

    by_id: int
    at: datetime
    seen_version: int
    reason: str = ""


def accept(posting: VacancyPosting, decision: Decision) -> PostingReview:
    """The role is open, or its change is made. Raises DecidedMeanwhile."""
    contact = contact_of(posting)
    row = _begin(posting, decision, ReviewDecision.ACCEPTED, contact)
    step = Step(decision.by_id, decision.at, _reason(row))
    if row.of_edit:
        apply_edit(posting, step)
    else:
        _open(posting, decision, contact, step)
    keep_site_facts(posting.vacancy, decision.at)
    return _end(row, posting)


def ask(posting: VacancyPosting, decision: Decision) -> PostingReview:
    """Something must be known first: the employer is asked, and all else stays as it is."""
    row = _begin(posting, decision, ReviewDecision.ASKED)
    if not row.of_edit:
        _decided(posting, decision, ReviewDecision.ASKED)
    step = Step(decision.by_id, decision.at, f"{_reason(row)}: {decision.reason}"[:500])
    change_vacancy(posting.vacancy, {}, step)
    return _end(row, posting)


def reject(posting: VacancyPosting, decision: Decision) -> PostingReview:
    """The role is not taken, or its change is not made and the reviewed version stays."""
    row = _begin(posting, decision, ReviewDecision.REJECTED)
    fields: dict[str, Any] = {}
    if row.of_edit:
        posting.pending, posting.pending_at = {}, None
    else:
        _decided(posting, decision, ReviewDecision.REJECTED)
        fields["state"] = VacancyState.REJECTED
    step = Step(decision.by_id, decision.at, f"{_reason(row)}: {decision.reason}"[:500])
    change_vacancy(posting.vacancy, fields, step)
    return _end(row, posting)


def take_back(row: PostingReview, posting: VacancyPosting, step: Step) -> bool:
    """Everything as it was before a decision; whether the employer had heard of it already.

    Raises NotPossible when something else has happened since.
    """
    if row.undone_at is not None:
        return False
    if posting.vacancy.version != row.version:
        raise NotPossible("Something else has happened to this role since, so it stays decided.")
    fields = taking_back.put_back(posting, row.before)
    row.undone_at = step.at
    said = _SAID[ReviewDecision(row.decision)].lower()
    change_vacancy(posting.vacancy, fields, Step(step.by_id, step.at, f"Taken back: {said}"))
    db.session.refresh(posting.vacancy)
    return not _unsent(row)


def answer_question(posting: VacancyPosting, words: str, now: datetime) -> bool:
    """What the employer answers to the question of a reviewer; False when none is open."""
    row = open_question(posting.vacancy_id)
    if row is None:
        return False
    row.answer, row.answered_at = words, now
    told = f"The employer answered: {words}"
    change_vacancy(posting.vacancy, {}, Step(None, now, told[:500]))
    return True


def letter_key(row: PostingReview) -> str:
    """What the letter about a decision is known by in the outbox."""
    return f"review:{row.id}"


def _unsent(row: PostingReview) -> bool:
    """Let go of the letter about a decision, if it has not left yet; whether it was so."""
    waiting = sa.delete(OutboxMessage).where(
        OutboxMessage.key == letter_key(row),
        OutboxMessage.state == MessageState.QUEUED,
        OutboxMessage.attempts == 0,
    )
    return bool(db.session.execute(waiting).rowcount)  # type: ignore[attr-defined]


def _begin(
    posting: VacancyPosting,
    decision: Decision,
    kind: ReviewDecision,
    contact: EmployerContact | None = None,
) -> PostingReview:
    if not waits(posting) or posting.vacancy.version != decision.seen_version:
        raise DecidedMeanwhile("Somebody has done something to this role since you opened it.")
    return PostingReview(
        vacancy_id=posting.vacancy_id,
        decision=kind,
        of_edit=posting.vacancy.state != VacancyState.WAITING_FOR_REVIEW,
        reason=decision.reason[:1000],
        decided_by_id=decision.by_id,
        decided_at=decision.at,
        before=taking_back.note(posting, contact),
    )


def _end(row: PostingReview, posting: VacancyPosting) -> PostingReview:
    row.version = posting.vacancy.version
    db.session.add(row)
    db.session.flush()
    return row


def _reason(row: PostingReview) -> str:
    said = _SAID[ReviewDecision(row.decision)]
    return f"{said} (the employer’s change)" if row.of_edit else said


def _decided(posting: VacancyPosting, decision: Decision, kind: ReviewDecision) -> None:
    posting.decision, posting.decision_reason = kind, decision.reason[:1000]
    posting.decided_by_id, posting.decided_at = decision.by_id, decision.at


def _open(
    posting: VacancyPosting, decision: Decision, contact: EmployerContact | None, step: Step
) -> None:
    _decided(posting, decision, ReviewDecision.ACCEPTED)
    posting.contact_id = _contact(posting, contact, decision.at).id
    posting.renewed_on, posting.paused_at = day_of(decision.at), None
    fields: dict[str, Any] = {"state": VacancyState.OPEN, "opened_at": decision.at}
    closes_on = posting.vacancy.closes_on
    if closes_on is None or closes_on < posting.renewed_on:
        fields["closes_on"] = closes_on_renewal(None, posting.renewed_on)
    change_vacancy(posting.vacancy, fields, step)


def _contact(
    posting: VacancyPosting, known: EmployerContact | None, now: datetime
) -> EmployerContact:
    """The person who posted it among the employer's contacts, as they say of themselves now."""
    contact = known or EmployerContact(
        employer_id=posting.vacancy.site.employer_id,
        site_id=posting.vacancy.site_id,
        name=posting.contact_name,
        email=posting.contact_email,
        email_key=posting.email_key,
        known_from="They posted a role",
        created_at=now,
    )
    contact.name = posting.contact_name
    contact.job_title = posting.contact_job_title or contact.job_title or ""
    contact.phone = posting.contact_phone or contact.phone or ""
    contact.best_time = posting.contact_best_time or contact.best_time or ""
    db.session.add(contact)
    db.session.flush()
    return contact
