"""Write down a vacancy, change it, close it, open it again; each step is kept with its reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from employers.models import Employer, EmployerWord, Site, Vacancy, VacancyVersion, words_of
from employers.queries.names import employer_called, everybody_by_name
from employers.queries.site_facts import likely_for
from employers.rules.naming import name_key_of
from employers.rules.vacancies import (
    PlaceDraft,
    Step,
    VacancyDraft,
    VacancyState,
    check_close,
    check_reopen,
    search_text,
)
from storage.database import db

_CONTENT = (
    *("title", "description", "how_to_apply", "pay_text", "advert_url"),
    *("conditions", "notes", "advert_hash"),
)


class Directory:
    """Employers and sites by the names they are compared by, found or made.

    An employer that was merged is the one it was merged into; another name that only one employer
    has is that employer's. `load` reads all of them at once, for writing many vacancies; without
    it each is looked for.
    """

    def __init__(self, now: datetime) -> None:
        self._now = now
        self._loaded = False
        self._employers: dict[str, int] = {}
        self._sites: dict[tuple[int, str], int] = {}

    def load(self) -> None:
        """Read every employer and site there is."""
        self._employers = everybody_by_name()
        sites = db.session.execute(sa.select(Site.employer_id, Site.place_key, Site.id))
        self._sites = {(row.employer_id, row.place_key): row.id for row in sites}
        self._loaded = True

    def site_id(self, employer: str, place: PlaceDraft) -> int:
        """The site of this employer at this place."""
        employer_id = self._employer_id(employer)
        key = (employer_id, place.key)
        if key not in self._sites:
            query = sa.select(Site.id).where(
                Site.employer_id == employer_id, Site.place_key == place.key
            )
            found = None if self._loaded else db.session.scalar(query)
            new = self._new_site(employer_id, place)
            self._sites[key] = found or _found_or_made(query, Site, new)
        return self._sites[key]

    def _employer_id(self, name: str) -> int:
        key = name_key_of(name)
        if key not in self._employers:
            found = None if self._loaded else employer_called(key)
            query = sa.select(Employer.id).where(Employer.name_key == key)
            new = {"name": name, "name_key": key, "created_at": self._now}
            self._employers[key] = found or _found_or_made(query, Employer, new)
        return self._employers[key]

    def _new_site(self, employer_id: int, place: PlaceDraft) -> dict[str, Any]:
        return {
            "employer_id": employer_id,
            "place_key": place.key,
            "locality": place.locality,
            "postcode": place.postcode,
            "outward": place.outward,
            "easting": place.easting,
            "northing": place.northing,
            "precision": place.precision,
        }


def _found_or_made(query: sa.Select[Any], kind: type[Employer | Site], new: dict[str, Any]) -> int:
    """The new row's id; that of `query` where somebody else wrote the same down at this moment."""
    postgres = db.session.get_bind().dialect.name == "postgresql"
    insert = postgresql.insert if postgres else sqlite.insert
    made = db.session.scalar(insert(kind).on_conflict_do_nothing().returning(kind.id), new)
    if made is None:
        return int(db.session.scalars(query).one())
    # Written past the session, so the words it is found by do not follow by themselves.
    if words := words_of(db.session.get_one(kind, made)):
        db.session.execute(sa.insert(EmployerWord), words)
    return int(made)


def add_vacancy(
    draft: VacancyDraft,
    step: Step,
    *,
    state: VacancyState = VacancyState.OPEN,
    directory: Directory | None = None,
) -> Vacancy:
    """A new vacancy, open unless said otherwise."""
    return add_vacancies([draft], step, state=state, directory=directory)[0]


def add_vacancies(
    drafts: Sequence[VacancyDraft],
    step: Step,
    *,
    state: VacancyState = VacancyState.OPEN,
    directory: Directory | None = None,
    import_id: int | None = None,
) -> list[Vacancy]:
    """New vacancies, written together; what is known of their workplaces is offered as likely.

    The first version is kept as open: a draft of an import becomes exactly that when the whole
    file is published, or is deleted with its versions.
    """
    directory = directory or Directory(step.at)
    rows = []
    for draft in drafts:
        row = Vacancy(
            created_at=step.at,
            changed_at=step.at,
            opened_at=step.at if state is VacancyState.OPEN else None,
            version=1,
            state=state,
            import_id=import_id,
        )
        _write(row, draft, directory)
        rows.append(row)
    likely = likely_for([(row.site_id, row.title) for row in rows], step.at.date())
    for row, there in zip(rows, likely, strict=True):
        row.conditions = {**there, **row.conditions}
    db.session.add_all(rows)
    db.session.flush()
    kept = VacancyState.OPEN if state is VacancyState.DRAFT else state
    db.session.add_all([_version(row, step, kept, _content(row)) for row in rows])
    db.session.flush()
    return rows


