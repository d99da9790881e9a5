"""The last screen: everything is shown back, one button sends it, once however often pressed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flask import make_response, redirect, render_template, request, url_for
from sqlalchemy.exc import IntegrityError

from employers.forms.post import AddressForm, SendForm
from employers.models import VacancyPosting
from employers.operations.drafts import draft_of
from employers.operations.posting import correct_address, submit
from employers.operations.stating import vacancy_draft_from
from employers.queries import postings as queries
from employers.routes.post import visitor
from employers.routes.post.letters import masked, who_answers_for, write_confirm_link
from employers.routes.post.screens import Answer, _draft, _gone, _next_url, _progress, bp
from employers.rules.answers import said
from employers.rules.money import minimum_wage
from employers.rules.posting import STEPS, under_minimum
from employers.rules.told import told
from employers.rules.trust import Attempt, Evidence, signals
from storage import clock
from storage.transaction import end_reads, transaction


@bp.route("/post-a-role/<token>/check", methods=["GET", "POST"])
def check(token: str) -> Answer:
    """Everything as it will be sent; sending it."""
    draft = _draft(token)
    if draft is None:
        return _gone()
    if draft.sent_at is not None:
        return redirect(url_for("post.sent", token=token), 303)
    answers = draft.answers
    if any(each not in answers.get("_done", ()) for each in STEPS):
        return redirect(_next_url(token, answers), 303)
    form = SendForm()
    if request.method == "GET":
        return _check_page(token, answers, form)
    if not form.validate():
        return _check_page(token, answers, form), 422
    until = visitor.refused_until(Attempt.SEND, said(answers, "email"))
    if until:
        return _check_page(token, answers, form, refused_until=until), 429
    trapped = bool(form.homepage.data)
    try:
        _send(token, trapped=trapped)
    except IntegrityError:
        # Somebody wrote down the same role or employer at the same instant: now it is there.
        _send(token, trapped=trapped)
    response = make_response(redirect(url_for("post.sent", token=token), 303))
    visitor.forget_draft(response)
    return response


@bp.route("/post-a-role/<token>/sent", methods=["GET", "POST"])
def sent(token: str) -> Answer:
    """What happens next; another link, and another address if the first was mistyped."""
    draft = _draft(token)
    if draft is None or draft.sent_at is None:
        return redirect(url_for("post.carry_on", token=token)) if draft else _gone()
    posting = _posting(draft.vacancy_id)
    if posting is None:
        return _gone()
    is_edit = draft.answers.get("_edit") == "yes"
    if request.method == "GET":
        form = AddressForm.showing({"email": posting.contact_email})
        return _sent_page(token, posting, form, is_edit=is_edit)
    form = AddressForm()
    if not form.validate():
        return _sent_page(token, posting, form, is_edit=is_edit), 422
    email = form.answers()["email"]
    until = visitor.refused_until(Attempt.MAIL, email)
    if until:
        return _sent_page(token, posting, form, is_edit=is_edit, refused_until=until), 429
    with transaction():
        fresh = queries.posting_of(posting.vacancy_id, to_change=True)
        if fresh is not None and fresh.email_confirmed_at is None:
            correct_address(fresh, email, clock.now())
            write_confirm_link(fresh)
    return redirect(url_for("post.sent", token=token, again="yes"), 303)


def _send(token: str, *, trapped: bool) -> None:
    """Make the role and queue its link, together; a second press finds it made."""
    with transaction():
        draft = draft_of(token, to_change=True)
        if draft is None:
            return
        found = _signals(draft.answers, trapped=trapped)
        done = submit(draft, found, visitor.network_key(), clock.now())
        posting = queries.posting_of(done.vacancy_id) if done.vacancy_id else None
        if posting and done.is_new and not done.is_edit:
            write_confirm_link(posting)


def _posting(vacancy_id: int | None) -> VacancyPosting | None:
    posting = queries.posting_of(vacancy_id) if vacancy_id is not None else None
    end_reads()
    return posting


def _check_page(
    token: str,
    answers: Mapping[str, Any],
    form: SendForm,
    refused_until: datetime | None = None,
) -> str:
    today = clock.today()
    own = told(answers, today)
    role = vacancy_draft_from(answers, today)
    from_advert = {
        key: fact["words"]
        for key, fact in role.conditions.items()
        if fact["source"] in ("advert", "inferred") and key != "pay_hourly"
    }
    return render_template(
        "post/check.html",
        token=token,
        form=form,
        sections=own,
        from_advert=from_advert,
        is_edit=answers.get("_edit") == "yes",
        refused_until=refused_until,
        **_progress("check"),
    )


def _sent_page(
    token: str, posting: VacancyPosting, form: Any, *, is_edit: bool, **more: Any
) -> str:
    confirmed = posting.email_confirmed_at is not None
    answers = who_answers_for(posting.vacancy, is_known=confirmed)
    end_reads()
    return render_template(
        "post/sent.html",
        token=token,
        form=form,
        posting=posting,
        is_edit=is_edit,
        confirmed=confirmed,
        masked=masked(posting.contact_email),
        answers=answers,
        again=request.args.get("again") == "yes",
        **more,
    )


def _signals(answers: Mapping[str, Any], *, trapped: bool) -> list[str]:
    """Reasons to look twice, from what the form and the employer's record know."""
    now, today = clock.now(), clock.today()
    email, opened = said(answers, "email"), said(answers, "_opened_at")
    employer = queries.employer_named(said(answers, "employer"))
    apprentice = said(answers, "contract") == "apprenticeship"
    evidence = Evidence(
        email=email,
        is_known=employer is not None and queries.belongs_to(email, employer.id),
        took=now - datetime.fromisoformat(opened) if opened else None,
        trapped=trapped or bool(said(answers, "_trapped")),
        website=employer.website if employer else "",
        known_domains=queries.domains_of(employer.id) if employer else (),
        from_network=visitor.sent_from_network(),
        text="\n".join(said(answers, name) for name in ("advert", "how_to_apply", "title")),
        under_minimum=under_minimum(answers, today),
        rate=minimum_wage(today, apprentice=apprentice),
    )
    return signals(evidence, today)
