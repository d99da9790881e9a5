"""Number every change to a vacancy, and keep since when each one is open

Revision ID: 0002
Revises: 0001
Create Date: 2026-11-23

The triggers belong to the tables: SQLite drops them when a later migration rebuilds vacancy, site
or employer in a batch, so such a migration must make them again. tests/employers/test_changes.py
looks that they are there.
"""
from alembic import op
import sqlalchemy as sa

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None

# A first change is written here, so that there is always one to compare with.
# SQLite lets one transaction write at a time, so numbers are committed in their order.
NOTE_SQLITE = "INSERT INTO vacancy_change (vacancy_id, mark) SELECT {ids}, lower(hex(randomblob(16)))"
SQLITE = {
    "note_vacancy_insert": ("INSERT ON vacancy", "NEW.id", ""),
    "note_vacancy_update": ("UPDATE ON vacancy", "NEW.id", ""),
    "note_vacancy_delete": ("DELETE ON vacancy", "OLD.id", ""),
    "note_site": (
        "UPDATE OF easting, northing, outward, employer_id ON site",
        "vacancy.id",
        " FROM vacancy WHERE vacancy.site_id = NEW.id",
    ),
    "note_employer": (
        "UPDATE OF name ON employer",
        "vacancy.id",
        " FROM vacancy JOIN site ON site.id = vacancy.site_id WHERE site.employer_id = NEW.id",
    ),
}

# On PostgreSQL a number is drawn as the transaction commits, under a lock held until it has: so
# no number becomes visible after a higher one. Nothing else is locked after it, so nobody waits
# for each other.
LOCK = 7_266_001
MARK = "replace(gen_random_uuid()::text, '-', '')"
FUNCTIONS = {
    "note_vacancy": f"""
        PERFORM pg_advisory_xact_lock({LOCK});
        INSERT INTO vacancy_change (vacancy_id, mark) VALUES (COALESCE(NEW.id, OLD.id), {MARK});
    """,
    "note_site": f"""
        PERFORM pg_advisory_xact_lock({LOCK});
        INSERT INTO vacancy_change (vacancy_id, mark)
        SELECT vacancy.id, {MARK} FROM vacancy WHERE vacancy.site_id = NEW.id;
    """,
    "note_employer": f"""
        PERFORM pg_advisory_xact_lock({LOCK});
        INSERT INTO vacancy_change (vacancy_id, mark)
        SELECT vacancy.id, {MARK} FROM vacancy JOIN site ON site.id = vacancy.site_id
        WHERE site.employer_id = NEW.id;
    """,
}
POSTGRESQL = {
    "note_vacancy": "INSERT OR UPDATE OR DELETE ON vacancy",
    "note_site": "UPDATE OF easting, northing, outward, employer_id ON site",
    "note_employer": "UPDATE OF name ON employer",
}


def upgrade():
    op.create_table(
        'vacancy_change',
        sa.Column('number', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
        sa.Column('vacancy_id', sa.Integer(), nullable=False),
        sa.Column('mark', sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint('number', name=op.f('pk_vacancy_change')),
        sqlite_autoincrement=True,
    )
    op.add_column('vacancy', sa.Column('opened_at', sa.DateTime(timezone=True), nullable=True))
    op.execute("UPDATE vacancy SET opened_at = changed_at WHERE state = 'open'")
    if op.get_bind().dialect.name == "sqlite":
        op.execute(NOTE_SQLITE.format(ids=0))
        for name, (event, ids, rows) in SQLITE.items():
            note = NOTE_SQLITE.format(ids=ids) + rows
            op.execute(f"CREATE TRIGGER {name} AFTER {event} FOR EACH ROW BEGIN {note}; END")
        return
    op.execute(f"INSERT INTO vacancy_change (vacancy_id, mark) VALUES (0, {MARK})")
    for name, body in FUNCTIONS.items():
        op.execute(
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ "
            f"BEGIN {body} RETURN NULL; END $$"
        )
    for name, event in POSTGRESQL.items():
        op.execute(
            f"CREATE CONSTRAINT TRIGGER {name} AFTER {event} DEFERRABLE INITIALLY DEFERRED "
            f"FOR EACH ROW EXECUTE FUNCTION {name}()"
        )


def downgrade():
    if op.get_bind().dialect.name == "sqlite":
        for name in SQLITE:
            op.execute(f"DROP TRIGGER {name}")
    else:
        for name, event in POSTGRESQL.items():
            op.execute(f"DROP TRIGGER {name} ON {event.rpartition(' ')[2]}")
            op.execute(f"DROP FUNCTION {name}()")
    op.drop_column('vacancy', 'opened_at')
    op.drop_table('vacancy_change')
