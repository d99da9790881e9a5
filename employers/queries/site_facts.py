"""What is known of a workplace, for one family of work."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import sqlalchemy as sa

from employers.models import SiteFact
from storage.database import db


def site_facts(site_id: int, family: str) -> Mapping[str, SiteFact]:
    """What is known of this site for this family of work, by condition."""
    query = sa.select(SiteFact).where(SiteFact.site_id == site_id, SiteFact.family == family)
    return {row.key: row for row in db.session.scalars(query)}


def facts_of_sites(site_ids: Collection[int]) -> Sequence[SiteFact]:
    """Everything known of these sites, whatever the work."""
    query = sa.select(SiteFact).where(SiteFact.site_id.in_(site_ids))
    return db.session.scalars(query.order_by(SiteFact.site_id, SiteFact.id)).all()
