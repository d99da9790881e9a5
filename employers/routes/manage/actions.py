"""The buttons of a manage link's page, each a POST that may be pressed twice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from flask import redirect, request, session, url_for
from werkzeug.wrappers import Response as AnyResponse

from employers.forms.manage import AnswerForm
from employers.models import VacancyPosting
from employers.operations import managing
from employers.operations.posting import start_edit
from employers.operations.reviewing import answer_question
from employers.operations.tapping import tap as tap_answer
from employers.queries.postings import posting_of
from employers.routes.manage.letters import write_link_again
from employers.routes.manage.page import (
    Answer,
    bp,
    ended,
    no_such_link,
    opened_by,
    role_page,
)
from employers.routes.post import visitor
from employers.rules.bundles import ANSWERS
from employers.rules.trust import Attempt
from employers.rules.vacancies import NotPossible, VacancyState
from storage import clock
from storage.transaction import end_reads, transaction
from web.flashes import flash_done, flash_problem, flash_undo

#: Where the browser keeps the way back to a role while it is being changed.
WAY_BACK = "your_role"


@bp.post("/<token>/still-open")
def still_open(token: str) -> Answer:
    """It is open still, or again: four more weeks."""

    def work(posting: VacancyPosting, now: datetime) -> None:
        managing.renew(posting, now)
        flash_done(f"Thank you. The role stays up until {_day(posting)}.")

    return _do(token, work)


@bp.post("/<token>/pause")
def pause(token: str) -> Answer:
    """Not shown for now."""

    def work(posting: VacancyPosting, now: datetime) -> None:
        managing.pause(posting, now)
        words = "Paused: the role is not shown any more. You can show it again whenever you like."
        flash_undo(words, url_for("manage.show_again", token=token))

    return _do(token, work)


@bp.post("/<token>/show-again")
def show_again(token: str) -> Answer:
    """Shown again, after a pause or a slip."""

    def work(posting: VacancyPosting, now: datetime) -> None:
        managing.show_again(posting, now)
        if posting.vacancy.state == VacancyState.OPEN:
            flash_done(f"The role is shown again, until {_day(posting)}.")
        else:
            flash_done("The role is with us again, to be read by our team.")

    return _do(token, work)


@bp.post("/<token>/filled")
def filled(token: str) -> Answer:
    """Somebody was found."""
    return _end(token, VacancyState.FILLED, "Good news. The role is not shown any more.")


@bp.post("/<token>/close")
def close(token: str) -> Answer:
    """The role is withdrawn."""
    return _end(token, VacancyState.CLOSED, "The role is withdrawn and not shown any more.")


@bp.post("/<token>/change")
def change(token: str) -> Answer:
    """To the form, with everything as it was said."""
    return _to_form(token, start_edit)


@bp.post("/<token>/repost")
def repost(token: str) -> Answer:
    """To the form, with a copy as a new role."""
    return _to_form(token, managing.repost)


@bp.post("/<token>/take-change-back")
def take_change_back(token: str) -> Answer:
    """The change that waits for review is not wanted any more."""

    def work(posting: VacancyPosting, now: datetime) -> None:
        if managing.take_back_edit(posting, now):
            flash_done("Your change is taken back. The role stays as it is.")

    return _do(token, work)


@bp.post("/<token>/answers/<key>")
def tap(token: str, key: str) -> Answer:
    """One tap on one question."""
    said = request.form.get("said", "")

    def work(posting: VacancyPosting, now: datetime) -> None:
        found = tap_answer(posting, key, said, now)
        flash_done(f"Noted: {found.question} {ANSWERS[said]}.")

    return _do(token, work, anchor="questions")


@bp.post("/<token>/answer")
def answer(token: str) -> Answer:
    """The answer to what somebody of the team has asked."""
    form = AnswerForm()
    if not form.validate():
        opened = opened_by(token)
        posting = posting_of(opened.link.about_id) if opened and opened.works else None
        if posting is not None:
            return role_page(token, posting, form, 422)
        end_reads()

    def work(posting: VacancyPosting, now: datetime) -> None:
        if answer_question(posting, form.answer.data or "", now):
            flash_done("Thank you, your answer is with us. You hear from us.")
        else:
            flash_problem("This was answered already. Reply to our mail to add something.")

    return _do(token, work)


@bp.post("/<token>/again")
def again(token: str) -> Answer:
    """A new link, to the address that the old one went to."""
    opened = opened_by(token)
    end_reads()
    if opened is None:
        return no_such_link()
    until = visitor.refused_until(Attempt.MAIL, opened.link.email)
    if until:
        page, _ = ended(token, opened.link, refused_until=until)
        return page, 429
    with transaction():
        posting = posting_of(opened.link.about_id)
        sent = posting is not None and posting.email_key == opened.link.email.lower()
        if posting is not None and sent:
            write_link_again(posting)
    return redirect(url_for("manage.show", token=token, sent="yes" if sent else None), 303)


def _end(token: str, to: VacancyState, words: str) -> Answer:
    def work(posting: VacancyPosting, now: datetime) -> None:
        managing.end(posting, to, now)
        flash_undo(words, url_for("manage.show_again", token=token))

    return _do(token, work)


def _do(token: str, work: Callable[[VacancyPosting, datetime], None], anchor: str = "") -> Answer:
    """Do it to the role of this link, if the link still works; then back to its page."""
    opened = opened_by(token)
    end_reads()
    if opened is None:
        return no_such_link()
    if not opened.works:
        return ended(token, opened.link)
    try:
        with transaction():
            posting = managing.posting_to_change(opened.link.about_id)
            if posting is None:
                return no_such_link()
            work(posting, clock.now())
    except NotPossible as problem:
        flash_problem(str(problem))
    return _back(token, anchor)


def _to_form(token: str, begin: Callable[[VacancyPosting, datetime], str]) -> Answer:
    """Begin a draft, and go to its last screen, where everything is shown back."""
    opened = opened_by(token)
    end_reads()
    if opened is None:
        return no_such_link()
    if not opened.works:
        return ended(token, opened.link)
    until = visitor.refused_until(Attempt.DRAFT)
    if until:
        flash_problem("That was often enough for now. Please try again in an hour, or ring us.")
        return _back(token)
    with transaction():
        posting = posting_of(opened.link.about_id)
        if posting is None:
            return no_such_link()
        draft = begin(posting, clock.now())
    session[WAY_BACK] = {str(posting.vacancy_id): token}
    return redirect(url_for("post.check", token=draft), 303)


def _back(token: str, anchor: str = "") -> AnyResponse:
    return redirect(url_for("manage.show", token=token, _anchor=anchor or None), 303)


def _day(posting: VacancyPosting) -> str:
    closes_on = posting.vacancy.closes_on
    return f"{closes_on.day} {closes_on:%B %Y}" if closes_on else "you close it"
