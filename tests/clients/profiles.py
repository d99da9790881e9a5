"""Any profile, for property tests."""

from contextlib import suppress

from hypothesis import strategies as st

from clients.rules.profile import Home, Profile, with_limits
from matching.bad_input import BadInput
from matching.catalogue import CATALOGUE, Condition, Kind
from matching.limits import Limit, Strength, limit_from_json
from matching.values import CLIENT_CELLS, DAYS, PARTS

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=12)
LISTS = st.lists(WORDS.filter(str.strip), max_size=3).map(tuple)


def _number(condition: Condition) -> st.SearchStrategy:
    top = int(min(condition.maximum, 60))
    return st.integers(0, top) | st.decimals(0, top, places=2).map(float)


def _clock() -> st.SearchStrategy:
    return st.integers(0, 1439).map(lambda minute: f"{minute // 60:02}:{minute % 60:02}")


def _values(condition: Condition) -> st.SearchStrategy:
    options = list(condition.options)
    week = st.dictionaries(
        st.sampled_from(DAYS),
        st.dictionaries(st.sampled_from(PARTS), st.sampled_from(CLIENT_CELLS), min_size=1),
        min_size=1,
    )
    by_kind = {
        Kind.SCALE: lambda: st.sampled_from(options),
        Kind.NUMBER: lambda: _number(condition),
        Kind.PLACE: lambda: _number(condition),
        Kind.RANGE: lambda: st.tuples(_number(condition), _number(condition)).map(sorted),
        Kind.WINDOW: lambda: st.lists(_clock(), min_size=2, max_size=2, unique=True),
        Kind.GRID: lambda: week,
    }
    items = lambda: st.lists(st.sampled_from(options), min_size=1, unique=True)  # noqa: E731
    return by_kind.get(condition.kind, items)()


@st.composite
def limits(draw, key: str) -> Limit:
    condition = CATALOGUE[key]
    strengths = [each for each in Strength if not (condition.staff_only and each is Strength.MUST)]
    raw = {
        "usual": draw(_values(condition)),
        "strength": draw(st.sampled_from(strengths)).value,
    }
    bad_day = draw(st.none() | _values(condition)) if condition.has_bad_day else None
    # A bad day looser than usual is no limit at all: then it was not talked about.
    with suppress(BadInput):
        return limit_from_json(key, {**raw, "bad_day": bad_day}, Strength.IMPORTANT)
    return limit_from_json(key, raw, Strength.IMPORTANT)


@st.composite
def all_limits(draw) -> dict[str, Limit]:
    keys = draw(st.lists(st.sampled_from(list(CATALOGUE)), max_size=8, unique=True))
    return {key: draw(limits(key)) for key in keys}


HOMES = st.builds(Home, text=WORDS) | st.builds(
    Home, WORDS, st.integers(0, 700_000), st.integers(0, 1_300_000), st.just("outward")
)
PROFILES = st.builds(
    Profile,
    good_at=WORDS,
    enjoys=WORDS,
    proud_of=WORDS,
    skills=LISTS,
    interests=LISTS,
    not_sure_yet=st.booleans(),
    hours_aim=st.none() | st.tuples(st.integers(0, 16), st.integers(17, 40)),
    capped_by=st.sampled_from([None, "health", "benefits"]),
    home=st.none() | HOMES,
    travel_by=st.lists(st.sampled_from(["walk", "bus"]), unique=True).map(tuple),
    bad_days_month=st.none() | st.integers(0, 31).map(float),
    bad_days=WORDS,
    never_employers=LISTS,
    never_settings=LISTS,
    never_areas=LISTS,
    has_other=WORDS,
    notes=WORDS,
)


@st.composite
def profiles(draw) -> Profile:
    return with_limits(draw(PROFILES), draw(all_limits()))
