"""What every engine that speaks SQL has in common: the question, asked in one step or in two."""

from abc import ABC, abstractmethod
from collections.abc import Sequence

import numpy as np

from bench.market import Market
from bench.rivals.area import Area
from bench.rivals.columns import Table
from bench.rivals.kinds import CLASH
from bench.rivals.likeness import wanting
from bench.rivals.points import clear_of_conflict, within_reach
from matching.limits import ProfileFacts

Answer = tuple[int, int, int]


class Engine(ABC):
    """One rival. In two steps it asks first for vacancies without a must in conflict.

    Nothing else can stand among the best if there are enough of those, so the second step, the
    whole question, is seldom needed; the first is bounded by how far the client would travel.
    """

    name = ""

    def __init__(self, top: int = 50, steps: int = 1) -> None:
        self._top = top
        self._steps = steps
        self._learnt: np.ndarray | None = None

    def load(self, market: Market) -> None:
        """Store a market."""
        self._table = Table(market)
        self._learnt = None
        self._store()

    def learn(self, likeness_by_title: np.ndarray) -> None:
        """Store what each title adds for one client, unless it was the last one stored."""
        if self._learnt is not likeness_by_title:
            self._store_wanting(wanting(likeness_by_title).astype(np.int32))
            self._learnt = likeness_by_title

    def ask(
        self, profile: ProfileFacts, area: Area | None, likeness_by_title: np.ndarray
    ) -> list[Answer]:
        """Return the best vacancies as (id, conflicts, cost)."""
        self.learn(likeness_by_title)
        areas = [] if area is None else [area]
        if self._steps > 1:
            reach = within_reach(profile)
            near = areas if reach is None else [*areas, reach]
            clear = clear_of_conflict(profile, self._table)
            rows = self._rows(self.query(profile, near, clear))
            if len(rows) == self._top and rows[-1][1] < CLASH:
                return _answers(rows)
        return _answers(self._rows(self.query(profile, areas)))

    @abstractmethod
    def query(self, profile: ProfileFacts, areas: list[Area], clear: str = "") -> str:
        """Return the question as SQL, over what lies in all of the areas and passes a test."""

    @abstractmethod
    def close(self) -> None:
        """Let go of everything."""

    @abstractmethod
    def _store(self) -> None: ...

    @abstractmethod
    def _store_wanting(self, adds: np.ndarray) -> None: ...

    @abstractmethod
    def _rows(self, query: str) -> Sequence[tuple[int, int]]: ...


def smallest(areas: list[Area]) -> Area:
    """Return the area that bounds the others best."""
    return min(areas, key=lambda area: area.metres)


def within_all(areas: list[Area], squared: str) -> str:
    """Return the test that a vacancy lies in every area, to follow a WHERE."""
    return "".join(
        f" AND {squared.format(area.easting, area.northing)} <= {area.metres**2}" for area in areas
    )


def _answers(rows: Sequence[tuple[int, int]]) -> list[Answer]:
    """Return ids with conflicts and costs, from the one number both are packed in."""
    return [(vacancy, *divmod(number, CLASH)) for vacancy, number in rows]
