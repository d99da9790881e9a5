"""How everything the rules find is said in plain words."""

from matching.amounts import in_words, limit_in_words
from matching.wording.asking import (
    change_sentence,
    client_sentence,
    door_sentence,
    question,
    refusal_sentence,
)
from matching.wording.chips import chip
from matching.wording.sentences import (
    OUTCOME_LABELS,
    VERDICT_LABELS,
    has,
    how_many_conflict,
    needs,
    sentence,
)

__all__ = [
    "OUTCOME_LABELS",
    "VERDICT_LABELS",
    "change_sentence",
    "chip",
    "client_sentence",
    "door_sentence",
    "has",
    "how_many_conflict",
    "in_words",
    "limit_in_words",
    "needs",
    "question",
    "refusal_sentence",
    "sentence",
]
