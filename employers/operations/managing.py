"""What an employer changes about a role they have posted."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from employers.models import VacancyPosting
from storage.database import db


def submit_edit(posting: VacancyPosting, answers: Mapping[str, Any], now: datetime) -> None:
    """Keep a change for review; the reviewed version stays up until somebody has looked at it."""
    posting.pending = dict(answers)
    posting.pending_at = now
    db.session.flush()
