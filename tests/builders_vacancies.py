"""Vacancies ready made."""

from datetime import date

from employers.operations.vacancies import add_vacancy
from employers.rules.vacancies import PlaceDraft, Step, VacancyDraft, VacancyState
from storage.transaction import end_reads, transaction
from tests.builders import NOW

SOUTHAMPTON = PlaceDraft("Southampton", "SO14 0AA", "SO14", 442294, 112126, "postcode")


def fact(value, source="employer", negotiable="unknown", as_of="2026-11-02"):
    return {"value": value, "negotiable": negotiable, "source": source, "as_of": as_of}


def a_draft(**changes) -> VacancyDraft:
    plain = {
        "employer": "Example Surgery",
        "title": "Receptionist",
        "place": SOUTHAMPTON,
        "posted_on": date(2026, 11, 1),
        "closes_on": None,
        "how_to_apply": "Ring the practice.",
    }
    return VacancyDraft(**{**plain, **changes})


def a_vacancy(*, state=VacancyState.OPEN, by_id=None, **changes):
    """An open vacancy, kept; its row, detached."""
    with transaction():
        row = add_vacancy(a_draft(**changes), Step(by_id, NOW), state=state)
        assert row.site.employer.name
    end_reads()
    return row
