"""Write down a vacancy, change it, close it, open it again; each step is kept with its reason."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from employers.models import Employer, Site, Vacancy, VacancyVersion
from employers.rules import (
    PlaceDraft,
    Step,
    VacancyDraft,
    VacancyState,
    check_close,
    check_reopen,
    search_text,
)
from matching.employer_names import employer_key
from storage.database import db

_CONTENT = (
    *("title", "description", "how_to_apply", "pay_text", "advert_url"),
    *("conditions", "notes", "advert_hash"),
)


class Directory:
    """Employers and sites, found or made; remembers what it found, for writing many vacancies."""

    def __init__(self, now: datetime) -> None:
        self._now = now
        self._employers: dict[str, Employer] = {}
        self._sites: dict[tuple[int, str], Site] = {}

    def employer(self, name: str) -> Employer:
        """The employer of this name, however it is written."""
        key = (employer_key(name) or name.casefold())[:200]
        if key not in self._employers:
            found = db.session.scalar(sa.select(Employer).where(Employer.name_key == key))
            if found is None:
                found = Employer(name=name, name_key=key, created_at=self._now)
                db.session.add(found)
                db.session.flush()
            self._employers[key] = found
        return self._employers[key]

    def site(self, employer: Employer, place: PlaceDraft) -> Site:
        """The employer's site at this place."""
        key = (employer.id, place.key)
        if key not in self._sites:
            query = sa.select(Site).where(Site.employer_id == key[0], Site.place_key == key[1])
            found = db.session.scalar(query)
            if found is None:
                found = Site(
                    employer=employer,
                    place_key=place.key,
                    locality=place.locality,
                    postcode=place.postcode,
                    outward=place.outward,
                    easting=place.easting,
                    northing=place.northing,
                    precision=place.precision,
                )
                db.session.add(found)
                db.session.flush()
            self._sites[key] = found
        return self._sites[key]


def add_vacancy(
    draft: VacancyDraft,
    step: Step,
    *,
    state: VacancyState = VacancyState.OPEN,
    directory: Directory | None = None,
) -> Vacancy:
    """A new vacancy, open unless said otherwise."""
    vacancy = Vacancy(created_at=step.at, version=0, state=state)
    _write(vacancy, draft, directory or Directory(step.at))
    db.session.add(vacancy)
    _keep(vacancy, step, content=True)
    return vacancy


def edit_vacancy(
    vacancy: Vacancy, draft: VacancyDraft, step: Step, *, directory: Directory | None = None
) -> None:
    """The vacancy as it is stated now; what it was stays among its versions."""
    _write(vacancy, draft, directory or Directory(step.at))
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
    if vacancy.closes_on is not None and vacancy.closes_on < today:
        vacancy.closes_on = None
    _keep(vacancy, step)


def _write(vacancy: Vacancy, draft: VacancyDraft, directory: Directory) -> None:
    employer = directory.employer(draft.employer)
    vacancy.site = directory.site(employer, draft.place)
    vacancy.title = draft.title
    vacancy.posted_on = draft.posted_on
    vacancy.closes_on = draft.closes_on
    vacancy.description = draft.description
    vacancy.how_to_apply = draft.how_to_apply
    vacancy.pay_text = draft.pay_text
    vacancy.advert_url = draft.advert_url
    vacancy.conditions = dict(draft.conditions)
    vacancy.notes = list(draft.notes)
    vacancy.search_text = search_text(draft.title, employer.name)
    vacancy.advert_key = draft.advert_key or vacancy.advert_key
    vacancy.advert_hash = draft.advert_hash or vacancy.advert_hash


def _keep(vacancy: Vacancy, step: Step, *, content: bool = False) -> None:
    vacancy.version += 1
    vacancy.changed_at = step.at
    db.session.flush()
    db.session.add(
        VacancyVersion(
            vacancy_id=vacancy.id,
            number=vacancy.version,
            state=vacancy.state,
            reason=step.reason,
            content=_content(vacancy) if content else {},
            changed_by_id=step.by_id,
            changed_at=step.at,
        )
    )


def _content(vacancy: Vacancy) -> dict[str, Any]:
    dates = {
        name: value.isoformat() if (value := getattr(vacancy, name)) else None
        for name in ("posted_on", "closes_on")
    }
    return {name: getattr(vacancy, name) for name in _CONTENT} | dates | {"site": vacancy.site_id}
