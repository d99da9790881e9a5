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
        return _number(cell)
    if condition.kind is Kind.RANGE:
        ends = [_number(end) for end in re.split(r"\s*(?:-|–|to)\s*", cell)]
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


def _number(cell: str) -> Any:
    plain = cell.replace("£", "").replace(",", "").strip()
    match = re.match(r"\d+(?:\.\d+)?", plain)
    if match is None:
        return cell
    number = float(match[0])
    return int(number) if number.is_integer() else number


def _answers(condition: Condition, cell: str) -> dict[str, str]:
    """`stool=yes; chair=no`, or just `stool; chair`, which says yes (or required) to each."""
    plain = "required" if condition.kind is Kind.HOLDS else "yes"
    pairs = (part.partition("=") for part in re.split(r"[;,|]", cell) if part.strip())
    return {_option(condition, item.strip()): answer.strip() or plain for item, _, answer in pairs}
