"""Which vacancies stand how for one client: the seam behind which an index can take over."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from employers.known import KnownVacancies
from matching.limits import ProfileFacts
from matching.ranking import Ranking, rank


class Engine(Protocol):
    """Reads every visible vacancy for one client. The database stays the truth: what is shown is
    read back and checked again."""

    def search(self, profile: ProfileFacts, today: date) -> Ranking:
        """Every visible vacancy as it stands for this client, best first."""


class PlainEngine:
    """The rules, read one vacancy after the other: right by construction, fast to ten thousand."""

    def __init__(self) -> None:
        self._known = KnownVacancies()

    def search(self, profile: ProfileFacts, today: date) -> Ranking:
        """Every visible vacancy as it stands for this client, best first."""
        return rank(profile, self._known.visible(today))
