"""JSON read strictly: numbers exact, no field twice, nothing that is not JSON."""

import json
from decimal import Decimal, InvalidOperation
from typing import Any

from matching.bad_input import BadInput
from matching.fields import short

#: No whole number that could be meant is written longer.
_MOST_DIGITS = 400


class NotJson(BadInput):
    """What is not JSON at all, and on which line of the text, counted from 1."""

    def __init__(self, what: str, problem: str, line: int) -> None:
        """Keep where the text stops being JSON."""
        remedy = "Check the quotes, commas and brackets there."
        super().__init__(what, f"this is not JSON ({problem})", remedy)
        self.line = line


def parse(text: str, what: str) -> Any:
    """Return what a JSON text says, with every fraction as an exact Decimal.

    A number nobody can mean (NaN, Infinity, hundreds of digits) comes back as a Decimal too, so
    that whoever reads the field refuses it by the field's name. ``what`` names the whole text in
    complaints. Raises BadInput; NotJson, where the text as such is broken, says on which of its
    lines.
    """
    try:
        return json.loads(
            text,
            object_pairs_hook=_object,
            parse_float=_number,
            parse_int=_whole,
            parse_constant=Decimal,
        )
    except json.JSONDecodeError as trouble:
        raise NotJson(what, trouble.msg.lower(), trouble.lineno) from None
    except RecursionError:
        raise BadInput(what, "it is nested too deeply", "Write it flat, as documented.") from None


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for name, value in pairs:
        if name in fields:
            raise BadInput(short(name), "the field is there twice", "Keep one of them.")
        fields[name] = value
    return fields


def _whole(digits: str) -> int | Decimal:
    return int(digits) if len(digits) <= _MOST_DIGITS else Decimal(digits)


def _number(digits: str) -> Decimal:
    try:
        return Decimal(digits)
    except InvalidOperation:  # an exponent beyond all counting
        return Decimal("NaN")
