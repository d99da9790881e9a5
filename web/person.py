"""Who is making this request?"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from flask import abort, g


class Role(StrEnum):
    """What a member of staff may do; exactly one each."""

    ESW = "esw"
    TEAM_LEAD = "team_lead"
    ADMINISTRATOR = "administrator"

    @property
    def label(self) -> str:
        """The role in words."""
        return {
            Role.ESW: "Employment support worker",
            Role.TEAM_LEAD: "Team lead",
            Role.ADMINISTRATOR: "Administrator",
        }[self]


@dataclass(frozen=True, slots=True)
class Person:
    """A signed-in member of staff, as plain values: no row, so nothing is read behind our back."""

    id: int
    name: str
    email: str
    role: Role
    team_id: int
    team_name: str


def the_person() -> Person:
    """The member of staff making this request; 401 when nobody is signed in."""
    person: Person | None = g.get("person")
    if person is None:
        abort(401)
    return person
