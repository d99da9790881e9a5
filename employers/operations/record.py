"""Write down an employer, change what is known of them, forbid and allow contact."""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa

from employers.models import Employer, EmployerName, EmployerStep, NameKind, Site, Vacancy
from employers.queries.names import free_key, names_of
from employers.rules.naming import name_key_of, numbered_key
from employers.rules.record import By, EmployerDraft
from employers.rules.vacancies import PlaceDraft, search_text
from storage.database import db

STEP_LENGTH_MAX = 1000
NAMESAKES_MOST = 100
_PLAIN = (
    *("sector", "size_band", "disability_confident", "disability_confident_source"),
    *("disability_confident_on", "official_number", "website", "public_notes", "needs"),
    *("staff_notes", "esw_id"),
)


def add_employer(draft: EmployerDraft, by: By) -> Employer:
    """A new employer. A name somebody else has already is allowed: there may well be two."""
    row = Employer(name=draft.name, name_key=_own_key(draft.name), created_at=by.at)
    _write_plain(row, draft)
    db.session.add(row)
    db.session.flush()
    _write_names(row, draft.trading_names)
    keep_step(row.id, "Written down.", by)
    return row


def edit_employer(row: Employer, draft: EmployerDraft, by: By) -> None:
    """The record as it is stated now. A name that is given up stays as a former name.

    So an advert under the old name still finds this employer, and so does a client who never
    wants to work there again.
    """
    changed = [
        name.replace("_", " ") for name in _PLAIN if getattr(row, name) != _value(draft, name)
    ]
    _write_plain(row, draft)
    _write_names(row, draft.trading_names)
    if draft.name != row.name:
        changed.insert(0, f"name (was {row.name})")
        _rename(row, draft.name)
    words = ", ".join(changed)
    keep_step(row.id, f"Changed: {words}." if words else "Saved; other names only.", by)


def forbid_contact(row: Employer, reason: str, by: By) -> None:
    """From now on nobody may approach this employer."""
    row.do_not_contact_at = by.at
    row.do_not_contact_by_id = by.id
    row.do_not_contact_reason = reason
    keep_step(row.id, f"Do not contact: {reason}", by)


def allow_contact(row: Employer, reason: str, by: By) -> None:
    """They may be approached again; that they once might not stays among the steps."""
    row.do_not_contact_at = row.do_not_contact_by_id = None
    row.do_not_contact_reason = ""
    keep_step(row.id, f"May be contacted again: {reason}", by)


def add_site(employer_id: int, place: PlaceDraft, by: By) -> Site | None:
    """A workplace of this employer; None when it is known already."""
    if _site_at(employer_id, place.key) is not None:
        return None
    row = Site(employer_id=employer_id)
    _place(row, place)
    db.session.add(row)
    db.session.flush()
    keep_step(employer_id, f"Site added: {place.locality or place.key}.", by)
    return row


def edit_site(row: Site, place: PlaceDraft, by: By) -> bool:
    """Where this workplace is, as stated now; False when another site of theirs is there."""
    twin = _site_at(row.employer_id, place.key)
    if twin is not None and twin != row.id:
        return False
    _place(row, place)
    keep_step(row.employer_id, f"Site changed: {place.locality or place.key}.", by)
    return True


def keep_step(employer_id: int, words: str, by: By) -> None:
    """Remember that something was done to an employer's record."""
    db.session.add(
        EmployerStep(employer_id=employer_id, words=words[:STEP_LENGTH_MAX], by_id=by.id, at=by.at)
    )


def add_name(employer_id: int, name: str, kind: NameKind) -> EmployerName | None:
    """Another name for an employer; None when they are known by it already."""
    key = name_key_of(name)
    own = db.session.scalar(sa.select(Employer.name).where(Employer.id == employer_id))
    if name_key_of(own or "") == key or any(each.name_key == key for each in names_of(employer_id)):
        return None
    row = EmployerName(employer_id=employer_id, name=name, name_key=key, kind=kind)
    db.session.add(row)
    db.session.flush()
    return row


def write_search_texts(site_ids: Iterable[int], employer_name: str) -> None:
    """What a search for a vacancy looks through, after the employer of these sites has changed."""
    ids = list(site_ids)
    for start in range(0, len(ids), 500):
        query = sa.select(Vacancy.id, Vacancy.title).where(
            Vacancy.site_id.in_(ids[start : start + 500])
        )
        rows = [
            {"id": row.id, "search_text": search_text(row.title, employer_name)}
            for row in db.session.execute(query)
        ]
        if rows:
            db.session.execute(sa.update(Vacancy), rows)


def site_ids_of(employer_id: int) -> list[int]:
    """The workplaces of an employer."""
    return list(db.session.scalars(sa.select(Site.id).where(Site.employer_id == employer_id)))


def _rename(row: Employer, name: str) -> None:
    former, row.name = row.name, name
    if name_key_of(former) != name_key_of(name):
        row.name_key = _own_key(name)
        db.session.flush()
        for other in names_of(row.id):
            if other.name_key == name_key_of(name):
                db.session.delete(other)
        add_name(row.id, former, NameKind.FORMER)
    db.session.flush()
    write_search_texts(site_ids_of(row.id), name)


def _own_key(name: str) -> str:
    """The plain key, or a numbered one when an employer of this very name is known already."""
    key = name_key_of(name)
    return free_key(key, [numbered_key(key, number) for number in range(1, NAMESAKES_MOST)])


def _write_plain(row: Employer, draft: EmployerDraft) -> None:
    for name in _PLAIN:
        setattr(row, name, _value(draft, name))


def _value(draft: EmployerDraft, name: str) -> object:
    return getattr(draft, name)


def _write_names(row: Employer, names: Iterable[str]) -> None:
    """The other names as stated; those that stay keep why they are there."""
    own = name_key_of(row.name)
    stated = {key: name for name in names if (key := name_key_of(name)) != own}
    known = {each.name_key: each for each in names_of(row.id)}
    for key, other in known.items():
        if key not in stated:
            db.session.delete(other)
        elif other.name != stated[key]:
            other.name = stated[key]
    for key, name in stated.items():
        if key not in known:
            db.session.add(
                EmployerName(employer_id=row.id, name=name, name_key=key, kind=NameKind.TRADING)
            )
    db.session.flush()


def _site_at(employer_id: int, key: str) -> int | None:
    query = sa.select(Site.id).where(Site.employer_id == employer_id, Site.place_key == key)
    return db.session.scalar(query)


def _place(row: Site, place: PlaceDraft) -> None:
    row.place_key = place.key
    for name in ("locality", "postcode", "outward", "easting", "northing", "precision"):
        setattr(row, name, getattr(place, name))
