"""Keep other names, words to search, precedents, steps and merges of employers

Revision ID: 0008
Revises: 0007
Create Date: 2026-11-24

Columns are added in place: a rebuilt table would lose the triggers of 0002 on SQLite. The words of
what is there already are written here by the rules of today; later ones follow by themselves.
"""
from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from employers.rules.naming import place_words, search_words, start_of

revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(postgresql.JSONB(), 'postgresql')
INSTANT = sa.DateTime(timezone=True)
WORD = sa.String(length=40).with_variant(sa.String(length=40, collation='C'), 'postgresql')
AT_ONCE = 5_000

COLUMNS = [
    sa.Column('disability_confident_source', sa.String(length=200), nullable=False, server_default=''),
    sa.Column('disability_confident_on', sa.Date(), nullable=True),
]
INDEXES = [
    ('ix_employer_official_number', 'employer', ['official_number']),
    ('ix_employer_website', 'employer', ['website']),
    ('ix_site_easting_northing', 'site', ['easting', 'northing']),
    ('ix_vacancy_site_id_visible', 'vacancy', ['site_id', 'state', 'closes_on']),
]


def employer_row(table, ondelete=None):
    return sa.ForeignKeyConstraint(
        ['employer_id'], ['employer.id'], name=op.f(f'fk_{table}_employer_id_employer'), ondelete=ondelete
    )


def somebody(table, column):
    return sa.ForeignKeyConstraint([column], ['staff_member.id'], name=op.f(f'fk_{table}_{column}_staff_member'))


def upgrade():
    for column in COLUMNS:
        op.add_column('employer', column)
    for name, table, columns in INDEXES:
        op.create_index(name, table, columns)
    # The new index begins with the same column.
    op.drop_index('ix_vacancy_site_id', table_name='vacancy')
    op.create_table(
        'employer_name',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('employer_id', sa.Integer(), nullable=False),
        sa.Column('name', sa.String(length=200), nullable=False),
        sa.Column('name_key', sa.String(length=200), nullable=False),
        sa.Column('kind', sa.String(length=10), nullable=False),
        employer_row('employer_name'),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_employer_name')),
        sa.UniqueConstraint('employer_id', 'name_key', name=op.f('uq_employer_name_employer_id_name_key')),
    )
    op.create_index(op.f('ix_employer_name_name_key'), 'employer_name', ['name_key'])
    op.create_table(
        'employer_word',
        sa.Column('word', WORD, nullable=False),
        sa.Column('employer_id', sa.Integer(), nullable=False),
        sa.Column('source', sa.String(length=10), nullable=False),
        sa.Column('source_id', sa.Integer(), nullable=False),
        employer_row('employer_word', 'CASCADE'),
        sa.PrimaryKeyConstraint('word', 'employer_id', 'source', 'source_id', name=op.f('pk_employer_word')),
        sqlite_with_rowid=False,
    )
    op.create_index('ix_employer_word_employer_id_word', 'employer_word', ['employer_id', 'word'])
    op.create_table(
        'employer_precedent',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('employer_id', sa.Integer(), nullable=False),
        sa.Column('site_id', sa.Integer(), nullable=True),
        sa.Column('what', sa.String(length=40), nullable=False),
        sa.Column('words', sa.String(length=300), nullable=False),
        sa.Column('work', sa.String(length=120), nullable=False),
        sa.Column('agreed_on', sa.Date(), nullable=True),
        sa.Column('noted_by_id', sa.Integer(), nullable=True),
        sa.Column('noted_at', INSTANT, nullable=False),
        sa.Column('removed_at', INSTANT, nullable=True),
        employer_row('employer_precedent'),
        sa.ForeignKeyConstraint(['site_id'], ['site.id'], name=op.f('fk_employer_precedent_site_id_site')),
        somebody('employer_precedent', 'noted_by_id'),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_employer_precedent')),
    )
    op.create_index(op.f('ix_employer_precedent_employer_id'), 'employer_precedent', ['employer_id'])
    op.create_index(op.f('ix_employer_precedent_site_id'), 'employer_precedent', ['site_id'])
    op.create_table(
        'employer_step',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('employer_id', sa.Integer(), nullable=False),
        sa.Column('words', sa.String(length=1000), nullable=False),
        sa.Column('by_id', sa.Integer(), nullable=True),
        sa.Column('at', INSTANT, nullable=False),
        employer_row('employer_step'),
        somebody('employer_step', 'by_id'),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_employer_step')),
    )
    op.create_index(op.f('ix_employer_step_employer_id'), 'employer_step', ['employer_id'])
    op.create_table(
        'employer_merge',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('kept_id', sa.Integer(), nullable=False),
        sa.Column('merged_id', sa.Integer(), nullable=False),
        sa.Column('moved', JSON, nullable=False),
        sa.Column('by_id', sa.Integer(), nullable=True),
        sa.Column('at', INSTANT, nullable=False),
        sa.Column('undone_by_id', sa.Integer(), nullable=True),
        sa.Column('undone_at', INSTANT, nullable=True),
        sa.ForeignKeyConstraint(['kept_id'], ['employer.id'], name=op.f('fk_employer_merge_kept_id_employer')),
        sa.ForeignKeyConstraint(['merged_id'], ['employer.id'], name=op.f('fk_employer_merge_merged_id_employer')),
        somebody('employer_merge', 'by_id'),
        somebody('employer_merge', 'undone_by_id'),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_employer_merge')),
    )
    op.create_index(op.f('ix_employer_merge_kept_id'), 'employer_merge', ['kept_id'])
    op.create_index(op.f('ix_employer_merge_merged_id'), 'employer_merge', ['merged_id'])
    write_words()


def write_words():
    """The words of every employer and site there is."""
    bind = op.get_bind()
    table = sa.table('employer_word', *map(sa.column, ('word', 'employer_id', 'source', 'source_id')))
    employers = bind.execute(sa.text('SELECT id, name FROM employer')).all()
    sites = bind.execute(sa.text('SELECT id, employer_id, locality, postcode, outward FROM site')).all()
    found = [(start_of(row.name), row.id, 'start', row.id) for row in employers]
    found += [(word, row.id, 'name', row.id) for row in employers for word in search_words(row.name)]
    found += [
        (word, row.employer_id, 'site', row.id)
        for row in sites
        for word in place_words(row.locality, row.postcode, row.outward)
    ]
    names = [column.name for column in table.columns]
    rows = [dict(zip(names, each)) for each in found if each[0]]
    for start in range(0, len(rows), AT_ONCE):
        bind.execute(table.insert(), rows[start:start + AT_ONCE])


def downgrade():
    for table in ('employer_merge', 'employer_step', 'employer_precedent', 'employer_word', 'employer_name'):
        op.drop_table(table)
    op.create_index('ix_vacancy_site_id', 'vacancy', ['site_id'])
    for name, table, _columns in reversed(INDEXES):
        op.drop_index(name, table_name=table)
    for column in reversed(COLUMNS):
        op.drop_column('employer', column.name)
