"""The filters of a shortlist over whole columns: what placements.rules.filters says row by row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Any

import numpy as np

from employers.rules.vacancies import folded
from matching.facts import Source
from matching.index import Part, Pass
from matching.index.nearness import UNKNOWN
from matching.index.vocabulary import SOURCE_BITS, Numbers
from matching.ranking import Group
from matching.verdict import Verdict
from placements.rules.filters import (
    KNOWN_BY_A_VISIT,
    LIKE_ENOUGH,
    VALUE_TESTS,
    Filters,
    reach_shown_as,
)
from placements.shortlist.engine import Question

NO, YES, NOT_STATED = 0, 1, 2
GROUPS = tuple(Group)
VERDICTS = tuple(Verdict)
_VISIT = sum(SOURCE_BITS[Source(source)] for source in KNOWN_BY_A_VISIT)


class FoldedNames:
    """Names as they are searched, folded once; names that came since are added.

    Safe to share between threads: each puts a whole list in the place of another.
    """

    def __init__(self) -> None:
        self._held: tuple[Sequence[str], list[str]] = ((), [])

    def of(self, names: Sequence[str]) -> list[str]:
        """Every name as it is searched. An index that was built anew has other names."""
        of, done = self._held
        if of is not names:
            done = []
        if len(done) < len(names):
            done = [*done, *map(folded, names[len(done) :])]
            self._held = (names, done)
        return done


class Sieve:
    """What each filter answers for each row that a pass read: yes, no, or not stated."""

    def __init__(
        self, found: Pass, question: Question, titles: FoldedNames, employers: FoldedNames
    ) -> None:
        self._found = found
        self._question = question
        self._titles = titles
        self._employers = employers
        self._answers = {
            name: [_ANSWERS[name](self, part) for part in found.parts]
            for name in question.filters.active
            if name != "stated"
        }

    def through(self, filters: Filters, left: Sequence[Numbers]) -> tuple[list[Numbers], int]:
        """Which rows of those left come through these filters, and how many of them only because
        something asked for is not stated. The filters are some of the question's.
        """
        chosen, not_stated = [], 0
        for at, mask in enumerate(left):
            answers = [self._answers[name][at] for name in filters.active if name != "stated"]
            unsaid = np.zeros(len(mask), dtype=bool)
            kept = mask.copy()
            for answer in answers:
                kept &= answer != NO
                unsaid |= answer == NOT_STATED
            if filters.stated:
                kept &= ~unsaid
            chosen.append(kept)
            not_stated += int(np.count_nonzero(kept & unsaid))
        return chosen, not_stated

    def words(self, part: Part) -> Numbers:
        """Every word is in the title or in the employer's name."""
        words = self._found.index.words
        titles = self._titles.of(words.titles.things)
        employers = self._employers.of(words.employers.things)
        found = np.ones(len(part), dtype=bool)
        for word in folded(self._question.filters.words).split():
            in_title = np.array([word in title for title in titles], dtype=bool)
            in_name = np.array([word in name for name in employers], dtype=bool)
            found &= in_title[part.column("titles")] | in_name[part.column("employers")]
        return found.astype(np.uint8)

    def work(self, part: Part) -> Numbers:
        """The title is near enough to the kind of work asked for."""
        index = self._found.index
        job = self._question.filters.work
        like = index.scores.of(job, index.words.titles.things, index.titles) >= LIKE_ENOUGH
        return like[part.column("titles")].astype(np.uint8)

    def km(self, part: Part) -> Numbers:
        """It is no farther than asked for, or done from home."""
        near = part.squared < reach_shown_as(self._question.filters.km or Decimal(0))
        answers = np.where(part.squared == UNKNOWN, NOT_STATED, near)
        return np.where(part.column("remote"), YES, answers).astype(np.uint8)

    def value(self, name: str, part: Part) -> Numbers:
        """The value of one condition is as asked for."""
        key, suiting = VALUE_TESTS[name]
        suits = suiting(self._question.filters)
        known = self._found.index.known[key]
        values = np.array([suits(value) for value in known.values[: known.value_count]] or [False])
        answers = np.where(known.guessed, NOT_STATED, values[known.value_of]).astype(np.uint8)
        return np.asarray(answers[part.facts(key)])

    def posted_days(self, part: Part) -> Numbers:
        """It was posted in so many days."""
        days = int(self._question.filters.posted_days or 0)
        posted = part.column("posted")
        since = (self._question.today - timedelta(days=days)).toordinal()
        return np.where(posted == 0, NOT_STATED, posted >= since).astype(np.uint8)

    def closing_days(self, part: Part) -> Numbers:
        """It closes within so many days; without a closing date nobody knows it to be urgent."""
        days = int(self._question.filters.closing_days or 0)
        until = (self._question.today + timedelta(days=days)).toordinal()
        return _as_answers(part.column("closes") <= until)

    def group(self, part: Part) -> Numbers:
        """It stands in one group."""
        wanted = self._question.filters.group
        return _as_answers(groups_of(self._found, part) == GROUPS.index(Group(wanted)))

    def verdict(self, part: Part) -> Numbers:
        """It has one verdict."""
        wanted = self._question.filters.verdict
        return _as_answers(verdicts_of(part) == VERDICTS.index(Verdict(wanted)))

    def visited(self, part: Part) -> Numbers:
        """Somebody asked, or went to see."""
        return _as_answers(part.column("sources") & _VISIT != 0)

    def kept(self, part: Part) -> Numbers:
        """The ESW keeps it."""
        return marked(part, self._question.kept).astype(np.uint8)

    def site(self, part: Part) -> Numbers:
        """It is at the site of one vacancy; where that is not to be seen, nothing is."""
        asked = frozenset({self._question.filters.site})
        here = [each.column("sites")[marked(each, asked)] for each in self._found.parts]
        return np.isin(part.column("sites"), np.concatenate(here)).astype(np.uint8)


