"""What an employer does with a role they have posted: change, answer, pause, renew, close.

Each is done once however often its button is pressed, and is kept among the vacancy's versions.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa

from employers.models import EmployerContact, ReviewDecision, Vacancy, VacancyPosting
from employers.operations.drafts import start_draft
from employers.operations.stating import role_answers, vacancy_draft_from
from employers.operations.vacancies import Directory, change_state, change_vacancy
from employers.queries.postings import posting_of
from employers.rules.edits import AT_ONCE, applied_at_once, conditions_after, is_material
from employers.rules.posting import STEPS
from employers.rules.renewing import closes_on_renewal
from employers.rules.vacancies import (
    NotPossible,
    Step,
    VacancyState,
    is_visible,
    search_text,
)
from storage.clock import LONDON
from storage.database import db

#: What is taken back so soon was a slip: the role is not new, nor newly said to be open.
A_SLIP = timedelta(days=1)
_OF_CONTACT = ("name", "job_title", "phone", "best_time")


def posting_to_change(vacancy_id: int) -> VacancyPosting | None:
    """A posting and its vacancy as they stand now; others who want to change either wait."""
    posting = posting_of(vacancy_id, to_change=True)
    if posting is not None:
        # One after the other: the posting first, everywhere, so that nobody waits for each other.
        db.session.scalar(
            sa.select(Vacancy)
            .where(Vacancy.id == vacancy_id)
            .with_for_update(of=Vacancy)
            .execution_options(populate_existing=True)
        )
    return posting


def was_accepted(posting: VacancyPosting) -> bool:
    """Whether somebody of the team has accepted this role, so that a version of it is reviewed."""
    return posting.decision == ReviewDecision.ACCEPTED


def is_paused(posting: VacancyPosting) -> bool:
    """Whether the employer has taken the role down for now."""
    return posting.vacancy.state == VacancyState.CLOSED and posting.paused_at is not None


def submit_edit(posting: VacancyPosting, answers: Mapping[str, Any], now: datetime) -> None:
    """What an employer changed. How to reach them and how to apply count at once; what the work
    is like waits for review while the reviewed version stays up.
    """
    kept = posting_to_change(posting.vacancy_id) or posting
    after, before = role_answers(answers), role_answers(kept.answers)
    if not was_accepted(kept):
        _submit_before_review(kept, after, now)
        return
    at_once = applied_at_once(before, after)
    kept.answers = {**before, **{name: after.get(name, "") for name in at_once}}
    _to_contact(kept)
    material = is_material(kept.answers, after)
    kept.pending, kept.pending_at = (after, now) if material else ({}, None)
    changed = [AT_ONCE[name].lower() for name in at_once]
    if material:
        changed.append("the work, to be reviewed first")
    fields = _fields_at_once(at_once)
    if changed:
        reason = f"Changed by the employer: {', '.join(changed)}"
        change_vacancy(kept.vacancy, fields, _step(now, reason))


def apply_edit(posting: VacancyPosting, step: Step) -> None:
    """A change that was accepted: the role as its employer states it now."""
    _write(posting, posting.pending, step)
    posting.pending, posting.pending_at = {}, None
    db.session.flush()


def take_back_edit(posting: VacancyPosting, now: datetime) -> bool:
    """The employer takes back a change that nobody has decided about; whether there was one."""
    if posting.pending_at is None:
        return False
    posting.pending, posting.pending_at = {}, None
    change_vacancy(posting.vacancy, {}, _step(now, "The employer took the change back"))
    return True


def renew(posting: VacancyPosting, now: datetime) -> bool:
    """Open still, or again: up for four more weeks. False when it was said today already.

    Raises NotPossible while nobody has accepted the role.
    """
    vacancy, today = posting.vacancy, day_of(now)
    if not was_accepted(posting):
        raise NotPossible("Nobody of our team has read this role yet.")
    up = is_visible(vacancy.state, vacancy.closes_on, today)
    closes_on = closes_on_renewal(vacancy.closes_on, today)
    if up and posting.renewed_on == today and vacancy.closes_on == closes_on:
        return False
    posting.renewed_on, posting.paused_at = today, None
    if posting.answers.get("closes_on"):
        posting.answers = {**posting.answers, "closes_on": closes_on.isoformat()}
    fields: dict[str, Any] = {"closes_on": closes_on}
    if not up:
        fields |= {"state": VacancyState.OPEN, "opened_at": now}
    words = "it is open still" if up else "it is open again"
    change_vacancy(vacancy, fields, _step(now, f"The employer says {words}"))
    return True


def pause(posting: VacancyPosting, now: datetime) -> bool:
    """Not shown for now. False when it was paused before. Raises NotPossible when not open."""
    if is_paused(posting):
        return False
    if posting.vacancy.state != VacancyState.OPEN:
        raise NotPossible("This role is not shown at the moment.")
    posting.paused_at = now
    _to(posting, VacancyState.CLOSED, now, "Paused by the employer")
    return True


def end(posting: VacancyPosting, to: VacancyState, now: datetime) -> bool:
    """Filled, or withdrawn. False when it was ended before, in whatever way."""
    state, waits = posting.vacancy.state, VacancyState.WAITING_FOR_REVIEW
    if not (state in (VacancyState.OPEN, waits) or is_paused(posting)):
        return False
    posting.paused_at = None
    filled = to is VacancyState.FILLED
    _to(posting, to, now, "Filled, says the employer" if filled else "Withdrawn by the employer")
    return True


def show_again(posting: VacancyPosting, now: datetime) -> bool:
    """What was paused, filled or withdrawn is there again; to be reviewed if it never was."""
    if posting.vacancy.state not in (VacancyState.CLOSED, VacancyState.FILLED):
        return False
    vacancy, today = posting.vacancy, day_of(now)
    if not was_accepted(posting):
        posting.paused_at = None
        _to(posting, VacancyState.WAITING_FOR_REVIEW, now, "The employer sent it again")
        return True
    if vacancy.closes_on is None or vacancy.closes_on < today:
        return renew(posting, now)
    fields: dict[str, Any] = {"state": VacancyState.OPEN}
    if now - vacancy.changed_at > A_SLIP:
        posting.renewed_on = today
        fields["opened_at"] = now
    posting.paused_at = None
    change_vacancy(vacancy, fields, _step(now, "The employer says it is open again"))
    return True


def repost(posting: VacancyPosting, now: datetime) -> str:
    """A draft of a new role that says the same, to be looked through and sent; its token."""
    answers = {**role_answers(posting.answers), "closes_on": ""}
    # Filled in when the first one was: nobody is a program for being quick with a copy.
    notes = {"_done": list(STEPS), "_opened_at": posting.sent_at.isoformat()}
    return start_draft({**answers, **notes}, now)


def day_of(now: datetime) -> date:
    """The day in the United Kingdom."""
    return now.astimezone(LONDON).date()


def _submit_before_review(posting: VacancyPosting, after: Mapping[str, Any], now: datetime) -> None:
    """Nothing of it is up yet, so the change simply counts, and the role waits for its review."""
    _write(posting, after, _step(now, "Changed by the employer"))
    waits = VacancyState.WAITING_FOR_REVIEW
    if posting.vacancy.state == VacancyState.REJECTED:
        posting.decision = posting.decision_reason = ""
        _to(posting, waits, now, "The employer sent it again")
    db.session.flush()


def _write(posting: VacancyPosting, after: Mapping[str, Any], step: Step) -> None:
    """What the employer has changed, over what the role has become since by other hands."""
    vacancy, today = posting.vacancy, day_of(step.at)
    before = role_answers(posting.answers)
    was, now = vacancy_draft_from(before, today), vacancy_draft_from(after, today)
    fields: dict[str, Any] = {
        name: getattr(now, name)
        for name in ("title", "description", "how_to_apply", "pay_text", "notes")
        if getattr(now, name) != getattr(was, name)
    }
    fields["conditions"] = conditions_after(vacancy.conditions, was.conditions, now.conditions)
    if now.closes_on != was.closes_on and (now.closes_on or not was_accepted(posting)):
        # A role that is up always has a last day.
        fields["closes_on"] = now.closes_on
    if "notes" in fields:
        fields["notes"] = list(fields["notes"])
    employer = vacancy.site.employer.name
    if (now.employer, now.place) != (was.employer, was.place):
        employer = now.employer
        fields["site_id"] = Directory(step.at).site_id(employer, now.place)
    fields["search_text"] = search_text(fields.get("title", vacancy.title), employer)
    posting.answers = dict(after)
    _to_contact(posting)
    change_vacancy(vacancy, fields, step)
    db.session.refresh(vacancy)


def _to_contact(posting: VacancyPosting) -> None:
    """Who posted it, and the person among the employer's contacts, as they say now."""
    said = {name: str(posting.answers.get(name, "")) for name in _OF_CONTACT}
    posting.contact_name = said["name"] or posting.contact_name
    posting.contact_job_title, posting.contact_phone = said["job_title"], said["phone"]
    posting.contact_best_time = said["best_time"]
    contact = db.session.get(EmployerContact, posting.contact_id) if posting.contact_id else None
    if contact is not None:
        for name in _OF_CONTACT:
            setattr(contact, name, said[name] or getattr(contact, name))
    db.session.flush()


def _fields_at_once(at_once: Mapping[str, str]) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    if "how_to_apply" in at_once:
        fields["how_to_apply"] = at_once["how_to_apply"]
    if at_once.get("closes_on"):
        fields["closes_on"] = date.fromisoformat(at_once["closes_on"])
    return fields


def _to(posting: VacancyPosting, state: VacancyState, now: datetime, reason: str) -> None:
    change_state(posting.vacancy, state, _step(now, reason))


def _step(now: datetime, reason: str) -> Step:
    return Step(None, now, reason[:500])
