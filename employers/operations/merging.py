"""Merge one employer into another, and take it back exactly.

What moves: sites (with their vacancies and facts), contacts, other names, precedents; the merged
name becomes another name. A site that both have, by its place, stays and hands over what it has.
What was logged stays with the employer it was logged of; employers.queries.directory reads both.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from employers.models import (
    Employer,
    EmployerContact,
    EmployerMerge,
    EmployerName,
    EmployerPrecedent,
    NameKind,
    Site,
    SiteFact,
    Vacancy,
)
from employers.operations.record import add_name, keep_step, site_ids_of, write_search_texts
from employers.queries.directory import employer_by_id
from employers.queries.merges import CHOSEN, JOINED_TEXTS, preview
from employers.rules.record import By, may_undo
from storage.database import db

_STANDING = ("do_not_contact_at", "do_not_contact_by_id", "do_not_contact_reason")


class NotPossible(ValueError):
    """These two cannot be merged, or a merge not be undone; the message says what to do."""


def merge(kept_id: int, merged_id: int, of_merged: Collection[str], by: By) -> EmployerMerge:
    """Merge one employer into another. `of_merged` names the fields to take from the merged one
    where both say something; otherwise the kept one's own word stands.

    Raises NotPossible for an employer with itself, or when either was merged meanwhile.
    """
    kept, merged = _both(kept_id, merged_id)
    plan = preview(kept, merged)
    moved: dict[str, Any] = {
        "sites": _move(Site, [site.id for site in plan.sites], kept_id),
        "joined": [_join(one.id, other.id) for one, other in plan.joined],
        "contacts": _move(EmployerContact, [each.id for each in plan.contacts], kept_id),
        "names": _move(EmployerName, [each.id for each in plan.names], kept_id),
        "precedents": _move(EmployerPrecedent, _ids(EmployerPrecedent, merged_id), kept_id),
        "fields": _take_fields(kept, merged, of_merged),
        "standing": _take_standing(kept, merged),
    }
    merged.merged_into_id = kept_id
    db.session.flush()
    added = add_name(kept_id, merged.name, NameKind.MERGED)
    moved["name_added"] = added.id if added else None
    row = EmployerMerge(kept_id=kept_id, merged_id=merged_id, moved=moved, by_id=by.id, at=by.at)
    db.session.add(row)
    db.session.flush()
    write_search_texts(_sites_touched(moved), kept.name)
    keep_step(kept_id, f"{merged.name} was merged into this employer.", by)
    keep_step(merged_id, f"Merged into {kept.name}.", by)
    return row


def undo(row: EmployerMerge, by: By) -> list[str]:
    """Take a merge back; what was changed since and so stays as it is, in words.

    Raises NotPossible when it was undone already, is too old, or a later merge builds on it.
    """
    kept, merged = _undoable(row, by.at)
    moved = row.moved
    merged.merged_into_id = None
    for model, name in (
        (Site, "sites"),
        (EmployerContact, "contacts"),
        (EmployerName, "names"),
        (EmployerPrecedent, "precedents"),
    ):
        _move(model, moved[name], row.merged_id, only_from=row.kept_id)
    for joined in moved["joined"]:
        _part(joined)
    left = _give_back(kept, moved["fields"]) + _give_back(kept, moved["standing"])
    if added := db.session.get(EmployerName, moved["name_added"] or 0):
        db.session.delete(added)
    row.undone_at, row.undone_by_id = by.at, by.id
    db.session.flush()
    write_search_texts(site_ids_of(row.merged_id), merged.name)
    write_search_texts((each["to"] for each in moved["joined"]), kept.name)
    keep_step(row.kept_id, f"{merged.name} is an employer of its own again.", by)
    keep_step(row.merged_id, f"Not merged into {kept.name} any more.", by)
    return left


def may_be_undone(row: EmployerMerge, now: datetime) -> bool:
    """Whether this merge stands and is recent enough to be taken back."""
    return row.undone_at is None and may_undo(row.at, now)


def _both(kept_id: int, merged_id: int) -> tuple[Employer, Employer]:
    """Both rows, held in the order of their numbers so that two merges cannot block each other."""
    if kept_id == merged_id:
        raise NotPossible("These are the same employer: choose another one.")
    rows = {key: employer_by_id(key, to_change=True) for key in sorted((kept_id, merged_id))}
    kept, merged = rows[kept_id], rows[merged_id]
    if kept is None or merged is None:
        raise NotPossible("One of them is not there.")
    for each in (kept, merged):
        if each.merged_into_id is not None:
            raise NotPossible(f"{each.name} was merged into another employer meanwhile.")
    return kept, merged


def _undoable(row: EmployerMerge, now: datetime) -> tuple[Employer, Employer]:
    if row.undone_at is not None:
        raise NotPossible("This merge was undone already.")
    if not may_undo(row.at, now):
        raise NotPossible("This merge is more than 30 days old: others have built on it.")
    rows = {
        key: employer_by_id(key, to_change=True) for key in sorted((row.kept_id, row.merged_id))
    }
    kept, merged = rows[row.kept_id], rows[row.merged_id]
    if kept is None or merged is None:
        raise NotPossible("One of them is not there.")
    if kept.merged_into_id is not None:
        raise NotPossible(
            f"{kept.name} was itself merged into another employer later: undo that merge first."
        )
    return kept, merged


def _move(
    model: Any, ids: Collection[int], to_id: int, *, only_from: int | None = None
) -> list[int]:
    """Give these rows to another employer; those that went elsewhere since stay there."""
    rows = [row for key in ids if (row := db.session.get(model, key)) is not None]
    rows = [row for row in rows if only_from is None or row.employer_id == only_from]
    for row in rows:
        row.employer_id = to_id
    db.session.flush()
    return [row.id for row in rows]


def _ids(model: Any, employer_id: int) -> list[int]:
    return list(db.session.scalars(sa.select(model.id).where(model.employer_id == employer_id)))


def _join(site_id: int, into_id: int) -> dict[str, Any]:
    """Both employers have a site at this place: what the merged one's has goes to the other."""
    vacancies = list(db.session.scalars(sa.select(Vacancy.id).where(Vacancy.site_id == site_id)))
    known = set(
        db.session.execute(
            sa.select(SiteFact.family, SiteFact.key).where(SiteFact.site_id == into_id)
        )
    )
    facts = [
        fact.id
        for fact in db.session.scalars(sa.select(SiteFact).where(SiteFact.site_id == site_id))
        if (fact.family, fact.key) not in known
    ]
    joined = {
        "from": site_id,
        "to": into_id,
        "vacancies": vacancies,
        "facts": facts,
        "contacts": _at_site(EmployerContact, site_id),
        "precedents": _at_site(EmployerPrecedent, site_id),
    }
    _hand_over(joined, into_id)
    return joined


