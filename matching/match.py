"""What one vacancy, and a whole list of them, come to for one client; and what each row costs."""

from dataclasses import dataclass
from enum import StrEnum

from matching.catalogue import CATALOGUE
from matching.facts import VacancyFacts
from matching.limits import ProfileFacts, Strength
from matching.ruled_out import RULED_OUT
from matching.verdict import Finding, Reading, Verdict
from matching.weights import CURRENT, Weights


@dataclass(frozen=True, slots=True)
class Match:
    """One vacancy as it stands for one client.

    ``interest`` is the likeness to a wanted job, 0 to 1000, weighed by its rank; None when no
    job is named. ``travel_cost`` is None when there is no limit on distance.
    """

    facts: VacancyFacts
    reading: Reading
    cost: int
    interest: int | None = None
    interest_cost: int = 0
    matched_title: str | None = None
    travel_cost: int | None = None

    @property
    def verdict(self) -> Verdict:
        """What all limits say of this vacancy."""
        return self.reading.verdict

    @property
    def conflicts(self) -> int:
        """How many musts are in conflict."""
        return self.reading.conflicts

    @property
    def open_points(self) -> int:
        """How many musts do not meet."""
        return self.reading.open_points

    @property
    def findings(self) -> tuple[Finding, ...]:
        """One finding for each limit, in the order of the profile; what is ruled out comes last."""
        return self.reading.findings


@dataclass(frozen=True, slots=True)
class Ranking:
    """Every vacancy handed in, best first, and what it was ranked with."""

    profile: ProfileFacts
    weights: Weights
    matches: tuple[Match, ...]

    @property
    def has_musts(self) -> bool:
        """Whether the client has any must at all; the page says so when not."""
        return any(limit.strength is Strength.MUST for limit in self.profile.limits)


class Group(StrEnum):
    """What is left to settle, and so what the ESW does with a vacancy this morning."""

    RING_TODAY = "ring_today"
    FEW_QUESTIONS = "few_questions"
    LITTLE_KNOWN = "little_known"
    CLASHES = "clashes"

    @property
    def label(self) -> str:
        """The heading of the group on screen."""
        return _GROUP_LABELS[self]


_GROUP_LABELS = {
    Group.RING_TODAY: "Ring today",
    Group.FEW_QUESTIONS: "A few things to ask",
    Group.LITTLE_KNOWN: "Little known, better a visit",
    Group.CLASHES: "Clashes with a must",
}


def group_of(match: Match, weights: Weights = CURRENT) -> Group:
    """Return which group of the shortlist a match stands in."""
    if match.conflicts:
        return Group.CLASHES
    if match.open_points <= weights.ring_today_most:
        return Group.RING_TODAY
    few = match.open_points <= weights.few_questions_most
    return Group.FEW_QUESTIONS if few else Group.LITTLE_KNOWN


@dataclass(frozen=True, slots=True)
class CostLine:
    """One line of what a match's cost is made of; a must in conflict is counted before any cost."""

    key: str
    label: str
    amount: int
    counted_first: bool = False


def cost_lines(match: Match) -> tuple[CostLine, ...]:
    """Return what the cost is made of, musts in conflict first; the amounts add up to the cost."""
    clashing = [
        CostLine(finding.key, _label(finding.key), 0, counted_first=True)
        for finding in match.findings
        if finding.clashes
    ]
    lines = [
        CostLine(finding.key, _label(finding.key), finding.cost)
        for finding in match.findings
        if finding.cost
    ]
    if match.interest_cost:
        lines.append(CostLine("interest", "how far from the jobs wanted", match.interest_cost))
    if match.travel_cost:
        lines.append(CostLine("travel", "travel", match.travel_cost))
    return (*clashing, *lines)


def _label(key: str) -> str:
    return "ruled out" if key == RULED_OUT else CATALOGUE[key].words.name
