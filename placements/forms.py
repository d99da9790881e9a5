"""The filters beside the shortlist; they live in the address, so there is nothing to protect."""

from __future__ import annotations

from typing import Any

from wtforms import BooleanField, StringField
from wtforms.validators import Regexp

from clients.rules.profile import Profile
from employers.rules.precedents import PRECEDENTS
from employers.rules.record import SECTORS
from matching.catalogue import CATALOGUE
from matching.facts import Point
from matching.ranking import Group
from matching.verdict import Verdict
from matching.wording import VERDICT_LABELS
from placements.rules.filters import Filters
from placements.rules.nearby import KM_AT_FIRST, ROWS_AT_FIRST, NearbyQuestion
from places import locate
from web.forms import BaseForm, NumberField, OneOf, options

ROWS_MOST = 500


def _rows(group: Group) -> NumberField:
    return NumberField(f"Rows of “{group.label}”", lowest=1, highest=ROWS_MOST)


class FilterForm(BaseForm):
    """What to look at just now, and how many rows of each group."""

    class Meta(BaseForm.Meta):
        """A search changes nothing, so it carries no token."""

        csrf = False

    words = StringField("Title or employer")
    work = StringField("Kind of work", description="Sees through other names for the same work.")
    km = NumberField("Within", highest=1000)
    hours_least = NumberField("Hours a week, from", highest=168)
    hours_most = NumberField("Hours a week, to", highest=168)
    pay_least = NumberField("Pay an hour, at least", highest=1000)
    work_mode = OneOf(
        "Where the work is done",
        choices=options([("", "Anywhere"), *CATALOGUE["work_mode"].options.items()]),
    )
    posted_days = NumberField("Posted in the last", highest=3650)
    closing_days = NumberField("Closing within", highest=3650)
    group = OneOf(
        "Group",
        choices=options([("", "All groups"), *((each.value, each.label) for each in Group)]),
    )
    verdict = OneOf(
        "Verdict",
        choices=options(
            [("", "Any verdict"), *((each.value, VERDICT_LABELS[each]) for each in Verdict)]
        ),
    )
    visited = BooleanField("Only where we have asked or visited")
    kept = BooleanField("Only what we kept")
    stated = BooleanField("Leave out what is not stated")
    site = StringField(
        "Site",
        validators=[Regexp(r"^(?:[0-9]{1,12})?$", message="Site: take this filter away.")],
    )
    arranged = OneOf(
        "Taken as arranged",
        choices=options([("", "Nothing"), *((key, key) for key in CATALOGUE)]),
    )
    area = OneOf("Area read", choices=options([("", "Around home"), ("all", "Everywhere")]))
    rows_ring_today = _rows(Group.RING_TODAY)
    rows_few_questions = _rows(Group.FEW_QUESTIONS)
    rows_little_known = _rows(Group.LITTLE_KNOWN)
    rows_clashes = _rows(Group.CLASHES)

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether everything asked for can be read; the two ends of the hours in their order."""
        valid = super().validate(extra_validators)
        least, most = self.hours_least.data, self.hours_most.data
        if valid and least is not None and most is not None and least > most:
            self.hours_least.errors = [
                "Hours a week, from: make this no more than the hours beside it."
            ]
            return False
        return valid

    def filters(self) -> Filters:
        """The filters as asked for; those that could not be read ask for nothing."""
        return Filters(
            **{
                name: self[name].data
                for name in Filters.__dataclass_fields__
                if self[name].data is not None and not self[name].errors
            }
        )

    def rows(self) -> dict[Group, int]:
        """How many rows of each group were asked for."""
        fields = {group: self[f"rows_{group.value}"] for group in Group}
        return {
            group: int(field.data)
            for group, field in fields.items()
            if field.data is not None and not field.errors
        }


class NearbyForm(BaseForm):
    """Which employers to look for around a client; it lives in the address."""

    class Meta(BaseForm.Meta):
        """A search changes nothing, so it carries no token."""

        csrf = False

    around = StringField(
        "Around", description="A postcode or its first half; left empty, the client’s home."
    )
    km = NumberField("Within", lowest=1, highest=200)
    sector = OneOf(
        "Sector",
        choices=options([("", "Any sector"), *SECTORS.items(), ("not_known", "Sector not known")]),
    )
    precedent = OneOf(
        "Has arranged before", choices=options([("", "Anything"), *PRECEDENTS.items()])
    )
    place = OneOf("Place", choices=options([("", "Known"), ("not_known", "Not known")]))
    rows = NumberField("Rows", lowest=1, highest=ROWS_MOST)

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether everything asked for can be read."""
        valid = super().validate(extra_validators)
        if self.around.data and locate(self.around.data) is None:
            self.around.errors = ["Around: enter a postcode like SO15 5AB or its first half."]
            return False
        return valid

    def asked(self, profile: Profile) -> NearbyQuestion:
        """What is asked for; what could not be read asks for nothing."""
        found = locate(self.around.data) if self.around.data and not self.around.errors else None
        home = profile.home.point if profile.home else None
        return NearbyQuestion(
            around=Point(found.easting, found.northing) if found else home,
            km=self.km.data if self.km.data is not None and not self.km.errors else KM_AT_FIRST,
            sector="" if self.sector.errors else self.sector.data,
            precedent="" if self.precedent.errors else self.precedent.data,
            rows=int(self.rows.data) if self.rows.data and not self.rows.errors else ROWS_AT_FIRST,
            no_place=self.place.data == "not_known",
        )
