"""Questions to an employer, each answered with one tap: no account, and opening changes nothing."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from employers.models import LinkPurpose, QuestionRound
from employers.operations.answers import NotAsked, answer
from employers.operations.links import Opened, hash_of, make_link, open_link
from employers.queries.questions import round_by_id, site_by_id
from employers.routes.post.letters import address_of, answers_for, masked
from employers.routes.post.visitor import refused_until
from employers.rules.bundles import ANSWERS, TAPS
from employers.rules.trust import Attempt
from notices.operations import Letter, queue_message
from storage import clock
from storage.transaction import end_reads, transaction

bp = Blueprint("answer", __name__, url_prefix="/answer")


@bp.get("/<token>")
def show(token: str) -> str | tuple[str, int]:
    """The questions, with what was answered so far. Changes nothing."""
    opened, asked = _asked(token)
    site = site_by_id(asked.site_id)
    answers = answers_for(site.employer.esw_id)
    end_reads()
    page = {
        "token": token,
        "asked": asked,
        "site": site,
        "answers": answers,
        "masked": masked(opened.link.email),
        "sent_again": request.args.get("again") == "yes",
    }
    if not opened.works:
        return render_template("answer/ended.html", **page), 410
    taps = [TAPS[key] for key in asked.taps if key in TAPS]
    return render_template("answer/show.html", taps=taps, words=ANSWERS, **page)


@bp.post("/<token>/<tap>")
def say(token: str, tap: str) -> Response:
    """One tap on one question. A changed mind is simply another tap."""
    opened, _found = _asked(token)
    end_reads()
    if not opened.works:
        return redirect(url_for("answer.show", token=token), 303)
    try:
        with transaction():
            _opened, asked = _asked(token)
            answer(asked, tap, request.form.get("said", ""), clock.now())
    except NotAsked:
        abort(404)
    return redirect(url_for("answer.show", token=token, _anchor=f"q-{tap}"), 303)


@bp.post("/<token>/new-link")
def new_link(token: str) -> Response | tuple[str, int]:
    """A new link in place of one that has ended, to the address the old one went to."""
    opened, asked = _asked(token)
    end_reads()
    until = refused_until(Attempt.MAIL, opened.link.email)
    if until is not None:
        abort(429)
    with transaction():
        _opened, asked = _asked(token)
        write_questions(asked)
    return redirect(url_for("answer.show", token=token, again="yes"), 303)


def write_questions(asked: QuestionRound) -> None:
    """Queue the mail with the questions; call it in the transaction that asks them."""
    now = clock.now()
    site = site_by_id(asked.site_id)
    token = make_link(LinkPurpose.ANSWER, asked.id, asked.email, now)
    stop = make_link(LinkPurpose.UNSUBSCRIBE, 0, asked.email, now)
    answers = answers_for(site.employer.esw_id)
    body = render_template(
        "letters/questions.txt",
        link=address_of("answer.show", token),
        stop=address_of("unsubscribe.show", stop),
        taps=[TAPS[key] for key in asked.taps if key in TAPS],
        family=asked.family,
        site=site,
        answers=answers,
    )
    letter = Letter(
        to_address=asked.email,
        subject="A quick question about working with you",
        body=body,
        reply_to=answers.email,
        kind="question",
        about=f"employer:{site.employer_id}",
        unsubscribe_url=address_of("unsubscribe.show", stop),
        bundles=True,
    )
    queue_message(f"question:{asked.id}:{hash_of(token)[:16]}", letter, now)


def _asked(token: str) -> tuple[Opened, QuestionRound]:
    opened = open_link(token, LinkPurpose.ANSWER, clock.now())
    found = round_by_id(opened.link.about_id) if opened else None
    if opened is None or found is None:
        abort(404)
    return opened, found
