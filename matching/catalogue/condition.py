"""What one working condition is: everything a form, a comparison or a sentence needs of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from matching.weights import CURRENT, Tolerance


class Kind(StrEnum):
    """How a condition's value is written and compared."""

    SCALE = "scale"
    NUMBER = "number"
    ITEMS = "items"
    RANGE = "range"
    WINDOW = "window"
    GRID = "grid"
    PLACE = "place"
    CHOICE = "choice"
    HOLDS = "holds"


class Test(StrEnum):
    """What makes a vacancy's value meet a limit."""

    __test__ = False  # a word of the rules, not a test for pytest to collect

    AT_MOST = "at_most"
    AT_LEAST = "at_least"
    ALL = "all"
    ANY = "any"
    AVOID = "avoid"
    OVERLAP = "overlap"
    INSIDE = "inside"
    AVAILABLE = "available"
    ACCEPTED = "accepted"
    HELD = "held"


class Group(StrEnum):
    """Where a condition stands on a form, in this order."""

    BODY = "Body"
    TIME = "Time"
    PACE = "Pace and bad days"
    PLACE = "Place"
    SETTING = "Setting"
    TERMS = "Terms"


@dataclass(frozen=True, slots=True)
class Words:
    """The plain words of one condition; whatever an employer may read is in job terms only.

    ``name``: the condition in two or three words. ``label``: for the employer's form.
    ``client_question``: for the client's profile. ``ask``: to the employer when unknown (None
    where nobody is asked). ``change``: to the employer when it must change, with ``{to}`` for
    what it would have to be; ``change_for`` holds the whole sentence for values that read
    better otherwise. ``has`` and ``needs``: what the role has (``{value}``) and what would suit
    (``{limit}``). ``beyond``: completes "34 ...", with ``{limit}``. ``chip``: ``has`` in
    five words or fewer, where ``has`` itself is longer. ``none``: said in their place where the
    value is 0, where "0 minutes" is nothing anybody says. ``arranged``: completes "If ...", with
    ``{limit}``, where an employer or the service could arrange it.
    """

    name: str
    label: str
    client_question: str
    ask: str | None
    change: str | None
    has: str
    needs: str
    beyond: str
    chip: str = ""
    none: str = ""
    arranged: str = ""
    change_for: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Condition:
    """One working condition, declared once.

    ``options`` maps every value of a scale (from least to most), choice, items or holds
    condition to its plain label; ``minimum`` and ``maximum`` bound a number, each end of a
    range, and a distance, in ``unit``. ``source`` names the published standards it comes from.
    """

    key: str
    group: Group
    kind: Kind
    test: Test
    words: Words
    source: tuple[str, ...]
    options: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    unit: str = ""
    minimum: Decimal = Decimal(0)
    maximum: Decimal = Decimal(0)
    staff_only: bool = False

    @property
    def label(self) -> str:
        """The label on an employer's form."""
        return self.words.label

    @property
    def client_question(self) -> str:
        """The plain question on a client's profile."""
        return self.words.client_question

    @property
    def ask(self) -> str | None:
        """The question to the employer when nobody knows; None where nobody is asked."""
        return self.words.ask

    @property
    def at_most(self) -> bool:
        """Whether the vacancy's value must not exceed the client's."""
        return self.test is Test.AT_MOST

    @property
    def at_least(self) -> bool:
        """Whether the vacancy's value must reach the client's."""
        return self.test is Test.AT_LEAST

    @property
    def tolerance(self) -> Tolerance | None:
        """What still counts as a near miss under the newest weights; None where nothing does."""
        return CURRENT.tolerances.get(self.key)

    @property
    def negotiates(self) -> bool:
        """Whether ``negotiable`` means anything here: whether the employer could give way.

        Items are answered one by one, what somebody holds and how far they live are not the
        employer's to give, and a manager cannot be negotiated.
        """
        return self.kind not in (Kind.ITEMS, Kind.HOLDS, Kind.PLACE) and not self.staff_only

    @property
    def put_to_client(self) -> bool:
        """Whether a gap here is the client's to close, and so never put to an employer."""
        return self.kind in (Kind.HOLDS, Kind.PLACE)

    @property
    def has_bad_day(self) -> bool:
        """Whether a bad-day limit can be given; a week's grid has no such form."""
        return self.kind is not Kind.GRID


def labels(**options: str) -> Mapping[str, str]:
    """Return values and their plain labels, in the order given, never to change."""
    return MappingProxyType(options)
