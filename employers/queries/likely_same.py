"""Which vacancies a posted role likely repeats: near it, of an employer of like name and title."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa

from employers.models import Employer, Site, Vacancy
from employers.queries.vacancies import UNREAD
from employers.rules.likeness import Name, may_be_one_employer, titles_alike
from employers.rules.vacancies import VacancyState
from storage.database import db

#: Of what has ended, only what has ended lately can be the same role.
ENDED_WITHIN = timedelta(days=60)
#: So many vacancies of like employers are looked at, the newest first.
LOOKED_AT_MOST = 300
_SITES_AT_ONCE = 500


def likely_same(vacancy: Vacancy, today: date, limit: int = 5) -> Sequence[Vacancy]:
    """Vacancies that may be this very role, the newest first; a person compares them.

    They are at the same site or in the same outward code, or their place is as unknown as this
    one's and the employer is the same.
    """
    sites = _sites_of_like_employers(vacancy.site)[:_SITES_AT_ONCE]
    since = today - ENDED_WITHIN
    query = (
        sa.select(Vacancy.id, Vacancy.title)
        .where(
            Vacancy.site_id.in_(sites),
            Vacancy.id != vacancy.id,
            Vacancy.state.not_in((*UNREAD, VacancyState.REJECTED)),
            sa.or_(
                Vacancy.closes_on >= since,
                sa.and_(Vacancy.closes_on.is_(None), Vacancy.state == VacancyState.OPEN),
                sa.func.coalesce(Vacancy.posted_on, since) >= since,
            ),
        )
        .order_by(Vacancy.id.desc())
        .limit(LOOKED_AT_MOST)
    )
    like: dict[str, bool] = {}
    found: list[int] = []
    for number, title in db.session.execute(query):
        if title not in like:
            like[title] = titles_alike(vacancy.title, title)
        if like[title]:
            found.append(number)
        if len(found) == limit:
            break
    if not found:
        return []
    rows = sa.select(Vacancy).where(Vacancy.id.in_(found)).order_by(Vacancy.id.desc())
    return db.session.scalars(rows).all()


def _sites_of_like_employers(site: Site) -> list[int]:
    """This site, and those near it whose employer's name is like that of its own."""
    near: Any = Site.outward == site.outward
    if site.outward is None:
        near = sa.and_(Site.outward.is_(None), Site.employer_id == site.employer_id)
    # Another site of the very employer with no known place may be this place, too.
    nowhere = sa.and_(Site.outward.is_(None), Site.employer_id == site.employer_id)
    columns = (Site.id, Site.employer_id, Employer.name_key)
    query = (
        sa.select(*columns)
        .join(Employer, Employer.id == Site.employer_id)
        .where(sa.or_(near, nowhere))
    )
    own = Name.of(site.employer.name_key)
    known: dict[int, bool] = {site.employer_id: True}
    sites = [site.id]
    for number, employer_id, name_key in db.session.execute(query):
        if employer_id not in known:
            known[employer_id] = may_be_one_employer(own, Name.of(name_key))
        if known[employer_id] and number != site.id:
            sites.append(number)
    return sites
