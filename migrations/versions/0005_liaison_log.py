"""Keep the liaison log: every contact with an employer, once

Revision ID: 0005
Revises: 0004
Create Date: 2026-11-24
"""
from alembic import op
import sqlalchemy as sa

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
REFERS = {
    'team_id': ('team', None),
    'employer_id': ('employer', None),
    'contact_id': ('employer_contact', 'SET NULL'),
    'client_id': ('client', 'SET NULL'),
    'by_id': ('staff_member', None),
    'taken_back_by_id': ('staff_member', None),
}


def upgrade():
    op.create_table(
        'liaison_entry',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('token', sa.String(length=40), nullable=True),
        sa.Column('team_id', sa.Integer(), nullable=False),
        sa.Column('employer_id', sa.Integer(), nullable=False),
        sa.Column('contact_id', sa.Integer(), nullable=True),
        sa.Column('client_id', sa.Integer(), nullable=True),
        sa.Column('by_id', sa.Integer(), nullable=False),
        sa.Column('happened_on', sa.Date(), nullable=False),
        sa.Column('kind', sa.String(length=10), nullable=False),
        sa.Column('face_to_face', sa.Boolean(), nullable=False),
        sa.Column('in_community', sa.Boolean(), nullable=False),
        sa.Column('purpose', sa.String(length=20), nullable=False),
        sa.Column('outcome', sa.String(length=15), nullable=False),
        sa.Column('call_back_on', sa.Date(), nullable=True),
        sa.Column('learned', sa.Text(), nullable=False),
        sa.Column('unsolicited', sa.Boolean(), nullable=False),
        sa.Column('budget_reason', sa.String(length=300), nullable=False),
        sa.Column('promise', sa.String(length=500), nullable=False),
        sa.Column('promised_by', sa.String(length=10), nullable=False),
        sa.Column('promise_on', sa.Date(), nullable=True),
        sa.Column('promise_kept_at', INSTANT, nullable=True),
        sa.Column('next_kind', sa.String(length=10), nullable=False),
        sa.Column('next_words', sa.String(length=300), nullable=False),
        sa.Column('next_on', sa.Date(), nullable=True),
        sa.Column('next_done_at', INSTANT, nullable=True),
        sa.Column('logged_at', INSTANT, nullable=False),
        sa.Column('taken_back_at', INSTANT, nullable=True),
        sa.Column('taken_back_by_id', sa.Integer(), nullable=True),
        *(
            sa.ForeignKeyConstraint(
                [column], [f'{table}.id'], name=op.f(f'fk_liaison_entry_{column}_{table}'), ondelete=gone
            )
            for column, (table, gone) in REFERS.items()
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_liaison_entry')),
        sa.UniqueConstraint('token', name=op.f('uq_liaison_entry_token')),
    )
    for column in ('contact_id', 'client_id', 'call_back_on', 'promise_on', 'next_on'):
        op.create_index(op.f(f'ix_liaison_entry_{column}'), 'liaison_entry', [column])
    for column in ('employer_id', 'by_id'):
        op.create_index(f'ix_liaison_entry_{column}_happened_on', 'liaison_entry', [column, 'happened_on'])


def downgrade():
    op.drop_table('liaison_entry')
