"""The matching rules read by brute force, straight from the written files.

It shares no code with the engine: tables typed out again from the published rules, exact
fractions, one question at a time. Slow and plain on purpose.
"""

from fractions import Fraction
from math import isqrt

F = ["never", "seldom", "occasionally", "frequently", "constantly"]
SCALES = {
    "sit_choice": ("at least", ["no", "breaks_only", "seat_available", "always"]),
    "lift_freq": ("at most", F),
    "reach_freq": ("at most", F),
    "low_posture_freq": ("at most", F),
    "hand_repeat_freq": ("at most", F),
    "stairs": ("at most", ["none", "lift_available", "some", "many", "ladders"]),
    "driving": ("at most", ["none", "between_sites", "main_duty"]),
    "break_control": ("at least", ["fixed_only", "on_request", "free"]),
    "pace_control": ("at most", ["own", "mixed", "customers_or_line"]),
    "time_pressure": ("at most", ["low", "medium", "high"]),
    "shift_swap": ("at least", ["no", "manager", "free"]),
    "trial_offer": ("at least", ["none", "visit", "taster", "work_trial", "paid_trial"]),
    "work_mode": ("at least", ["site", "hybrid", "remote"]),
    "noise_level": ("at most", ["quiet", "moderate", "loud"]),
    "manager_support": ("at least", ["concern", "met_ok", "met_good"]),
}
# key: (test, tolerance, highest number worth trying)
NUMBERS = {
    "on_feet_pct": ("at most", 10, 100),
    "on_feet_stretch_min": ("at most", 0, 120),
    "sit_stretch_min": ("at most", 0, 120),
    "lift_max_kg": ("at most", None, 30),
    "shift_max_h": ("at most", 1, 12),
    "days_week_max": ("at most", 1, 7),
    "consecutive_days_max": ("at most", 0, 10),
    "start_flex_min": ("at least", 15, 120),
    "rota_notice_days": ("at least", 0, 28),
    "short_notice_days": ("at least", 1, 8),
    "phased_start_weeks": ("at least", 2, 12),
    "transit_walk_min": ("at most", 5, 40),
    "pay_hourly": ("at least", 0, 20),
    "guaranteed_hours": ("at least", 0, 40),
}
ITEMS = {
    "exposures": ("avoid", ["cold", "heat", "vibration", "outdoors", "wet"]),
    "flex_types": (
        "any",
        [
            "part_time",
            "job_share",
            "flexitime",
            "staggered",
            "compressed",
            "annualised",
            "term_time",
            "self_roster",
        ],
    ),
    "access_features": (
        "all",
        ["step_free", "lift", "near_parking", "accessible_wc", "rest_space"],
    ),
    "adjustments_open": (
        "all",
        [
            "stool",
            "sit_stand_desk",
            "chair",
            "trolley",
            "voice_input",
            "swap_tasks",
            "buddy",
            "written_instructions",
            "appointments_time_off",
        ],
    ),
}
CONTRACTS = ["permanent", "fixed", "seasonal", "agency", "zero_hours", "apprenticeship"]
REQUIREMENTS = [
    "professional_registration",
    "degree",
    "vocational_qualification",
    "driving_licence",
    "own_vehicle",
    "dbs_check",
    "food_hygiene",
    "experience",
]
CAN_BE_HAD = ["dbs_check", "food_hygiene", "experience"]
DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
PARTS = ["morning", "afternoon", "evening", "night"]
KEYS = [
    *SCALES,
    *NUMBERS,
    *ITEMS,
    "hours_week",
    "time_window",
    "week_pattern",
    "location",
    "contract",
    "requirements",
]
COSTS = {
    "must": {
        "meets": 0,
        "arrange": 152,
        "maybe": 322,
        "good_days_only": 515,
        "tolerance": 737,
        "unknown": 1000,
        "conflict": 0,
    },
    "important": {
        "meets": 0,
        "arrange": 61,
        "maybe": 129,
        "good_days_only": 206,
        "tolerance": 295,
        "unknown": 400,
        "conflict": 1200,
    },
    "nice": {
        "meets": 0,
        "arrange": 23,
        "maybe": 48,
        "good_days_only": 77,
        "tolerance": 111,
        "unknown": 150,
        "conflict": 450,
    },
}
NO_NEGOTIATING = {*ITEMS, "location", "requirements", "manager_support"}


def exact(number):
    return Fraction(str(number))


def known_value(vacancy, key):
    fact = vacancy.get("conditions", {}).get(key) or {}
    value = fact.get("value")
    if key == "week_pattern" and isinstance(value, dict) and not any(value.values()):
        return None  # days named, and nothing said of any part of them
    return None if fact.get("source") == "inferred" or value in ([], {}) else value


def is_remote(vacancy):
    return known_value(vacancy, "work_mode") == "remote"


def squared_metres(profile, vacancy):
    home, place = profile.get("home"), vacancy.get("place")
    if not home or not place:
        return None
    return (home["easting"] - place["easting"]) ** 2 + (home["northing"] - place["northing"]) ** 2


