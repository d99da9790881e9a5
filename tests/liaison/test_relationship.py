"""Where a relationship stands, and how often one person may be approached out of the blue."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison.rules.entries import KINDS, OUTCOMES, PURPOSES
from liaison.rules.relationship import (
    Contact,
    Stage,
    budget_for,
    figures_on,
    is_counted,
    stage_of,
    week_of,
)

TODAY = date(2026, 11, 24)


def a_contact(days_ago=1, **changes) -> Contact:
    values = {
        "on": TODAY - timedelta(days=days_ago),
        "kind": "call",
        "purpose": "introduce",
        "outcome": "spoke",
        "face_to_face": False,
    }
    return Contact(**{**values, **changes})


contacts = st.builds(
    Contact,
    on=st.dates(min_value=TODAY - timedelta(days=400), max_value=TODAY),
    kind=st.sampled_from(list(KINDS)),
    purpose=st.sampled_from(list(PURPOSES)),
    outcome=st.sampled_from(list(OUTCOMES)),
    face_to_face=st.booleans(),
    unsolicited=st.booleans(),
    contact_id=st.sampled_from([None, 1, 2]),
)


def stage(*logged, next_on=None) -> Stage:
    return stage_of(logged, next_on, TODAY)


def test_an_employer_nobody_reached_is_identified():
    assert stage() is Stage.IDENTIFIED
    assert stage(a_contact(outcome="message_left"), a_contact(outcome="no_answer")) is (
        Stage.IDENTIFIED
    )


def test_needs_are_learned_face_to_face_only():
    assert stage(a_contact(purpose="learn")) is Stage.INTRODUCED
    assert stage(a_contact(purpose="learn", face_to_face=True)) is Stage.NEEDS_LEARNED


def test_a_later_lesser_contact_takes_nothing_back():
    client = a_contact(days_ago=20, purpose="client")

    assert stage(client, a_contact(days_ago=1)) is Stage.CLIENT_DISCUSSED


def test_keeping_in_touch_nurtures_only_after_somebody_is_in_work():
    in_work = a_contact(days_ago=10, purpose="in_work")
    thanks = a_contact(days_ago=5, purpose="keep_in_touch")

    assert stage(thanks) is Stage.INTRODUCED
    assert stage(in_work) is Stage.PLACED
    assert stage(thanks, in_work) is Stage.NURTURING


def test_a_relationship_sleeps_after_a_set_time_unless_something_is_planned():
    after = figures_on(TODAY).dormant_after.days

    assert stage(a_contact(days_ago=after)) is Stage.INTRODUCED
    assert stage(a_contact(days_ago=after + 1)) is Stage.DORMANT
    assert stage(a_contact(days_ago=after + 1), next_on=TODAY) is Stage.INTRODUCED
    assert stage(a_contact(days_ago=after + 1), next_on=TODAY - timedelta(days=1)) is Stage.DORMANT


@given(st.lists(contacts, max_size=12), st.randoms())
def test_the_order_in_which_contacts_are_read_does_not_matter(logged, random):
    shuffled = random.sample(logged, len(logged))

    assert stage_of(shuffled, None, TODAY) is stage_of(logged, None, TODAY)


@given(st.lists(contacts, max_size=12), contacts)
def test_one_more_contact_never_takes_a_waking_relationship_back(logged, one):
    order = list(Stage)
    before, after = (stage_of(each, TODAY, TODAY) for each in (logged, [*logged, one]))

    assert order.index(after) >= order.index(before)


def test_one_unsolicited_call_a_week_spends_the_budget_of_that_person_alone():
    logged = [a_contact(days_ago=6, unsolicited=True, contact_id=1)]

    assert budget_for(logged, 1, TODAY).spent
    assert not budget_for(logged, 2, TODAY).spent
    assert not budget_for([a_contact(days_ago=7, unsolicited=True, contact_id=1)], 1, TODAY).spent


def test_three_a_month_spend_it_too():
    logged = [a_contact(days_ago=days, unsolicited=True) for days in (8, 15, 29)]

    assert budget_for(logged, None, TODAY).spent
    assert not budget_for(logged[:2], None, TODAY).spent


@pytest.mark.parametrize(
    "changes", [{"kind": "visit"}, {"purpose": "in_work"}, {"unsolicited": False}]
)
def test_visits_in_work_calls_and_answers_are_shown_but_not_counted(changes):
    one = a_contact(**{"unsolicited": True, **changes})
    budget = budget_for([one] * 5, None, TODAY)

    assert not is_counted(one)
    assert (budget.this_week, budget.also, budget.spent) == (0, 5, False)


@given(st.dates(min_value=date(2020, 1, 1), max_value=date(2040, 1, 1)))
def test_a_week_begins_on_monday_and_holds_its_day(day):
    monday, sunday = week_of(day)

    assert monday.weekday() == 0
    assert (sunday - monday).days == 6
    assert monday <= day <= sunday
