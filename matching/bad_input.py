"""What is wrong with something written down, and how to put it right."""

from collections.abc import Iterator
from contextlib import contextmanager


class BadInput(ValueError):
    """One thing that cannot be read: the field, the problem and the remedy, in plain words.

    ``field`` is a dotted path, such as ``limits.lift_max_kg.bad_day``; ``problem`` and
    ``remedy`` are whole sentences without and with their full stop.
    """

    def __init__(self, field: str, problem: str, remedy: str) -> None:
        """Keep the three parts; the message is ``field: problem. Remedy.``."""
        super().__init__(f"{field}: {problem}. {remedy}")
        self.field = field
        self.problem = problem
        self.remedy = remedy

    def within(self, *parents: str) -> "BadInput":
        """Return the same trouble with the names of what contains the field put before it."""
        path = ".".join([*parents, self.field] if self.field else parents)
        return BadInput(path, self.problem, self.remedy)


@contextmanager
def under(*parents: str) -> Iterator[None]:
    """Put the names of what contains a field before it, should reading it fail."""
    try:
        yield
    except BadInput as trouble:
        raise trouble.within(*parents) from None
