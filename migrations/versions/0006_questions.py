"""Keep which questions were put to a site, and what was answered

Revision ID: 0006
Revises: 0005
Create Date: 2026-11-24
"""
from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(postgresql.JSONB(), 'postgresql')
INSTANT = sa.DateTime(timezone=True)


def upgrade():
    op.create_table(
        'question_round',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('site_id', sa.Integer(), nullable=False),
        sa.Column('family', sa.String(length=120), nullable=False),
        sa.Column('contact_id', sa.Integer(), nullable=True),
        sa.Column('email', sa.String(length=320), nullable=False),
        sa.Column('how', sa.String(length=10), nullable=False),
        sa.Column('taps', JSON, nullable=False),
        sa.Column('answers', JSON, nullable=False),
        sa.Column('late', JSON, nullable=False),
        sa.Column('asked_by_id', sa.Integer(), nullable=False),
        sa.Column('asked_at', INSTANT, nullable=False),
        sa.Column('answered_on', sa.Date(), nullable=True),
        sa.Column('answered_at', INSTANT, nullable=True),
        sa.ForeignKeyConstraint(['site_id'], ['site.id'], name=op.f('fk_question_round_site_id_site')),
        sa.ForeignKeyConstraint(
            ['contact_id'],
            ['employer_contact.id'],
            name=op.f('fk_question_round_contact_id_employer_contact'),
            ondelete='SET NULL',
        ),
        sa.ForeignKeyConstraint(
            ['asked_by_id'], ['staff_member.id'], name=op.f('fk_question_round_asked_by_id_staff_member')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_question_round')),
    )
    for column in ('site_id', 'contact_id', 'asked_by_id', 'answered_at'):
        op.create_index(op.f(f'ix_question_round_{column}'), 'question_round', [column])


def downgrade():
    op.drop_table('question_round')
