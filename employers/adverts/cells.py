"""A spreadsheet cell as what is known of one working condition."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from employers.adverts.row import RowRefused
from employers.rules.vacancies import folded
from matching.bad_input import BadInput
from matching.catalogue import CATALOGUE, Condition, Kind
from matching.facts import fact_from_json, fact_to_json


def condition_from_cell(key: str, column: str, cell: str, as_of: date | None) -> dict[str, Any]:
    """The fact a cell states, in JSON form. Raises RowRefused naming column and remedy."""
    condition = CATALOGUE[key]
    try:
        fact = fact_from_json(key, {"value": _value(condition, cell), "source": "advert"})
    except BadInput as trouble:
        raise RowRefused(f"{column}: {trouble.problem}. {trouble.remedy}") from None
    stated = fact_to_json(key, fact)
    return {**stated, "as_of": as_of.isoformat() if as_of else None, "words": f"{column}: {cell}"}


def _value(condition: Condition, cell: str) -> Any:
    if condition.kind in (Kind.SCALE, Kind.CHOICE):
        return _option(condition, cell)
    if condition.kind is Kind.NUMBER:
        return _number(cell, condition.unit)
    if condition.kind is Kind.RANGE:
        ends = [_number(end, condition.unit) for end in re.split(r"\s*(?:-|–|\bto\b)\s*", cell)]
        return [ends[0], ends[-1]] if len(ends) <= 2 else cell
    if condition.kind is Kind.WINDOW:
        return re.split(r"\s*(?:-|–|to)\s*", cell)
    return _answers(condition, cell)


def _option(condition: Condition, cell: str) -> str:
    """A value of the scale, written as its key or as its plain label."""
    wanted = folded(cell).replace(" ", "_")
    for option, label in condition.options.items():
        if wanted in (option, folded(label).replace(" ", "_")):
            return option
    return cell


# What may stand behind a number, by the first word of the unit it is meant in.
_UNITS = {
    "kg": r"kg|kgs|kilos?|kilograms?",
    "hours": r"h|hrs?|hours?",
    "minutes": r"m|mins?|minutes?",
    "days": r"d|days?",
    "weeks": r"w|wks?|weeks?",
    "km": r"km|kilomet(?:re|er)s?",
    "%": r"%|percent|per cent",
    "GBP": r"gbp|pounds?",
}
_PER = {
    "hour": r"(?:an|per|a|/|p)\s*/?\s*(?:hour|hr|h)",
    "week": r"(?:a|per|/|p)\s*/?\s*(?:week|wk|w)",
    "shift": r"of (?:the|a) shift",
    "month": r"(?:a|per|/)\s*month",
}


def _number(cell: str, unit: str) -> Any:
    """The number in a cell that says no more than that, or names the unit it is asked in."""
    first, last = unit.split()[0], unit.split()[-1]
    units = (
        rf"(?:\s*(?:{_UNITS.get(first, first)}))?(?:\s*{_PER[last]})?"
        if last in _PER
        else (rf"(?:\s*(?:{_UNITS.get(first, first)}))?")
    )
    plain = cell.replace("£", "").replace(",", "").strip()
    match = re.fullmatch(rf"(\d+(?:\.\d+)?){units}\.?", plain, re.IGNORECASE)
    if match is None:
        return cell
    number = float(match[1])
    return int(number) if number.is_integer() else number


def _answers(condition: Condition, cell: str) -> dict[str, str]:
    """`stool=yes; chair=no`, or just `stool; chair`, which says yes (or required) to each."""
    plain = "required" if condition.kind is Kind.HOLDS else "yes"
    pairs = (part.partition("=") for part in re.split(r"[;,|]", cell) if part.strip())
    return {_option(condition, item.strip()): answer.strip() or plain for item, _, answer in pairs}
