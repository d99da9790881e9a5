"""JSON read strictly: numbers exact, no field twice, nothing that is not JSON."""

import json
from decimal import Decimal, InvalidOperation
from typing import Any, NoReturn

from matching.bad_input import BadInput
from matching.fields import short

#: No number that could be meant is written longer.
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

    ``what`` names the whole text in complaints. Raises BadInput; NotJson, where the text as
    such is broken, says on which of its lines.
    """
    try:
        return json.loads(
            text,
            object_pairs_hook=_object,
            parse_float=_number,
            parse_int=lambda digits: int(_number(digits)),
            parse_constant=_no_constant,
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


def _number(digits: str) -> Decimal:
    try:
        if len(digits) <= _MOST_DIGITS:
            return Decimal(digits)
    except InvalidOperation:
        pass
    raise BadInput("number", "it is too long or too large to be meant", "Write a plain number.")


def _no_constant(name: str) -> NoReturn:
    raise BadInput("number", f"{name} is not a number", "Write a plain number, or null.")
