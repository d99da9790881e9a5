"""Whose search one vacancy answers, among the clients of the asking person's team."""

from __future__ import annotations

from flask import Blueprint, abort, current_app, render_template

from clients.queries import clients_of
from employers.queries.vacancies import vacancy_by_id
from employers.rules.vacancies import is_visible, state_on
from placements.shortlist import row_words
from placements.shortlist.whose import whose_search
from storage import clock
from web.person import the_person

bp = Blueprint("whose_search", __name__, url_prefix="/vacancies/<int:vacancy_id>/clients")


@bp.get("")
def show(vacancy_id: int) -> str:
    """The team's clients this vacancy suits, best first: own caseload, then everybody else's."""
    person, today = the_person(), clock.today()
    vacancy = vacancy_by_id(vacancy_id)
    if vacancy is None:
        abort(404)
    found = whose_search(
        vacancy,
        clients_of(person.team_id),
        person.id,
        current_app.extensions["team_searches"],
    )
    return render_template(
        "placements/whose_search.html",
        vacancy=vacancy,
        found=found,
        state=state_on(vacancy.state, vacancy.closes_on, today),
        visible=is_visible(vacancy.state, vacancy.closes_on, today),
        say=row_words,
        today=today,
    )
