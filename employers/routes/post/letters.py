"""What the public form writes to whoever posted a role, and who of the team answers them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from flask import current_app, render_template, url_for

from employers.models import LinkPurpose, Vacancy, VacancyPosting
from employers.operations.links import LIFETIME, hash_of, make_link
from employers.operations.posting import UNCONFIRMED_FOR
from notices.operations import Letter, queue_message
from staff.queries import who_answers
from storage import clock


@dataclass(frozen=True, slots=True)
class Answers:
    """Who answers a reply. Without a named ESW it is the team, at the service's own address."""

    name: str
    email: str
    phone: str


def who_answers_for(vacancy: Vacancy, *, is_known: bool = True) -> Answers:
    """The named ESW of the vacancy's employer or their cover; the team while nobody is named.

    To an address nobody has confirmed (`is_known` False) it is the team: a stranger does not
    learn whom we work with.
    """
    return answers_for(vacancy.site.employer.esw_id if is_known else None)


def answers_for(esw_id: int | None) -> Answers:
    """This ESW or their cover; the team while nobody is named."""
    service = _settings().service
    found = who_answers(esw_id, clock.today())
    if found is None:
        return Answers("", service.email, service.phone)
    return Answers(found.name, found.email, found.phone or service.phone)


def write_confirm_link(posting: VacancyPosting) -> None:
    """Queue the link that confirms an address. It carries nothing that was typed on the form:
    the address may be somebody else's. Call it in the transaction that gives it its reason.
    """
    vacancy = posting.vacancy
    token = make_link(LinkPurpose.CONFIRM_EMAIL, vacancy.id, posting.contact_email, clock.now())
    answers = who_answers_for(vacancy, is_known=False)
    body = render_template(
        "letters/confirm_email.txt",
        link=address_of("post.confirm", token),
        days=LIFETIME[LinkPurpose.CONFIRM_EMAIL].days,
        deleted_after_days=UNCONFIRMED_FOR.days,
        sent_at=posting.sent_at,
        answers=answers,
    )
    letter = Letter(
        to_address=posting.contact_email,
        subject="Please confirm the role you posted",
        body=body,
        reply_to=answers.email,
        kind="confirm_email",
        about=f"vacancy:{vacancy.id}",
    )
    _queue(letter, token)


def write_manage_link(posting: VacancyPosting) -> None:
    """Queue the thanks for a confirmed role, with the link that manages it."""
    vacancy = posting.vacancy
    token = make_link(LinkPurpose.MANAGE, vacancy.id, posting.contact_email, clock.now())
    answers = who_answers_for(vacancy)
    body = render_template(
        "letters/role_received.txt",
        link=urljoin(f"{_settings().base_url}/", f"your-role/{token}"),
        days=LIFETIME[LinkPurpose.MANAGE].days,
        vacancy=vacancy,
        posting=posting,
        answers=answers,
    )
    letter = Letter(
        to_address=posting.contact_email,
        subject="We have your role: keep this link",
        body=body,
        reply_to=answers.email,
        kind="manage_link",
        about=f"vacancy:{vacancy.id}",
    )
    _queue(letter, token)


def masked(address: str) -> str:
    """An address that its owner knows again and nobody else learns.

    >>> masked("robin@example.org")
    'r…n@example.org'
    """
    name, _, domain = address.rpartition("@")
    return f"{name[:1]}…{name[-1:] if len(name) > 2 else ''}@{domain}"


def _queue(letter: Letter, token: str) -> None:
    # Each link is sent once; the key says which without giving it away.
    queue_message(f"{letter.kind}:{letter.about}:{hash_of(token)[:16]}", letter, clock.now())


def address_of(endpoint: str, token: str) -> str:
    """The whole address of the page a token opens, as it stands in a letter."""
    path = url_for(endpoint, token=token)
    return urljoin(f"{_settings().base_url}/", path.lstrip("/"))


def _settings() -> Any:
    return current_app.config["SETTINGS"]
