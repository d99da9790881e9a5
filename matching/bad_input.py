"""What is wrong with something written down, and how to put it right."""


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


class under:  # noqa: N801 (read as a word: with under("limits"))
    """Puts the names of what contains a field before it, should reading it fail.

    A class, because every field of every vacancy of a long file is read under one.
    """

    __slots__ = ("_parents",)

    def __init__(self, *parents: str) -> None:
        """Keep the names, outermost first."""
        self._parents = parents

    def __enter__(self) -> None:
        """Begin reading."""

    def __exit__(self, _kind: object, trouble: BaseException | None, _where: object) -> None:
        """Name the trouble in full, if it is ours."""
        if isinstance(trouble, BadInput):
            raise trouble.within(*self._parents) from None
