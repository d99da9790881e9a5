"""Many presses of the same button at the same instant, on real connections: one vacancy."""

import os
import threading
from contextvars import Context

import pytest
import sqlalchemy as sa
from flask_migrate import upgrade

from app import create_app
from employers.models import Employer as EmployerRow
from employers.models import Vacancy, VacancyPosting
from notices.models import OutboxMessage
from storage.database import db
from tests.conftest import settings_for
from tests.employers.posting import Employer

AT_ONCE = 8


@pytest.fixture(params=["sqlite", "postgresql"])
def app(request, tmp_path):
    """The app on a database of its own, where every request commits."""
    url = f"sqlite:///{tmp_path / 'posting.db'}"
    if request.param == "postgresql":
        server = request.getfixturevalue("postgres_url")
        engine = sa.create_engine(server, isolation_level="AUTOCOMMIT")
        name = f"posting_{os.getpid()}"
        with engine.connect() as connection:
            connection.execute(sa.text(f"DROP DATABASE IF EXISTS {name}"))
            connection.execute(sa.text(f"CREATE DATABASE {name}"))
        engine.dispose()
        url = server.replace("/postgres?", f"/{name}?")
    app = create_app(settings_for(url))
    app.testing = True
    app.config["PROPAGATE_EXCEPTIONS"] = False
    with app.app_context():
        upgrade(directory="migrations")
    yield app
    with app.app_context():
        db.engine.dispose()


def counts(app) -> list[int]:
    with app.app_context():
        tables = (Vacancy, VacancyPosting, EmployerRow, OutboxMessage)
        return [db.session.scalar(sa.select(sa.func.count()).select_from(each)) for each in tables]


def at_once(app, pages) -> list[int]:
    """Press the button of each page at the same instant; the statuses that came back."""
    gate = threading.Barrier(len(pages))
    statuses = []

    def press(employer, page) -> None:
        gate.wait()
        sent = Context().run(employer.pages.client.post, page.url, data=page.values())
        statuses.append(sent.status_code)

    threads = [threading.Thread(target=press, args=pair) for pair in pages]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return statuses


def test_one_draft_sent_many_times_at_once_makes_one_vacancy_and_one_mail(app):
    employer = Employer(app)
    page = employer.to_check()
    browsers = []
    for _ in range(AT_ONCE):
        browser = Employer(app)
        session = employer.pages.client.get_cookie("foothold")
        browser.pages.client.set_cookie("foothold", session.value)
        browsers.append((browser, page))

    assert at_once(app, browsers) == [303] * AT_ONCE
    assert counts(app) == [1, 1, 1, 1]


def test_the_same_role_from_many_drafts_at_once_is_one_vacancy(app):
    pages = []
    for _ in range(AT_ONCE):
        employer = Employer(app)
        pages.append((employer, employer.to_check()))

    assert at_once(app, pages) == [303] * AT_ONCE
    assert counts(app) == [1, 1, 1, 1]
