"""One tap of an employer on a question that their role leaves open."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from employers.models import VacancyPosting
from employers.operations.managing import day_of, was_accepted
from employers.operations.site_facts import keep_site_facts
from employers.operations.vacancies import change_vacancy
from employers.queries.site_facts import site_facts
from employers.rules.bundles import ANSWERS, UNSURE, Tap, facts_from
from employers.rules.left_open import TAPPED, left_open
from employers.rules.posting import TAP
from employers.rules.vacancies import NotPossible, Step
from employers.rules.work import family_of, merged
from storage.database import db


def tap(posting: VacancyPosting, key: str, said: str, now: datetime) -> Tap:
    """What was tapped counts at once, since each answer has one fixed meaning; today it can be
    tapped otherwise. Raises NotPossible when this is no open question (any more).
    """
    vacancy, today = posting.vacancy, day_of(now)
    asked = left_open(vacancy.title, vacancy.conditions, posting.answers, today)
    found = next((each for each in asked if each.tap.key == key), None)
    if found is None or said not in ANSWERS:
        raise NotPossible("This was answered meanwhile. To change it, use “Change it”.")
    unsure_again = said == UNSURE == posting.answers.get(TAP + key) and not found.answer
    if found.answer == said or unsure_again:
        return found.tap
    tapped = {**posting.answers.get(TAPPED, {}), key: today.isoformat()}
    posting.answers = {**posting.answers, TAP + key: said, TAPPED: tapped}
    if posting.pending_at is not None:
        posting.pending = {**posting.pending, TAP + key: said}
    conditions = _without(vacancy.conditions, found.tap) if found.answer else vacancy.conditions
    for condition, fact in facts_from({key: said}, today).items():
        conditions = {**conditions, condition: merged(conditions.get(condition), fact)}
    words = f"The employer answered: {found.tap.question} {ANSWERS[said]}"
    change_vacancy(vacancy, {"conditions": dict(conditions)}, Step(None, now, words[:500]))
    if was_accepted(posting):
        if said == UNSURE:
            _forget_at_site(posting, found.tap)
        keep_site_facts(vacancy, now)
    return found.tap


def _without(conditions: Mapping[str, Any], tapped: Tap) -> Mapping[str, Any]:
    """The conditions without what this question has stated of them."""
    fact = conditions.get(tapped.condition)
    left = {key: each for key, each in conditions.items() if key != tapped.condition}
    if fact is None or not tapped.item:
        return left
    items = {item: each for item, each in fact["value"].items() if item != tapped.item}
    return {**left, tapped.condition: {**fact, "value": items}} if items else left


def _forget_at_site(posting: VacancyPosting, tapped: Tap) -> None:
    """A slip is no fact of the workplace either."""
    vacancy = posting.vacancy
    row = site_facts(vacancy.site_id, family_of(vacancy.title)).get(tapped.condition)
    if row is None or row.vacancy_id != vacancy.id:
        return
    left = _without({tapped.condition: row.fact}, tapped).get(tapped.condition)
    if left is None:
        db.session.delete(row)
    else:
        row.fact = left
    db.session.flush()
