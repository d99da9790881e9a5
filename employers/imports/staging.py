"""One row of a file against what is on record: new, changed, the same, repeated, or a problem."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import sqlalchemy as sa

from employers.adverts.identity import BY_WORDS, content_hash
from employers.adverts.row import AdvertRow
from employers.models import Vacancy
from employers.rules.vacancies import VacancyDraft, folded
from matching.employer_names import employer_key
from storage.database import db

KNOWN_BETTER = ("employer", "esw_seen")


@dataclass(frozen=True, slots=True)
class Options:
    """How a file is to be read. `ignore_past_closing` is for trying out an old file."""

    columns: Mapping[str, str] | None = None
    ignore_past_closing: bool = False

    def to_json(self) -> dict[str, Any]:
        """As it is stored with the import."""
        columns = None if self.columns is None else dict(self.columns)
        return {"columns": columns, "ignore_past_closing": self.ignore_past_closing}

    @classmethod
    def from_json(cls, raw: Mapping[str, Any]) -> Options:
        """As it was stored with the import."""
        return cls(raw.get("columns"), bool(raw.get("ignore_past_closing")))


def key_of_draft(batch_id: int, advert_key: str | None) -> str:
    """What a draft's advert is known by until its file is published: of this file alone.

    Two files that wait may hold the same advert; whichever is published first makes the vacancy.
    """
    return f"{draft_prefix(batch_id)}{advert_key}"


def draft_prefix(batch_id: int) -> str:
    """How the keys of a file's drafts begin."""
    return f"draft {batch_id} "


@dataclass(frozen=True, slots=True)
class Staged:
    """A row and what it comes to. `existing` is the vacancy on record."""

    row: AdvertRow
    outcome: str
    draft: VacancyDraft | None
    messages: tuple[str, ...]
    existing: Vacancy | None = None


@dataclass(slots=True)
class Stager:
    """Judges rows in the order of the file; remembers the adverts seen in it."""

    options: Options
    today: date
    seen: dict[str, int] = field(default_factory=dict)
    alike: dict[str, list[str]] = field(default_factory=dict)

    def stage(self, rows: Sequence[AdvertRow]) -> list[Staged]:
        """What these rows come to. Reads the vacancies on record, in one query."""
        rows = [self._told_apart(row) for row in rows]
        keys = [row.draft.advert_key for row in rows if row.draft]
        # Drafts of other files are nobody's yet, and have keys of their own: see key_of_draft.
        query = sa.select(Vacancy).where(Vacancy.advert_key.in_(keys))
        known = {row.advert_key: row for row in db.session.scalars(query)}
        return [self._one(row, known) for row in rows]

    def _told_apart(self, row: AdvertRow) -> AdvertRow:
        """Roles known only by their words, but with other conditions or pay, are not one role."""
        draft = row.draft
        if draft is None or not str(draft.advert_key).startswith(BY_WORDS):
            return row
        alike = self.alike.setdefault(str(draft.advert_key), [])
        said = _said(draft)
        if said not in alike:
            alike.append(said)
        number = alike.index(said) + 1
        key = draft.advert_key if number == 1 else f"{draft.advert_key}#{number}"
        return replace(row, draft=replace(draft, advert_key=key))

    def _one(self, row: AdvertRow, known: Mapping[str | None, Vacancy]) -> Staged:
        if row.draft is None:
            return Staged(row, "problem", None, row.problems)
        key = str(row.draft.advert_key)
        if key in self.seen:
            note = f"The same advert as on line {self.seen[key]}; one vacancy is made of both."
            return Staged(row, "repeated", None, (note,))
        said = _said(row.draft)
        if said in self.seen:
            note = (
                f"Word for word the advert on line {self.seen[said]}; one vacancy is made of both."
            )
            return Staged(row, "repeated", None, (note,))
        self.seen[key] = self.seen[said] = row.line
        draft, notes = self._dated(row.draft, row.notes)
        existing = known.get(key)
        if existing is None:
            return Staged(row, "new", draft, notes)
        if existing.advert_hash == draft.advert_hash:
            return Staged(row, "same", draft, notes, existing)
        merged, kept = with_better_known(draft, existing.conditions)
        return Staged(row, "changed", merged, (*notes, *kept), existing)

    def _dated(
        self, draft: VacancyDraft, notes: tuple[str, ...]
    ) -> tuple[VacancyDraft, tuple[str, ...]]:
        if draft.closes_on is None or draft.closes_on >= self.today:
            return draft, notes
        closed = f"It closed on {draft.closes_on.isoformat()}"
        if not self.options.ignore_past_closing:
            return draft, (*notes, f"{closed}, so it will be on no shortlist.")
        note = f"{closed}; that date is left out, as asked."
        return replace(draft, closes_on=None, notes=(*draft.notes, note)), (*notes, note)


def _said(draft: VacancyDraft) -> str:
    """What tells one advert from another when it is posted under two addresses."""
    named = (employer_key(draft.employer), folded(draft.title), draft.place.key)
    stated = {key: fact["value"] for key, fact in draft.conditions.items()}
    said = {"named": named, "text": draft.description, "stated": stated, "pay": draft.pay_text}
    return content_hash(said)


def with_better_known(
    draft: VacancyDraft, on_record: Mapping[str, Any]
) -> tuple[VacancyDraft, list[str]]:
    """The draft, but what an employer told us or an ESW saw is not overwritten by an advert."""
    better = {key: fact for key, fact in on_record.items() if fact.get("source") in KNOWN_BETTER}
    kept = [
        f"{key.replace('_', ' ')}: what we were told or saw is kept over the advert."
        for key in better
        if key in draft.conditions and draft.conditions[key].get("value") != better[key]["value"]
    ]
    return replace(draft, conditions={**draft.conditions, **better}), kept
