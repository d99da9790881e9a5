"""What was logged with employers, what is due next, and how many contacts each person made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from clients.models import Client
from employers.models import Employer, EmployerContact
from liaison.models import LiaisonEntry
from liaison.rules.relationship import Contact
from staff.models import StaffMember
from storage.database import db

#: A timeline shows so many; older ones are on further pages.
PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class Told:
    """An entry with the names it mentions, as one member of staff may read it."""

    entry: LiaisonEntry
    by: str
    employer: str
    contact: str
    client: str


def known_as(employer_id: int) -> sa.Select[tuple[int]]:
    """This employer and every one that was merged into it, so that their history stays together."""
    group = sa.select(Employer.id).where(Employer.id == employer_id).cte("known_as", recursive=True)
    merged = sa.select(Employer.id).join(group, Employer.merged_into_id == group.c.id)
    both = group.union(merged)
    return sa.select(both.c.id)


def timeline_of(employer_id: int, viewer_id: int, page: int = 1) -> tuple[Sequence[Told], int]:
    """One page of what was logged with an employer, newest first, and how many there are."""
    here = LiaisonEntry.employer_id.in_(known_as(employer_id))
    count = db.session.scalar(sa.select(sa.func.count()).select_from(LiaisonEntry).where(here))
    query = _told().where(here).order_by(LiaisonEntry.happened_on.desc(), LiaisonEntry.id.desc())
    rows = db.session.execute(query.limit(PER_PAGE).offset((page - 1) * PER_PAGE)).all()
    return [_as_read(row, viewer_id) for row in rows], count or 0


def entries_for_client(client_id: int, viewer_id: int) -> Sequence[Told]:
    """What was logged with employers for one client, newest first."""
    query = _told().where(LiaisonEntry.client_id == client_id, _stands())
    rows = db.session.execute(query.order_by(LiaisonEntry.happened_on.desc(), LiaisonEntry.id))
    return [_as_read(row, viewer_id) for row in rows]


def contacts_with(employer_id: int) -> Sequence[Contact]:
    """Every contact with an employer as the rules read it."""
    columns = (
        LiaisonEntry.happened_on,
        LiaisonEntry.kind,
        LiaisonEntry.purpose,
        LiaisonEntry.outcome,
        LiaisonEntry.face_to_face,
        LiaisonEntry.unsolicited,
        LiaisonEntry.contact_id,
    )
    query = sa.select(*columns).where(
        LiaisonEntry.employer_id.in_(known_as(employer_id)), _stands()
    )
    return [Contact(*row) for row in db.session.execute(query)]


def next_planned_on(employer_id: int) -> date | None:
    """The latest day on which something is planned with an employer."""
    query = sa.select(sa.func.max(LiaisonEntry.next_on)).where(
        LiaisonEntry.employer_id.in_(known_as(employer_id)),
        _stands(),
        LiaisonEntry.next_done_at.is_(None),
    )
    return db.session.scalar(query)


def others_in_touch(employer_id: int, viewer_id: int, since: date, until: date) -> Sequence[Told]:
    """What others did with an employer lately, or plan there soon: worth a word first."""
    lately = sa.and_(LiaisonEntry.happened_on >= since, LiaisonEntry.happened_on <= until)
    soon = sa.and_(LiaisonEntry.next_on.between(since, until), LiaisonEntry.next_done_at.is_(None))
    query = _told().where(
        LiaisonEntry.employer_id.in_(known_as(employer_id)),
        LiaisonEntry.by_id != viewer_id,
        _stands(),
        sa.or_(lately, soon),
    )
    rows = db.session.execute(query.order_by(LiaisonEntry.id.desc()).limit(5))
    return [_as_read(row, viewer_id) for row in rows]


def due_for(member_id: int, until: date) -> Sequence[Told]:
    """What this person has to do with employers up to a day: calls back, steps, promises."""
    call_back = sa.and_(LiaisonEntry.call_back_on <= until, LiaisonEntry.next_done_at.is_(None))
    step = sa.and_(LiaisonEntry.next_on <= until, LiaisonEntry.next_done_at.is_(None))
    promise = sa.and_(LiaisonEntry.promise_on <= until, LiaisonEntry.promise_kept_at.is_(None))
    query = _told().where(
        LiaisonEntry.by_id == member_id, _stands(), sa.or_(call_back, step, promise)
    )
    rows = db.session.execute(query.order_by(LiaisonEntry.happened_on, LiaisonEntry.id))
    return [_as_read(row, member_id) for row in rows]


def week_counts(team_id: int, monday: date, sunday: date) -> Sequence[tuple[str, int, int]]:
    """Each person's contacts with employers in one week: name, face to face, all."""
    ours = sa.and_(
        LiaisonEntry.by_id == StaffMember.id,
        LiaisonEntry.happened_on.between(monday, sunday),
        LiaisonEntry.outcome == "spoke",
        _stands(),
    )
    face_to_face = sa.func.count(sa.case((LiaisonEntry.face_to_face, 1)))
    query = (
        sa.select(StaffMember.name, face_to_face, sa.func.count(LiaisonEntry.id))
        .outerjoin(LiaisonEntry, ours)
        .where(StaffMember.team_id == team_id, StaffMember.active)
        .group_by(StaffMember.id, StaffMember.name)
        .order_by(StaffMember.name, StaffMember.id)
    )
    return [(name, f2f, count) for name, f2f, count in db.session.execute(query)]


def entry_of(member_id: int, entry_id: int) -> LiaisonEntry | None:
    """One entry that this member of staff wrote."""
    query = sa.select(LiaisonEntry).where(
        LiaisonEntry.id == entry_id, LiaisonEntry.by_id == member_id
    )
    return db.session.scalar(query)


def with_token(token: str) -> LiaisonEntry | None:
    """The entry that a form became when it was sent before."""
    return db.session.scalar(sa.select(LiaisonEntry).where(LiaisonEntry.token == token))


def _stands() -> sa.ColumnElement[bool]:
    return LiaisonEntry.taken_back_at.is_(None)


def _told() -> Any:
    worker = sa.orm.aliased(StaffMember)
    return (
        sa.select(
            LiaisonEntry,
            StaffMember.name,
            Employer.name,
            EmployerContact.name,
            Client.name,
            Client.esw_id,
            worker.name,
        )
        .join(StaffMember, StaffMember.id == LiaisonEntry.by_id)
        .join(Employer, Employer.id == LiaisonEntry.employer_id)
        .outerjoin(EmployerContact, EmployerContact.id == LiaisonEntry.contact_id)
        .outerjoin(Client, Client.id == LiaisonEntry.client_id)
        .outerjoin(worker, worker.id == Client.esw_id)
    )


def _as_read(row: Any, viewer_id: int) -> Told:
    """Only the client's own ESW reads the client's name; others read whose client it was."""
    entry, by, employer, contact, client, esw_id, worker = row
    told = ""
    if client:
        told = client if esw_id == viewer_id else f"a client of {worker.split()[0]}’s"
    return Told(entry, by, employer, contact or "", told)
