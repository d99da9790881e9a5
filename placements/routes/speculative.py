"""Employers without an open vacancy near one client, for a visit or a speculative approach."""

from __future__ import annotations

from flask import Blueprint, abort, render_template, request

from clients.operations import profile_of
from clients.queries import client_for
from employers.rules.precedents import PRECEDENTS
from employers.rules.record import SECTORS
from placements.forms import NearbyForm
from placements.searching import employers_near
from storage import clock
from web.addresses import here
from web.person import the_person

bp = Blueprint("speculative", __name__, url_prefix="/clients/<int:client_id>")

ROWS_MORE = 25


@bp.get("/employers")
def show(client_id: int) -> str | tuple[str, int]:
    """Employers nearby with nothing open, nearest first, with what they arranged before."""
    client = client_for(the_person().team_id, client_id)
    if client is None:
        abort(404)
    profile = profile_of(client)
    form = NearbyForm(request.args)
    readable = form.validate()
    asked = form.asked(profile)
    found = employers_near(client.id, profile, asked, clock.today())
    page = render_template(
        "placements/employers.html",
        client=client,
        profile=profile,
        form=form,
        asked=asked,
        found=found,
        more_url=here({"rows": str(asked.rows + ROWS_MORE)}),
        here=here,
        sectors=SECTORS,
        precedents=PRECEDENTS,
    )
    return page if readable else (page, 422)
