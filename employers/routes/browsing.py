"""Look through the vacancies without a client, by words, place and what is known of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from flask import Blueprint, render_template, request

from employers.forms.search import ASKED_OF, VacancySearchForm
from employers.rules.search import Search
from employers.rules.stored import conditions_of
from employers.rules.vacancies import state_on
from employers.searching import Found, find, how_many
from matching.catalogue import CATALOGUE
from storage import clock
from web.addresses import asked_page, here
from web.forms import options

bp = Blueprint("vacancies", __name__, url_prefix="/vacancies")


@bp.get("/")
def index() -> str | tuple[str, int]:
    """Look through vacancies."""
    form = VacancySearchForm(request.args)
    readable = form.validate()
    if form.condition.data in ASKED_OF:
        answers = ASKED_OF[form.condition.data][1]
        form.answer.choices = options([("", "Any"), *answers.items()])
    asked = form.asked(request.args.getlist("c")) if readable else {}
    search = form.search(asked) if readable else Search()
    today = clock.today()
    found = find(search, asked_page(), today)
    page = render_template(
        "vacancies/index.html",
        form=form,
        found=found,
        asked=asked,
        asked_of=ASKED_OF,
        today=today,
        drop=_drop(form, search, today) if not found.total else [],
        page_url=_page_url(found),
        here=here,
        asked_without=lambda key: [f"{k}:{a}" for k, a in asked.items() if k != key],
        catalogue=CATALOGUE,
        state_on=state_on,
        conditions_of=conditions_of,
    )
    return page if readable else (page, 422)


def _drop(form: VacancySearchForm, search: Search, today: date) -> list[tuple[str, str, int]]:
    """Which filter to take away, the address without it, and how many that would find."""
    labels = {name: form[name].label.text for name in ("words", "km", "hours_most", "pay_least")}
    arguments = {"source": {"source": None}, "conditions": {"c": None, "answer": None}}
    found = [
        (label, here(arguments.get(name, {name: None})), how_many(search.without(name), today))
        for name, label in {**labels, "source": "Known from", "conditions": "conditions"}.items()
        if getattr(search, name)
    ]
    return [each for each in found if each[2]]


def _page_url(found: Found) -> Callable[[int], str | None]:
    def page_url(page: int) -> str | None:
        return here({"page": str(page)}) if 1 <= page <= found.pages else None

    return page_url
