"""Roles that employers have posted, at every stage, and the links they were sent."""

from datetime import timedelta

from employers.models import LinkPurpose, VacancyPosting
from employers.operations import managing, reviewing
from employers.operations.links import make_link
from employers.operations.stating import vacancy_draft_from
from employers.operations.vacancies import add_vacancy
from employers.queries.postings import posting_of
from employers.rules.vacancies import Step, VacancyState
from storage import clock
from storage.database import db
from storage.transaction import end_reads, transaction
from tests.employers.posting import JOB, WHO

WAITS = VacancyState.WAITING_FOR_REVIEW


def a_posting(state: VacancyState = WAITS, **answers) -> VacancyPosting:
    """A role from the public form, its address confirmed; its row, detached."""
    said = {**WHO, **JOB, **answers}
    now = clock.now()
    with transaction():
        draft = vacancy_draft_from(said, managing.day_of(now))
        vacancy = add_vacancy(draft, Step(None, now, "Sent on the public form"), state=state)
        row = VacancyPosting(
            vacancy_id=vacancy.id,
            answers=said,
            contact_name=said["name"],
            contact_email=said["email"],
            email_key=said["email"].lower(),
            contact_phone=said.get("phone", ""),
            signals=[],
            sent_at=now,
            email_confirmed_at=now,
        )
        db.session.add(row)
        db.session.flush()
        assert row.vacancy.site.employer.name
    end_reads()
    return row


def an_open_role(esw, **answers) -> VacancyPosting:
    """A posted role that a reviewer has accepted."""
    row = a_posting(**answers)
    decide(reviewing.accept, row.vacancy_id, esw)
    return now_is(row.vacancy_id)


def decide(how, vacancy_id, esw, reason=""):
    """A reviewer's decision about the role as it stands."""
    with transaction():
        posting = managing.posting_to_change(vacancy_id)
        version = posting.vacancy.version
        row = how(posting, reviewing.Decision(esw.id, clock.now(), version, reason))
    end_reads()
    return row


def does(how, vacancy_id, *more):
    """What an employer does with the role."""
    with transaction():
        done = how(managing.posting_to_change(vacancy_id), *more, clock.now())
    end_reads()
    return done


def now_is(vacancy_id) -> VacancyPosting:
    """The posting as it stands now, with its vacancy."""
    row = posting_of(vacancy_id)
    assert row.vacancy.site.employer.name
    end_reads()
    return row


def link_to(posting, email=None, ago=timedelta(0)) -> str:
    """The path of a manage link to this role."""
    with transaction():
        token = make_link(
            LinkPurpose.MANAGE, posting.vacancy_id, email or WHO["email"], clock.now() - ago
        )
    end_reads()
    return f"/your-role/{token}"
