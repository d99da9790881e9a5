"""Employers ready made."""

from employers.operations.contacts import add_contact
from employers.operations.record import add_employer, add_site
from employers.rules.record import By, ContactDraft, EmployerDraft
from storage.transaction import end_reads, transaction
from tests.builders import NOW
from tests.builders_vacancies import SOUTHAMPTON

BY_NOBODY = By(None, NOW)


def an_employer(name="Moonbeam Stores", *, place=SOUTHAMPTON, contact=None, **changes):
    """An employer with one site, kept; its row, detached."""
    with transaction():
        row = add_employer(EmployerDraft(name=name, **changes), BY_NOBODY)
        if place is not None:
            add_site(row.id, place, BY_NOBODY)
        if contact is not None:
            add_contact(row.id, ContactDraft(contact), BY_NOBODY)
    end_reads()
    return row