def _part(joined: Mapping[str, Any]) -> None:
    _hand_over(joined, joined["from"])


def _hand_over(joined: Mapping[str, Any], site_id: int) -> None:
    models = (
        (Vacancy, "vacancies"),
        (SiteFact, "facts"),
        (EmployerContact, "contacts"),
        (EmployerPrecedent, "precedents"),
    )
    both = (joined["from"], joined["to"])
    for model, name in models:
        ids = joined[name]
        for start in range(0, len(ids), 500):
            some = model.id.in_(ids[start : start + 500])
            here = model.site_id.in_(both)
            db.session.execute(sa.update(model).where(some, here).values(site_id=site_id))


def _at_site(model: Any, site_id: int) -> list[int]:
    return list(db.session.scalars(sa.select(model.id).where(model.site_id == site_id)))


def _take_fields(
    kept: Employer, merged: Employer, of_merged: Collection[str]
) -> dict[str, list[Any]]:
    """Empty fields are filled, texts are joined, a conflict goes as it was chosen."""
    changes: dict[str, Any] = {}
    for name in CHOSEN:
        own, other = getattr(kept, name), getattr(merged, name)
        if other and (not own or (own != other and name in of_merged)):
            changes[name] = other
            if name == "disability_confident":
                # The level comes with who said so and when.
                for also in ("disability_confident_source", "disability_confident_on"):
                    changes[also] = getattr(merged, also)
    for name in JOINED_TEXTS:
        own, other = getattr(kept, name), getattr(merged, name)
        if other and other != own:
            changes[name] = f"{own}\n\nFrom {merged.name}: {other}" if own else other
    return _write(kept, changes)


def _take_standing(kept: Employer, merged: Employer) -> dict[str, list[Any]]:
    """“Do not contact” of either holds for both."""
    if merged.do_not_contact_at is None or kept.do_not_contact_at is not None:
        return {}
    return _write(kept, {name: getattr(merged, name) for name in _STANDING})


def _write(row: Employer, changes: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Write these fields; before and after, as JSON keeps them."""
    kept = {name: [_plain(getattr(row, name)), _plain(value)] for name, value in changes.items()}
    for name, value in changes.items():
        setattr(row, name, value)
    return kept


def _give_back(row: Employer, fields: Mapping[str, list[Any]]) -> list[str]:
    """Put back what the merge wrote; what somebody has changed since is named and left alone."""
    left = [name for name, (_, after) in fields.items() if _plain(getattr(row, name)) != after]
    for name, (before, _after) in fields.items():
        if name not in left:
            setattr(row, name, _read(name, before))
    return [name.replace("_", " ") for name in left]


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


def _read(name: str, value: Any) -> Any:
    if value is None or not name.endswith(("_at", "_on")):
        return value
    kind: Any = Employer.__table__.columns[name].type.python_type
    return kind.fromisoformat(value)


def _sites_touched(moved: Mapping[str, Any]) -> list[int]:
    return [*moved["sites"], *(each["to"] for each in moved["joined"])]
