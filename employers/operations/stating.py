"""What the answers of the public form state, as a vacancy is written down."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from employers.adverts.stated import stated_in
from employers.rules.posting import role_from
from employers.rules.vacancies import VacancyDraft


def role_answers(answers: Mapping[str, Any]) -> dict[str, Any]:
    """The answers alone: what the draft notes for itself begins with an underscore."""
    return {name: answer for name, answer in answers.items() if not name.startswith("_")}


def vacancy_draft_from(answers: Mapping[str, Any], today: date) -> VacancyDraft:
    """The role these answers make today. A pasted advert fills in what was not answered."""
    role = role_from(answers, today)
    if not role.description:
        return role
    read = stated_in(role.title, role.description, "", today)
    return replace(
        role,
        conditions={**read.conditions, **role.conditions},
        notes=(*role.notes, *read.notes),
    )
