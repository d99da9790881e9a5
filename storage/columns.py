"""Column types that mean the same on SQLite and PostgreSQL."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Literal

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.types import TypeDecorator


class UtcDateTime(TypeDecorator[datetime]):
    """An instant: always aware and in UTC in Python, whatever the engine keeps.

    Raises ValueError for a naive datetime, which names no instant.
    """

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: sa.Dialect) -> datetime | None:
        """To the database: refuse what is not an instant."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a datetime without a time zone names no instant")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, _dialect: sa.Dialect) -> datetime | None:
        """From the database: SQLite forgets the zone, so give it back."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class JsonValue(TypeDecorator[Any]):
    """A JSON document: JSONB on PostgreSQL, text on SQLite. Replace it whole; never mutate it."""

    impl = sa.JSON
    cache_ok = True

    def load_dialect_impl(self, dialect: sa.Dialect) -> sa.types.TypeEngine[Any]:
        """JSONB where there is one."""
        postgres = dialect.name == "postgresql"
        return dialect.type_descriptor(postgresql.JSONB() if postgres else sa.JSON())


def render_item(kind: str, item: Any, autogen_context: Any) -> str | Literal[False]:
    """How Alembic writes our types: as plain SQLAlchemy, so migrations never import the app."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, JsonValue):
        autogen_context.imports.add("from sqlalchemy.dialects import postgresql")
        return "sa.JSON().with_variant(postgresql.JSONB(), 'postgresql')"
    return False
