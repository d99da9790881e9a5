"""One rule decides what is open, in Python and in SQL."""

from datetime import timedelta
from itertools import product

import pytest
import sqlalchemy as sa

from employers.models import Vacancy
from employers.queries.vacancies import visible_on
from employers.rules.vacancies import VacancyState, is_visible, state_on
from storage.clock import LONDON
from storage.transaction import end_reads
from tests.builders import NOW
from tests.builders_vacancies import a_vacancy

TODAY = NOW.astimezone(LONDON).date()
DAYS = [None, *(TODAY + timedelta(days=days) for days in (-400, -1, 0, 1, 400))]


def test_the_rule_and_the_query_agree_on_every_state_and_date(database):
    expected = {
        a_vacancy(state=state, closes_on=closes_on, title=f"{state} {closes_on}").id
        for state, closes_on in product(VacancyState, DAYS)
        if is_visible(state, closes_on, TODAY)
        or a_vacancy(state=state, closes_on=closes_on, title=f"{state} {closes_on}") is None
    }

    found = set(database.scalars(sa.select(Vacancy.id).where(visible_on(TODAY))))
    end_reads()
    assert found == expected
    assert len(found) == 4


@pytest.mark.parametrize(("days", "state"), [(-1, "expired"), (0, "open"), (1, "open")])
def test_the_closing_date_is_the_last_day_to_apply(days, state):
    assert state_on("open", TODAY + timedelta(days=days), TODAY) == state
