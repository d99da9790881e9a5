"""Under which names an employer is known: its own, others it uses or used, those merged into it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import islice

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from employers.models import Employer, EmployerName
from employers.rules.naming import name_key_of
from storage.database import db

#: SQLite takes so many values in one statement.
_AT_ONCE = 500


def names_of(employer_id: int) -> Sequence[EmployerName]:
    """The other names of an employer, as they were added."""
    query = sa.select(EmployerName).where(EmployerName.employer_id == employer_id)
    return db.session.scalars(query.order_by(EmployerName.id)).all()


def known_as(names: Collection[str]) -> dict[str, set[str]]:
    """What the employers known under these names are called now; only where that differs.

    Somebody who never wants to work for Acme again does not want to under the name of whoever
    Acme was merged into, or trades as, either. A name that several trade under finds them all.
    """
    by_key: dict[str, set[str]] = {}
    for name in names:
        by_key.setdefault(name_key_of(name), set()).add(name)
    found: dict[str, set[str]] = {}
    for key, current in _current_names(by_key):
        for name in by_key[key]:
            if name_key_of(current) != key:
                found.setdefault(name, set()).add(current)
    return found


def _current_names(keys: Collection[str]) -> Iterator[tuple[str, str]]:
    """Pairs of a key and what an employer known under it is called now."""
    left = iter(keys)
    while some := list(islice(left, _AT_ONCE)):
        kept = aliased(Employer)
        # A merged employer's name is another name of whoever keeps it, so one step is enough.
        query = (
            sa.select(EmployerName.name_key, kept.name)
            .join(kept, kept.id == EmployerName.employer_id)
            .where(EmployerName.name_key.in_(some))
        )
        yield from db.session.execute(query)


def employer_called(key: str) -> int | None:
    """The employer that an advert with this name is from; None when that is nobody or unclear."""
    row = db.session.execute(
        sa.select(Employer.id, Employer.merged_into_id).where(Employer.name_key == key)
    ).first()
    if row is not None:
        return row.id if row.merged_into_id is None else _root(row.merged_into_id)
    query = (
        sa.select(EmployerName.employer_id)
        .join(Employer, Employer.id == EmployerName.employer_id)
        .where(EmployerName.name_key == key, Employer.merged_into_id.is_(None))
        .distinct()
        .limit(2)
    )
    found = db.session.scalars(query).all()
    return found[0] if len(found) == 1 else None


def everybody_by_name() -> dict[str, int]:
    """Every name there is, and whose it is; a name that several trade under is nobody's."""
    rows = db.session.execute(sa.select(Employer.id, Employer.name_key, Employer.merged_into_id))
    own = {row.name_key: (row.id, row.merged_into_id) for row in rows}
    into = {key: merged for key, merged in own.values() if merged is not None}
    others: dict[str, set[int]] = {}
    for name_key, employer_id in db.session.execute(
        sa.select(EmployerName.name_key, EmployerName.employer_id)
    ):
        if employer_id not in into:
            others.setdefault(name_key, set()).add(employer_id)
    clear = {key: next(iter(ids)) for key, ids in others.items() if len(ids) == 1}
    return clear | {name: _end_of(key, into) for name, (key, _merged) in own.items()}


def _end_of(employer_id: int, into: dict[int, int]) -> int:
    while employer_id in into:
        employer_id = into[employer_id]
    return employer_id


def _root(employer_id: int) -> int:
    while (
        merged := db.session.scalar(
            sa.select(Employer.merged_into_id).where(Employer.id == employer_id)
        )
    ) is not None:
        employer_id = merged
    return employer_id


def free_key(key: str, numbered: Sequence[str]) -> str:
    """The first of these keys that no other employer has."""
    taken = set(
        db.session.scalars(sa.select(Employer.name_key).where(Employer.name_key.in_(numbered)))
    )
    return next((each for each in numbered if each not in taken), key)
