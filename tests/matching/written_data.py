"""Random profiles and vacancies as files hold them, of every kind the rules know."""

from hypothesis import strategies as st

from tests.matching import oracle

TIMES = [f"{hour:02}:{minute:02}" for hour in range(24) for minute in (0, 30)]
EMPLOYERS = ["Example Surgery", "Sample Stores", "Acme Ltd", ""]
TITLES = ["Receptionist", "Care assistant", "Shop assistant", "Warehouse operative"]


def numbers(key):
    return st.one_of(
        st.integers(0, oracle.NUMBERS[key][2]),
        st.integers(0, oracle.NUMBERS[key][2] * 4).map(lambda quarters: quarters / 4),
    )


def few(words):
    """The first few of many words: random lists drawn from few words often share some."""
    return st.sampled_from(words[:3]) | st.sampled_from(words)


def some_of(words):
    return st.lists(few(words), min_size=1, max_size=4, unique=True)


def hours():
    return st.tuples(st.integers(0, 48), st.integers(0, 48)).map(sorted)


def windows():
    pairs = st.tuples(st.sampled_from(TIMES), st.sampled_from([*TIMES[1:], "24:00"]))
    return pairs.filter(lambda pair: pair[0] != pair[1]).map(list)


def weeks(words, at_least=1):
    days = st.dictionaries(
        st.sampled_from(oracle.PARTS), st.sampled_from(words), min_size=at_least, max_size=4
    )
    return st.dictionaries(st.sampled_from(oracle.DAYS), days, min_size=at_least, max_size=4)


def values(key):
    """A vacancy's value of a condition."""
    if key in oracle.SCALES:
        return st.sampled_from(oracle.SCALES[key][1])
    if key in oracle.NUMBERS:
        return numbers(key)
    if key in oracle.ITEMS:
        return st.dictionaries(
            few(oracle.ITEMS[key][1]), st.sampled_from(["yes", "no", "arrange"]), max_size=5
        )
    return {
        "hours_week": hours(),
        "time_window": windows(),
        "week_pattern": weeks(["needed", "could", "no"], at_least=0),
        "contract": st.sampled_from(oracle.CONTRACTS),
        "requirements": st.dictionaries(
            few(oracle.REQUIREMENTS), st.sampled_from(["required", "desirable"]), max_size=4
        ),
    }[key]


@st.composite
def facts(draw, key):
    fact = {"value": draw(st.one_of(st.none(), *[values(key)] * 4))}
    if fact["value"] == {} and draw(st.booleans()):
        fact["value"] = []
    for field, words in (
        ("negotiable", ["yes", "maybe", "no", "unknown"]),
        ("source", ["employer", "seen by ESW", "advert", "inferred"]),
        ("as_of", ["2026-11-02"]),
    ):
        if draw(st.booleans()):
            fact[field] = draw(st.sampled_from(words))
    return fact


def places():
    return st.one_of(
        st.none(),
        st.builds(
            lambda east, north: {"easting": 440000 + east, "northing": 110000 + north},
            st.integers(0, 20000),
            st.integers(0, 20000),
        ),
        st.just({"easting": 440000, "northing": 110000}),
    )


@st.composite
def vacancies(draw, keys=tuple(oracle.KEYS)):
    vacancy = {"id": draw(st.text("abcv0123", min_size=1, max_size=3))}
    if draw(st.booleans()):
        vacancy["title"] = draw(st.sampled_from(TITLES))
        vacancy["employer"] = draw(st.sampled_from(EMPLOYERS))
    for field in ("posted_on", "closes_on"):
        if draw(st.booleans()):
            vacancy[field] = f"2026-11-{draw(st.integers(1, 4)):02}"
    place = draw(places())
    if place is not None:
        vacancy["place"] = place
    stated = [key for key in keys if key != "location" and draw(st.integers(0, 3))]
    if "location" in keys and draw(st.booleans()):
        stated = [*stated, "work_mode"]
    vacancy["conditions"] = {key: draw(facts(key)) for key in stated}
    return vacancy


@st.composite
def limits(draw, key):
    """A client's limit, with a bad-day limit no looser than the usual one now and then."""
    usual, bad_day = draw(limit_pairs(key))
    limit = {"usual": usual}
    if bad_day is not None:
        limit["bad_day"] = bad_day
    strengths = ["important", "nice"] + (["must"] * 3 if key != "manager_support" else [])
    if draw(st.booleans()):
        limit["strength"] = draw(st.sampled_from(strengths))
    return limit


