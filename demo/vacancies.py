"""Employers and vacancies of the demo: most is known where an ESW has visited, little elsewhere.

Everything comes from a seeded generator, so the same day gives the same demo.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from demo.names import employer_names

ROLES = Path(__file__).with_name("roles.toml")
VACANCIES = 600
VISITED_SHARE = 0.45
PLACE_UNKNOWN_SHARE = 0.03
# Outward codes of south Hampshire, with the name people give the district.
DISTRICTS = {
    "SO14": "Southampton city centre",
    "SO15": "Shirley, Southampton",
    "SO16": "Bassett, Southampton",
    "SO17": "Portswood, Southampton",
    "SO18": "Bitterne, Southampton",
    "SO19": "Woolston, Southampton",
    "SO30": "Hedge End",
    "SO31": "Locks Heath",
    "SO40": "Totton",
    "SO45": "Hythe",
    "SO50": "Eastleigh",
    "SO53": "Chandler's Ford",
    "PO14": "Fareham",
    "PO15": "Whiteley",
    "PO16": "Portchester",
}
# Which kinds of work an employer of each kind has; the first is the usual one.
WORK_OF = {
    "shop": ("shop", "shop", "office", "cleaning", "warehouse"),
    "office": ("office", "office", "cleaning", "museum"),
    "school": ("school", "school", "kitchen", "cleaning", "office"),
    "care": ("care", "care", "kitchen", "cleaning", "office"),
    "kitchen": ("kitchen", "kitchen", "shop"),
    "mixed": ("warehouse", "workshop", "transport", "outdoors", "museum", "office"),
}
PARTS_OF_DAY = (("morning", 6, 12), ("afternoon", 12, 17), ("evening", 17, 22))
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
EXPOSURES = ("cold", "heat", "vibration", "outdoors", "wet")
ACCESS = ("step_free", "lift", "near_parking", "accessible_wc", "rest_space")
ADJUSTMENTS = (
    *("stool", "sit_stand_desk", "chair", "trolley", "voice_input", "swap_tasks", "buddy"),
    *("written_instructions", "appointments_time_off"),
)
FLEXIBLE = ("part_time", "job_share", "flexitime", "staggered", "term_time", "self_roster")
# What an advert usually says; everything else is left unsaid in most of them.
ADVERT_SAYS = {
    "hours_week": 0.85,
    "pay_hourly": 0.7,
    "contract": 0.6,
    "requirements": 0.6,
    "time_window": 0.35,
    "work_mode": 0.3,
    "week_pattern": 0.2,
    "lift_max_kg": 0.12,
    "days_week_max": 0.15,
    "flex_types": 0.15,
    "driving": 0.25,
    "shift_max_h": 0.15,
}
ADVERT_SAYS_OTHERWISE = 0.06
VISIT_FINDS = 0.9


@dataclass(frozen=True, slots=True)
class DemoEmployer:
    """One employer with its one site; the offsets in metres spread sites over their district."""

    name: str
    kind: str
    outward: str
    locality: str
    east_offset_m: int
    north_offset_m: int
    visited_days_ago: int | None


@dataclass(frozen=True, slots=True)
class DemoVacancy:
    """One vacancy; `conditions` in the JSON form of matching.facts."""

    employer: DemoEmployer
    title: str
    place_known: bool
    posted_on: date
    closes_on: date | None
    conditions: dict[str, Any]
    how_to_apply: str
    description: str
    state: str
    reason: str


def employers(random: Random) -> list[DemoEmployer]:
    """Eighty employers over fifteen districts, rather under half of them visited."""
    districts = list(DISTRICTS.items())
    made = []
    for number, (kind, name) in enumerate(employer_names()):
        outward, locality = districts[number * 7 % len(districts)]
        visited = random.randint(5, 150) if random.random() < VISITED_SHARE else None
        east, north = random.randint(-1200, 1200), random.randint(-1200, 1200)
        made.append(DemoEmployer(name, kind, outward, locality, east, north, visited))
    return made


def vacancies(random: Random, today: date) -> Iterator[DemoVacancy]:
    """Six hundred vacancies, dated around `today`; a few are filled, closed or expired."""
    roles = tomllib.loads(ROLES.read_text())["role"]
    by_kind: dict[str, list[dict[str, Any]]] = {}
    for role in roles:
        by_kind.setdefault(role["kind"], []).append(role)
    places = employers(random)
    for number in range(VACANCIES):
        employer = places[number % len(places)]
        role = random.choice(by_kind[random.choice(WORK_OF[employer.kind])])
        yield _vacancy(random, employer, role, today)


def _vacancy(
    random: Random, employer: DemoEmployer, role: dict[str, Any], today: date
) -> DemoVacancy:
    posted_on = today - timedelta(days=random.randint(0, 26))
    closes_in = random.choice([None, *range(2, 29)])
    state, reason = "open", ""
    if random.random() < 0.03:
        state, reason = random.choice(
            [("filled", "Filled"), ("closed", "The employer withdrew it")]
        )
    elif random.random() < 0.02:
        closes_in = -random.randint(1, 5)
    hours = random.choice(role["hours"])
    return DemoVacancy(
        employer=employer,
        title=random.choice(role["titles"]),
        place_known=random.random() >= PLACE_UNKNOWN_SHARE,
        posted_on=posted_on,
        closes_on=None if closes_in is None else today + timedelta(days=closes_in),
        conditions=_known(
            random, employer, _true_conditions(random, role, hours), today, posted_on
        ),
        how_to_apply="Ring or write to the site; ask for the person in charge of recruiting.",
        description=f"{hours[0]} to {hours[1]} hours a week at {employer.locality}. "
        "This vacancy is part of the demo and does not exist.",
        state=state,
        reason=reason,
    )


def _true_conditions(random: Random, role: dict[str, Any], hours: list[int]) -> dict[str, Any]:
    """What one would find on a visit: every condition of the catalogue but the place."""
    window = random.choice(role["window"])
    length = _hours_of(window)
    shift = max(2, min(8, round(length)))
    days = max(1, min(6, -(-hours[1] // shift)))
    remote = role.get("mode") == "remote"
    listed = {
        key: random.choice(role[key])
        for key in (
            *("sit_choice", "on_feet_pct", "on_feet_stretch_min", "sit_stretch_min"),
            *("lift_max_kg", "lift_freq", "reach_freq", "low_posture_freq", "hand_repeat_freq"),
            *("stairs", "noise_level", "pace_control", "time_pressure"),
        )
    }
    exposed = role.get("exposures", [])
    return {
        **listed,
        "exposures": {item: "yes" if item in exposed else "no" for item in EXPOSURES},
        "driving": role.get("drive", "none"),
        "hours_week": hours,
        "shift_max_h": shift,
        "days_week_max": days,
        "consecutive_days_max": random.randint(1, days),
        "time_window": window,
        "week_pattern": _pattern(random, window, days),
        "start_flex_min": random.choice([0, 0, 15, 30, 60]),
        "rota_notice_days": random.choice([7, 14, 28]),
        "flex_types": _answers(random, FLEXIBLE, {"part_time": "yes"} if hours[1] < 30 else {}),
        "break_control": random.choice(["fixed_only", "on_request", "on_request", "free"]),
        "short_notice_days": random.choice([0, 1, 2, 3]),
        "shift_swap": random.choice(["no", "manager", "manager", "free"]),
        "phased_start_weeks": random.choice([0, 2, 4, 6]),
        "trial_offer": random.choice(["none", "visit", "taster", "work_trial", "paid_trial"]),
        "work_mode": "remote" if remote else random.choice(["site", "site", "site", "hybrid"]),
        "transit_walk_min": random.choice([2, 4, 6, 8, 12, 15]),
        "access_features": _answers(random, ACCESS, {}),
        "adjustments_open": _answers(random, ADJUSTMENTS, {}),
        "pay_hourly": random.choice(role["pay"]),
        "contract": random.choice(["permanent", "permanent", "fixed", "zero_hours", "seasonal"]),
        "guaranteed_hours": hours[0],
        "requirements": {
            **dict.fromkeys(role.get("desirable", ["experience"]), "desirable"),
            **dict.fromkeys(role.get("requires", []), "required"),
        },
    }


def _hours_of(window: list[str]) -> float:
    start, finish = (int(text[:2]) + int(text[3:]) / 60 for text in window)
    return finish - start if finish > start else finish + 24 - start


def _pattern(random: Random, window: list[str], days: int) -> dict[str, dict[str, str]]:
    start = int(window[0][:2])
    part = next((name for name, low, high in PARTS_OF_DAY if low <= start < high), "night")
    worked = sorted(random.sample(range(7), days))
    return {WEEKDAYS[day]: {part: "needed" if random.random() < 0.6 else "could"} for day in worked}


def _answers(random: Random, items: tuple[str, ...], sure: dict[str, str]) -> dict[str, str]:
    answers = {item: random.choice(["yes", "yes", "arrange", "no"]) for item in items}
    return {**answers, **sure}


def _known(
    random: Random,
    employer: DemoEmployer,
    true: dict[str, Any],
    today: date,
    posted_on: date,
) -> dict[str, Any]:
    """What is on record: after a visit nearly all of it, from an advert the little it says."""
    facts: dict[str, Any] = {}
    for key, value in true.items():
        says = ADVERT_SAYS.get(key, ADVERT_SAYS_OTHERWISE)
        if employer.visited_days_ago is not None and random.random() < VISIT_FINDS:
            seen_on = today - timedelta(days=employer.visited_days_ago)
            source = random.choice(["esw_seen", "employer"])
            facts[key] = _fact(
                value, random.choice(["yes", "maybe", "no", "unknown"]), source, seen_on
            )
        elif random.random() < says:
            facts[key] = _fact(value, "unknown", "advert", posted_on)
        elif random.random() < 0.03:
            facts[key] = _fact(value, "unknown", "inferred", posted_on)
    if employer.visited_days_ago is not None and random.random() < 0.5:
        seen_on = today - timedelta(days=employer.visited_days_ago)
        met = random.choice(["met_ok", "met_good", "met_good"])
        facts["manager_support"] = _fact(met, "unknown", "esw_seen", seen_on)
    return facts


def _fact(value: Any, negotiable: str, source: str, as_of: date) -> dict[str, Any]:
    return {
        "value": value,
        "negotiable": negotiable,
        "source": source,
        "as_of": as_of.isoformat(),
    }
