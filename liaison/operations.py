"""Keep a vacancy for a client, put it aside, take either back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from clients.models import Client
from employers.models import Vacancy
from liaison.models import MarkKind, ShortlistMark
from liaison.queries import standing_marks
from storage.database import db


@dataclass(frozen=True, slots=True)
class Decision:
    """What an ESW decides about a vacancy, and with which weights it was read."""

    kind: MarkKind
    reason: str
    weights_version: str
    by_id: int
    at: datetime


def decide(client: Client, vacancy: Vacancy, decision: Decision) -> ShortlistMark:
    """Let this decision stand; one that says the same already is left as it is.

    What the reading was made from is kept with it: the profile and vacancy versions.
    """
    standing = standing_marks(client.id).get(vacancy.id)
    if standing is not None:
        if (standing.kind, standing.reason) == (decision.kind, decision.reason):
            return standing
        take_back(standing, decision.by_id, decision.at)
    mark = ShortlistMark(
        client_id=client.id,
        vacancy_id=vacancy.id,
        kind=decision.kind,
        reason=decision.reason,
        profile_number=client.profile_number,
        vacancy_version=vacancy.version,
        weights_version=decision.weights_version,
        made_by_id=decision.by_id,
        made_at=decision.at,
    )
    db.session.add(mark)
    db.session.flush()
    return mark


def take_back(mark: ShortlistMark, by_id: int, at: datetime) -> None:
    """Undo a mark; it stays as history. Undone already: nothing happens."""
    if mark.undone_at is None:
        mark.undone_by_id = by_id
        mark.undone_at = at
        db.session.flush()
