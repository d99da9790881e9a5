"""Confirming the e-mail address: opening the link changes nothing, its page has one button."""

from __future__ import annotations

from dataclasses import dataclass

from flask import make_response, redirect, render_template, request, url_for

from employers.forms.post import SendForm
from employers.models import EmployerLink, LinkPurpose, VacancyPosting
from employers.operations.links import open_link, use_up
from employers.operations.posting import confirm_email
from employers.queries import postings as queries
from employers.routes.post import visitor
from employers.routes.post.letters import (
    masked,
    who_answers_for,
    write_confirm_link,
    write_manage_link,
)
from employers.routes.post.screens import Answer, bp
from employers.rules.trust import Attempt
from storage import clock
from storage.transaction import end_reads, transaction


@dataclass(frozen=True, slots=True)
class Asked:
    """A link and the posting it is about; `works` while it can still confirm."""

    link: EmployerLink
    posting: VacancyPosting
    works: bool

    @property
    def confirmed(self) -> bool:
        """Whether the address behind the role is confirmed already."""
        return self.posting.email_confirmed_at is not None


@bp.route("/confirm-your-email/<token>", methods=["GET", "POST"])
def confirm(token: str) -> Answer:
    """The page behind the link, and its one button."""
    asked = _asked(token)
    end_reads()
    if asked is None:
        return render_template("post/no_such_link.html"), 404
    form = SendForm()
    if request.method == "GET":
        return _page(token, asked, form)
    if not form.validate():
        return _page(token, asked, form), 422
    with transaction():
        fresh = _asked(token)
        if fresh is not None and fresh.works and confirm_email(fresh.posting.vacancy, clock.now()):
            use_up(fresh.link, clock.now())
            write_manage_link(fresh.posting)
    response = make_response(redirect(url_for("post.confirm", token=token), 303))
    if asked.works:
        visitor.remember_confirmed(response, asked.posting.contact_email)
    return response


@bp.post("/confirm-your-email/<token>/again")
def confirm_again(token: str) -> Answer:
    """Another link to the same address: to confirm it, or to manage the role once that is done."""
    asked = _asked(token)
    end_reads()
    if asked is None:
        return render_template("post/no_such_link.html"), 404
    form = SendForm()
    if not form.validate():
        return _page(token, asked, form), 422
    until = visitor.refused_until(Attempt.MAIL, asked.posting.contact_email)
    if until:
        return _page(token, asked, form, refused_until=until), 429
    with transaction():
        fresh = _asked(token)
        if fresh is not None and fresh.link.email == fresh.posting.contact_email:
            write = write_manage_link if fresh.confirmed else write_confirm_link
            write(fresh.posting)
    return redirect(url_for("post.confirm", token=token, again="yes"), 303)


def _asked(token: str) -> Asked | None:
    opened = open_link(token, LinkPurpose.CONFIRM_EMAIL, clock.now())
    posting = queries.posting_of(opened.link.about_id) if opened else None
    if opened is None or posting is None:
        return None
    return Asked(opened.link, posting, opened.works and posting.email_confirmed_at is None)


def _page(token: str, asked: Asked, form: SendForm, **more: object) -> str:
    answers = who_answers_for(asked.posting.vacancy, is_known=asked.confirmed)
    end_reads()
    return render_template(
        "post/confirm.html",
        token=token,
        form=form,
        asked=asked,
        posting=asked.posting,
        vacancy=asked.posting.vacancy,
        masked=masked(asked.link.email),
        answers=answers,
        again=request.args.get("again") == "yes",
        **more,
    )
