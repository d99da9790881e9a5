"""What an employer answers to our questions: kept at the site, and known to its open roles."""

from __future__ import annotations

from datetime import date, datetime

from employers.models import QuestionRound
from employers.operations.site_facts import learn
from employers.queries.site_facts import site_facts
from employers.rules.bundles import ANSWERS, TAPS, facts_from
from employers.rules.vacancies import Step
from storage.database import db


class NotAsked(ValueError):
    """There is no such question in this round, or no such answer to it."""


def answer(asked: QuestionRound, tap: str, said: str, now: datetime) -> bool:
    """An employer's tap on one question; whether it counts at once.

    A changed mind counts while nobody has answered otherwise since: then the answer is kept for a
    person to look at. Raises NotAsked.
    """
    if tap not in asked.taps or said not in ANSWERS or tap not in TAPS:
        raise NotAsked(tap)
    if _answered_otherwise(asked, tap):
        asked.late = {**asked.late, tap: said}
        return False
    asked.answers = {**asked.answers, tap: said}
    asked.answered_at, asked.answered_on = now, now.date()
    _learn(asked, {tap: said}, Step(None, now, "Answered by the employer"))
    return True


def write_answers(
    asked: QuestionRound, answers: dict[str, str], answered_on: date, step: Step
) -> int:
    """Answers that a person heard or read, as of that day; how many open roles have learned."""
    asked.answers = {**asked.answers, **answers}
    asked.answered_at, asked.answered_on = step.at, answered_on
    db.session.flush()
    return _learn(asked, answers, step)


def take_late(asked: QuestionRound, step: Step) -> int:
    """Let the answers that came late count after all."""
    late, asked.late = dict(asked.late), {}
    return write_answers(asked, late, asked.answered_on or step.at.date(), step)


def drop_late(asked: QuestionRound) -> None:
    """Leave the answers that came late at what they are."""
    asked.late = {}


def _learn(asked: QuestionRound, answers: dict[str, str], step: Step) -> int:
    said = facts_from(answers, asked.answered_on or step.at.date())
    db.session.flush()
    return learn(asked.site_id, asked.family, said, step)


def _answered_otherwise(asked: QuestionRound, tap: str) -> bool:
    """Whether somebody has said something else on this since the question went out."""
    known = site_facts(asked.site_id, asked.family).get(TAPS[tap].condition)
    if known is None or tap in asked.answers or known.said_at < asked.asked_at:
        return False
    return bool(TAPS[tap].answer_in(known.fact))
