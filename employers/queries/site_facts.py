"""What is known of a workplace, for one family of work."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa

from employers.models import SiteFact
from employers.rules.work import as_likely, family_of, is_ageing
from storage.database import db


def site_facts(site_id: int, family: str) -> Mapping[str, SiteFact]:
    """What is known of this site for this family of work, by condition."""
    query = sa.select(SiteFact).where(SiteFact.site_id == site_id, SiteFact.family == family)
    return {row.key: row for row in db.session.scalars(query)}


def facts_of_sites(site_ids: Collection[int]) -> Sequence[SiteFact]:
    """Everything known of these sites, whatever the work."""
    query = sa.select(SiteFact).where(SiteFact.site_id.in_(site_ids))
    return db.session.scalars(query.order_by(SiteFact.site_id, SiteFact.id)).all()


def likely_for(sites_and_titles: Iterable[tuple[int, str]], today: date) -> list[dict[str, Any]]:
    """For each role (its site and title), what is likely there by condition, as facts in JSON.

    What is ageing is not offered any more: it is to be asked again.
    """
    pairs = [(site_id, family_of(title)) for site_id, title in sites_and_titles]
    known: dict[tuple[int, str], dict[str, Any]] = {}
    for row in facts_of_sites({site_id for site_id, _family in pairs}):
        said_on = row.fact.get("as_of")
        if said_on and not is_ageing(date.fromisoformat(said_on), today):
            known.setdefault((row.site_id, row.family), {})[row.key] = as_likely(row.fact)
    return [
        {**known.get((site_id, ""), {}), **known.get((site_id, family), {})}
        for site_id, family in pairs
    ]
