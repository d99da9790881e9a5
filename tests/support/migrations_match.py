"""Do the migrations build exactly what the models say, on both databases? Exit 1 when not."""

import logging
import sys
import tempfile
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask_migrate import downgrade, upgrade

from app import create_app
from storage.columns import render_item
from storage.database import Base, db
from tests.conftest import settings_for
from tests.support import postgres


def differences(url: str) -> list:
    """What Alembic would still change after upgrading, downgrading and upgrading again."""
    app = create_app(settings_for(url))
    with app.app_context():
        upgrade(directory="migrations")
        downgrade(directory="migrations", revision="base")
        upgrade(directory="migrations")
        options = {"compare_type": True, "render_item": render_item}
        with db.engine.connect() as connection:
            context = MigrationContext.configure(connection, opts=options)
            found = compare_metadata(context, Base.metadata)
        db.engine.dispose()
    return found


def main() -> int:
    logging.disable(logging.INFO)
    with tempfile.TemporaryDirectory() as folder, postgres.server() as postgres_url:
        found = {
            "SQLite": differences(f"sqlite:///{Path(folder) / 'check.db'}"),
            "PostgreSQL": differences(postgres_url),
        }
    for database, changes in found.items():
        for change in changes:
            sys.stdout.write(f"{database}: the models and the migrations differ: {change}\n")
    if any(found.values()):
        return 1
    sys.stdout.write("Migrations match the models on SQLite and PostgreSQL.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
