"""A client's vocational profile: strengths first, then wants, then working limits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from types import MappingProxyType
from typing import Any

from matching.catalogue import CATALOGUE
from matching.facts import Point
from matching.limits import Limit, ProfileFacts, Strength, limit_from_json, limit_to_json


@dataclass(frozen=True, slots=True)
class Home:
    """Where journeys start, as somebody wrote it, and where that is if it is known (metres)."""

    text: str
    easting: int | None = None
    northing: int | None = None
    precision: str | None = None

    @property
    def point(self) -> Point | None:
        """The place for matching; None when it is not known."""
        if self.easting is None or self.northing is None:
            return None
        return Point(self.easting, self.northing)


@dataclass(frozen=True, slots=True)
class Profile:
    """One version of a profile. Everything may be empty: every question can be skipped.

    `hours_aim` is the weekly range to work towards; the range to start with is the limit
    `hours_week`. `capped_by` says why hours are capped at 15 or 16: "health" or "benefits".
    `bad_days_month` is about how many bad days a month brings, `bad_days` what helps then in
    words. `never_settings` are words for kinds of workplace; they are shown, never matched.
    """

    good_at: str = ""
    enjoys: str = ""
    proud_of: str = ""
    skills: tuple[str, ...] = ()
    interests: tuple[str, ...] = ()
    not_sure_yet: bool = False
    hours_aim: tuple[float, float] | None = None
    capped_by: str | None = None
    home: Home | None = None
    travel_by: tuple[str, ...] = ()
    bad_days_month: float | None = None
    bad_days: str = ""
    never_employers: tuple[str, ...] = ()
    never_settings: tuple[str, ...] = ()
    never_areas: tuple[str, ...] = ()
    has_other: str = ""
    notes: str = ""
    limits: Mapping[str, Limit] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def has_musts(self) -> bool:
        """Whether anything is a must."""
        return any(limit.strength is Strength.MUST for limit in self.limits.values())


EMPTY = Profile()

_LISTS = (
    *("skills", "interests", "travel_by"),
    *("never_employers", "never_settings", "never_areas"),
)


def with_limits(profile: Profile, limits: Mapping[str, Limit]) -> Profile:
    """The profile with these limits instead of its own, in the order of the catalogue."""
    ordered = {key: limits[key] for key in CATALOGUE if key in limits}
    return replace(profile, limits=MappingProxyType(ordered))


def profile_to_json(profile: Profile) -> dict[str, Any]:
    """The profile as it is stored."""
    plain = {each.name: getattr(profile, each.name) for each in fields(Profile)}
    home = profile.home
    return {
        **plain,
        **{name: list(plain[name]) for name in _LISTS},
        "hours_aim": list(profile.hours_aim) if profile.hours_aim else None,
        "home": None
        if home is None
        else {each.name: getattr(home, each.name) for each in fields(Home)},
        "limits": {key: limit_to_json(key, limit) for key, limit in profile.limits.items()},
    }


def profile_from_json(raw: Mapping[str, Any]) -> Profile:
    """The profile as it was stored; raises BadInput for a limit outside its scale."""
    known = {each.name: raw[each.name] for each in fields(Profile) if each.name in raw}
    aim = known.get("hours_aim")
    limits = {
        key: limit_from_json(key, limit, Strength.IMPORTANT)
        for key, limit in (known.get("limits") or {}).items()
    }
    profile = Profile(
        **{
            **known,
            **{name: tuple(known.get(name) or ()) for name in _LISTS},
            "hours_aim": (aim[0], aim[1]) if aim else None,
            "home": Home(**known["home"]) if known.get("home") else None,
            "limits": {},
        }
    )
    return with_limits(profile, limits)


def as_profile_facts(client_id: int, profile: Profile) -> ProfileFacts:
    """What the matching rules need of a profile: no name, no words of anybody's."""
    return ProfileFacts(
        id=str(client_id),
        home=profile.home.point if profile.home else None,
        interests=profile.interests,
        ruled_out_employers=profile.never_employers,
        ruled_out_areas=profile.never_areas,
        limits=tuple(profile.limits.values()),
    )
