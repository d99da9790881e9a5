"""Runs migrations with the app's own engine, and lets Alembic compare them with the models."""

# Every table there is, whether or not the app has a page for it yet.
from alembic import context
from flask import current_app

import clients.models  # noqa: F401
import employers.models  # noqa: F401
import liaison.models  # noqa: F401
import notices.models  # noqa: F401
import placements.models  # noqa: F401
import staff.models  # noqa: F401

migrate = current_app.extensions["migrate"]
database = migrate.db


def run() -> None:
    """Upgrade, downgrade or compare on one connection; SQLite rebuilds tables in batches."""
    with database.engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=database.metadata,
            **current_app.extensions["migrate"].configure_args,
        )
        with context.begin_transaction():
            context.run_migrations()


run()