def window(written):
    start, finish = (int(text[:2]) * 60 + int(text[3:]) for text in written)
    return (start, finish + 1440 if finish <= start else finish)


def overrun(role, suits):
    (starts, ends), (from_, to) = window(role), window(suits)
    return min(
        max(0, from_ - (starts + shift)) + max(0, (ends + shift) - to) for shift in (-1440, 0, 1440)
    )


def fails_by(key, value, limit):
    """By how much a value misses a limit, in the unit its tolerance is given in; 0 meets."""
    if key in SCALES:
        test, scale = SCALES[key]
        gap = scale.index(value) - scale.index(limit)
        return max(0, gap if test == "at most" else -gap)
    if key in NUMBERS:
        gap = exact(value) - exact(limit)
        return max(0, gap if NUMBERS[key][0] == "at most" else -gap)
    if key == "hours_week":
        return max(0, exact(value[0]) - exact(limit[1]), exact(limit[0]) - exact(value[1]))
    if key == "time_window":
        return overrun(value, limit)
    assert key == "contract"
    return 0 if value in limit else 1


def tolerance(key, usual):
    if key == "lift_max_kg":
        return min(Fraction(3), exact(usual) / 4)
    return {"hours_week": 4, "time_window": 30}.get(key, NUMBERS.get(key, (0, 0))[1])


def item_states(key, value, wanted):
    states = {"yes": "meets", "no": "conflict", "arrange": "arrange"}
    if ITEMS[key][0] == "avoid":
        states = {"no": "meets", "yes": "conflict", "arrange": "arrange"}
    return [states[value[item]] if item in value else "unknown" for item in wanted]


def items_say(key, value, wanted):
    states = item_states(key, value, wanted)
    if ITEMS[key][0] == "any":
        return next(s for s in ("meets", "arrange", "unknown", "conflict") if s in states)
    return next(s for s in ("conflict", "arrange", "unknown", "meets") if s in states)


def held_says(value, held):
    missing = [item for item in value if value[item] == "required" and item not in held]
    if not missing:
        return "meets"
    return "tolerance" if all(item in CAN_BE_HAD for item in missing) else "conflict"


def week_says(role, client):
    def cells(state):
        return [
            client.get(day, {}).get(part, "can")
            for day in DAYS
            for part in PARTS
            if role.get(day, {}).get(part, "no") == state
        ]

    needed, could = cells("needed"), cells("could")
    if needed:
        if "cannot" in needed:
            return "conflict"
        return "good_days_only" if "rather_not" in needed else "meets"
    if "can" in could:
        return "meets"
    return "good_days_only" if "rather_not" in could else "conflict"


def distance_says(squared, limit):
    """Whether a squared distance in metres lies within so many kilometres."""
    return squared <= (exact(limit) * 1000) ** 2


def place_says(profile, limit, vacancy):
    usual, bad_day = limit["usual"], limit.get("bad_day")
    squared = squared_metres(profile, vacancy)
    if is_remote(vacancy):
        return "meets"
    if squared is None:
        return "unknown"
    if distance_says(squared, usual if bad_day is None else bad_day):
        return "meets"
    if distance_says(squared, usual):
        return "good_days_only"
    return "tolerance" if distance_says(squared, exact(usual) + 3) else "conflict"


def list_says(key, value, limit):
    def says(wanted):
        return held_says(value, wanted) if key == "requirements" else items_say(key, value, wanted)

    if limit.get("bad_day") is None:
        return says(limit["usual"])
    if says(limit["bad_day"]) == "meets":
        return "meets"
    return "good_days_only" if says(limit["usual"]) == "meets" else says(limit["usual"])


def state_of(profile, key, limit, vacancy):
    """One of: meets, good_days_only, arrange, maybe, tolerance, unknown, conflict."""
    if key == "location":
        return place_says(profile, limit, vacancy)
    value = known_value(vacancy, key)
    if value is None:
        return "unknown"
    if key in ITEMS or key == "requirements":
        return list_says(key, value, limit)
    if key == "week_pattern":
        state, near = week_says(value, limit["usual"]), False
    else:
        usual, bad_day = limit["usual"], limit.get("bad_day")
        over = fails_by(key, value, usual)
        on_a_bad_day = over if bad_day is None else fails_by(key, value, bad_day)
        state = "meets" if on_a_bad_day == 0 else "good_days_only" if over == 0 else "conflict"
        near = over <= tolerance(key, usual)
    return given_way(key, vacancy, near) if state == "conflict" else state


def given_way(key, vacancy, near):
    """What becomes of a value over the limit, by what the employer says to a change."""
    answer = vacancy["conditions"][key].get("negotiable")
    if key in NO_NEGOTIATING:
        answer = None
    if answer == "yes":
        return "arrange"
    if answer == "maybe":
        return "maybe"
    return "tolerance" if near and answer != "no" else "conflict"


