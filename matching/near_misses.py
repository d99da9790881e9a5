"""The smallest change that would settle every must, and what is still to be asked.

The rules: docs/matching.md, "Smallest change" and "Questions".
"""

from dataclasses import dataclass
from enum import StrEnum

from matching.catalogue import CATALOGUE
from matching.limits import Limit, ProfileFacts, Strength
from matching.match import Match
from matching.ruled_out import RULED_OUT
from matching.values import Value
from matching.verdict import Finding, Outcome
from matching.wording import change_sentence, client_sentence, question, refusal_sentence


class PutTo(StrEnum):
    """Whose a change is to make."""

    EMPLOYER = "employer"
    CLIENT = "client"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that would have to become different, and what it would have to be.

    ``ask`` is the question for the employer, in job terms; None when the change is the client's,
    or when the employer has already refused it. ``say`` is what the ESW is told in any case.
    """

    key: str
    to: Value | None
    put_to: PutTo
    say: str
    ask: str | None = None
    refused: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """One thing nobody knows yet, and how to ask the employer."""

    key: str
    ask: str
    strength: Strength


_SETTLED_OR_UNKNOWN = (Outcome.MEETS, Outcome.UNKNOWN)


def smallest_change(profile: ProfileFacts, match: Match) -> tuple[Change, ...]:
    """Return one change for each must in the way, to the bad-day limit where there is one.

    Were the work to be done from home, distance would fall away, so it is left out then.
    """
    gaps = [
        finding
        for finding in match.findings
        if finding.open and finding.outcome not in _SETTLED_OR_UNKNOWN
    ]
    changes = [_change(profile.limit(finding.key), finding, match) for finding in gaps]
    from_home = any(change.key == "work_mode" and change.to == "remote" for change in changes)
    return tuple(change for change in changes if not (from_home and change.key == "location"))


def _change(limit: Limit | None, finding: Finding, match: Match) -> Change:
    if limit is None:
        return Change(RULED_OUT, None, PutTo.CLIENT, client_sentence(None))
    if CATALOGUE[limit.key].put_to_client:
        return Change(limit.key, limit.aim, PutTo.CLIENT, client_sentence(limit))
    if finding.refused:
        say = refusal_sentence(limit.key)
        return Change(limit.key, limit.aim, PutTo.EMPLOYER, say, refused=True)
    ask = change_sentence(limit, match.facts) or ""
    return Change(limit.key, limit.aim, PutTo.EMPLOYER, ask, ask=ask)


def questions(profile: ProfileFacts, match: Match) -> tuple[Question, ...]:
    """Return what to ask the employer: unknown musts first, then unknown important limits."""
    unknown = [finding for finding in match.findings if finding.outcome is Outcome.UNKNOWN]
    return tuple(
        Question(finding.key, ask, strength)
        for strength in (Strength.MUST, Strength.IMPORTANT)
        for finding in unknown
        if finding.strength is strength
        and not (finding.key == "location" and profile.home is None)
        and (ask := question(finding.key)) is not None
    )
