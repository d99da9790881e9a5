"""An employer posts a role: five screens, nothing lost, one vacancy."""

import pytest

from employers.rules.vacancies import VacancyState
from tests.employers.posting import Employer, newest_mail, the_role


@pytest.fixture
def employer(app, world):
    return Employer(app)


def test_a_role_goes_from_the_first_screen_to_the_confirmed_address(employer):
    page = employer.post(
        when={"week_pattern-mon-morning": "needed", "weekdays_alike": "y"},
        day={"tap__seat": "arrange", "tap__trolley": "yes", "tap__noise": "unsure"},
    )
    assert page.heading == "One more thing: your e-mail"
    assert the_role().state == VacancyState.WAITING_FOR_EMAIL

    page = employer.confirm()
    assert page.heading == "Thank you: your role is with us"
    role = the_role()
    assert role.state == VacancyState.WAITING_FOR_REVIEW
    facts = {key: (fact["value"], fact["negotiable"]) for key, fact in role.conditions.items()}
    assert facts == {
        "hours_week": ([15, 20], "unknown"),
        "pay_hourly": (12.8, "unknown"),
        "week_pattern": (
            {day: {"morning": "needed"} for day in ("mon", "tue", "wed", "thu", "fri")},
            "unknown",
        ),
        "sit_choice": ("breaks_only", "yes"),
        "adjustments_open": ({"trolley": "yes"}, "unknown"),
    }
    assert newest_mail().kind == "manage_link"
