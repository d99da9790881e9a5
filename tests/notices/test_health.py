"""A silent worker is seen."""

from datetime import timedelta

import sqlalchemy as sa

from notices.sending import OUTBOX_JOB, record_run
from storage import clock


def test_health_is_red_before_the_worker_was_ever_heard_of(browser):
    answer = browser.client.get("/health")

    assert (answer.status_code, answer.json["worker"]) == (503, "silent")


def test_health_is_green_just_after_a_run_and_red_after_three_silent_minutes(browser, monkeypatch):
    now = clock.now()
    record_run(OUTBOX_JOB, now, now, "0")

    assert browser.client.get("/health").status_code == 200

    monkeypatch.setattr(clock, "now", lambda: now + timedelta(minutes=3, seconds=1))
    assert browser.client.get("/health").status_code == 503


def test_a_database_that_does_not_answer_is_red_and_said(browser, monkeypatch):
    def fail(*_args):
        raise sa.exc.OperationalError("select", {}, OSError("gone"))

    monkeypatch.setattr("notices.queries.last_run_at", fail)

    answer = browser.client.get("/health")
    assert answer.status_code == 503
    assert "does not answer" in answer.json["worker"]
