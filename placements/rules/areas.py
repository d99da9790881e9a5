"""How far around home a shortlist reads when there are more vacancies than a county has; pure."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from matching.limits import ProfileFacts

#: Up to so many open vacancies, everything is read every time.
EVERYTHING_UP_TO = 150_000
#: Beyond, what is read reaches so many times the usual limit on distance, and at least so far.
TIMES_THE_LIMIT = 3
LEAST_KM = 50


def area_km(profile: ProfileFacts, open_vacancies: int) -> Decimal | None:
    """The kilometres around home that are read, or None for everything.

    What lies beyond clashes with the limit on distance many times over; the page says how many
    those are, and reads them when asked.
    """
    limit = profile.limit("location")
    if open_vacancies <= EVERYTHING_UP_TO or profile.home is None or limit is None:
        return None
    usual: Any = limit.usual
    return max(Decimal(LEAST_KM), Decimal(usual) * TIMES_THE_LIMIT)
