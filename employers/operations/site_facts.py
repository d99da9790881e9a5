"""Keep what is known of a workplace, and let the roles there know it.

Facts belong to the workplace: what somebody who knows has said of one role is offered as likely
for the next role of that kind there, and counts once it is said again.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from employers.models import SiteFact, Vacancy
from employers.operations.vacancies import note_conditions
from employers.queries.site_facts import site_facts
from employers.queries.vacancies import visible_on
from employers.rules.vacancies import Step
from employers.rules.work import family_of, merged, of_the_workplace
from storage.database import db


def keep_site_facts(vacancy: Vacancy, now: datetime) -> None:
    """Keep at the site what this role is known to be like, where that holds for the next one."""
    known = of_the_workplace(vacancy.conditions)
    _keep(vacancy.site_id, family_of(vacancy.title), known, vacancy.id, now)


def learn(site_id: int, family: str, said: Mapping[str, Mapping[str, Any]], step: Step) -> int:
    """What somebody said of a site and a family of work: kept there, and for its open roles.

    `said` are facts in JSON by condition. Returns how many open vacancies have learned something.
    """
    _keep(site_id, family, said, None, step.at)
    today = step.at.date()
    roles = sa.select(Vacancy).where(Vacancy.site_id == site_id, visible_on(today))
    changed = 0
    for vacancy in db.session.scalars(roles).all():
        if family and family_of(vacancy.title) != family:
            continue
        news = {key: merged(vacancy.conditions.get(key), fact) for key, fact in said.items()}
        if any(vacancy.conditions.get(key) != fact for key, fact in news.items()):
            note_conditions(vacancy, news, step)
            changed += 1
    return changed


def _keep(
    site_id: int,
    family: str,
    said: Mapping[str, Mapping[str, Any]],
    vacancy_id: int | None,
    now: datetime,
) -> None:
    before = site_facts(site_id, family)
    for key, fact in said.items():
        row = before.get(key)
        if row is None:
            row = SiteFact(site_id=site_id, family=family, key=key)
            db.session.add(row)
        elif (row.fact.get("as_of") or "") > (fact.get("as_of") or ""):
            continue  # an older answer never takes the place of a newer one
        row.fact = merged(row.fact, fact)
        row.vacancy_id, row.said_at = vacancy_id, now
    db.session.flush()
