"""The demo's clients: what each is good at, wants, and can do. No health condition is named.

A client is one of twelve patterns of limits with everything varied a little, so that no two are
alike and every group of every shortlist has something in it.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Any

from demo.names import client_names
from demo.vacancies import DISTRICTS

Limits = dict[str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class DemoClient:
    """One client; `limits` in the JSON form of matching.limits."""

    name: str
    outward: str
    good_at: str
    skills: list[str]
    interests: list[str]
    limits: Limits
    travel_by: list[str]
    bad_days: str
    ruled_out_employers: list[str]
    ruled_out_areas: list[str]
    hours_aim: tuple[int, int]
    capped_by: str | None


# Each pattern: the musts that make it what it is. (usual, bad day or None)
PATTERNS: tuple[dict[str, tuple[Any, Any]], ...] = (
    {
        "sit_choice": ("seat_available", None),
        "on_feet_stretch_min": (45, 30),
        "lift_max_kg": (6, 4),
    },
    {"lift_max_kg": (5, 3), "reach_freq": ("occasionally", "seldom"), "on_feet_pct": (60, None)},
    {"shift_max_h": (5, 4), "consecutive_days_max": (3, 2), "start_flex_min": (15, None)},
    {
        "hand_repeat_freq": ("frequently", "occasionally"),
        "lift_max_kg": (6, None),
        "noise_level": ("moderate", None),
    },
    {
        "sit_stretch_min": (60, 45),
        "low_posture_freq": ("occasionally", "seldom"),
        "break_control": ("on_request", None),
    },
    {"consecutive_days_max": (2, None), "days_week_max": (3, None), "short_notice_days": (1, None)},
    {"stairs": ("some", "lift_available"), "on_feet_pct": (50, 40), "transit_walk_min": (10, None)},
    {
        "time_pressure": ("medium", None),
        "pace_control": ("mixed", None),
        "noise_level": ("moderate", "quiet"),
    },
    {"start_flex_min": (15, 30), "shift_max_h": (6, 4), "short_notice_days": (1, 2)},
    {
        "lift_max_kg": (8, 5),
        "low_posture_freq": ("seldom", None),
        "sit_choice": ("breaks_only", None),
    },
    {
        "on_feet_stretch_min": (60, 30),
        "sit_stretch_min": (90, None),
        "break_control": ("on_request", None),
    },
    {
        "hand_repeat_freq": ("frequently", None),
        "reach_freq": ("seldom", None),
        "pace_control": ("mixed", None),
    },
)
# Musts most people name besides; every client has these, so that adverts that say nothing leave
# five or more open points.
EVERYONE: dict[str, tuple[Any, Any]] = {
    "shift_max_h": (7, None),
    "consecutive_days_max": (4, 3),
    "break_control": ("on_request", None),
    "lift_max_kg": (10, 8),
    "stairs": ("some", None),
    "sit_choice": ("breaks_only", None),
}
IMPORTANT: dict[str, list[Any]] = {
    "noise_level": ["moderate", "quiet"],
    "time_pressure": ["medium", "low"],
    "start_flex_min": [15, 30],
    "rota_notice_days": [7, 14],
    "shift_swap": ["manager"],
    "phased_start_weeks": [2, 4],
    "transit_walk_min": [10, 15],
    "pay_hourly": [12.71],
}
NICE: dict[str, list[Any]] = {
    "trial_offer": ["taster", "visit"],
    "flex_types": [["part_time", "flexitime"], ["term_time"], ["job_share", "part_time"]],
    "adjustments_open": [["stool"], ["appointments_time_off"], ["buddy", "written_instructions"]],
    "exposures": [["cold"], ["heat", "wet"], ["vibration"]],
    "contract": [["permanent", "fixed"], ["permanent", "fixed", "seasonal"]],
    "work_mode": ["hybrid"],
    "manager_support": ["met_ok"],
}
# The work wanted, with what somebody who wants it might be good at and know how to do. As many as
# share no factor with the patterns of limits, so that neither follows from the other.
WISHES: tuple[tuple[list[str], str, list[str]], ...] = (
    (
        ["receptionist", "office administrator"],
        "Patient with people, remembers every name",
        ["switchboard", "appointments"],
    ),
    (["shop assistant"], "Makes customers feel looked after", ["till work", "window displays"]),
    (["library assistant"], "Finds the right book for anybody", ["cataloguing", "story time"]),
    (["gardener", "grounds assistant"], "Makes things grow", ["propagation", "mowing"]),
    (
        ["museum attendant", "receptionist"],
        "Tells a story so that people stop and listen",
        ["local history", "first aid"],
    ),
    (
        ["data entry clerk"],
        "Careful with figures and finds what others miss",
        ["spreadsheets", "touch typing"],
    ),
    (
        ["kitchen assistant", "café assistant"],
        "Cooks for forty without a fuss",
        ["menu planning", "food hygiene"],
    ),
    (["activities coordinator"], "Gets a quiet room singing", ["crafts", "music"]),
    (
        ["cycle mechanic"],
        "Mends anything with a screw in it",
        ["hand tools", "wheel building"],
    ),
    (
        ["call handler", "live chat adviser"],
        "Calm on the telephone, whoever rings",
        ["call handling", "clear notes"],
    ),
    (
        ["school lunchtime assistant"],
        "Gets children to listen without raising a voice",
        ["play leadership", "first aid"],
    ),
    (["delivery driver"], "Never late and never lost", ["route planning", "van driving"]),
    (["sewing machinist"], "Sews a seam that outlasts the cloth", ["overlocking", "alterations"]),
    ([], "Picks things up quickly and sees them through", ["first aid"]),
    (
        ["stock control clerk", "office administrator"],
        "Knows where everything is",
        ["stock counts", "spreadsheets"],
    ),
    (["cleaner"], "Leaves a room better than it was", ["floor care"]),
    (["barista", "tea room assistant"], "Knows the regulars and what they drink", ["coffee"]),
    (
        ["companion", "befriending worker"],
        "Good company, and a good listener",
        ["conversation", "board games"],
    ),
    (
        ["reprographics assistant", "filing assistant"],
        "Writes and lays out clear, friendly letters",
        ["word processing", "minutes"],
    ),
    (["ticket office assistant"], "Quick with change and timetables", ["till work", "French"]),
    (["community transport driver"], "Puts passengers at ease", ["minibus driving"]),
    (
        ["electronics assembly operator"],
        "Steady eye for small things",
        ["soldering", "testing"],
    ),
    (["customer service adviser"], "Turns a complaint into a thank-you", ["e-mail", "mediation"]),
    (["care assistant"], "Kind, and keeps a promise", ["moving and handling", "first aid"]),
    (["checkout operator"], "Cheerful at the end of a long queue", ["till work"]),
)
HOURS = (((8, 16), (16, 20)), ((10, 16), (16, 16)), ((6, 15), (12, 15)), ((12, 20), (20, 25)))
BAD_DAYS = (
    "Two or three a month; a later start usually saves the day.",
    "After a busy spell; a day's rest and then fine again.",
    "Hard to foresee; better to swap a shift than to push through.",
)


def clients(random: Random, employer_names: list[str]) -> list[DemoClient]:
    """A hundred and twenty clients."""
    return [
        _client(random, number, name, employer_names) for number, name in enumerate(client_names())
    ]


def _client(random: Random, number: int, name: str, employer_names: list[str]) -> DemoClient:
    interests, good_at, skills = WISHES[number % len(WISHES)]
    start, aim = random.choice(HOURS)
    return DemoClient(
        name=name,
        outward=list(DISTRICTS)[number % len(DISTRICTS)],
        good_at=good_at,
        skills=list(skills),
        interests=list(interests),
        limits=_limits(random, number, start),
        travel_by=random.sample(["walk", "bus", "train", "bike", "lift"], 2),
        bad_days=random.choice(BAD_DAYS),
        ruled_out_employers=random.sample(employer_names, 1) if number % 5 == 0 else [],
        ruled_out_areas=[random.choice(list(DISTRICTS))] if number % 7 == 0 else [],
        hours_aim=aim,
        capped_by=("benefits" if number % 2 else "health") if start[1] <= 16 else None,
    )


def _limits(random: Random, number: int, hours: tuple[int, int]) -> Limits:
    musts = {**EVERYONE, **PATTERNS[number % len(PATTERNS)]}
    limits: Limits = {"hours_week": _limit(list(hours), None, "must")}
    limits["location"] = _limit(
        random.choice([12, 15, 20]), None, random.choice(["must", "important"])
    )
    limits |= {key: _limit(usual, bad_day, "must") for key, (usual, bad_day) in musts.items()}
    for key in random.sample(list(IMPORTANT), 4):
        limits.setdefault(key, _limit(random.choice(IMPORTANT[key]), None, "important"))
    for key in random.sample(list(NICE), 3):
        limits.setdefault(key, _limit(random.choice(NICE[key]), None, "nice"))
    if number % 4 == 0:
        limits["week_pattern"] = _limit(
            {"sat": {"evening": "cannot"}, "sun": {"morning": "rather_not", "evening": "cannot"}},
            None,
            "important",
        )
    if number % 3 == 0:
        limits["requirements"] = _limit(
            random.choice([["dbs_check"], ["driving_licence", "experience"], ["food_hygiene"]]),
            None,
            "important",
        )
    return limits


def _limit(usual: Any, bad_day: Any, strength: str) -> dict[str, Any]:
    return {"usual": usual, "bad_day": bad_day, "strength": strength}
