"""What an employer sees of a role they posted: how it stands, what is open, what they can do."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, current_app, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from employers.forms.manage import AnswerForm
from employers.models import EmployerLink, LinkPurpose, VacancyPosting
from employers.operations.links import Opened, open_link
from employers.operations.managing import is_paused, was_accepted
from employers.queries.postings import posting_of
from employers.queries.review import open_question
from employers.queries.vacancies import UNREAD
from employers.routes.post.letters import masked, who_answers_for
from employers.routes.post.screens import HEADINGS
from employers.rules.bundles import ANSWERS
from employers.rules.edits import changes
from employers.rules.left_open import left_open
from employers.rules.renewing import ASKED_AFTER_DAYS, closes_on_renewal
from employers.rules.told import told
from employers.rules.vacancies import VacancyState, state_on
from storage import clock
from storage.transaction import end_reads

bp = Blueprint("manage", __name__, url_prefix="/your-role")
Answer = str | AnyResponse | tuple[str, int]

PAUSED = "paused"
#: What is over: the page is gone (410), and says how to have the role back.
OVER = frozenset({VacancyState.EXPIRED, VacancyState.CLOSED, VacancyState.FILLED})


@bp.after_request
def keep_out_of_search(response: Response) -> Response:
    """A page that somebody's secret link opens is nobody else's to find."""
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@bp.get("/<token>")
def show(token: str) -> Answer:
    """The role behind a link. Changes nothing: mail scanners open every link."""
    opened = opened_by(token)
    posting = posting_of(opened.link.about_id) if opened else None
    if opened is None or posting is None or posting.vacancy.state in UNREAD:
        end_reads()
        return no_such_link()
    return ended(token, opened.link) if not opened.works else role_page(token, posting)


def opened_by(token: str) -> Opened | None:
    """The manage link of this token, whether it still works or not."""
    return open_link(token, LinkPurpose.MANAGE, clock.now())


def no_such_link() -> tuple[str, int]:
    """A link there never was, or to a role that is not kept any more."""
    return render_template("post/no_such_link.html"), 404


def ended(token: str, link: EmployerLink, **more: Any) -> tuple[str, int]:
    """A link that has expired or was taken back: a new one goes to the same address only."""
    posting = posting_of(link.about_id)
    end_reads()
    same = posting is not None and posting.email_key == link.email.lower()
    page = render_template(
        "manage/link_ended.html",
        token=token,
        masked=masked(link.email),
        same_address=same,
        again=same and request.args.get("sent") == "yes",
        **more,
    )
    return page, 410


def role_page(
    token: str, posting: VacancyPosting, form: AnswerForm | None = None, status: int = 200
) -> tuple[str, int]:
    """The whole page; 410 once the role is over."""
    vacancy, today = posting.vacancy, clock.today()
    state = PAUSED if is_paused(posting) else state_on(vacancy.state, vacancy.closes_on, today)
    question = open_question(posting.vacancy_id)
    answers = who_answers_for(vacancy)
    end_reads()
    renewed_on = posting.renewed_on
    page = render_template(
        "manage/role.html",
        token=token,
        posting=posting,
        vacancy=vacancy,
        state=str(state),
        accepted=was_accepted(posting),
        question=question,
        form=form or AnswerForm(formdata=None),
        asked=left_open(vacancy.title, vacancy.conditions, posting.answers, today)
        if state not in OVER
        else [],
        tap_answers=ANSWERS,
        pending=changes(posting.answers, posting.pending) if posting.pending_at else [],
        sections=told(posting.answers, today),
        headings=HEADINGS,
        until=closes_on_renewal(vacancy.closes_on, today),
        ask_now=renewed_on is not None and (today - renewed_on).days >= ASKED_AFTER_DAYS[0],
        answers=answers,
        service=current_app.config["SETTINGS"].service,
        today=today,
    )
    return page, 410 if state in OVER and status == 200 else status
