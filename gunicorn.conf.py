"""What gunicorn does in every process it starts here: build the index of vacancies behind it."""

import logging
import sys

from gunicorn.arbiter import Arbiter
from gunicorn.workers.base import Worker

from app import start_index
from config import BadSettings, read_settings

# As long as gunicorn allows: a search may hold a pasted sentence.
limit_request_line = 8190


def on_starting(_server: Arbiter) -> None:
    """Before anything starts: say in words what the environment lacks, once."""
    try:
        read_settings()
    except BadSettings as problem:
        sys.exit(str(problem))


def post_worker_init(worker: Worker) -> None:
    """Once the process has its app; threads must start after the fork."""
    # What we log goes where gunicorn logs: how far the index is, and what stands in its way.
    ours = logging.getLogger("foothold")
    ours.handlers, ours.propagate = worker.log.error_log.handlers, False
    ours.setLevel(worker.log.error_log.level)
    start_index(worker.app.wsgi())
