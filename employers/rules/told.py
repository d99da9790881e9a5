"""An employer's answers, shown back before they are sent: their words, and what we make of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from employers.rules.answers import Facts, said
from employers.rules.bundles import ANSWERS
from employers.rules.money import Pay
from employers.rules.posting import (
    TAP,
    More,
    conditions_of_answers,
    hours_of,
    more_conditions,
    pay_of,
    taps_for,
    under_minimum,
)
from employers.rules.typed import read_place
from matching.amounts import fact_in_words, number
from matching.catalogue import CATALOGUE, Kind
from matching.facts import fact_from_json
from places import Precision

MAY_CHANGE = {"yes": "Yes", "maybe": "Perhaps", "no": "No"}


@dataclass(frozen=True, slots=True)
class Line:
    """One answer: its label, the words (empty: not stated), what we make of it, and a warning."""

    label: str
    words: str
    note: str = ""
    warning: str = ""


def told(answers: Mapping[str, Any], today: date) -> dict[str, list[Line]]:
    """Every answer, by the screen it was given on."""
    facts, _ = conditions_of_answers(answers, today)
    return {
        "who": _who(answers),
        "job": _job(answers, facts, today),
        "when": _when(answers, facts),
        "day": _day(answers, facts),
    }


def pay_line(answers: Mapping[str, Any], today: date) -> Line:
    """The pay as typed, by the hour, with a warning when that is under the minimum wage."""
    typed = said(answers, "pay")
    rate = under_minimum(answers, today)
    warning = ""
    if rate:
        warning = (
            f"This is under the {rate.name}, £{rate.hourly:.2f} an hour. If that is a slip, change "
            "it; you can send the role all the same."
        )
    return Line("Pay", typed, _by_the_hour(pay_of(answers), answers) if typed else "", warning)


def _by_the_hour(pay: Pay | None, answers: Mapping[str, Any]) -> str:
    if pay is None:
        return ""
    if pay.lowest is None or pay.highest is None:
        return "We cannot tell the pay by the hour from this: it stays as you wrote it."
    amount = f"£{pay.lowest:.2f}"
    if pay.highest != pay.lowest:
        amount += f" to £{pay.highest:.2f}"
    week = hours_of(answers).week
    if pay.period == "hour" or week is None:
        return f"That is {amount} an hour."
    return f"That is about {amount} an hour, at {number(week[1])} hours a week."


def _who(answers: Mapping[str, Any]) -> list[Line]:
    labels = {
        "name": "Your name",
        "job_title": "Your job title",
        "employer": "Employer",
        "email": "E-mail",
        "phone": "Phone",
        "best_time": "Best time to ring",
    }
    return [Line(label, said(answers, name)) for name, label in labels.items()]


def _job(answers: Mapping[str, Any], facts: Facts, today: date) -> list[Line]:
    hours = hours_of(answers)
    unread = "We keep your words; the number of hours stays not stated." if hours.left_over else ""
    return [
        Line("Job title", said(answers, "title")),
        Line("Where", said(answers, "place"), _place_note(answers)),
        pay_line(answers, today),
        Line("Hours a week", said(answers, "hours"), unread),
        Line("Contract", _fact_words("contract", facts)),
        Line("Closing date", said(answers, "closes_on")),
        Line("How to apply", said(answers, "how_to_apply")),
        Line("What it needs", _fact_words("requirements", facts)),
        Line("Your advert", _shortened(said(answers, "advert"))),
    ]


def _place_note(answers: Mapping[str, Any]) -> str:
    typed = said(answers, "place")
    place = read_place(typed)
    if not typed:
        return ""
    if place.easting is None:
        return "We cannot find this on the map. A postcode tells people how far away it is."
    if place.precision != Precision.POSTCODE:
        return f"On the map in the district {place.outward}."
    return f"On the map at {place.postcode}."


def _when(answers: Mapping[str, Any], facts: Facts) -> list[Line]:
    changes = MAY_CHANGE.get(said(answers, "week_pattern__negotiable"), "")
    return [
        Line("Days and times", _fact_words("week_pattern", facts)),
        Line("Earliest start and latest finish", _fact_words("time_window", facts)),
        Line("Could they change?", changes),
        Line("Fewer or more hours", MAY_CHANGE.get(said(answers, "hours_week__negotiable"), "")),
    ]


def _day(answers: Mapping[str, Any], facts: Facts) -> list[Line]:
    taps = taps_for(answers)
    lines = [Line(tap.question, ANSWERS.get(said(answers, TAP + tap.key), "")) for tap in taps]
    more = ((each.condition, _more_words(each, answers, facts)) for each in more_conditions(taps))
    return lines + [Line(condition.label, words) for condition, words in more if words]


def _more_words(more: More, answers: Mapping[str, Any], facts: Facts) -> str:
    if more.condition.kind is not Kind.ITEMS:
        return _fact_words(more.condition.key, facts)
    given = {item: said(answers, f"{more.condition.key}__{item}") for item in more.options}
    given = {item: answer for item, answer in given.items() if answer}
    return fact_in_words(more.condition, given) if given else ""


def _fact_words(key: str, facts: Facts) -> str:
    fact = facts.get(key)
    if fact is None:
        return ""
    plain = {name: value for name, value in fact.items() if name != "words"}
    words = fact_in_words(CATALOGUE[key], fact_from_json(key, plain).value)
    return words[0].upper() + words[1:]


def _shortened(text: str, letters: int = 160) -> str:
    return text if len(text) <= letters else text[:letters].rstrip() + "…"
