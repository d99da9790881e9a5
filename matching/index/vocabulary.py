"""The distinct things vacancies say, each with a small number: facts, titles, employers, sites.

Numbers are only ever added, so a copy that was handed out stays readable while more are added.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import numpy as np
import numpy.typing as npt

from matching.facts import Fact, Negotiable, Source

Numbers = npt.NDArray[Any]
Thing = TypeVar("Thing", bound=Hashable)

#: In which order negotiable answers are numbered.
ANSWERS = tuple(Negotiable)
#: Which bit stands for which source.
SOURCE_BITS = {source: 1 << place for place, source in enumerate(Source)}


class Names(Generic[Thing]):
    """Distinct things, numbered in the order they came."""

    def __init__(self) -> None:
        self.things: list[Thing] = []
        self._numbers: dict[Thing, int] = {}

    def number(self, thing: Thing) -> int:
        """The number of this thing, a new one if it was not seen before."""
        number = self._numbers.get(thing)
        if number is None:
            number = self._numbers[thing] = len(self.things)
            self.things.append(thing)
        return number

    def find(self, thing: Thing) -> int | None:
        """The number of this thing, or None where it was never seen."""
        return self._numbers.get(thing)

    def __len__(self) -> int:
        return len(self.things)


class KeyedNames(Names[str]):
    """Distinct names, found again by whatever they are compared by."""

    def __init__(self, keys_of: Callable[[str], Iterable[str]]) -> None:
        super().__init__()
        self._keys_of = keys_of
        self._by_key: dict[str, list[int]] = {}

    def number(self, thing: str) -> int:
        """The number of this name, a new one if it was not seen before."""
        before = len(self)
        number = super().number(thing)
        if number == before:
            for key in self._keys_of(thing):
                self._by_key.setdefault(key, []).append(number)
        return number

    def marked(self, keys: Iterable[str]) -> Numbers:
        """For each number, whether its name is compared by one of these; and one more, for none."""
        numbers = [number for key in keys for number in self._by_key.get(key, ())]
        marked = np.zeros(len(self) + 1, dtype=bool)
        marked[numbers] = True
        return marked


@dataclass(frozen=True, slots=True)
class Known:
    """The facts of one condition as they stood at one moment; number 0 is unknown.

    `values` are the distinct values; for each fact `value_of` is its value's number, `answers`
    the number of its negotiable answer, and `guessed` whether it counts as unknown.
    """

    values: list[Any]
    value_count: int
    value_of: Numbers
    answers: Numbers
    guessed: Numbers

    def __len__(self) -> int:
        return len(self.value_of)


class FactNumbers:
    """The distinct facts of one condition: value, whether it can change, who says so."""

    def __init__(self) -> None:
        self._values: Names[Hashable] = Names()
        self.values: list[Any] = []
        self._numbers: dict[tuple[int, Negotiable, Source], int] = {}
        self._value_of = [0]
        self._answers = [ANSWERS.index(Negotiable.UNKNOWN)]
        self._guessed = [True]
        self._frozen: Known | None = None

    def number(self, fact: Fact) -> int:
        """The number of this fact; 0 where it says nothing."""
        if fact.value is None:
            return 0
        value = self._values.number(_hashable(fact.value))
        if value == len(self.values):
            self.values.append(fact.value)
        key = (value, fact.negotiable, fact.source)
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = len(self._value_of)
            self._value_of.append(value)
            self._answers.append(ANSWERS.index(fact.negotiable))
            self._guessed.append(fact.source is Source.INFERRED)
            self._frozen = None
        return number

    def frozen(self) -> Known:
        """What is known by now, never to change."""
        if self._frozen is None:
            self._frozen = Known(
                self.values,
                len(self.values),
                np.array(self._value_of, dtype=np.int32),
                np.array(self._answers, dtype=np.uint8),
                np.array(self._guessed, dtype=bool),
            )
        return self._frozen


def _hashable(value: Any) -> Hashable:
    """A value as something that can be looked up; mappings are the only ones that cannot."""
    if hasattr(value, "items"):
        return tuple(sorted((name, _hashable(inner)) for name, inner in value.items()))
    return value  # type: ignore[no-any-return]
