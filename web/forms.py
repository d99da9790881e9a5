"""The base of every form: typed text is kept, spaces are trimmed, size is limited, CSRF is on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

from flask_wtf import FlaskForm
from wtforms import Field, FieldList, FormField, SelectField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its types
from wtforms.validators import ValidationError
from wtforms.widgets import TextInput

TEXT_LENGTH_MAX = 5_000


def trimmed(value: Any) -> Any:
    """Text without spaces around it and without NUL, which no database keeps."""
    return value.replace("\x00", "").strip() if isinstance(value, str) else value


def options(pairs: Iterable[tuple[str, str]]) -> list[SelectChoice]:
    """Values and their labels, as WTForms takes them."""
    return [SelectChoice(value, label) for value, label in pairs]


class OneOf(SelectField):
    """One of a list; left out of the address or the form, it is the default, else the first."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take what was chosen."""
        if valuelist:
            super().process_formdata(valuelist)
        else:
            self.data = self.default or next(value for value, *_ in map(tuple, self.iter_choices()))

    def pre_validate(self, _form: Any) -> None:
        """Raise ValidationError, with the remedy, for what is not on the list."""
        if self.validate_choice and not any(
            value == self.data for value, *_ in map(tuple, self.iter_choices())
        ):
            raise ValidationError(f"{self.label.text}: choose one from the list.")


class NumberField(Field):
    """An exact number typed as text: `12`, `7.5`, `£12.71`, `1,200`; `data` is a Decimal or None.

    What cannot be read is kept as typed and refused in words. `lowest` and `highest` include
    themselves.
    """

    widget = TextInput()

    def __init__(
        self, label: str, *, lowest: float = 0, highest: float = 1_000_000, **kwargs: Any
    ) -> None:
        super().__init__(label, **kwargs)
        self.lowest, self.highest = Decimal(str(lowest)), Decimal(str(highest))
        self.typed = ""

    @staticmethod
    def exact(value: float | str) -> Decimal:
        """A number as JSON keeps it, exactly."""
        return Decimal(str(value))

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read what was typed. Raises ValueError with the remedy."""
        self.data = None
        self.typed = valuelist[0].strip() if valuelist else ""
        plain = self.typed.replace("£", "").replace(",", "").strip()
        if not plain:
            return
        name = self.label.text
        try:
            number = Decimal(plain)
        except InvalidOperation:
            raise ValueError(f"{name}: enter a number, like 12 or 7.5.") from None
        if not number.is_finite() or not self.lowest <= number <= self.highest:
            raise ValueError(f"{name}: enter a number from {self.lowest} to {self.highest}.")
        self.data = number

    def _value(self) -> str:
        if self.raw_data:
            return self.typed
        return "" if self.data is None else f"{self.data.normalize():f}"


class BaseForm(FlaskForm):  # type: ignore[misc]  # flask_wtf carries no types
    """A form on a page; shown again with 422 and everything that was typed when it is refused."""

    class Meta(FlaskForm.Meta):  # type: ignore[misc]  # flask_wtf carries no types
        """Trim every field's text before it is validated."""

        def bind_field(self, form: Any, unbound_field: Any, options: dict[str, Any]) -> Field:
            """Put trimming before a field's own filters."""
            if issubclass(unbound_field.field_class, (FieldList, FormField)):
                return unbound_field.bind(form=form, **options)  # type: ignore[no-any-return]
            filters = (trimmed, *unbound_field.kwargs.get("filters", ()))
            return unbound_field.bind(form=form, filters=filters, **options)  # type: ignore[no-any-return]

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether everything typed can be used; a field of absurd length is named, not cut."""
        valid = bool(super().validate(extra_validators))
        for field in _leaves(self):
            limit = getattr(field, "length_max", TEXT_LENGTH_MAX)
            if any(isinstance(text, str) and len(text) > limit for text in field.raw_data or ()):
                label = field.label.text
                field.errors = [f"{label}: shorten this to {limit:,} characters or fewer."]
                valid = False
        return valid


def _leaves(form: Any) -> Iterator[Field]:
    for field in form:
        if isinstance(field, FieldList | FormField):
            yield from _leaves(field)
        else:
            yield field
