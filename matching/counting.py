"""How many vacancies each limit lets through, holds up or rules out."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from matching.limits import Limit, ProfileFacts, Strength
from matching.match import Ranking
from matching.ruled_out import RULED_OUT
from matching.verdict import Outcome
from matching.wording import how_many_conflict


@dataclass(frozen=True, slots=True)
class LimitCount:
    """What one limit finds across a whole search; ``phrase`` says the conflicts in plain words."""

    key: str
    strength: Strength
    outcomes: Mapping[Outcome, int]
    phrase: str

    @property
    def conflicts(self) -> int:
        """How many vacancies conflict with this limit."""
        return self.outcomes[Outcome.CONFLICT]


def counts(ranking: Ranking) -> tuple[LimitCount, ...]:
    """Return, for each limit in the order of the profile, how many vacancies have each outcome.

    What the client has ruled out comes last, where it applies to any vacancy.
    """
    found = Counter(
        (finding.key, finding.outcome) for match in ranking.matches for finding in match.findings
    )
    by_key = {
        limit.key: {outcome: found[limit.key, outcome] for outcome in Outcome}
        for limit in ranking.profile.limits
    }
    return limit_counts(ranking.profile, by_key, found[RULED_OUT, Outcome.CONFLICT])


def limit_counts(
    profile: ProfileFacts, found: Mapping[str, Mapping[Outcome, int]], ruled_out: int
) -> tuple[LimitCount, ...]:
    """Return what was counted for each limit, in plain words; what is ruled out comes last."""
    lines = [_count(limit, found[limit.key]) for limit in profile.limits]
    if ruled_out:
        outcomes = {**dict.fromkeys(Outcome, 0), Outcome.CONFLICT: ruled_out}
        lines.append(LimitCount(RULED_OUT, Strength.MUST, outcomes, f"{ruled_out:,} ruled out"))
    return tuple(lines)


def _count(limit: Limit, outcomes: Mapping[Outcome, int]) -> LimitCount:
    phrase = how_many_conflict(limit, outcomes[Outcome.CONFLICT])
    return LimitCount(limit.key, limit.strength, outcomes, phrase)
