"""From what an advert says to a vacancy: the same steps whatever kind of file it came in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any

from employers.adverts.identity import advert_key, content_hash, usable_address
from employers.adverts.row import RowRefused
from employers.adverts.stated import stated_in
from employers.rules.vacancies import PlaceDraft, VacancyDraft
from matching.facts import BadInput, fact_from_json
from places import Located, from_coordinates, locate, normalise_postcode, outward_of

TITLE_LENGTH_MAX = 300
EMPLOYER_LENGTH_MAX = 200
DESCRIPTION_LENGTH_MAX = 60_000


@dataclass(frozen=True, slots=True)
class Advert:
    """An advert in plain words. `conditions` are stated outright, by columns of a spreadsheet."""

    title: str
    employer: str
    text: str = ""
    pay_text: str = ""
    postcode: str = ""
    locality: str = ""
    latitude: float | None = None
    longitude: float | None = None
    posted_on: date | None = None
    closes_on: date | None = None
    how_to_apply: str = ""
    url: str | None = None
    identifier: str | None = None
    conditions: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))


def drafted(advert: Advert) -> tuple[VacancyDraft, list[str]]:
    """The vacancy, and notes worth showing. Raises RowRefused without a title or an employer."""
    _check(advert)
    place, notes = _place(advert)
    stated = stated_in(advert.title, advert.text, advert.pay_text, advert.posted_on)
    conditions = {**stated.conditions, **advert.conditions}
    for key in list(conditions):
        try:
            fact_from_json(key, {k: v for k, v in conditions[key].items() if k != "words"})
        except BadInput:
            # Read from words, not typed by anybody: a value outside its scale was misread.
            del conditions[key]
    closes_on = advert.closes_on
    if closes_on and advert.posted_on and closes_on < advert.posted_on:
        notes.append("The closing date is before the posting date; left as not stated.")
        closes_on = None
    url = usable_address(advert.url)
    names = (advert.employer, advert.title, advert.postcode or advert.locality)
    notes += stated.notes
    draft = VacancyDraft(
        employer=advert.employer,
        title=advert.title,
        place=place,
        posted_on=advert.posted_on,
        closes_on=closes_on,
        description=advert.text[:DESCRIPTION_LENGTH_MAX],
        how_to_apply=advert.how_to_apply,
        pay_text=advert.pay_text,
        advert_url=url[:2000] if url else None,
        conditions=conditions,
        notes=tuple(notes),
        advert_key=advert_key(url, advert.identifier, *names),
    )
    return draft, notes


def _check(advert: Advert) -> None:
    if not advert.title:
        raise RowRefused("title: there is none. Every advert needs a job title.")
    if not advert.employer:
        raise RowRefused("employer: there is none. Name who is hiring.")
    if len(advert.title) > TITLE_LENGTH_MAX:
        raise RowRefused(f"title: longer than {TITLE_LENGTH_MAX} characters. Shorten it.")
    if len(advert.employer) > EMPLOYER_LENGTH_MAX:
        raise RowRefused(f"employer: longer than {EMPLOYER_LENGTH_MAX} characters. Shorten it.")


def _place(advert: Advert) -> tuple[PlaceDraft, list[str]]:
    """Postcode first, then its district, then the advert's coordinates, else unknown."""
    found: Located | None = locate(advert.postcode) if advert.postcode else None
    if found is None and advert.latitude is not None and advert.longitude is not None:
        found = from_coordinates(advert.latitude, advert.longitude)
    notes = []
    if found is None:
        said = advert.postcode or advert.locality
        notes.append(
            f"Its place is not known (“{said}”)." if said else "The advert names no place."
        )
    return (
        PlaceDraft(
            locality=advert.locality[:200],
            postcode=normalise_postcode(advert.postcode),
            outward=outward_of(advert.postcode) or (found.outward if found else None),
            easting=found.easting if found else None,
            northing=found.northing if found else None,
            precision=found.precision if found else None,
        ),
        notes,
    )


def with_hash(draft: VacancyDraft) -> str:
    """What the draft says, as one value that changes when it does."""
    plain = {
        name: getattr(draft, name)
        for name in VacancyDraft.__dataclass_fields__
        if name not in ("advert_key", "advert_hash", "place")
    }
    return content_hash({**plain, "place": draft.place.key, "conditions": dict(draft.conditions)})
