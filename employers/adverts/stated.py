"""What an advert plainly states of the working conditions, with the words it was read from.

Precision before recall: what is not plainly said stays unknown and becomes a question; where an
advert says two different things, neither is taken and a note says so.
"""

from __future__ import annotations

import re
from datetime import date

from employers.adverts.contract import read_contract
from employers.adverts.flexibility import read_flexibility
from employers.adverts.found import Sentences, Stated
from employers.adverts.hours import read_hours
from employers.adverts.pay import read_pay
from employers.adverts.requirements import requirements_in
from employers.adverts.times import read_shifts, read_times
from employers.adverts.work_mode import read_work_mode

# Each reader looks only at sentences with a word it cannot do without: most have none.
_READERS = (
    (("hour", "hrs", "hr "), read_hours),
    (
        ("fixed", "matern", "temporar", "secondment", "month", "permanent", "seasonal"),
        read_contract,
    ),
    (("time", "shar", "flex", "compress", "annuali", "roster"), read_flexibility),
    (("remote", "home", "hybrid"), read_work_mode),
    (("mon",), read_times),
    (("shift", "night"), read_shifts),
)
_BREAKS = re.compile(r"\n+|(?<=[.!?;])\s+(?=[A-Z•£0-9])")


def stated_in(title: str, text: str, pay_text: str, as_of: date | None) -> Stated:
    """Everything plainly stated in an advert's title, text and pay."""
    found = Stated(as_of)
    marked = [part.strip(" \t") for part in _BREAKS.split(text)]
    marked = [part for part in marked if part.strip(" •\t")]
    sentences = [part.strip(" •\t") for part in marked]
    quick = Sentences(sentences)
    for hints, read in _READERS:
        read([title, *(sentences[at] for at in quick.having(hints))], found)
    read_pay(pay_text, sentences, found)
    answers, words = requirements_in([title, *marked])
    if answers:
        found.put("requirements", answers, words)
    return found
