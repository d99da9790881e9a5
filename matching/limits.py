"""What a client needs of a job: the usual limit, the one for a bad day, and how firm it is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from matching.bad_input import BadInput, under
from matching.catalogue import Condition, Kind, Test
from matching.facts import Point, known_condition
from matching.fields import check_keys, read_choice
from matching.values import (
    CLIENT_CELLS,
    Reader,
    Value,
    Window,
    grid_reader,
    overrun_min,
    read_chosen,
    read_number,
    read_range,
    read_scale,
    read_window,
    written,
)


class Strength(StrEnum):
    """How firm a limit is: must means "I cannot"."""

    MUST = "must"
    IMPORTANT = "important"
    NICE = "nice"


@dataclass(frozen=True, slots=True)
class Limit:
    """What suits one client in one condition; no bad-day limit means it was not talked about."""

    key: str
    usual: Value
    bad_day: Value | None = None
    strength: Strength = Strength.IMPORTANT

    @property
    def aim(self) -> Value:
        """What would meet this limit on a bad day too, as far as anybody has said."""
        return self.usual if self.bad_day is None else self.bad_day


@dataclass(frozen=True, slots=True)
class ProfileFacts:
    """One client, as the rules need it: no name, no diagnosis.

    ``interests`` are wanted jobs, most wanted first; ``ruled_out_areas`` are outward codes such
    as SO45, or the letters alone for a whole postcode area.
    """

    id: str = ""
    home: Point | None = None
    interests: tuple[str, ...] = ()
    ruled_out_employers: tuple[str, ...] = ()
    ruled_out_areas: tuple[str, ...] = ()
    limits: tuple[Limit, ...] = ()

    def limit(self, key: str) -> Limit | None:
        """Return the limit on one condition, or None where there is none."""
        return next((limit for limit in self.limits if limit.key == key), None)


_READERS: Mapping[Kind, Reader] = {
    Kind.SCALE: read_scale,
    Kind.NUMBER: read_number,
    Kind.ITEMS: read_chosen,
    Kind.RANGE: read_range,
    Kind.WINDOW: read_window,
    Kind.GRID: grid_reader(CLIENT_CELLS),
    Kind.PLACE: read_number,
    Kind.CHOICE: read_chosen,
    Kind.HOLDS: read_chosen,
}


def limit_from_json(key: str, raw: Any, default_strength: Strength) -> Limit:
    """Return one limit as read from JSON. Raises BadInput.

    A manager's support is never a must, so there an absent strength is at most important.
    """
    condition = known_condition(key)
    with under(key):
        check_keys(raw, ("usual", "bad_day", "strength"))
        with under("usual"):
            usual = _read_needed(condition, raw.get("usual"))
        return Limit(
            key, usual, _bad_day(condition, usual, raw), _strength(condition, raw, default_strength)
        )


def limit_to_json(key: str, limit: Limit) -> dict[str, Any]:
    """Return one limit as it is written in JSON."""
    known_condition(key)
    return {
        "usual": written(limit.usual),
        "bad_day": written(limit.bad_day),
        "strength": limit.strength.value,
    }


def _read_needed(condition: Condition, raw: Any) -> Value:
    value = None if raw is None else _READERS[condition.kind](condition, raw)
    if value is None:
        raise BadInput("", "nothing is filled in", "Say what suits, or leave the limit out.")
    return value


def _bad_day(condition: Condition, usual: Value, raw: Mapping[str, Any]) -> Value | None:
    if raw.get("bad_day") is None:
        return None
    with under("bad_day"):
        if not condition.has_bad_day:
            remedy = 'Leave it out; mark days that go badly as "rather_not".'
            raise BadInput("", "days and times have no bad-day form", remedy)
        bad_day = _read_needed(condition, raw["bad_day"])
        if is_looser(condition, bad_day, usual):
            remedy = "Make it the same as the usual limit, or tighter."
            raise BadInput("", "the limit for a bad day is looser than the usual one", remedy)
        return bad_day


def _strength(condition: Condition, raw: Mapping[str, Any], default: Strength) -> Strength:
    strength = read_choice(raw, "strength", Strength)
    if not condition.staff_only:
        return strength or default
    if strength is Strength.MUST:
        remedy = "Use important or nice."
        raise BadInput("strength", "this is our own impression, and never a must", remedy)
    return strength or (Strength.IMPORTANT if default is Strength.MUST else default)


def is_looser(condition: Condition, bad_day: Any, usual: Any) -> bool:
    """Whether a bad-day limit would accept something that the usual limit refuses."""
    if condition.kind is Kind.SCALE:
        order = tuple(condition.options)
        bad_day, usual = order.index(bad_day), order.index(usual)
    return not _AT_LEAST_AS_TIGHT[condition.test](bad_day, usual)


def _inside_range(bad_day: Any, usual: Any) -> bool:
    return bool(usual[0] <= bad_day[0] and bad_day[1] <= usual[1])


def _inside_window(bad_day: Window, usual: Window) -> bool:
    return overrun_min(bad_day, usual) == 0


def _is_subset(bad_day: Any, usual: Any) -> bool:
    return set(bad_day) <= set(usual)


def _is_superset(bad_day: Any, usual: Any) -> bool:
    return set(bad_day) >= set(usual)


_AT_LEAST_AS_TIGHT: Mapping[Test, Callable[[Any, Any], bool]] = {
    Test.AT_MOST: lambda bad_day, usual: bool(bad_day <= usual),
    Test.AT_LEAST: lambda bad_day, usual: bool(bad_day >= usual),
    Test.ALL: _is_superset,
    Test.AVOID: _is_superset,
    Test.ANY: _is_subset,
    Test.OVERLAP: _inside_range,
    Test.INSIDE: _inside_window,
    Test.ACCEPTED: _is_subset,
    Test.HELD: _is_subset,
}
