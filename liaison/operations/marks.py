"""Keep a vacancy for a client, put it aside, take either back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from clients.models import Client
from employers.models import Vacancy
from liaison.models import MarkKind, ShortlistMark
from liaison.queries.marks import replaced_by, standing_marks
from storage.database import db


@dataclass(frozen=True, slots=True)
class ReadFrom:
    """Which versions a reading was made from, so that it can be made again."""

    profile_number: int
    vacancy_version: int
    weights_version: str


@dataclass(frozen=True, slots=True)
class Decision:
    """What an ESW decides about a vacancy, and what they had read."""

    kind: MarkKind
    reason: str
    read_from: ReadFrom
    by_id: int
    at: datetime


def decide(client: Client, vacancy: Vacancy, decision: Decision) -> ShortlistMark:
    """Let this decision stand in place of any other; one that says the same stays as it is.

    The client's row is held by the caller, so that two clicks at once make one mark.
    """
    standing = standing_marks(client.id).get(vacancy.id)
    if standing is not None:
        if (standing.kind, standing.reason) == (decision.kind, decision.reason):
            return standing
        _undo(standing, decision.by_id, decision.at)
    mark = ShortlistMark(
        client_id=client.id,
        vacancy_id=vacancy.id,
        kind=decision.kind,
        reason=decision.reason,
        profile_number=decision.read_from.profile_number,
        vacancy_version=decision.read_from.vacancy_version,
        weights_version=decision.read_from.weights_version,
        made_by_id=decision.by_id,
        made_at=decision.at,
    )
    db.session.add(mark)
    db.session.flush()
    return mark


def take_back(mark: ShortlistMark, by_id: int, at: datetime) -> ShortlistMark | None:
    """Undo a mark; it stays as history. What it had replaced stands again, and is returned.

    Undone already: nothing happens.
    """
    if mark.undone_at is not None:
        return None
    _undo(mark, by_id, at)
    before = replaced_by(mark)
    if before is not None:
        before.undone_at = before.undone_by_id = None
        db.session.flush()
    return before


def _undo(mark: ShortlistMark, by_id: int, at: datetime) -> None:
    mark.undone_by_id = by_id
    mark.undone_at = at
    # Before another mark is kept: at most one stands at any moment.
    db.session.flush()
