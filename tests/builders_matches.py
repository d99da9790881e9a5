"""What matching knows of vacancies and clients, ready made, without a database."""

from datetime import date

from matching.facts import Point, VacancyFacts, fact_from_json
from matching.limits import ProfileFacts, Strength, limit_from_json

HOME = Point(442294, 112126)
TODAY = date(2026, 11, 2)


def known(key="1", conditions=None, **changes) -> VacancyFacts:
    """A vacancy at home's door; conditions as plain values or whole facts in JSON."""
    facts = {
        name: fact_from_json(
            name, raw if isinstance(raw, dict) and "value" in raw else {"value": raw}
        )
        for name, raw in (conditions or {}).items()
    }
    plain = {
        "title": "Receptionist",
        "employer": "Example Surgery",
        "posted_on": TODAY,
        "place": HOME,
        "outward": "SO14",
    }
    return VacancyFacts(id=key, conditions=facts, **{**plain, **changes})


def wants(limits=None, **changes) -> ProfileFacts:
    """A profile whose limits are musts unless they say otherwise."""
    read = tuple(
        limit_from_json(
            key, raw if isinstance(raw, dict) and "usual" in raw else {"usual": raw}, Strength.MUST
        )
        for key, raw in (limits or {}).items()
    )
    return ProfileFacts(id="c", limits=read, **{"home": HOME, **changes})
