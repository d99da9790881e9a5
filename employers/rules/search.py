"""What somebody looks for among the vacancies, without a client; pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from places import Located


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for. `conditions` maps a catalogue key to the answer wanted.

    What a vacancy does not state stays in, unless `not_stated` or a stated answer is asked for.
    """

    words: str = ""
    near: Located | None = None
    km: Decimal | None = None
    hours_most: Decimal | None = None
    pay_least: Decimal | None = None
    state: str = "open"
    source: str = ""
    sort: str = "newest"
    conditions: Mapping[str, str] = field(default_factory=dict)

    @property
    def narrows(self) -> bool:
        """Whether anything but a state is asked for."""
        return self.without("state").without("sort") != Search()

    def without(self, name: str) -> Search:
        """The same search with one filter taken away."""
        return replace(self, **{name: getattr(Search(), name)})