def edit_vacancy(
    vacancy: Vacancy, draft: VacancyDraft, step: Step, *, directory: Directory | None = None
) -> None:
    """The vacancy as it is stated now; what it was stays among its versions."""
    _write(vacancy, draft, directory or Directory(step.at))
    _keep(vacancy, step, content=True)


def note_conditions(vacancy: Vacancy, news: Mapping[str, Any], step: Step) -> None:
    """What somebody has said of some conditions; everything else stays as it was."""
    vacancy.conditions = {**vacancy.conditions, **news}
    _keep(vacancy, step, content=True)


def change_vacancy(vacancy: Vacancy, fields: Mapping[str, Any], step: Step) -> None:
    """Some fields of a vacancy as they are now; what they were stays among its versions."""
    for name, value in fields.items():
        setattr(vacancy, name, value)
    _keep(vacancy, step, content=True)


def close_vacancy(vacancy: Vacancy, to: VacancyState, step: Step) -> None:
    """Filled or withdrawn; raises NotPossible when it is not open."""
    check_close(vacancy.state, to)
    vacancy.state = to
    _keep(vacancy, step)


def reopen_vacancy(vacancy: Vacancy, step: Step, today: date) -> None:
    """Open again; a closing date that is past is dropped, since it is plainly not so any more."""
    check_reopen(vacancy.state, vacancy.closes_on, today)
    vacancy.state = VacancyState.OPEN
    vacancy.opened_at = step.at
    if vacancy.closes_on is not None and vacancy.closes_on < today:
        vacancy.closes_on = None
    _keep(vacancy, step)


def change_state(vacancy: Vacancy, to: VacancyState, step: Step) -> None:
    """A step of a posted role on its way to being open, or not."""
    vacancy.state = to
    _keep(vacancy, step)


def fields_of(draft: VacancyDraft, site_id: int) -> dict[str, Any]:
    """A draft as the columns of a vacancy."""
    return {
        "site_id": site_id,
        "title": draft.title,
        "posted_on": draft.posted_on,
        "closes_on": draft.closes_on,
        "description": draft.description,
        "how_to_apply": draft.how_to_apply,
        "pay_text": draft.pay_text,
        "advert_url": draft.advert_url,
        "conditions": dict(draft.conditions),
        "notes": list(draft.notes),
        "search_text": search_text(draft.title, draft.employer),
    }


def _write(vacancy: Vacancy, draft: VacancyDraft, directory: Directory) -> None:
    for name, value in fields_of(draft, directory.site_id(draft.employer, draft.place)).items():
        setattr(vacancy, name, value)
    vacancy.advert_key = draft.advert_key or vacancy.advert_key
    vacancy.advert_hash = draft.advert_hash or vacancy.advert_hash


def _keep(vacancy: Vacancy, step: Step, *, content: bool = False) -> None:
    vacancy.version += 1
    vacancy.changed_at = step.at
    db.session.flush()
    state = VacancyState(vacancy.state)
    db.session.add(_version(vacancy, step, state, _content(vacancy) if content else {}))


def _version(
    vacancy: Vacancy, step: Step, state: VacancyState, content: dict[str, Any]
) -> VacancyVersion:
    return VacancyVersion(
        vacancy_id=vacancy.id,
        number=vacancy.version,
        state=state,
        reason=step.reason,
        content=content,
        changed_by_id=step.by_id,
        changed_at=step.at,
    )


def _content(vacancy: Vacancy) -> dict[str, Any]:
    dates = {
        name: value.isoformat() if (value := getattr(vacancy, name)) else None
        for name in ("posted_on", "closes_on")
    }
    return {name: getattr(vacancy, name) for name in _CONTENT} | dates | {"site": vacancy.site_id}
