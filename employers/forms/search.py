"""Searching for a vacancy without a client."""

from __future__ import annotations

from typing import Any

from wtforms import StringField

from employers.rules.search import Search
from matching.catalogue import CATALOGUE, Kind
from places import locate
from web.forms import BaseForm, NumberField, OneOf, options

#: Conditions a search can ask about, with the answers it can ask for.
ASKED_OF = {
    each.key: (
        each.words.name.capitalize(),
        {**each.options, "not_stated": "Not stated"},
    )
    for each in CATALOGUE.values()
    if each.kind in (Kind.SCALE, Kind.CHOICE) and not each.staff_only
}


class VacancySearchForm(BaseForm):
    """Looking through all vacancies, without a client."""

    class Meta(BaseForm.Meta):
        """A search changes nothing, so it carries no token."""

        csrf = False

    words = StringField("Title or employer")
    near = StringField("Near", description="A postcode or its first half.")
    km = NumberField("Within", highest=1000)
    hours_most = NumberField("Hours a week, up to", highest=168)
    pay_least = NumberField("Pay an hour, at least", highest=1000)
    condition = OneOf(
        "A condition",
        choices=options([("", "Any"), *((key, name) for key, (name, _) in ASKED_OF.items())]),
    )
    answer = OneOf("Its answer", choices=options([("", "Any")]), validate_choice=False)
    state = OneOf(
        "State",
        choices=options(
            [(each, each.capitalize()) for each in ("open", "expired", "filled", "closed", "all")]
        ),
        default="open",
    )
    source = OneOf(
        "Known from",
        choices=options(
            [("", "Anything"), ("visit", "Asked or visited"), ("advert", "Advert only")]
        ),
    )
    sort = OneOf(
        "Order",
        choices=options(
            [("newest", "Newest first"), ("closing", "Closing soonest"), ("title", "By title")]
        ),
        default="newest",
    )

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether every filter can be read; a place must be one, and a distance needs a place."""
        valid = super().validate(extra_validators)
        near = self.near.data
        if near and locate(near) is None:
            self.near.errors = ["Near: enter a postcode in Great Britain, like SO15 5AB or SO15."]
            valid = False
        if self.km.data is not None and not near:
            self.near.errors = ["Near: enter a postcode to measure the distance from."]
            valid = False
        return valid

    def search(self, asked: dict[str, str]) -> Search:
        """What is looked for, once it was validated."""
        return Search(
            words=self.words.data or "",
            near=locate(self.near.data) if self.near.data else None,
            km=self.km.data,
            hours_most=self.hours_most.data,
            pay_least=self.pay_least.data,
            state=self.state.data or "open",
            source=self.source.data or "",
            sort=self.sort.data or "newest",
            conditions=asked,
        )

    def asked(self, given: list[str]) -> dict[str, str]:
        """The conditions asked about, each with its answer; `given` are those asked before."""
        pairs = [each.partition(":") for each in given]
        wanted = {key: answer for key, _, answer in pairs}
        if self.condition.data and self.answer.data:
            wanted[self.condition.data] = self.answer.data
        return {
            key: answer
            for key, answer in wanted.items()
            if key in ASKED_OF and answer in ASKED_OF[key][1]
        }
