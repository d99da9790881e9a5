"""Whose room this is: every page below is for clients of the asking person's team only."""

from __future__ import annotations

from flask import Blueprint, abort

from clients.models import Client
from clients.queries import client_for
from web.person import the_person

bp = Blueprint("clients", __name__, url_prefix="/clients")


def own_client(client_id: int, *, to_change: bool = False) -> Client:
    """A client of the asking person's team; 404 for anybody else's."""
    client = client_for(the_person().team_id, client_id, to_change=to_change)
    if client is None:
        abort(404)
    return client
