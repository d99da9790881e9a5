"""What an advert pays by the hour, where it says so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from employers.adverts.found import Stated, words_around
from employers.rules.money import HOURLY_LEAST, HOURLY_MOST, by_the_hour

_HOURLY = re.compile(
    r"£\s*(\d{1,3}(?:\.\d{1,2})?)(?:\s*(?:-|–|to)\s*£?\s*\d{1,3}(?:\.\d{1,2})?)?\s*"
    r"(?:per|an|/|p\.?)\s*/?\s*(?:hour|hr|h)\b",
    re.I,
)
_YEARLY = re.compile(r"£\s*(\d{2,3}(?:,\d{3})|\d{5,6})(?:\.\d{2})?")
# What is said before an amount that makes it no rate for everybody: "up to", "an extra".
_NOT_THE_RATE = re.compile(
    r"\b(?:up ?to|extra|additional|plus|bonus of|enhancement of|supplement of|maximum(?: of)?)\s*$",
    re.I,
)
_FULL_TIME_LEAST = 35


def read_pay(pay_text: str, sentences: list[str], found: Stated) -> None:
    """Pay by the hour where it is said so; worked out from a year's pay it is only likely."""
    for sentence in _pay_sentences(pay_text, sentences):
        if rates := _rates(sentence):
            lowest = min(rates)
            found.put("pay_hourly", lowest, words_around(sentence, rates[lowest]))
            return
    hours = found.conditions.get("hours_week")
    yearly = _YEARLY.search(pay_text)
    if not (yearly and hours and hours["value"][0] >= _FULL_TIME_LEAST):
        # Beside part-time hours a year's pay is as often that of full time.
        return
    if not re.search(r"pro.?rata|fte|wte|equivalent|up ?to|\bote\b", pay_text, re.I):
        amount = float(
            by_the_hour(Decimal(yearly[1].replace(",", "")), Decimal(str(hours["value"][1])))
        )
        if HOURLY_LEAST <= amount <= HOURLY_MOST:
            words = f"{pay_text}, at {hours['value'][1]:g} hours a week"
            found.put("pay_hourly", round(amount, 2), words, source="inferred")


def _rates(sentence: str) -> dict[float, re.Match[str]]:
    """Each rate of pay by the hour, with where it is said."""
    return {
        amount: match
        for match in _HOURLY.finditer(sentence)
        if HOURLY_LEAST <= (amount := float(match[1])) <= HOURLY_MOST
        and not _NOT_THE_RATE.search(sentence[: match.start()])
    }


def _pay_sentences(pay_text: str, sentences: list[str]) -> Iterator[str]:
    yield pay_text
    yield from (sentence for sentence in sentences if "£" in sentence)
