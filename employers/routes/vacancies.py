"""One vacancy for staff: read it, write one down, change it, close it, open it again."""

from __future__ import annotations

import secrets
from datetime import date
from typing import Any

from flask import abort, redirect, render_template, request, url_for
from sqlalchemy.exc import IntegrityError
from werkzeug.wrappers import Response

from employers.forms.conditions import CONDITIONS
from employers.forms.vacancy import CloseForm, VacancyForm, form_data
from employers.models import Vacancy
from employers.operations.ending import close_by_staff, reopen_by_staff
from employers.operations.site_facts import keep_site_facts
from employers.operations.vacancies import add_vacancy, edit_vacancy
from employers.queries import vacancies as queries
from employers.queries.postings import posting_of
from employers.routes.browsing import bp
from employers.rules.stored import conditions_of
from employers.rules.vacancies import (
    NotPossible,
    Step,
    VacancyDraft,
    VacancyState,
    is_visible,
    state_on,
    with_key,
)
from matching.amounts import fact_in_words
from matching.catalogue import GROUPS
from matching.employer_names import employer_key
from storage import clock
from storage.transaction import end_reads, transaction
from web.flashes import flash_done, flash_problem, flash_undo
from web.person import the_person


@bp.get("/<int:vacancy_id>")
def show(vacancy_id: int) -> str:
    """Everything known of a vacancy, who says so, and what was done to it."""
    vacancy = _vacancy(vacancy_id)
    today = clock.today()
    return render_template(
        "vacancies/show.html",
        vacancy=vacancy,
        facts=conditions_of(vacancy.conditions),
        groups=GROUPS,
        state=state_on(vacancy.state, vacancy.closes_on, today),
        visible=is_visible(vacancy.state, vacancy.closes_on, today),
        history=queries.history_of(vacancy_id),
        posting=posting_of(vacancy_id),
        fact_words=fact_in_words,
    )


@bp.route("/add", methods=["GET", "POST"])
def add() -> str | Response | tuple[str, int]:
    """Write down a vacancy."""
    today = clock.today()
    start = {"posted_on": today, "as_of": today, "token": secrets.token_urlsafe(12)}
    form = VacancyForm(data=start)
    page = {"form": form, "vacancy": None, "groups": _form_groups(), "names": _names()}
    if request.method == "GET":
        return render_template("vacancies/form.html", **page)
    draft = form.draft({}, ()) if form.validate() else None
    if draft is None:
        return render_template("vacancies/form.html", **page), 422
    twin = None if form.anyway.data else _twin(draft, today)
    if twin is not None:
        form.anyway.raw_data = None
        form.anyway.data = "yes"
        return render_template("vacancies/form.html", **page, twin=twin), 422
    vacancy_id = _add_once(draft, f"form:{form.token.data[:60]}" if form.token.data else None)
    flash_done(f"{draft.title} at {draft.employer} is written down and open.")
    return redirect(url_for("vacancies.show", vacancy_id=vacancy_id))


@bp.route("/<int:vacancy_id>/edit", methods=["GET", "POST"])
def edit(vacancy_id: int) -> str | Response | tuple[str, int]:
    """Change what is known of a vacancy."""
    vacancy = _vacancy(vacancy_id)
    form = VacancyForm(data=form_data(vacancy, clock.today()))
    page = {"form": form, "vacancy": vacancy, "groups": _form_groups(), "names": _names()}
    if request.method == "GET":
        return render_template("vacancies/form.html", **page)
    draft = None
    if form.validate():
        draft = form.draft(vacancy.conditions, tuple(vacancy.notes))
    if draft is None:
        return render_template("vacancies/form.html", **page), 422
    step = _step("Edited")
    end_reads()
    with transaction():
        now = _vacancy(vacancy_id, to_change=True)
        version = now.version
        if form.version.data == str(version):
            edit_vacancy(now, draft, step)
            keep_site_facts(now, clock.now())
    if form.version.data != str(version):
        was = queries.as_it_was(vacancy_id, form.version.data or "")
        form.take_in(was and form_data(was, clock.today()), form_data(now, clock.today()))
        page["meanwhile"] = queries.history_of(vacancy_id)[0]
        return render_template("vacancies/form.html", **page), 422
    flash_done(f"{draft.title} is saved.")
    return redirect(url_for("vacancies.show", vacancy_id=vacancy_id))


@bp.route("/<int:vacancy_id>/close", methods=["GET", "POST"])
def close(vacancy_id: int) -> str | Response | tuple[str, int]:
    """Close a vacancy, with a reason."""
    vacancy = _vacancy(vacancy_id)
    end_reads()
    form = CloseForm()
    if request.method == "GET":
        return render_template("vacancies/close.html", form=form, vacancy=vacancy)
    if not form.validate():
        return render_template("vacancies/close.html", form=form, vacancy=vacancy), 422
    try:
        with transaction():
            to, step = VacancyState(form.to.data), _step(form.reason.data or "")
            close_by_staff(vacancy_id, to, step)
    except NotPossible as problem:
        flash_problem(str(problem))
    else:
        url = url_for("vacancies.reopen", vacancy_id=vacancy_id)
        flash_undo(f"{vacancy.title} is closed and has left every shortlist.", url)
    return redirect(url_for("vacancies.show", vacancy_id=vacancy_id))


@bp.post("/<int:vacancy_id>/reopen")
def reopen(vacancy_id: int) -> Response:
    """Open a closed vacancy again."""
    try:
        with transaction():
            vacancy = reopen_by_staff(vacancy_id, _step("Opened again"), clock.today())
        if vacancy is None:
            abort(404)
    except NotPossible as problem:
        flash_problem(str(problem))
    else:
        flash_done(f"{vacancy.title} is open again.")
    return redirect(url_for("vacancies.show", vacancy_id=vacancy_id))


def _vacancy(vacancy_id: int, *, to_change: bool = False) -> Vacancy:
    found = queries.vacancy_by_id(vacancy_id, to_change=to_change)
    if found is None:
        abort(404)
    return found


def _step(reason: str) -> Step:
    return Step(the_person().id, clock.now(), reason)


def _names() -> Any:
    names = queries.employer_names()
    end_reads()
    return names


def _twin(draft: VacancyDraft, today: date) -> Vacancy | None:
    twin = queries.same_vacancy(employer_key(draft.employer), draft.title, today)
    end_reads()
    return twin


def _add_once(draft: VacancyDraft, token: str | None) -> int:
    """Write it down; the same form sent twice, even at one moment, makes one vacancy."""
    step = _step("")
    try:
        with transaction():
            known = queries.with_advert_key(token) if token else None
            if known is None:
                known = add_vacancy(with_key(draft, token), step)
                keep_site_facts(known, step.at)
            return known.id
    except IntegrityError:
        known = queries.with_advert_key(token) if token else None
        end_reads()
        if known is None:
            raise
        return known.id


def _form_groups() -> list[tuple[str, list[Any]]]:
    return [
        (group.value, [each for each in members if each in CONDITIONS])
        for group, members in GROUPS.items()
    ]
