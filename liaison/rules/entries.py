"""A contact with an employer as it is written down, and the words it may use; pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

KINDS: Mapping[str, str] = MappingProxyType(
    {"visit": "Visit", "call": "Call", "email": "E-mail", "meeting": "Meeting"}
)
PURPOSES: Mapping[str, str] = MappingProxyType(
    {
        "introduce": "Introduce ourselves, ask for an appointment",
        "learn": "Learn what they do and need",
        "client": "Talk about a client, with their agreement",
        "trial": "An interview or a trial",
        "in_work": "Support somebody in work",
        "keep_in_touch": "Keep in touch, say thank you",
        "facts": "Ask about working conditions",
        "other": "Something else",
    }
)
OUTCOMES: Mapping[str, str] = MappingProxyType(
    {
        "spoke": "Spoke",
        "message_left": "Message left",
        "no_answer": "No answer",
        "call_back": "Call back on",
    }
)
PROMISED_BY: Mapping[str, str] = MappingProxyType({"us": "We did", "them": "They did"})


@dataclass(frozen=True, slots=True)
class EntryDraft:
    """A contact as it was written down; see LiaisonEntry."""

    employer_id: int
    happened_on: date
    kind: str
    purpose: str
    outcome: str
    face_to_face: bool
    in_community: bool
    contact_id: int | None = None
    client_id: int | None = None
    call_back_on: date | None = None
    learned: str = ""
    unsolicited: bool = False
    budget_reason: str = ""
    promise: str = ""
    promised_by: str = ""
    promise_on: date | None = None
    next_kind: str = ""
    next_words: str = ""
    next_on: date | None = None
