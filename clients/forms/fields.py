"""Fields that read what people type and keep it when it cannot be read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from wtforms import Field, SelectField, SelectMultipleField
from wtforms.utils import unset_value
from wtforms.validators import ValidationError

from clients.forms.typed import typed_clock, typed_lines
from matching.values import CLIENT_CELLS, DAYS, PARTS
from web.forms import TEXT_LENGTH_MAX, trimmed

SHORT_LENGTH_MAX = 60
LINE_LENGTH_MAX = 120


class TypedField(Field):
    """Text that means something else: kept as typed when it cannot be read."""

    length_max = SHORT_LENGTH_MAX

    def read(self, text: str) -> Any:
        """What the text means; raises ValueError with a sentence."""
        return text

    def shown(self) -> str:
        """The data as text."""
        return str(self.data)

    def process_formdata(self, valuelist: Iterable[Any]) -> None:
        """Read what was typed, or say what is wrong with it."""
        text = str(trimmed("".join(valuelist)))
        self.data = None
        # The base form refuses what is far too long, in words of its own.
        if text and len(text) <= self.length_max:
            try:
                self.data = self.read(text)
            except ValueError as trouble:
                raise ValueError(f"{self.label.text}: {trouble}") from None

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else self.shown()


class ClockField(TypedField):
    """A time of day somebody typed; None when nothing was."""

    def read(self, text: str) -> str:
        """The time, as 09:30."""
        return typed_clock(text)


class LinesField(TypedField):
    """Several things, one a line; None when there are none."""

    length_max = TEXT_LENGTH_MAX

    def __init__(self, label: str, *, lines_max: int = 30, **kwargs: Any) -> None:
        """Allow at most `lines_max` lines."""
        super().__init__(label, **kwargs)
        self.lines_max = lines_max

    def read(self, text: str) -> tuple[str, ...]:
        """The lines that say something."""
        return typed_lines(text, self.lines_max, LINE_LENGTH_MAX)

    def shown(self) -> str:
        """The lines, one below the other."""
        return "\n".join(self.data)


class ChoiceField(SelectField):
    """One of a list, or nothing."""

    def pre_validate(self, form: Any) -> None:
        """Refuse what is not in the list, by name."""
        try:
            super().pre_validate(form)
        except ValidationError:
            raise ValidationError(f"{self.label.text}: choose one of the list.") from None


class CheckboxesField(SelectMultipleField):
    """Any of a list."""

    def pre_validate(self, form: Any) -> None:
        """Refuse what is not in the list, by name."""
        try:
            super().pre_validate(form)
        except ValidationError:
            raise ValidationError(f"{self.label.text}: tick boxes of the list only.") from None


class WeekField(Field):
    """Seven days by four parts of the day: can, rather not, cannot.

    The data is the week as a limit is written, without the cells that say "can".
    """

    data: Mapping[str, Mapping[str, str]] | None

    def process(self, formdata: Any, data: Any = unset_value, extra_filters: Any = None) -> None:
        """Read the 28 cells, each sent under a name of its own."""
        super().process(None, data, extra_filters)
        if not formdata:
            return
        cells = {
            (day, part): formdata.get(f"{self.name}-{day}-{part}", CLIENT_CELLS[0])
            for day in DAYS
            for part in PARTS
        }
        self.raw_data = list(cells.values())
        if not set(self.raw_data) <= set(CLIENT_CELLS):
            self.process_errors = [f"{self.label.text}: choose one of the list in each box."]
        self.data = _week(cells) or None


def _week(cells: Mapping[tuple[str, str], str]) -> dict[str, dict[str, str]]:
    week: dict[str, dict[str, str]] = {}
    for (day, part), cell in cells.items():
        if cell in CLIENT_CELLS[1:]:
            week.setdefault(day, {})[part] = cell
    return week
