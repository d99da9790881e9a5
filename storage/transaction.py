"""The only commit. Everything that writes does it inside `transaction()`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.orm import Session

from storage.database import Base, db


class TransactionAlreadyOpen(RuntimeError):
    """Something was read or written before `transaction()`; end it with `end_reads()` first."""


def end_reads() -> None:
    """Let go of the connection and of every row read so far; the rows keep what was loaded.

    A read transaction held open while a form is parsed or a password is hashed would make the
    write that follows fail on SQLite and hold back vacuum on PostgreSQL.
    """
    db.session.close()


@contextmanager
def transaction() -> Iterator[Session]:
    """One unit of work: all of it is kept, or none.

    On SQLite it begins IMMEDIATE, so that a read followed by a write waits its turn instead of
    failing. Raises TransactionAlreadyOpen when a transaction is already under way.
    """
    session = db.session()
    if session.in_transaction():
        raise TransactionAlreadyOpen("end the reads made so far before opening a transaction")
    session.connection(execution_options={"sqlite_begin": "IMMEDIATE"})
    try:
        yield session
        session.commit()
    except BaseException:
        session.rollback()
        raise


def keep_library_changes() -> None:
    """Commit what a library changed on rows it loaded itself.

    Flask-Security reads a row, hashes, changes the row and then asks for a commit. Its read
    transaction is let go and the changed rows are merged in a transaction of ours, so that this
    write waits its turn like every other.
    """
    session = db.session()
    changed: list[Base] = [row for row in (*session.new, *session.dirty) if isinstance(row, Base)]
    session.expunge_all()
    end_reads()
    if not changed:
        return
    with transaction() as fresh:
        for row in changed:
            fresh.merge(row)
