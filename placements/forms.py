"""The filters beside the shortlist; they live in the address, so there is nothing to protect."""

from __future__ import annotations

from wtforms import BooleanField, HiddenField, StringField

from matching.catalogue import CATALOGUE
from placements.filters import Filters
from web.forms import BaseForm, NumberField, OneOf, options


class FilterForm(BaseForm):
    """What to look at just now."""

    class Meta(BaseForm.Meta):
        """A search changes nothing, so it carries no token."""

        csrf = False

    words = StringField("Title or employer")
    km = NumberField("Within", highest=1000)
    hours_most = NumberField("Hours a week, up to", highest=168)
    pay_least = NumberField("Pay an hour, at least", highest=1000)
    work_mode = OneOf(
        "Where the work is done",
        choices=options([("", "Anywhere"), *CATALOGUE["work_mode"].options.items()]),
    )
    posted_days = NumberField("Posted in the last", highest=3650)
    closing_days = NumberField("Closing within", highest=3650)
    visited = BooleanField("Only where we have asked or visited")
    site = HiddenField()

    def filters(self) -> Filters:
        """The filters as asked for; those that could not be read ask for nothing."""
        return Filters(
            **{
                name: self[name].data
                for name in Filters.__dataclass_fields__
                if self[name].data and not self[name].errors
            }
        )
