"""The five screens: who you are, the job, when, a normal day; each is kept as soon as it is sent.

A POST is checked for its token by its own form, not before it: a page that was open for too long
is shown again with everything typed. Whoever adds a POST here validates a form.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response as AnyResponse

from employers.forms.post import JobForm, PostForm, SendForm, WhenForm, WhoForm
from employers.forms.post_day import day_form
from employers.models import RoleDraft
from employers.operations.drafts import draft_of, keep_answers, start_draft
from employers.operations.stating import role_answers
from employers.queries import postings as queries
from employers.routes.post import visitor
from employers.rules.answers import said
from employers.rules.likely import Known, in_words
from employers.rules.posting import STEPS, more_conditions, same_again, taps_for, week_fields
from employers.rules.told import pay_line
from employers.rules.trust import Attempt
from employers.rules.typed import read_place
from employers.rules.work import family_of
from matching.catalogue import CATALOGUE
from matching.titles import FAMILIES
from storage import clock
from storage.transaction import end_reads, transaction

bp = Blueprint("post", __name__)
Answer = str | AnyResponse | tuple[str, int]

NEEDS = [f"requirements__{item}" for item in CATALOGUE["requirements"].options]
#: A field of absurd length is named beside it, so the form must be read first; up to here.
PASTE_BYTES_MOST = 24 * 1024 * 1024
HEADINGS = {
    "who": "Who you are",
    "job": "The job",
    "when": "Days and times",
    "day": "A normal day",
    "check": "Check your answers",
}


@bp.before_request
def no_larger_than_any_paste() -> None:
    """Uploads of staff may be larger than what anybody may send here."""
    request.max_content_length = PASTE_BYTES_MOST


@bp.after_request
def keep_out_of_search(response: Response) -> Response:
    """A page that somebody's secret link opens is nobody else's to find."""
    if request.view_args:
        response.headers["X-Robots-Tag"] = "noindex"
    return response


@bp.errorhandler(RequestEntityTooLarge)
def far_too_long(_error: RequestEntityTooLarge) -> tuple[str, int]:
    """What was pasted is larger than any advert; the screens before are kept."""
    return render_template("post/too_long.html"), 413


@bp.route("/post-a-role", methods=["GET", "POST"])
def start() -> Answer:
    """The first screen: who you are. Sending it begins a draft."""
    if request.method == "GET":
        return render_template(
            "post/who.html",
            form=WhoForm.showing({}),
            opened=visitor.stamp(),
            unfinished=_unfinished(),
            **_progress("who"),
        )
    form = WhoForm()
    if not form.validate():
        return _who_again(form), 422
    until = visitor.refused_until(Attempt.DRAFT)
    if until:
        return _who_again(form, refused_until=until), 429
    opened_at = visitor.stamped_at(form.opened.data or "")
    answers = {
        **form.answers(),
        "_done": ["who"],
        "_opened_at": opened_at.isoformat() if opened_at else "",
        "_trapped": "yes" if form.homepage.data else "",
    }
    with transaction():
        token = start_draft(answers, clock.now())
    response = make_response(redirect(url_for("post.step", token=token, name="job"), 303))
    visitor.remember_draft(response, token)
    return response


@bp.get("/post-a-role/<token>")
def carry_on(token: str) -> Answer:
    """Where this draft stands: its first screen that is not finished."""
    draft = _draft(token)
    return redirect(_next_url(token, draft.answers)) if draft else _gone()


@bp.route("/post-a-role/<token>/<any(who, job, when, day):name>", methods=["GET", "POST"])
def step(token: str, name: str) -> Answer:
    """One screen of a draft."""
    draft = _draft(token)
    if draft is None:
        return _gone()
    if draft.sent_at is not None:
        return redirect(url_for("post.sent", token=token), 303)
    answers = dict(draft.answers)
    if request.method == "GET":
        return _screen(name, token, answers, _form_class(name, answers).showing(answers))
    form = _form_class(name, answers)()
    form.today = clock.today()
    valid = form.validate()
    if form.csrf_token.errors:
        return _screen(name, token, answers, form), 422
    going_back = request.form.get("go") == "back"
    with transaction():
        kept = draft_of(token, to_change=True)
        if kept is None or kept.sent_at is not None:
            return redirect(url_for("post.carry_on", token=token), 303)
        answers = _answered(name, kept.answers, form, valid=valid)
        keep_answers(kept, answers, clock.now())
    if going_back:
        before = STEPS[max(0, STEPS.index(name) - 1)]
        return redirect(url_for("post.step", token=token, name=before), 303)
    if not valid:
        return _screen(name, token, answers, form), 422
    return redirect(_next_url(token, answers), 303)


@bp.post("/post-a-role/<token>/same-as/<int:vacancy_id>")
def same_as(token: str, vacancy_id: int) -> Answer:
    """Begin with what was said of an earlier role; everything is shown again before it is sent."""
    valid = SendForm().validate()
    draft = _draft(token)
    if draft is None:
        return _gone()
    if valid and visitor.has_confirmed(said(draft.answers, "email")):
        with transaction():
            kept = draft_of(token, to_change=True)
            earlier = queries.earlier_role(said(draft.answers, "email"), vacancy_id)
            if kept and kept.sent_at is None and earlier:
                answers = same_again(earlier.answers, kept.answers)
                kept.answers = {**answers, "_done": list(STEPS)}
                keep_answers(kept, {}, clock.now())
    return redirect(url_for("post.carry_on", token=token), 303)


def _answered(
    name: str, before: Mapping[str, Any], form: PostForm, *, valid: bool
) -> dict[str, Any]:
    """The draft's answers after this screen; what cannot be used yet is kept, but not as done."""
    answers = {**before, **form.answers()}
    done = [each for each in STEPS if each in before.get("_done", ()) and each != name]
    if valid:
        done.append(name)
    if name == "job" and taps_for(before) != taps_for(answers):
        # Other work, other questions: they have not been seen yet.
        done = [each for each in done if each != "day"]
    if form.homepage.data:
        answers["_trapped"] = "yes"
    return {**answers, "_done": [each for each in STEPS if each in done]}


