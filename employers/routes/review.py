"""Posted roles that wait for somebody of the team: read, compare, accept, ask or reject."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, abort, redirect, render_template, url_for
from werkzeug.wrappers import Response

from employers.forms.review import AskForm, DecisionForm, RejectForm
from employers.models import PostingReview, VacancyPosting
from employers.operations import reviewing
from employers.operations.managing import posting_to_change
from employers.queries import review as queries
from employers.queries.likely_same import likely_same
from employers.queries.postings import posting_of
from employers.queries.vacancies import UNREAD
from employers.routes.manage.letters import write_decision, write_taken_back
from employers.routes.post.screens import HEADINGS
from employers.rules.edits import changes
from employers.rules.review import UNHEARD_FOR, reason_for_employer
from employers.rules.told import told
from employers.rules.vacancies import NotPossible, Step, state_on
from storage import clock
from storage.transaction import end_reads, transaction
from web.flashes import flash_done, flash_problem, flash_undo
from web.person import the_person

bp = Blueprint("review", __name__, url_prefix="/review")

SHOWN_MOST = 200
_MINUTES = int(UNHEARD_FOR.total_seconds() // 60)
Decide = Callable[[VacancyPosting, reviewing.Decision], PostingReview]


@bp.get("/")
def index() -> str:
    """What waits, the longest first."""
    rows = queries.waiting(SHOWN_MOST)
    return render_template(
        "review/index.html",
        rows=rows,
        count=queries.count_waiting(),
        asked=queries.asked_last([row.vacancy_id for row in rows]),
    )


@bp.get("/<int:vacancy_id>")
def show(vacancy_id: int) -> str:
    """One role: what makes one look twice, what would be known, and what it may repeat."""
    return _page(vacancy_id)


@bp.post("/<int:vacancy_id>/accept")
def accept(vacancy_id: int) -> Response | tuple[str, int]:
    """The role is open, or its change is made."""
    form = DecisionForm()
    if not form.validate():
        abort(400)
    return _decide(vacancy_id, form, reviewing.accept, "", {})


@bp.post("/<int:vacancy_id>/ask")
def ask(vacancy_id: int) -> Response | tuple[str, int]:
    """A question goes to the employer, and the role waits on."""
    form = AskForm()
    if not form.validate():
        return _page(vacancy_id, ask=form), 422
    question = str(form.question.data)
    return _decide(vacancy_id, form, reviewing.ask, question, {"ask": form})


@bp.post("/<int:vacancy_id>/reject")
def reject(vacancy_id: int) -> Response | tuple[str, int]:
    """The role, or its change, is not taken; the employer is told why."""
    form = RejectForm()
    if not form.validate():
        return _page(vacancy_id, reject=form), 422
    reason = reason_for_employer(str(form.why.data), form.words.data or "")
    return _decide(vacancy_id, form, reviewing.reject, reason, {"reject": form})


@bp.post("/<int:vacancy_id>/decisions/<int:review_id>/undo")
def undo(vacancy_id: int, review_id: int) -> Response:
    """Take a decision back, while nothing else has happened since."""
    step = Step(the_person().id, clock.now())
    try:
        with transaction():
            posting = posting_to_change(vacancy_id)
            row = queries.review_by_id(review_id)
            if posting is None or row is None or row.vacancy_id != vacancy_id:
                abort(404)
            heard = reviewing.take_back(row, posting, step)
            if heard:
                write_taken_back(row, posting)
    except NotPossible as problem:
        flash_problem(str(problem))
    else:
        told_so = "The employer had heard of it already, so we have written again." if heard else ""
        flash_done(f"Taken back: it waits for a decision again. {told_so}".strip())
    return redirect(url_for("review.show", vacancy_id=vacancy_id))


_SAID = {
    "accepted": ("is open", "is changed as the employer asked"),
    "asked": ("waits for the employer’s answer", "waits for the employer’s answer"),
    "rejected": ("is not taken", "stays as it was"),
}


def _decide(
    vacancy_id: int, form: DecisionForm, decide: Decide, reason: str, again: dict[str, Any]
) -> Response | tuple[str, int]:
    """Decide and write to the employer, together; whoever comes second keeps their words."""
    decision = reviewing.Decision(the_person().id, clock.now(), form.seen_version(), reason)
    try:
        with transaction():
            posting = posting_to_change(vacancy_id)
            if posting is None or posting.vacancy.state in UNREAD:
                abort(404)
            row = decide(posting, decision)
            write_decision(row, posting)
            title = posting.vacancy.title
    except reviewing.DecidedMeanwhile:
        return _page(vacancy_id, too_late=True, **again), 409
    url = url_for("review.undo", vacancy_id=vacancy_id, review_id=row.id)
    said = _SAID[row.decision][row.of_edit]
    flash_undo(f"{title} {said}. The employer hears of it in {_MINUTES} minutes.", url)
    return redirect(url_for("review.index"))


def _page(
    vacancy_id: int,
    ask: AskForm | None = None,
    reject: RejectForm | None = None,
    *,
    too_late: bool = False,
) -> str:
    posting = posting_of(vacancy_id)
    if posting is None or posting.vacancy.state in UNREAD:
        abort(404)
    vacancy, today = posting.vacancy, clock.today()
    page = {
        "waits": queries.waits(posting),
        "decided": queries.reviews_of(vacancy_id),
        "same": likely_same(vacancy, today),
        "state": state_on(vacancy.state, vacancy.closes_on, today),
    }
    end_reads()
    ask, reject = ask or AskForm(formdata=None), reject or RejectForm(formdata=None)
    for form in (ask, reject):
        # What is shown now is what is decided about now.
        form.version.raw_data = None
        form.version.data = str(vacancy.version)
    shown = posting.pending if posting.pending_at else posting.answers
    return render_template(
        "review/show.html",
        posting=posting,
        vacancy=vacancy,
        ask=ask,
        reject=reject,
        too_late=too_late,
        changes=changes(posting.answers, posting.pending) if posting.pending_at else [],
        sections=told(shown, today),
        headings=HEADINGS,
        state_on=state_on,
        **page,
    )
