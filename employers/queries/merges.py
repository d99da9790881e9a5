"""What a merge of two employers would move and where they differ; which merges there were."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from employers.models import (
    Employer,
    EmployerContact,
    EmployerMerge,
    EmployerName,
    EmployerPrecedent,
    Site,
    Vacancy,
)
from employers.rules.naming import name_key_of
from employers.rules.record import DISABILITY_CONFIDENT, SECTORS, SIZES
from staff.models import StaffMember
from storage.database import db

#: Of these one value is kept; where both say something, whoever merges chooses.
CHOSEN = {
    "sector": "Sector",
    "size_band": "Size",
    "disability_confident": "Disability Confident",
    "official_number": "Official number",
    "website": "Website",
    "esw_id": "Named ESW",
}
#: Of these both are kept, one below the other.
JOINED_TEXTS = {
    "public_notes": "Public facts",
    "needs": "What they need",
    "staff_notes": "Staff notes",
}


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field of which both employers say something else, in words."""

    name: str
    label: str
    kept: str
    merged: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What moves where. `joined` are pairs of sites at one place: the merged one's, the kept one's.

    `names` are other names that the kept employer does not have yet.
    """

    sites: Sequence[Site]
    joined: Sequence[tuple[Site, Site]]
    contacts: Sequence[EmployerContact]
    same_address: Sequence[str]
    names: Sequence[EmployerName]
    vacancies: int
    precedents: int
    conflicts: Sequence[Conflict]
    filled: Sequence[str]
    joined_texts: Sequence[str]


def preview(kept: Employer, merged: Employer) -> Preview:
    """What merging one into the other would do; nothing is changed."""
    ours = {site.place_key: site for site in _sites(kept.id)}
    theirs = _sites(merged.id)
    our_contacts = _rows(EmployerContact, kept.id)
    contacts = _rows(EmployerContact, merged.id)
    known = {name_key_of(kept.name), *(name.name_key for name in _rows(EmployerName, kept.id))}
    addresses = {each.email_key for each in our_contacts if each.email_key}
    return Preview(
        sites=[site for site in theirs if site.place_key not in ours],
        joined=[(site, ours[site.place_key]) for site in theirs if site.place_key in ours],
        contacts=contacts,
        same_address=[each.name for each in contacts if each.email_key in addresses],
        names=[each for each in _rows(EmployerName, merged.id) if each.name_key not in known],
        vacancies=_vacancies(merged.id),
        precedents=len(_rows(EmployerPrecedent, merged.id)),
        conflicts=[
            Conflict(name, label, _in_words(kept, name), _in_words(merged, name))
            for name, label in CHOSEN.items()
            if (own := getattr(kept, name)) and (other := getattr(merged, name)) and own != other
        ],
        filled=[
            f"{label}: {_in_words(merged, name)}"
            for name, label in CHOSEN.items()
            if getattr(merged, name) and not getattr(kept, name)
        ],
        joined_texts=[
            label
            for name, label in JOINED_TEXTS.items()
            if (text := getattr(merged, name)) and text != getattr(kept, name)
        ],
    )


def merges_of(employer_id: int) -> Sequence[tuple[EmployerMerge, Employer, str | None]]:
    """Every merge into this employer, newest first, with who was merged and who did it."""
    query = (
        sa.select(EmployerMerge, Employer, StaffMember.name)
        .join(Employer, Employer.id == EmployerMerge.merged_id)
        .outerjoin(StaffMember, StaffMember.id == EmployerMerge.by_id)
        .where(EmployerMerge.kept_id == employer_id)
        .order_by(EmployerMerge.id.desc())
    )
    return [(row, merged, by) for row, merged, by in db.session.execute(query)]


def merge_that_ended(employer_id: int) -> EmployerMerge | None:
    """The merge by which this employer became part of another, while it stands."""
    query = sa.select(EmployerMerge).where(
        EmployerMerge.merged_id == employer_id, EmployerMerge.undone_at.is_(None)
    )
    return db.session.scalars(query.order_by(EmployerMerge.id.desc()).limit(1)).first()


def merge_by_id(merge_id: int) -> EmployerMerge | None:
    """One merge; whoever changes it holds it."""
    return db.session.scalar(
        sa.select(EmployerMerge).where(EmployerMerge.id == merge_id).with_for_update()
    )


def _in_words(row: Employer, name: str) -> str:
    value = getattr(row, name)
    if name == "esw_id":
        worker = db.session.get(StaffMember, value)
        return worker.name if worker else ""
    labels = {"sector": SECTORS, "size_band": SIZES, "disability_confident": DISABILITY_CONFIDENT}
    return str(labels[name].get(value, value)) if name in labels else str(value)


def _sites(employer_id: int) -> Sequence[Site]:
    query = sa.select(Site).where(Site.employer_id == employer_id).order_by(Site.id)
    return db.session.scalars(query).all()


def _rows(model: Any, employer_id: int) -> Sequence[Any]:
    query = sa.select(model).where(model.employer_id == employer_id).order_by(model.id)
    return db.session.scalars(query).all()


def _vacancies(employer_id: int) -> int:
    query = (
        sa.select(sa.func.count())
        .select_from(Vacancy)
        .join(Site, Site.id == Vacancy.site_id)
        .where(Site.employer_id == employer_id)
    )
    return db.session.scalar(query) or 0
