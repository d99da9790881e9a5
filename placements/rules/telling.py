"""Which findings a row says: the two or three that matter most for this client; pure.

Must conflicts first, then the costliest changes, then what is to be asked, and one must that is
met and that few other vacancies meet. An important limit in conflict is always said.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from matching.limits import Strength
from matching.match import Match
from matching.verdict import Finding, Outcome

FIRST_MOST = 2
SAID_MOST = 3
#: Said in the row already, as figures.
_IN_FIGURES = ("location", "hours_week", "pay_hourly")
_CHANGES = (Outcome.NEAR_MISS, Outcome.GOOD_DAYS_ONLY)


@dataclass(frozen=True, slots=True)
class Told:
    """The findings of a row: said one by one, asked together, and met."""

    first: tuple[Finding, ...]
    to_ask: tuple[Finding, ...]
    met: tuple[Finding, ...]
    always: tuple[Finding, ...]


def told(match: Match, met_by: Mapping[str, int]) -> Told:
    """What a row says of one match; `met_by`: how many vacancies meet each limit."""
    musts = [finding for finding in match.findings if finding.strength is Strength.MUST]
    clashing = [finding for finding in musts if finding.clashes]
    changes = _costliest([finding for finding in musts if finding.outcome in _CHANGES])
    first = (*clashing, *changes)[: max(FIRST_MOST, min(len(clashing), SAID_MOST))]
    to_ask = _unknown(musts) or (() if musts else _unknown(match.findings))
    if not first and not to_ask:
        first = _costliest(_important_gaps(match))[:FIRST_MOST]
    room = SAID_MOST - len(first) - bool(to_ask)
    return Told(
        first=first,
        to_ask=to_ask,
        met=_worth_saying(match, met_by)[: max(0, room)],
        always=tuple(
            finding
            for finding in match.findings
            if finding.outcome is Outcome.CONFLICT
            and finding.strength is Strength.IMPORTANT
            and finding not in first
        ),
    )


def _costliest(findings: list[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda finding: -finding.cost))


def _unknown(findings: list[Finding] | tuple[Finding, ...]) -> tuple[Finding, ...]:
    return tuple(finding for finding in findings if finding.outcome is Outcome.UNKNOWN)


def _important_gaps(match: Match) -> list[Finding]:
    return [
        finding
        for finding in match.findings
        if finding.strength is Strength.IMPORTANT and finding.outcome in _CHANGES
    ]


def _worth_saying(match: Match, met_by: Mapping[str, int]) -> tuple[Finding, ...]:
    """What is met, the strongest limits first, and among them what fewest vacancies meet."""
    met = [finding for finding in match.findings if finding.outcome is Outcome.MEETS]
    return tuple(
        sorted(
            met,
            key=lambda finding: (
                finding.strength is not Strength.MUST,
                finding.key in _IN_FIGURES,
                finding.strength is not Strength.IMPORTANT,
                met_by.get(finding.key, 0),
            ),
        )
    )
