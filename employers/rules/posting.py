"""What an employer's answers on the public form make of a role; pure.

The answers are the fields of the form by name, as posted. What is left open stays unknown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from employers.rules.answers import Facts, employer_fact, merged, said, stated
from employers.rules.bundles import Tap, bundle_for, facts_from
from employers.rules.money import MinimumWage, Pay, minimum_wage, read_pay
from employers.rules.typed import Hours, read_hours, read_place
from employers.rules.vacancies import VacancyDraft
from employers.rules.work import family_of
from matching.catalogue import CATALOGUE, Condition, Kind
from matching.values import DAYS, PARTS

#: The screens with questions, in order. "check" and "sent" follow.
STEPS = ("who", "job", "when", "day")
#: Of these the form asks in its own way, before a normal day.
ASKED_BEFORE = frozenset(
    {"hours_week", "pay_hourly", "contract", "requirements", "week_pattern", "time_window"}
)
TAP = "tap__"


@dataclass(frozen=True, slots=True)
class More:
    """A condition that no tap asks about, with the items left of it (all its options if none)."""

    condition: Condition
    options: Mapping[str, str]


def taps_for(answers: Mapping[str, Any]) -> tuple[Tap, ...]:
    """The taps that the role's title calls for."""
    return bundle_for(family_of(said(answers, "title")))


def more_conditions(taps: tuple[Tap, ...]) -> tuple[More, ...]:
    """Every condition an employer may state besides these taps and the screens before."""
    tapped = {(tap.condition, tap.item) for tap in taps}
    left = []
    for condition in CATALOGUE.values():
        if condition.staff_only or condition.kind is Kind.PLACE or condition.key in ASKED_BEFORE:
            continue
        options = {
            item: words
            for item, words in condition.options.items()
            if (condition.key, item) not in tapped
        }
        if (condition.key, "") not in tapped and (options or not condition.options):
            left.append(More(condition, options))
    return tuple(left)


def hours_of(answers: Mapping[str, Any]) -> Hours:
    """The hours a week as typed."""
    return read_hours(said(answers, "hours"))


def pay_of(answers: Mapping[str, Any]) -> Pay | None:
    """The pay as typed; None when there is no amount in it."""
    return read_pay(said(answers, "pay"), hours_of(answers).week)


def under_minimum(answers: Mapping[str, Any], on: date) -> MinimumWage | None:
    """The minimum wage in force that this pay is under; None when it is not, or cannot be told."""
    pay = pay_of(answers)
    rate = minimum_wage(on, apprentice=said(answers, "contract") == "apprenticeship")
    below = pay is not None and pay.lowest is not None and pay.lowest < rate.hourly
    return rate if below else None


def conditions_of_answers(answers: Mapping[str, Any], as_of: date) -> tuple[Facts, dict[str, str]]:
    """Every fact the employer states, and what is wrong with an answer by name of its field."""
    taps = taps_for(answers)
    asked = [CATALOGUE[key] for key in ("contract", "requirements", "week_pattern", "time_window")]
    before, problems = stated(asked, answers, as_of)
    if "time_window" in before:
        # One question asks of both: could the days or times be changed?
        negotiable = said(answers, "week_pattern__negotiable")
        window = before["time_window"]["value"]
        before["time_window"] = employer_fact("time_window", window, as_of, negotiable)
    more, more_problems = _more(taps, answers, as_of)
    tapped = facts_from({tap.key: said(answers, TAP + tap.key) for tap in taps}, as_of)
    facts = merged(more, tapped, before, _hours_and_pay(answers, as_of))
    return facts, {**problems, **more_problems}


def role_from(answers: Mapping[str, Any], today: date) -> VacancyDraft:
    """The role as the employer states it today; an answer that cannot be read stays unknown."""
    facts, _ = conditions_of_answers(answers, today)
    hours = hours_of(answers)
    typed = said(answers, "hours")
    closes_on = said(answers, "closes_on")
    return VacancyDraft(
        employer=said(answers, "employer"),
        title=said(answers, "title"),
        place=read_place(said(answers, "place")),
        posted_on=today,
        closes_on=date.fromisoformat(closes_on) if closes_on else None,
        description=said(answers, "advert"),
        how_to_apply=said(answers, "how_to_apply"),
        pay_text=said(answers, "pay"),
        conditions=facts,
        notes=(f"Hours, in the employer’s words: {typed}",) if hours.left_over else (),
    )


def same_again(earlier: Mapping[str, Any], answers: Mapping[str, Any]) -> dict[str, Any]:
    """A draft's answers with those of an earlier role, but for who posts it and when it closes."""
    who = {"name", "job_title", "employer", "email", "phone", "best_time"}
    role = {
        name: answer
        for name, answer in earlier.items()
        if name not in who | {"closes_on"} and not name.startswith("_")
    }
    kept = {name: answer for name, answer in answers.items() if name in who or name[0] == "_"}
    return {**role, **kept}


def week_fields() -> list[str]:
    """The names of the cells of the week."""
    return [f"week_pattern-{day}-{part}" for day in DAYS for part in PARTS]


def _more(
    taps: tuple[Tap, ...], answers: Mapping[str, Any], as_of: date
) -> tuple[Facts, dict[str, str]]:
    """What was said beyond the taps; an item that a tap asks about is not taken from elsewhere."""
    asked_by_tap = {f"{tap.condition}__{tap.item}" for tap in taps}
    left = {name: answer for name, answer in answers.items() if name not in asked_by_tap}
    return stated([each.condition for each in more_conditions(taps)], left, as_of)


def _hours_and_pay(answers: Mapping[str, Any], as_of: date) -> Facts:
    facts: Facts = {}
    hours, pay = hours_of(answers), pay_of(answers)
    if hours.week:
        negotiable = said(answers, "hours_week__negotiable")
        fact = employer_fact("hours_week", list(hours.week), as_of, negotiable)
        facts["hours_week"] = {**fact, "words": said(answers, "hours")}
    if hours.term_time:
        facts["flex_types"] = employer_fact("flex_types", {"term_time": "yes"}, as_of)
    if pay and pay.lowest is not None:
        # Worked out over a range of hours it is only likely.
        source = "employer" if pay.sure else "inferred"
        fact = employer_fact("pay_hourly", pay.lowest, as_of, source=source)
        facts["pay_hourly"] = {**fact, "words": said(answers, "pay")}
    return facts