def _form_class(name: str, answers: Mapping[str, Any]) -> type[PostForm]:
    if name == "day":
        return day_form(taps_for(answers))
    return {"who": WhoForm, "job": JobForm, "when": WhenForm}[name]


def _screen(name: str, token: str, answers: Mapping[str, Any], form: PostForm) -> str:
    more: dict[str, Any] = {}
    if name == "who":
        more = {"opened": "", "unfinished": None}
    elif name == "job":
        more = {"titles": sorted(FAMILIES), "need_names": NEEDS, "earlier": _earlier(answers)}
    elif name == "when":
        could = any(form[each].data == "could" for each in week_fields())
        more = {"pay": pay_line(answers, clock.today()), "could": could}
    else:
        taps = taps_for(answers)
        names = {field.name for each in more_conditions(taps) for field in form.fields_of(each)}
        more = {
            "likely": in_words(_known_of_site(answers), taps, clock.today()),
            "more_open": any(said(answers, each) or form[each].errors for each in names),
        }
    page = {"token": token, "form": form, "answers": answers, **more, **_progress(name)}
    return render_template(f"post/{name}.html", **page)


def _who_again(form: WhoForm, **more: Any) -> str:
    opened = form.opened.data or visitor.stamp()
    return render_template(
        "post/who.html", form=form, opened=opened, unfinished=None, **_progress("who"), **more
    )


def _progress(name: str) -> dict[str, Any]:
    return {"here": name, "headings": HEADINGS, "number": list(HEADINGS).index(name) + 1}


def _next_url(token: str, answers: Mapping[str, Any]) -> str:
    done = answers.get("_done", ())
    missing = next((each for each in STEPS if each not in done), None)
    if missing:
        return url_for("post.step", token=token, name=missing)
    return url_for("post.check", token=token)


def _draft(token: str) -> RoleDraft | None:
    draft = draft_of(token)
    end_reads()
    return draft


def _gone() -> tuple[str, int]:
    return render_template("post/gone.html"), 404


def _unfinished() -> dict[str, str] | None:
    """The role this browser began and has not sent."""
    token = visitor.remembered_draft()
    draft = _draft(token) if token else None
    if draft is None or draft.sent_at is not None:
        return None
    return {
        "url": url_for("post.carry_on", token=token),
        "title": said(role_answers(draft.answers), "title"),
    }


def _earlier(answers: Mapping[str, Any]) -> list[Any]:
    """Roles sent before from an address that this browser has confirmed."""
    email = said(answers, "email")
    if not visitor.has_confirmed(email):
        return []
    found = list(queries.earlier_roles(email))
    end_reads()
    return found


def _known_of_site(answers: Mapping[str, Any]) -> Mapping[str, Known]:
    """What an earlier role at this site tells of this kind of work, to an address at home there."""
    email = said(answers, "email")
    if not visitor.has_confirmed(email):
        return {}
    place = read_place(said(answers, "place"))
    family = family_of(said(answers, "title"))
    known = queries.known_of_site(email, said(answers, "employer"), place.key, family)
    end_reads()
    return known
