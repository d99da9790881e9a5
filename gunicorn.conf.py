"""What gunicorn does in every process it starts here: build the index of vacancies behind it."""

from gunicorn.workers.base import Worker

from app import start_index


def post_worker_init(worker: Worker) -> None:
    """Once the process has its app; threads must start after the fork."""
    start_index(worker.app.wsgi())
