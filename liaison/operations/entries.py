"""Write down a contact with an employer, take it back, and say that what followed was done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from liaison.models import LiaisonEntry
from liaison.queries.entries import with_token
from liaison.rules.entries import EntryDraft
from storage.database import db


@dataclass(frozen=True, slots=True)
class Writer:
    """Who writes it down, for which team, and when."""

    member_id: int
    team_id: int
    at: datetime


def write_down(draft: EntryDraft, writer: Writer, token: str | None) -> LiaisonEntry:
    """A new entry; the same form (by its token) sent twice makes one."""
    known = with_token(token) if token else None
    if known is not None:
        return known
    fields = {name: getattr(draft, name) for name in draft.__slots__}
    row = LiaisonEntry(
        **fields, token=token, team_id=writer.team_id, by_id=writer.member_id, logged_at=writer.at
    )
    db.session.add(row)
    db.session.flush()
    return row


def take_back(entry: LiaisonEntry, by_id: int, now: datetime) -> None:
    """The entry counts no more; it stays as history. Twice is once."""
    if entry.taken_back_at is None:
        entry.taken_back_at, entry.taken_back_by_id = now, by_id


def stand_again(entry: LiaisonEntry) -> None:
    """An entry that was taken back counts again."""
    entry.taken_back_at = entry.taken_back_by_id = None


def mark_done(entry: LiaisonEntry, what: str, now: datetime) -> None:
    """The next step (`next`) was done, or the promise (`promise`) was kept."""
    if what == "promise":
        entry.promise_kept_at = entry.promise_kept_at or now
    else:
        entry.next_done_at = entry.next_done_at or now


def mark_open(entry: LiaisonEntry, what: str) -> None:
    """Take back that it was done."""
    if what == "promise":
        entry.promise_kept_at = None
    else:
        entry.next_done_at = None
