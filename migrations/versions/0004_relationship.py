"""Keep employers' records and contacts, what is known of a site, posted roles and their links

Revision ID: 0004
Revises: 0003
Create Date: 2026-11-24

Columns are added in place: a rebuilt table would lose the triggers of 0002 on SQLite.
"""
from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(postgresql.JSONB(), 'postgresql')
INSTANT = sa.DateTime(timezone=True)


def words(name, length):
    return sa.Column(name, sa.String(length=length), nullable=False, server_default='')


def text(name):
    return sa.Column(name, sa.Text(), nullable=False, server_default='')


def row_of(name, table, **how):
    return sa.Column(name, sa.Integer(), sa.ForeignKey(f'{table}.id', **how), nullable=True)


def added():
    return {
        'employer': [
            words('sector', 80),
            words('size_band', 20),
            words('disability_confident', 20),
            words('official_number', 20),
            words('website', 300),
            text('public_notes'),
            text('needs'),
            text('staff_notes'),
            row_of('esw_id', 'staff_member'),
            sa.Column('do_not_contact_at', INSTANT, nullable=True),
            row_of('do_not_contact_by_id', 'staff_member'),
            words('do_not_contact_reason', 500),
            row_of('merged_into_id', 'employer'),
        ],
        'staff_member': [
            words('phone', 40),
            row_of('cover_id', 'staff_member'),
            sa.Column('away_from_on', sa.Date(), nullable=True),
            sa.Column('away_until_on', sa.Date(), nullable=True),
        ],
        'outbox_message': [
            words('reply_to', 320),
            words('kind', 30),
            words('about', 60),
            words('unsubscribe_url', 500),
            sa.Column('bundles', sa.Boolean(), nullable=False, server_default=sa.false()),
            sa.Column('handled_at', INSTANT, nullable=True),
            sa.Column('handled_by_id', sa.Integer(), nullable=True),
            words('handled_how', 200),
        ],
        'mailbox_message': [words('reply_to', 320)],
    }


INDEXED = [
    ('employer', 'esw_id'),
    ('employer', 'merged_into_id'),
    ('outbox_message', 'kind'),
    ('outbox_message', 'about'),
]


