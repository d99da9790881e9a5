"""Where a relationship with an employer stands, and whether one more approach would be too many.

Stages follow the published method: introduce yourself and ask for an appointment, learn what they
need before speaking of anybody, then talk about a client. Source: Swanson et al., Tips for
Employer Relationship Building; IPS-25 items 17 and 18. Figures: relationship.toml.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path


class Stage(StrEnum):
    """How far a relationship has come; dormant when nothing has happened for long."""

    IDENTIFIED = "identified"
    INTRODUCED = "introduced"
    NEEDS_LEARNED = "needs_learned"
    CLIENT_DISCUSSED = "client_discussed"
    TRIAL = "interview_or_trial"
    PLACED = "placed"
    NURTURING = "nurturing"
    DORMANT = "dormant"

    @property
    def label(self) -> str:
        """The stage in words."""
        return {
            Stage.IDENTIFIED: "Identified",
            Stage.INTRODUCED: "Introduced",
            Stage.NEEDS_LEARNED: "Needs learned",
            Stage.CLIENT_DISCUSSED: "A client discussed",
            Stage.TRIAL: "Interview or trial",
            Stage.PLACED: "Somebody in work there",
            Stage.NURTURING: "Keeping in touch",
            Stage.DORMANT: "Dormant",
        }[self]

    @property
    def next_step(self) -> str:
        """What takes the relationship on from here."""
        return {
            Stage.IDENTIFIED: "Introduce yourself and ask for a short appointment.",
            Stage.INTRODUCED: "Go and learn what they do and need; speak of nobody yet.",
            Stage.NEEDS_LEARNED: "When a client fits and agrees, talk about them.",
            Stage.CLIENT_DISCUSSED: "Ask for a visit, a taster or an interview.",
            Stage.TRIAL: "Hear from both sides how it went.",
            Stage.PLACED: "Ask how it goes, as agreed with the client.",
            Stage.NURTURING: "Say thank you, and ask what is coming up.",
            Stage.DORMANT: "Call again: ask what has changed since.",
        }[self]


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures in force, with their source and status."""

    dormant_after: timedelta
    budget_a_week: int
    budget_a_month: int
    courtesy: timedelta
    source: str
    status: str


@dataclass(frozen=True, slots=True)
class Contact:
    """One contact as the rules read it. Days are calendar days in the United Kingdom."""

    on: date
    kind: str
    purpose: str
    outcome: str
    face_to_face: bool
    unsolicited: bool = False
    contact_id: int | None = None


@dataclass(frozen=True, slots=True)
class Budget:
    """How many unsolicited approaches were made to one person lately, and how many may be.

    `also` counts what is shown but not held against anybody: visits and calls about people in
    work there.
    """

    this_week: int
    this_month: int
    also: int
    a_week: int
    a_month: int

    @property
    def spent(self) -> bool:
        """Whether one more needs a reason."""
        return self.this_week >= self.a_week or self.this_month >= self.a_month


#: What a purpose says about the stage, once there was an answer.
_REACHED = {
    "introduce": Stage.INTRODUCED,
    "learn": Stage.NEEDS_LEARNED,
    "client": Stage.CLIENT_DISCUSSED,
    "trial": Stage.TRIAL,
    "in_work": Stage.PLACED,
}
_ORDER = list(Stage)


def figures_on(day: date) -> Figures:
    """The figures in force on a day; the oldest ones before there were any."""
    begun = [each for each in _VERSIONS if each["from"] <= day] or _VERSIONS[:1]
    raw = begun[-1]
    return Figures(
        dormant_after=timedelta(days=raw["dormant_after_days"]),
        budget_a_week=raw["budget_a_week"],
        budget_a_month=raw["budget_a_month"],
        courtesy=timedelta(days=raw["courtesy_days"]),
        source=raw["source"],
        status=raw["status"],
    )


def stage_of(contacts: Iterable[Contact], next_on: date | None, today: date) -> Stage:
    """Where the relationship stands, from what was logged and what is planned (`next_on`).

    Only contacts in which somebody was spoken to take it on; e-mails and messages left are kept
    but introduce nobody. Needs are learned face to face. Keeping in touch after somebody was
    placed is nurturing. The order in which contacts are given does not matter.
    """
    # On one day, what takes the relationship further counts first.
    logged = sorted(contacts, key=lambda each: (each.on, each.purpose == "keep_in_touch"))
    planned = next_on is not None and next_on >= today
    if logged and not planned and today - logged[-1].on > figures_on(today).dormant_after:
        return Stage.DORMANT
    stage = Stage.IDENTIFIED
    for each in logged:
        stage = max(stage, _reached_by(each, stage), key=_ORDER.index)
    return stage


def _reached_by(contact: Contact, before: Stage) -> Stage:
    if contact.outcome != "spoke":
        return Stage.IDENTIFIED
    if contact.purpose == "keep_in_touch" and before in (Stage.PLACED, Stage.NURTURING):
        return Stage.NURTURING
    if contact.purpose == "learn" and not contact.face_to_face:
        return Stage.INTRODUCED
    return _REACHED.get(contact.purpose, Stage.INTRODUCED)


def is_counted(contact: Contact) -> bool:
    """Whether a contact counts against the budget: unsolicited, and neither visit nor in-work."""
    return contact.unsolicited and contact.kind != "visit" and contact.purpose != "in_work"


def budget_for(contacts: Sequence[Contact], contact_id: int | None, today: date) -> Budget:
    """The budget of one contact person (None: of the employer where nobody is named).

    The week and the month are the 7 and 30 days up to and including today.
    """
    figures = figures_on(today)
    theirs = [each for each in contacts if each.contact_id == contact_id and each.on <= today]
    month = [each for each in theirs if (today - each.on).days < 30]
    week = [each for each in month if (today - each.on).days < 7]
    return Budget(
        this_week=sum(map(is_counted, week)),
        this_month=sum(map(is_counted, month)),
        also=sum(not is_counted(each) for each in month),
        a_week=figures.budget_a_week,
        a_month=figures.budget_a_month,
    )


def week_of(day: date) -> tuple[date, date]:
    """Monday and Sunday of the week a day is in.

    >>> week_of(date(2026, 11, 24))
    (datetime.date(2026, 11, 23), datetime.date(2026, 11, 29))
    """
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


_VERSIONS = sorted(
    tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))["versions"],
    key=lambda each: each["from"],
)