def strength_of(key, limit):
    return limit.get("strength") or ("important" if key == "manager_support" else "must")


def is_ruled_out(profile, vacancy):
    return vacancy.get("employer", "") in profile.get("ruled_out_employers", [])


def travel_cost(profile, vacancy):
    limit = profile["limits"].get("location")
    if limit is None:
        return None
    squared = squared_metres(profile, vacancy)
    if is_remote(vacancy):
        return 0
    if squared is None:
        return 300
    metres = exact(limit["usual"]) * 1000
    if squared >= metres**2:
        return 300 if squared else 0
    return isqrt(int(Fraction(90000 * squared) / metres**2))


def interest(profile, vacancy, likeness):
    wanted = profile.get("interests") or []
    if not wanted:
        return None
    tenths = [10, 9, 8] + [7] * len(wanted)
    return max(
        likeness(job, vacancy.get("title", "")) * tenth // 10
        for job, tenth in zip(wanted, tenths, strict=False)
    )


def refused(key, limit, vacancy):
    aim = limit["usual"] if limit.get("bad_day") is None else limit["bad_day"]
    if key in ITEMS:
        states = item_states(key, known_value(vacancy, key), aim)
        return all(state in ("meets", "conflict") for state in states)
    return vacancy["conditions"][key].get("negotiable") == "no"


def changes(profile, vacancy, states):
    limits = profile["limits"]
    wanted = []
    for key, limit in limits.items():
        if strength_of(key, limit) != "must" or states[key] in ("meets", "unknown"):
            continue
        to = limit["usual"] if limit.get("bad_day") is None else limit["bad_day"]
        clients = key in ("location", "requirements")
        said_no = not clients and refused(key, limit, vacancy)
        wanted.append(
            {"key": key, "to": to, "asked": not clients and not said_no, "refused": said_no}
        )
    if is_ruled_out(profile, vacancy):
        wanted.append({"key": "ruled_out", "to": None, "asked": False, "refused": False})
    if any(change["key"] == "work_mode" and change["to"] == "remote" for change in wanted):
        wanted = [change for change in wanted if change["key"] != "location"]
    return wanted


def questions(profile, states):
    asked = []
    for strength in ("must", "important"):
        for key, limit in profile["limits"].items():
            homeless = key == "location" and not profile.get("home")
            if key == "manager_support" or homeless or strength_of(key, limit) != strength:
                continue
            if states[key] == "unknown":
                asked.append(key)
    return asked


def read(profile, vacancy, likeness):
    """Everything the rules say of one vacancy, but its rank and the words."""
    states = {
        key: state_of(profile, key, limit, vacancy) for key, limit in profile["limits"].items()
    }
    findings = []
    for key, limit in profile["limits"].items():
        state, strength = states[key], strength_of(key, limit)
        near = state in ("arrange", "maybe", "tolerance")
        finding = {
            "key": key,
            "outcome": "near_miss" if near else state,
            "strength": strength,
            "cost": COSTS[strength][state],
        }
        if state != "unknown" and limit.get("bad_day") is None and key != "week_pattern":
            finding["bad_day"] = "not_discussed"
        findings.append(finding)
    if is_ruled_out(profile, vacancy):
        findings.append({"key": "ruled_out", "outcome": "conflict", "strength": "must", "cost": 0})
    musts = [f["outcome"] for f in findings if f["strength"] == "must"]
    if "conflict" in musts:
        verdict = "clashes"
    elif "near_miss" in musts or "good_days_only" in musts:
        verdict = "would_need_changes"
    else:
        verdict = "worth_asking" if "unknown" in musts else "fits"
    travel = travel_cost(profile, vacancy)
    like = interest(profile, vacancy, likeness)
    result = {
        "id": vacancy["id"],
        "verdict": verdict,
        "conflicts": musts.count("conflict"),
        "cost": sum(f["cost"] for f in findings)
        + (travel or 0)
        + (0 if like is None else 2 * (1000 - like)),
        "open_points": len([outcome for outcome in musts if outcome != "meets"]),
        "interest": like,
        "findings": findings,
        "questions": questions(profile, states),
        "smallest_change": changes(profile, vacancy, states),
    }
    return result if travel is None else {**result, "travel_cost": travel}


def rank(profile, vacancies, likeness):
    """Every vacancy, best first: by conflicts, cost, soonest closing, newest, id."""
    read_all = [(read(profile, vacancy, likeness), vacancy) for vacancy in vacancies]
    read_all.sort(key=lambda pair: pair[1]["id"])
    read_all.sort(key=lambda pair: pair[1].get("posted_on") or "0000", reverse=True)
    read_all.sort(key=lambda pair: pair[1].get("closes_on") or "9999-99")
    read_all.sort(key=lambda pair: (pair[0]["conflicts"], pair[0]["cost"]))
    return [{**result, "rank": place} for place, (result, _) in enumerate(read_all, start=1)]