def upgrade():
    for table, columns in added().items():
        # A step back on SQLite leaves some of them behind, see below.
        there = {column['name'] for column in sa.inspect(op.get_bind()).get_columns(table)}
        for column in columns:
            if column.name not in there:
                op.add_column(table, column, inline_references=True)
    for table, column in INDEXED:
        op.create_index(op.f(f'ix_{table}_{column}'), table, [column])
    op.create_table(
        'mail_opt_out',
        sa.Column('address_key', sa.String(length=320), nullable=False),
        sa.Column('opted_out_at', INSTANT, nullable=False),
        sa.PrimaryKeyConstraint('address_key', name=op.f('pk_mail_opt_out')),
    )
    op.create_table(
        'employer_contact',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('employer_id', sa.Integer(), nullable=False),
        sa.Column('site_id', sa.Integer(), nullable=True),
        sa.Column('name', sa.String(length=120), nullable=False),
        sa.Column('job_title', sa.String(length=120), nullable=False),
        sa.Column('email', sa.String(length=320), nullable=False),
        sa.Column('email_key', sa.String(length=320), nullable=False),
        sa.Column('phone', sa.String(length=40), nullable=False),
        sa.Column('channel', sa.String(length=10), nullable=False),
        sa.Column('best_time', sa.String(length=200), nullable=False),
        sa.Column('known_from', sa.String(length=200), nullable=False),
        sa.Column('left_on', sa.Date(), nullable=True),
        sa.Column('created_at', INSTANT, nullable=False),
        sa.ForeignKeyConstraint(['employer_id'], ['employer.id'], name=op.f('fk_employer_contact_employer_id_employer')),
        sa.ForeignKeyConstraint(['site_id'], ['site.id'], name=op.f('fk_employer_contact_site_id_site')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_employer_contact')),
    )
    op.create_index(op.f('ix_employer_contact_employer_id'), 'employer_contact', ['employer_id'])
    op.create_index(op.f('ix_employer_contact_site_id'), 'employer_contact', ['site_id'])
    op.create_index(op.f('ix_employer_contact_email_key'), 'employer_contact', ['email_key'])
    op.create_table(
        'site_fact',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('site_id', sa.Integer(), nullable=False),
        sa.Column('family', sa.String(length=120), nullable=False),
        sa.Column('key', sa.String(length=40), nullable=False),
        sa.Column('fact', JSON, nullable=False),
        sa.Column('vacancy_id', sa.Integer(), nullable=True),
        sa.Column('said_at', INSTANT, nullable=False),
        sa.ForeignKeyConstraint(['site_id'], ['site.id'], name=op.f('fk_site_fact_site_id_site'), ondelete='CASCADE'),
        sa.ForeignKeyConstraint(['vacancy_id'], ['vacancy.id'], name=op.f('fk_site_fact_vacancy_id_vacancy'), ondelete='SET NULL'),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_site_fact')),
        sa.UniqueConstraint('site_id', 'family', 'key', name=op.f('uq_site_fact_site_id_family_key')),
    )
    op.create_index(op.f('ix_site_fact_vacancy_id'), 'site_fact', ['vacancy_id'])
    op.create_table(
        'role_draft',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('token_hash', sa.String(length=64), nullable=False),
        sa.Column('answers', JSON, nullable=False),
        sa.Column('vacancy_id', sa.Integer(), nullable=True),
        sa.Column('created_at', INSTANT, nullable=False),
        sa.Column('changed_at', INSTANT, nullable=False),
        sa.Column('sent_at', INSTANT, nullable=True),
        sa.ForeignKeyConstraint(['vacancy_id'], ['vacancy.id'], name=op.f('fk_role_draft_vacancy_id_vacancy'), ondelete='SET NULL'),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_role_draft')),
        sa.UniqueConstraint('token_hash', name=op.f('uq_role_draft_token_hash')),
    )
    op.create_index(op.f('ix_role_draft_vacancy_id'), 'role_draft', ['vacancy_id'])
    op.create_index(op.f('ix_role_draft_changed_at'), 'role_draft', ['changed_at'])
    op.create_table(
        'vacancy_posting',
        sa.Column('vacancy_id', sa.Integer(), nullable=False),
        sa.Column('answers', JSON, nullable=False),
        sa.Column('contact_name', sa.String(length=120), nullable=False),
        sa.Column('contact_job_title', sa.String(length=120), nullable=False),
        sa.Column('contact_email', sa.String(length=320), nullable=False),
        sa.Column('email_key', sa.String(length=320), nullable=False),
        sa.Column('contact_phone', sa.String(length=40), nullable=False),
        sa.Column('contact_best_time', sa.String(length=200), nullable=False),
        sa.Column('contact_id', sa.Integer(), nullable=True),
        sa.Column('signals', JSON, nullable=False),
        sa.Column('network_hash', sa.String(length=64), nullable=False),
        sa.Column('sent_at', INSTANT, nullable=False),
        sa.Column('email_confirmed_at', INSTANT, nullable=True),
        sa.Column('decision', sa.String(length=10), nullable=False),
        sa.Column('decision_reason', sa.String(length=1000), nullable=False),
        sa.Column('decided_by_id', sa.Integer(), nullable=True),
        sa.Column('decided_at', INSTANT, nullable=True),
        sa.Column('pending', JSON, nullable=False),
        sa.Column('pending_at', INSTANT, nullable=True),
        sa.Column('paused_at', INSTANT, nullable=True),
        sa.Column('renewed_on', sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(['vacancy_id'], ['vacancy.id'], name=op.f('fk_vacancy_posting_vacancy_id_vacancy'), ondelete='CASCADE'),
        sa.ForeignKeyConstraint(['contact_id'], ['employer_contact.id'], name=op.f('fk_vacancy_posting_contact_id_employer_contact')),
        sa.ForeignKeyConstraint(['decided_by_id'], ['staff_member.id'], name=op.f('fk_vacancy_posting_decided_by_id_staff_member')),
        sa.PrimaryKeyConstraint('vacancy_id', name=op.f('pk_vacancy_posting')),
    )
    for column in ('email_key', 'contact_id', 'pending_at', 'renewed_on'):
        op.create_index(op.f(f'ix_vacancy_posting_{column}'), 'vacancy_posting', [column])
    op.create_table(
        'employer_link',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('token_hash', sa.String(length=64), nullable=False),
        sa.Column('purpose', sa.String(length=20), nullable=False),
        sa.Column('about_id', sa.Integer(), nullable=False),
        sa.Column('email', sa.String(length=320), nullable=False),
        sa.Column('created_at', INSTANT, nullable=False),
        sa.Column('expires_at', INSTANT, nullable=False),
        sa.Column('used_at', INSTANT, nullable=True),
        sa.Column('revoked_at', INSTANT, nullable=True),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_employer_link')),
        sa.UniqueConstraint('token_hash', name=op.f('uq_employer_link_token_hash')),
    )
    op.create_index('ix_employer_link_purpose_about_id', 'employer_link', ['purpose', 'about_id'])
    op.create_table(
        'public_attempt',
        sa.Column('key_hash', sa.String(length=64), nullable=False),
        sa.Column('window_at', INSTANT, nullable=False),
        sa.Column('count', sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint('key_hash', 'window_at', name=op.f('pk_public_attempt')),
    )
    op.create_index(op.f('ix_public_attempt_window_at'), 'public_attempt', ['window_at'])


def downgrade():
    for table in (
        *('public_attempt', 'employer_link', 'vacancy_posting', 'role_draft', 'site_fact'),
        *('employer_contact', 'mail_opt_out'),
    ):
        op.drop_table(table)
    for table, column in reversed(INDEXED):
        op.drop_index(op.f(f'ix_{table}_{column}'), table_name=table)
    rebuilt = op.get_bind().dialect.name == 'sqlite'
    for table, columns in reversed(added().items()):
        for column in reversed(columns):
            # A column that refers to another table cannot be dropped on SQLite; nobody reads it.
            if not (rebuilt and column.foreign_keys):
                op.drop_column(table, column.name)
