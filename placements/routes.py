"""The shortlist pages of one client."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import cast

from flask import Blueprint, abort, current_app, render_template, request

from clients.models import Client
from clients.operations import profile_of
from clients.queries import client_for
from clients.rules.profile import as_profile_facts
from employers.known import facts_of
from employers.models import Vacancy
from employers.queries import found_by_words, vacancy_by_id
from employers.rules import is_visible, state_on
from liaison.queries import standing_marks
from matching.ranking import Group, Match, Ranking, group_of, rank
from placements import reading
from placements.engine import Engine
from placements.filters import site_address
from placements.forms import FilterForm
from placements.shortlist import ROWS_AT_FIRST, ROWS_MORE, Asked, search
from storage import clock
from web.addresses import here
from web.person import the_person

bp = Blueprint("shortlist", __name__, url_prefix="/clients/<int:client_id>")

ROWS_MOST = 500


@bp.get("/shortlist")
def show(client_id: int) -> str | tuple[str, int]:
    """What is worth a call, grouped by what is left to settle."""
    client = _client(client_id)
    form = FilterForm(request.args)
    readable = form.validate()
    asked = Asked(form.filters(), _rows_asked(request.args))
    today = clock.today()
    page = render_template(
        "placements/shortlist.html",
        client=client,
        form=form,
        found=search(client, _engine(), asked, today),
        asked=asked,
        more_url=_more_url(asked),
        without_url=lambda name: here({name: None}),
        site_url=_site_url,
        say=reading,
        today=today,
    )
    return page if readable else (page, 422)


@bp.get("/shortlist/print")
def print_list(client_id: int) -> str:
    """The shortlist on paper for the client, in plain words: kept first, then the best to ring."""
    client = _client(client_id)
    found = search(client, _engine(), Asked(), clock.today())
    ring = next(each for each in found.groups if each.group is Group.RING_TODAY)
    rows = sorted(ring.rows, key=lambda row: row.kept is None)
    shown = {row.vacancy.id for row in rows}
    kept = _kept_elsewhere(client, found.ranking, shown)
    return render_template(
        "placements/print.html",
        client=client,
        rows=[*kept, *((row.match, row.vacancy) for row in rows)],
        ranking=found.ranking,
        say=reading,
    )


@bp.get("/shortlist/<int:vacancy_id>")
def read_one(client_id: int, vacancy_id: int) -> str:
    """Everything about one vacancy for this client: findings, questions, the smallest change."""
    client = _client(client_id)
    vacancy = vacancy_by_id(vacancy_id)
    if vacancy is None:
        abort(404)
    today = clock.today()
    ranking, match, place = _match(client, vacancy)
    return render_template(
        "placements/reading.html",
        client=client,
        vacancy=vacancy,
        match=match,
        ranking=ranking,
        reading=reading.read_out(match, ranking, vacancy),
        group=group_of(match),
        place_in_list=place,
        state=state_on(vacancy.state, vacancy.closes_on, today),
        visible=is_visible(vacancy.state, vacancy.closes_on, today),
        mark=standing_marks(client_id).get(vacancy_id),
        reminders=reading.reminders(profile_of(client), vacancy),
        say=reading,
    )


@bp.get("/why-not")
def why_not(client_id: int) -> str:
    """Any vacancy, found by title or employer, and why it stands where it stands."""
    client = _client(client_id)
    words = request.args.get("words", "").strip()[:200]
    vacancies = found_by_words(words) if words else []
    today = clock.today()
    return render_template(
        "placements/why_not.html",
        client=client,
        words=words,
        found=[(each, state_on(each.state, each.closes_on, today)) for each in vacancies],
    )


def _client(client_id: int) -> Client:
    client = client_for(the_person().team_id, client_id)
    if client is None:
        abort(404)
    return client


def _engine() -> Engine:
    return cast(Engine, current_app.extensions["shortlist_engine"])


def _match(client: Client, vacancy: Vacancy) -> tuple[Ranking, Match, int | None]:
    """The vacancy as it stands for this client, and its place among the visible ones."""
    profile = as_profile_facts(client.id, profile_of(client))
    ranking = _engine().search(profile, clock.today())
    for place, match in enumerate(ranking.matches, start=1):
        if match.facts.id == str(vacancy.id):
            return ranking, match, place
    return ranking, rank(profile, [facts_of(vacancy)]).matches[0], None


def _kept_elsewhere(
    client: Client, ranking: Ranking, shown: set[int]
) -> list[tuple[Match, Vacancy]]:
    kept = {
        key
        for key, mark in standing_marks(client.id).items()
        if mark.kind == "kept" and key not in shown
    }
    return [
        (match, vacancy)
        for match in ranking.matches
        if int(match.facts.id) in kept and (vacancy := vacancy_by_id(int(match.facts.id)))
    ]


def _rows_asked(arguments: Mapping[str, str]) -> dict[Group, int]:
    """How many rows of each group: `rows_ring_today=30`. What is not a number asks for nothing."""
    asked = {group: arguments.get(f"rows_{group.value}", "") for group in Group}
    return {
        group: min(int(many), ROWS_MOST)
        for group, many in asked.items()
        if many.isascii() and many.isdigit() and len(many) < 6
    }


def _more_url(asked: Asked) -> Callable[[Group], str]:
    def more_url(group: Group) -> str:
        rows = asked.rows.get(group, ROWS_AT_FIRST) + ROWS_MORE
        return f"{here({f'rows_{group.value}': str(rows)})}#{group.value}"

    return more_url


def _site_url(match: Match) -> str:
    return here({"site": site_address(match)})
