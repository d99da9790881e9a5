"""The worker process: sends what is queued and reads uploaded files. Never inside a web process."""

from __future__ import annotations

import logging
import os
import signal
import socket
import sys
from collections.abc import Callable
from datetime import timedelta
from types import FrameType

from apscheduler.schedulers.blocking import BlockingScheduler
from click import ClickException
from flask import Flask

from app import create_app
from config import Settings
from employers import changes
from employers.imports.reading import read_waiting
from employers.operations.attempts import forget_attempts
from employers.operations.drafts import forget_drafts
from employers.operations.posting import forget_unconfirmed
from employers.operations.reminding import STILL_OPEN_JOB, ask_still_open
from employers.routes.manage.letters import write_still_open
from notices.sending import OUTBOX_JOB, record_run, send_due
from notices.transports import MailboxTransport, SmtpTransport, Transport
from storage import clock
from storage.database import db
from storage.transaction import transaction

log = logging.getLogger("worker")

OUTBOX_EVERY_S = 5
IMPORTS_EVERY_S = 2
IMPORTS_JOB = "imports"
STILL_OPEN_EVERY_S = 3600
CHANGES_EVERY_S = 3600
CHANGES_JOB = "old_changes"
LAPSED_EVERY_S = 3600
LAPSED_JOB = "lapsed_postings"
# Longer than the longest window in which attempts on the public form are counted.
ATTEMPTS_KEPT = timedelta(days=2)
# Whoever has been away for longer reads everything anew.
CHANGES_KEPT = 200_000


def transport_for(settings: Settings) -> Transport:
    """The mail server when one is set, else the development mailbox."""
    if settings.smtp is None:
        return MailboxTransport()
    smtp = settings.smtp
    return SmtpTransport(
        host=smtp.host,
        port=smtp.port,
        username=smtp.username,
        password=smtp.password,
        starttls=smtp.starttls,
        mail_from=settings.mail_from,
    )


def run_job(app: Flask, job: str, work: Callable[[], object]) -> None:
    """Do one job and record the run; a failure is logged and recorded, never silent."""
    with app.app_context():
        started_at = clock.now()
        try:
            outcome = str(work())
        except Exception as problem:
            log.exception("job %s failed", job)
            db.session.rollback()
            outcome = f"failed: {type(problem).__name__}"
        record_run(job, started_at, clock.now(), outcome)


def delete_old_changes() -> int:
    """Delete the changes that nobody needs to follow any more; how many."""
    with transaction():
        return changes.prune(CHANGES_KEPT)


def forget_what_lapsed() -> str:
    """Delete counted attempts, drafts nobody touches, and roles nobody confirmed; how many."""
    now = clock.now()
    with transaction():
        attempts = forget_attempts(now - ATTEMPTS_KEPT)
    with transaction():
        drafts = forget_drafts(now)
    with transaction():
        roles = forget_unconfirmed(now)
    return f"{attempts} attempts, {drafts} drafts, {roles} roles"


def build_scheduler(app: Flask) -> BlockingScheduler:
    """A scheduler with the recurring jobs; late runs are made up for once, not skipped."""
    settings: Settings = app.config["SETTINGS"]
    transport = transport_for(settings)
    name = f"{socket.gethostname()}:{os.getpid()}"[:80]
    scheduler = BlockingScheduler(timezone="UTC")
    jobs = (
        (OUTBOX_JOB, OUTBOX_EVERY_S, lambda: send_due(transport, clock.now, name)),
        (IMPORTS_JOB, IMPORTS_EVERY_S, lambda: read_waiting(clock.now)),
        (STILL_OPEN_JOB, STILL_OPEN_EVERY_S, lambda: ask_still_open(clock.now, write_still_open)),
        (CHANGES_JOB, CHANGES_EVERY_S, delete_old_changes),
        (LAPSED_JOB, LAPSED_EVERY_S, forget_what_lapsed),
    )
    for job, every_s, work in jobs:
        scheduler.add_job(
            run_job,
            "interval",
            args=(app, job, work),
            seconds=every_s,
            next_run_time=clock.now(),
            coalesce=True,
            max_instances=1,
            misfire_grace_time=None,
        )
    return scheduler


def run(app: Flask) -> None:
    """Run until told to stop."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s worker %(message)s")
    # A tick that is still busy is not news.
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
    scheduler = build_scheduler(app)

    def stop(_signal: int, _frame: FrameType | None) -> None:
        scheduler.shutdown(wait=False)

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    log.info("started")
    scheduler.start()
    log.info("stopped")


def main() -> int:
    """Run with what the environment says; 1 when it cannot be used."""
    try:
        app = create_app()
    except ClickException as problem:
        sys.stderr.write(f"{problem}\n")
        return 1
    run(app)
    return 0


if __name__ == "__main__":
    sys.exit(main())
