"""What is written to an employer about a role they have posted, each with a link to it.

Call these in the transaction that gives the letter its reason. The worker calls them too, so that
addresses are put together here and not by what is being asked for.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import urljoin

from flask import current_app, render_template

from employers.models import LinkPurpose, PostingReview, VacancyPosting
from employers.operations.links import LIFETIME, hash_of, make_link
from employers.operations.reviewing import letter_key
from employers.routes.post.letters import who_answers_for
from employers.rules.renewing import closes_on_renewal
from employers.rules.review import UNHEARD_FOR
from notices.operations import Letter, queue_message
from storage import clock

_DECIDED = {
    "accepted": "Your role is open",
    "asked": "A question about your role",
    "rejected": "About the role you posted",
}
_CHANGE_DECIDED = {
    "accepted": "Your change is made",
    "asked": "A question about your change",
    "rejected": "About the change you sent",
}


def write_link_again(posting: VacancyPosting) -> None:
    """Queue another manage link to the same address."""
    token, body = _body("manage_link_again", posting)
    letter = _letter(posting, "The link to your role", body, kind="manage_link")
    queue_message(f"manage_link:{letter.about}:{hash_of(token)[:16]}", letter, clock.now())


def write_decision(row: PostingReview, posting: VacancyPosting) -> None:
    """Queue what was decided; it leaves when there was time to take the decision back."""
    subjects = _CHANGE_DECIDED if row.of_edit else _DECIDED
    _, body = _body(f"review_{row.decision}", posting, row=row)
    subject, later = subjects[row.decision], row.decided_at + UNHEARD_FOR
    letter = replace(_letter(posting, subject, body, kind="review"), not_before=later)
    queue_message(letter_key(row), letter, clock.now())


def write_taken_back(row: PostingReview, posting: VacancyPosting) -> None:
    """Queue word that a decision the employer has heard of was taken back."""
    _, body = _body("review_taken_back", posting, row=row)
    letter = _letter(posting, "We are looking at your role again", body, kind="review")
    queue_message(f"{letter_key(row)}:taken_back", letter, clock.now())


def write_still_open(posting: VacancyPosting, key: str) -> bool:
    """Queue the question whether a role is open still; False when it was asked before."""
    address = posting.contact_email
    stop = make_link(LinkPurpose.UNSUBSCRIBE, 0, address, clock.now())
    stop_url = _at(f"reminders/{stop}")
    until = closes_on_renewal(posting.vacancy.closes_on, clock.today())
    _, body = _body("still_open", posting, stop_url=stop_url, until=until)
    letter = _letter(posting, "Is your role still open?", body, kind="still_open")
    letter = replace(letter, unsubscribe_url=stop_url, bundles=True)
    return queue_message(key, letter, clock.now())


def _body(name: str, posting: VacancyPosting, **more: Any) -> tuple[str, str]:
    """The token of the link in the letter, and the letter."""
    token = make_link(LinkPurpose.MANAGE, posting.vacancy_id, posting.contact_email, clock.now())
    body = render_template(
        f"letters/{name}.txt",
        link=_at(f"your-role/{token}"),
        days=LIFETIME[LinkPurpose.MANAGE].days,
        posting=posting,
        vacancy=posting.vacancy,
        answers=who_answers_for(posting.vacancy),
        **more,
    )
    return token, body


def _letter(posting: VacancyPosting, subject: str, body: str, kind: str) -> Letter:
    return Letter(
        to_address=posting.contact_email,
        subject=subject,
        body=body,
        reply_to=who_answers_for(posting.vacancy).email,
        kind=kind,
        about=f"vacancy:{posting.vacancy_id}",
    )


def _at(path: str) -> str:
    return urljoin(f"{current_app.config['SETTINGS'].base_url}/", path)
