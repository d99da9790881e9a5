"""Looking through vacancies without a client: by words, place, hours, pay and conditions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from employers.models import Site, Vacancy
from employers.queries.vacancies import UNREAD, vacancies_by_id, visible_on
from employers.rules.search import Search
from employers.rules.vacancies import VacancyState, folded
from places import Located
from storage.database import db

PAGE_ROWS = 25
NOT_STATED = "not_stated"
_METRES = 1000


@dataclass(frozen=True, slots=True)
class Found:
    """One page of vacancies, and how many there are in all."""

    rows: Sequence[Vacancy]
    total: int
    page: int

    @property
    def pages(self) -> int:
        """How many pages there are; at least one."""
        return max(1, -(-self.total // PAGE_ROWS))


def find(search: Search, page: int, today: date) -> Found:
    """One page of what was looked for; a page past the end is the last one."""
    ids, total = _numbers(search, page, today)
    if not ids and page > 1:
        total = how_many(search, today)
        page = max(1, -(-total // PAGE_ROWS))
        ids, total = _numbers(search, page, today)
    rows = vacancies_by_id(ids)
    return Found([rows[key] for key in ids], total, page)


def _numbers(search: Search, page: int, today: date) -> tuple[list[int], int]:
    """Which vacancies stand on one page, and how many there are.

    Numbers only: sorting whole vacancies by the hundred thousand takes far longer. Where most are
    left out, they are looked for once for both; where all are found, an index counts them sooner.
    """
    wanted = _wanted(search, today).order_by(*_order(search.sort)).limit(PAGE_ROWS)
    wanted = wanted.offset((page - 1) * PAGE_ROWS)
    if not search.narrows:
        return list(db.session.scalars(wanted)), how_many(search, today)
    found = db.session.execute(wanted.add_columns(sa.func.count().over())).all()
    return [key for key, _total in found], found[0][1] if found else 0


def how_many(search: Search, today: date) -> int:
    """How many vacancies a search finds."""
    wanted = _wanted(search, today).subquery()
    return db.session.scalar(sa.select(sa.func.count()).select_from(wanted)) or 0


def _wanted(search: Search, today: date) -> sa.Select[Any]:
    wanted = sa.select(Vacancy.id).where(*_tests(search, today))
    return wanted.join(Vacancy.site) if search.near else wanted


def _tests(search: Search, today: date) -> list[sa.ColumnElement[bool]]:
    tests = [_state(search.state, today)]
    tests += [
        Vacancy.search_text.contains(word, autoescape=True) for word in folded(search.words).split()
    ]
    if search.near is not None and search.km is not None:
        tests.append(_within(search.near, search.km))
    if search.hours_most is not None:
        lowest = _json(("hours_week", "value", 0)).as_float()
        tests.append(sa.or_(lowest.is_(None), lowest <= float(search.hours_most)))
    if search.pay_least is not None:
        pay = _json(("pay_hourly", "value")).as_float()
        tests.append(sa.or_(pay.is_(None), pay >= float(search.pay_least)))
    tests += [_condition(key, answer) for key, answer in search.conditions.items()]
    if search.source:
        visited = sa.or_(
            *(
                sa.cast(Vacancy.conditions, sa.Text).contains(f'"{source}"')
                for source in ("esw_seen", "employer")
            )
        )
        tests.append(visited if search.source == "visit" else sa.not_(visited))
    return tests


def _state(state: str, today: date) -> sa.ColumnElement[bool]:
    if state == "open":
        return visible_on(today)
    if state == "expired":
        return sa.and_(Vacancy.state == VacancyState.OPEN, sa.not_(visible_on(today)))
    if state in (VacancyState.FILLED, VacancyState.CLOSED):
        return Vacancy.state == state
    return Vacancy.state.not_in(UNREAD)


def _within(near: Located, km: Decimal) -> sa.ColumnElement[bool]:
    """Within so many kilometres, or nobody knows where: unknown is never a no."""
    east = sa.cast(Site.easting, sa.Float) - near.easting
    north = sa.cast(Site.northing, sa.Float) - near.northing
    reach = float(km) * _METRES
    return sa.or_(Site.easting.is_(None), east * east + north * north <= reach * reach)


def _json(path: tuple[str | int, ...]) -> Any:
    return sa.type_coerce(Vacancy.conditions, sa.JSON)[path]


def _condition(key: str, answer: str) -> sa.ColumnElement[bool]:
    value = _json((key, "value")).as_string()
    source = _json((key, "source")).as_string()
    unknown = sa.or_(value.is_(None), source == "inferred")
    return unknown if answer == NOT_STATED else sa.and_(value == answer, source != "inferred")


def _order(sort: str) -> tuple[Any, ...]:
    newest = (Vacancy.posted_on.is_(None), Vacancy.posted_on.desc(), Vacancy.id.desc())
    if sort == "closing":
        return (Vacancy.closes_on.is_(None), Vacancy.closes_on, *newest)
    if sort == "title":
        return (sa.func.lower(Vacancy.title), *newest)
    return newest