@st.composite
def limit_pairs(draw, key):
    """A usual limit, and None or one for a bad day that is the same or tighter."""
    if key == "week_pattern":
        return draw(weeks(["can", "rather_not", "cannot"])), None
    if key in ("contract", "requirements") or key in oracle.ITEMS:
        return draw(list_pairs(key))
    if key == "hours_week":
        low, tight_low, tight_high, high = sorted(
            draw(st.lists(st.integers(0, 48), min_size=4, max_size=4))
        )
        return [low, high], draw(st.one_of(st.none(), st.just([tight_low, tight_high])))
    if key == "time_window":
        usual, bad_day = draw(windows()), draw(st.one_of(st.none(), windows()))
        inside = bad_day is not None and oracle.overrun(bad_day, usual) == 0
        return usual, bad_day if inside else None
    return draw(ordered_pairs(key))


@st.composite
def list_pairs(draw, key):
    words = {"contract": oracle.CONTRACTS, "requirements": oracle.REQUIREMENTS}.get(
        key, oracle.ITEMS.get(key, (None, None))[1]
    )
    wide, narrow = draw(some_of(words)), None
    if draw(st.booleans()):
        narrow = wide[: draw(st.integers(1, len(wide)))]
    if narrow is not None and oracle.ITEMS.get(key, ("any",))[0] in ("all", "avoid"):
        return narrow, wide
    return wide, narrow


@st.composite
def ordered_pairs(draw, key):
    if key in oracle.SCALES:
        test, words = oracle.SCALES[key]
        one, other = (draw(st.integers(0, len(words) - 1)) for _ in range(2))
        low, high = words[min(one, other)], words[max(one, other)]
    else:
        test = "at most" if key == "location" else oracle.NUMBERS[key][0]
        source = st.integers(0, 60).map(lambda n: n / 4) if key == "location" else numbers(key)
        low, high = sorted(draw(st.tuples(source, source)))
    usual, bad_day = (high, low) if test == "at most" else (low, high)
    return usual, draw(st.sampled_from([None, bad_day]))


@st.composite
def profiles(draw, keys):
    profile = {"limits": {key: draw(limits(key)) for key in keys}}
    home = draw(places())
    if home is not None:
        profile["home"] = home
    if draw(st.booleans()):
        profile["interests"] = draw(st.lists(st.sampled_from(TITLES), max_size=5))
    if draw(st.booleans()):
        profile["ruled_out_employers"] = draw(st.lists(st.sampled_from(EMPLOYERS[:2]), max_size=2))
    return profile


@st.composite
def searches(draw, most_limits=8, most_vacancies=5):
    """A profile, and vacancies that say something, or nothing, of what it asks."""
    keys = draw(st.lists(st.sampled_from(oracle.KEYS), max_size=most_limits, unique=True))
    profile = draw(profiles(keys))
    found = draw(
        st.lists(
            vacancies(keys=tuple(keys)),
            min_size=1,
            max_size=most_vacancies,
            unique_by=lambda vacancy: vacancy["id"],
        )
    )
    return profile, found


def nowhere(_postcode):
    """Find no postcode: these files give places by easting and northing."""
    return


def meeting_value(key, limit):
    """A value that meets a limit on a bad day too."""
    aim = limit["usual"] if limit.get("bad_day") is None else limit["bad_day"]
    if key in oracle.ITEMS:
        answer = "no" if oracle.ITEMS[key][0] == "avoid" else "yes"
        return dict.fromkeys(aim, answer)
    if key == "requirements":
        return dict.fromkeys(aim, "required")
    if key == "contract":
        return aim[0]
    if key == "week_pattern":
        day, part = next(
            (day, part)
            for day in oracle.DAYS
            for part in oracle.PARTS
            if aim.get(day, {}).get(part, "can") == "can"
        )
        return {day: {part: "needed"}}
    return aim


def conflicting_value(key, limit):
    """A value that breaks a limit with nothing to soften it, or None where there is none."""
    usual = limit["usual"]
    if key in oracle.SCALES:
        test, words = oracle.SCALES[key]
        worst = words[-1] if test == "at most" else words[0]
        return None if worst == usual else worst
    if key in oracle.NUMBERS:
        test, near, _ = oracle.NUMBERS[key]
        if test == "at most":
            most = {"on_feet_pct": 100, "days_week_max": 7, "shift_max_h": 24}.get(key, 300)
            return most if usual + (near or 3) < most else None
        return 0 if usual > near else None
    if key in oracle.ITEMS:
        answer = "yes" if oracle.ITEMS[key][0] == "avoid" else "no"
        return dict.fromkeys(usual, answer)
    if key == "requirements":
        missing = [item for item in oracle.REQUIREMENTS[:5] if item not in usual]
        return {missing[0]: "required"} if missing else None
    if key == "contract":
        others = [kind for kind in oracle.CONTRACTS if kind not in usual]
        return others[0] if others else None
    if key == "hours_week":
        return [usual[1] + 5, 168]
    if key == "time_window":
        return ["00:00", "23:59"] if oracle.overrun(["00:00", "23:59"], usual) > 30 else None
    return next(
        (
            {day: {part: "needed"}}
            for day, parts in usual.items()
            for part, cell in parts.items()
            if cell == "cannot"
        ),
        None,
    )
