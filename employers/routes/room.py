"""The room of employers: its pages belong to all staff, and other features add parts to one."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from flask import Blueprint, Flask, abort, current_app, url_for
from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from employers.models import Employer
from employers.queries.directory import employer_by_id
from employers.rules.record import By
from storage import clock
from web.person import the_person

bp = Blueprint("employers", __name__, url_prefix="/employers")
Page = str | Response | tuple[str, int]
Place = Literal["top", "main", "side"]

_PARTS = "employer_page_parts"


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of an employer's page: its template, and what the template is given as `part`."""

    template: str
    values: Mapping[str, Any]


#: What makes a part for one employer; None when there is nothing to show.
PartOf = Callable[[Employer], Part | None]


def add_part(app: Flask, place: Place, part_of: PartOf) -> None:
    """Let another feature show something on every employer's page, in the order they ask.

    So what names clients and employers together stays in the feature it belongs to.
    """
    app.extensions.setdefault(_PARTS, {}).setdefault(place, []).append(part_of)


def parts_of(employer: Employer) -> dict[str, list[Part]]:
    """The parts other features show of this employer, by place."""
    known: dict[str, list[PartOf]] = current_app.extensions.get(_PARTS, {})
    return {
        place: [part for part_of in known.get(place, ()) if (part := part_of(employer)) is not None]
        for place in ("top", "main", "side")
    }


def live_employer(employer_id: int, *, to_change: bool = False) -> Employer:
    """An employer that was not merged into another; 404 for any other number."""
    found = employer_by_id(employer_id, to_change=to_change)
    if found is None or found.merged_into_id is not None:
        abort(404)
    return found


def by_me() -> By:
    """Whoever asks, now."""
    return By(the_person().id, clock.now())


def to_employer(employer_id: int, part: str = "") -> Response:
    """Back to the employer's page, at one of its parts."""
    return redirect(url_for("employers.show", employer_id=employer_id, _anchor=part or None))


def fingerprint(values: Mapping[str, Any]) -> str:
    """What a form was filled from, in short: another one means somebody has saved meanwhile."""
    written = repr(sorted((name, str(value)) for name, value in values.items()))
    return hashlib.sha256(written.encode()).hexdigest()[:16]
