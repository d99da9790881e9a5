"""Employers for staff: look for one as you type, read everything known of it."""

from __future__ import annotations

from typing import Any

from flask import abort, redirect, render_template, request, session, url_for

from employers.forms.directory import ListForm, WordsForm
from employers.operations.merging import may_be_undone
from employers.queries.directory import Wanted, employer_by_id, find, has_any, kept_in_place_of
from employers.queries.merges import merge_that_ended
from employers.queries.page import employer_page, steps_of
from employers.routes.room import Page, bp, live_employer, parts_of
from employers.rules.record import CHANNELS, DISABILITY_CONFIDENT, SECTORS, SIZES
from employers.rules.vacancies import state_on
from storage import clock
from web.person import the_person

SEARCH = "employer_search"
PAGE_MOST = 10_000
STEPS_MOST = 300


@bp.get("/")
def index() -> Page:
    """Every employer, or those with the words that were looked for."""
    return _list(WordsForm(data={"words": session.get(SEARCH, "")}))


@bp.post("/search")
def search() -> Page:
    """Look for words. They may name a person, so they stand in no address and no log."""
    form = WordsForm()
    if not form.validate():
        return _list(form)
    session.pop(SEARCH, None)
    if form.words.data:
        session[SEARCH] = form.words.data
    if request.headers.get("HX-Request"):
        return _list(form)
    return redirect(url_for("employers.index", **_kept_arguments()))


@bp.get("/<int:employer_id>")
def show(employer_id: int) -> Page:
    """Everything known of an employer."""
    employer = employer_by_id(employer_id)
    if employer is None:
        abort(404)
    if employer.merged_into_id is not None:
        merge = merge_that_ended(employer_id)
        return render_template(
            "employers/merged.html",
            employer=employer,
            kept=kept_in_place_of(employer),
            merge=merge,
            may_undo=merge is not None and may_be_undone(merge, clock.now()),
        )
    today = clock.today()
    page = employer_page(employer, today, all_sites=request.args.get("sites") == "all")
    return render_template(
        "employers/show.html",
        employer=employer,
        page=page,
        parts=parts_of(employer),
        undoable=[row.id for row, _, _ in page.merges if may_be_undone(row, clock.now())],
        sectors=SECTORS,
        sizes=SIZES,
        levels=DISABILITY_CONFIDENT,
        channels=CHANNELS,
        state_on=state_on,
        today=today,
    )


@bp.get("/<int:employer_id>/history")
def history(employer_id: int) -> str:
    """What was done to an employer's record, by whom and when."""
    employer = live_employer(employer_id)
    steps = steps_of(employer_id, STEPS_MOST)
    return render_template(
        "employers/history.html", employer=employer, steps=steps, most=STEPS_MOST
    )


def _list(form: WordsForm) -> Page:
    person, today = the_person(), clock.today()
    words = "" if form.errors else form.words.data or ""
    narrow = ListForm(request.args)
    readable = narrow.validate() and not form.errors
    wanted = Wanted(
        words=words,
        sector="" if narrow.sector.errors else narrow.sector.data,
        esw_id=person.id if narrow.whose.data == "mine" else None,
        do_not_contact=narrow.whose.data == "forbidden",
    )
    found = find(wanted, _page(), today)
    page = render_template(
        "employers/index.html",
        form=form,
        narrow=narrow,
        found=found,
        words=words,
        wanted=wanted,
        none_at_all=not found.lines and not has_any(),
        search_url=url_for("employers.search", **_kept_arguments()),
        list_url=_list_url,
        sectors=SECTORS,
        today=today,
    )
    return page if readable else (page, 422)


def _list_url(**changes: str | None) -> str:
    """The list with other filters; a search that was posted has no address of its own."""
    kept = {**_kept_arguments(), **changes}
    return url_for("employers.index", **{name: value for name, value in kept.items() if value})


def _kept_arguments() -> dict[str, Any]:
    return {name: value for name in ("sector", "whose") if (value := request.args.get(name))}


def _page() -> int:
    """A page number; anything else is the first page."""
    typed = request.args.get("page", "1")
    readable = typed.isascii() and typed.isdigit() and len(typed) < 9
    return max(1, min(int(typed), PAGE_MOST)) if readable else 1
