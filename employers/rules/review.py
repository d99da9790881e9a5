"""What a reviewer may decide about a posted role, and what the employer is told of it; pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from types import MappingProxyType

#: So long a decision can be taken back before the employer hears of it.
UNHEARD_FOR = timedelta(minutes=5)

#: Why a role is not taken: what the reviewer chooses, and what the employer reads.
WHY_NOT: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "twice": (
            "We have this role already",
            "We have this role from you already, so we keep the one we had.",
        ),
        "unpaid": (
            "It is not paid work, or paid under the minimum wage",
            "We can only take roles that are paid by the hour or as a salary, at the minimum wage "
            "or more.",
        ),
        "far": (
            "It is outside the area we cover",
            "The work is outside the area our team can get to.",
        ),
        "unclear": (
            "It does not say enough, and nobody could be reached",
            "We could not tell from it what the work is, and we did not reach you to ask.",
        ),
        "not_a_role": (
            "It is not a job with an employer",
            "It reads like something other than a job with an employer, and we can only take jobs.",
        ),
        "other": ("Something else (say it below)", ""),
    }
)


def reason_for_employer(why: str, own_words: str) -> str:
    """The reason as the employer reads it: the words of the choice, then the reviewer's own."""
    chosen = WHY_NOT[why][1] if why in WHY_NOT else ""
    return "\n\n".join(filter(None, (chosen, own_words.strip())))[:1000]