def _as_answers(mask: Any) -> Numbers:
    return np.asarray(mask, dtype=np.uint8)


def marked(part: Part, ids: frozenset[str]) -> Numbers:
    """Which rows are among these vacancies."""
    keys = [int(each) for each in ids if each.isascii() and each.isdigit() and len(each) < 19]
    return part.rows.among(part.rows.segment.rows_of(np.array(keys, dtype=np.int64)))


def groups_of(found: Pass, part: Part) -> Numbers:
    """The number of the group each row stands in."""
    weights = found.asking.weights
    open_points = part.open_points
    groups = (open_points > weights.ring_today_most).astype(np.uint8)
    groups += open_points > weights.few_questions_most
    groups[part.conflicts > 0] = GROUPS.index(Group.CLASHES)
    return groups


def verdicts_of(part: Part) -> Numbers:
    """The number of the verdict on each row."""
    verdicts = np.full(len(part), VERDICTS.index(Verdict.WOULD_NEED_CHANGES), dtype=np.uint8)
    verdicts[part.unknowns == part.open_points] = VERDICTS.index(Verdict.WORTH_ASKING)
    verdicts[part.open_points == 0] = VERDICTS.index(Verdict.FITS)
    verdicts[part.conflicts > 0] = VERDICTS.index(Verdict.CLASHES)
    return verdicts


_ANSWERS: dict[str, Callable[[Any, Part], Numbers]] = {
    **{name: getattr(Sieve, name) for name in ("words", "work", "km", "posted_days")},
    **{name: getattr(Sieve, name) for name in ("closing_days", "group", "verdict", "visited")},
    **{name: getattr(Sieve, name) for name in ("kept", "site")},
    **{
        name: (lambda sieve, part, name=name: sieve.value(name, part))  # type: ignore[misc]
        for name in VALUE_TESTS
    },
}
