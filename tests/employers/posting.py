"""Somebody at the public form: goes through its screens as an employer does."""

import re

import sqlalchemy as sa

from employers.models import Vacancy, VacancyPosting
from notices.models import OutboxMessage
from storage.database import db
from storage.transaction import end_reads
from tests.support.pages import PageClient

WHO = {"employer": "Example Bakery", "name": "Robin Example", "email": "robin@bakery.example.org"}
JOB = {"title": "Kitchen assistant", "place": "SO14 0AA", "hours": "15 to 20", "pay": "£12.80 ph"}


class Employer:
    """One browser at the form."""

    def __init__(self, app) -> None:
        self.pages = PageClient(app.test_client())

    def begin(self, **who):
        """The first screen; the second is shown."""
        return self.pages.submit(self.pages.get("/post-a-role"), {**WHO, **who})

    def to_check(self, job=None, when=None, day=None, **who):
        """Every screen; the answers are shown back."""
        page = self.begin(**who)
        page = self.pages.submit(page, {**JOB, **(job or {})}, form="#role")
        page = self.pages.submit(page, when or {})
        return self.pages.submit(page, day or {})

    def post(self, **answers):
        """A whole role, sent; what the page says then."""
        return self.pages.submit(self.to_check(**answers))

    def confirm(self):
        """Open the newest link that confirms an address, and press its button."""
        return self.pages.submit(self.pages.get(link_in(newest_mail())))


def newest_mail() -> OutboxMessage:
    row = db.session.scalar(sa.select(OutboxMessage).order_by(OutboxMessage.id.desc()))
    end_reads()
    return row


def mails(kind: str) -> list[OutboxMessage]:
    query = sa.select(OutboxMessage).where(OutboxMessage.kind == kind).order_by(OutboxMessage.id)
    rows = list(db.session.scalars(query))
    end_reads()
    return rows


def link_in(mail: OutboxMessage) -> str:
    return re.search(r"http://localhost(/\S+)", mail.body)[1]


def the_posting() -> VacancyPosting:
    row = db.session.scalar(sa.select(VacancyPosting).order_by(VacancyPosting.vacancy_id.desc()))
    end_reads()
    return row


def the_role() -> Vacancy:
    row = db.session.scalar(sa.select(Vacancy).order_by(Vacancy.id.desc()))
    end_reads()
    return row
