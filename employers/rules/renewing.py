"""How long a posted role stays up, and when its employer is asked whether it is open still; pure.

The figures are the service's own: two reminders within the four weeks that a role stays up.
"""

from __future__ import annotations

from datetime import date, timedelta

#: How long a role stays up from the day it was opened, or said to be open still.
UP_FOR = timedelta(days=28)
#: How many days after that its employer is asked.
ASKED_AFTER_DAYS = (10, 20)
#: A question that is late is left out when the next one is so near.
TOO_NEAR = timedelta(days=4)


def closes_on_renewal(closes_on: date | None, today: date) -> date:
    """The last day it stays up when it is said to be open today; a later day they chose stands.

    >>> closes_on_renewal(date(2026, 11, 12), date(2026, 11, 10))
    datetime.date(2026, 12, 8)
    """
    renewed = today + UP_FOR
    return max(closes_on, renewed) if closes_on else renewed


def question_due(renewed_on: date, today: date) -> int | None:
    """After how many days the question is that is due today, however late; None when none is.

    >>> question_due(date(2026, 11, 1), date(2026, 11, 12))
    10
    """
    for number, days in enumerate(ASKED_AFTER_DAYS):
        due_on = renewed_on + timedelta(days=days)
        later = ASKED_AFTER_DAYS[number + 1 :]
        ends_on = renewed_on + timedelta(days=later[0]) - TOO_NEAR if later else date.max
        if due_on <= today <= ends_on:
            return days
    return None


def days_of_question(days: int, today: date) -> tuple[date, date]:
    """The first and last day of renewal for which the question after so many days is due today."""
    number = ASKED_AFTER_DAYS.index(days)
    later = ASKED_AFTER_DAYS[number + 1 :]
    first = today - timedelta(days=later[0]) + TOO_NEAR if later else date.min
    return first, today - timedelta(days=days)
