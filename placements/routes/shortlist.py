"""The shortlist pages of one client."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, cast

from flask import Blueprint, Response, abort, current_app, make_response, render_template, request

from clients.models import Client
from clients.operations import profile_of
from clients.queries import client_for
from employers.models import Vacancy
from employers.queries.vacancies import found_by_words, vacancy_by_id
from employers.rules.vacancies import is_visible, state_on
from liaison.forms.marks import REASONS
from liaison.queries.marks import standing_marks
from matching.ranking import Group, Match
from matching.weights import CURRENT
from placements.forms import ROWS_MOST, FilterForm
from placements.queries import facts_of_client
from placements.shortlist import reading, row_words
from placements.shortlist.engine import ROWS_AT_FIRST, Engine
from placements.shortlist.searching import Asked, GroupRows, Shortlist, facts_of, search
from storage import clock
from web.addresses import here
from web.person import the_person

bp = Blueprint("shortlist", __name__, url_prefix="/clients/<int:client_id>")

ROWS_MORE = 20
WORDS_MOST = 200
FOUND_MOST = 30
#: As many as somebody can take in at one sitting, unless more were kept for them.
PAPER_ROWS = 5
ID_MAX = 2_147_483_647


@bp.get("/shortlist")
def show(client_id: int) -> Response:
    """What is worth a call, grouped by what is left to settle."""
    client = _client(client_id)
    form = FilterForm(request.args)
    readable = form.validate()
    asked = Asked(
        form.filters(),
        form.rows(),
        arranged=None if form.arranged.errors else form.arranged.data or None,
        everywhere=form.area.data == "all",
    )
    today = clock.today()
    page = render_template(
        "placements/shortlist.html",
        client=client,
        form=form,
        list=search(client, _engine(), asked, today),
        asked=asked,
        rows_url=_rows_url(asked),
        rows_at_first=ROWS_AT_FIRST,
        here=here,
        say=row_words,
        reasons=REASONS,
        weights=CURRENT,
        today=today,
    )
    response = make_response(page, 200 if readable else 422)
    if request.headers.get("HX-Request"):
        # The address to share: without the filters that ask for nothing.
        response.headers["HX-Push-Url"] = here({})
    return response


@bp.get("/shortlist/print")
def print_list(client_id: int) -> str:
    """The shortlist on paper for the client, in plain words: kept first, then the best to ring."""
    client = _client(client_id)
    found = search(client, _engine(), Asked(), clock.today())
    return render_template(
        "placements/print.html",
        client=client,
        profile=found.facts,
        rows=_for_paper(found),
        read=reading.for_client,
        say=row_words,
        today=clock.today(),
    )


@bp.get("/shortlist/<int:vacancy_id>")
def read_one(client_id: int, vacancy_id: int) -> str:
    """Everything about one vacancy for this client: findings, questions, the smallest change."""
    client = _client(client_id)
    vacancy = vacancy_by_id(min(vacancy_id, ID_MAX))
    if vacancy is None:
        abort(404)
    return render_template("placements/reading.html", **_read(client, [vacancy])[0])


@bp.get("/why-not")
def why_not(client_id: int) -> str:
    """Any vacancy, found by title or employer, open or not, and why it stands where it stands."""
    client = _client(client_id)
    words = request.args.get("words", "").replace("\x00", "").strip()
    vacancies = found_by_words(words, FOUND_MOST) if words and len(words) <= WORDS_MOST else []
    return render_template(
        "placements/why_not.html",
        client=client,
        words=words[:WORDS_MOST],
        too_long=len(words) > WORDS_MOST,
        found=_read(client, vacancies) if vacancies else [],
        words_most=WORDS_MOST,
        found_most=FOUND_MOST,
    )


def _client(client_id: int) -> Client:
    client = client_for(the_person().team_id, client_id)
    if client is None:
        abort(404)
    return client


def _engine() -> Engine:
    return cast(Engine, current_app.extensions["shortlist_engine"])


def _read(client: Client, vacancies: Sequence[Vacancy]) -> list[dict[str, Any]]:
    """What the page says of each vacancy, whatever its state."""
    today = clock.today()
    profile = profile_of(client)
    facts = facts_of_client(client.id, profile)
    standings = _engine().standings(facts, [facts_of(each) for each in vacancies], today)
    marks = standing_marks(client.id)
    return [
        {
            "client": client,
            "vacancy": vacancy,
            "match": standing.match,
            "standing": standing,
            "profile": facts,
            "told": reading.read_out(standing.match, facts, vacancy),
            "headings": reading.HEADINGS,
            "lift_names": {
                lift.finding.key: reading.if_met(lift.finding) for lift in standing.lifts
            },
            "state": state_on(vacancy.state, vacancy.closes_on, today),
            "visible": is_visible(vacancy.state, vacancy.closes_on, today),
            "mark": marks.get(vacancy.id),
            "reminders": row_words.reminders(profile, vacancy),
            "age": row_words.age_of(standing.match.facts.conditions, vacancy.posted_on, today),
            "say": row_words,
            "reasons": REASONS,
            "weights": CURRENT,
        }
        for vacancy, standing in zip(vacancies, standings, strict=True)
    ]


def _for_paper(found: Shortlist) -> list[tuple[Match, Vacancy]]:
    """What was kept and is still open; where that is little, the best to ring about besides."""
    kept = [(each.match, each.vacancy) for each in found.kept if each.match is not None]
    known = {vacancy.id for _match, vacancy in kept}
    ring = next(each for each in found.groups if each.group is Group.RING_TODAY)
    best = [(row.match, row.vacancy) for row in ring.rows if row.vacancy.id not in known]
    return kept + best[: max(0, PAPER_ROWS - len(kept))]


def _rows_url(asked: Asked) -> Callable[[GroupRows], str]:
    """The address of this list with more rows of one group, or with its first."""

    def rows_url(shown: GroupRows) -> str:
        have = asked.rows.get(shown.group, ROWS_AT_FIRST)
        rows = min(have + ROWS_MORE, ROWS_MOST) if shown.is_open else ROWS_AT_FIRST
        return here({f"rows_{shown.group.value}": str(rows)})

    return rows_url
