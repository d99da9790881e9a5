"""Keep what reviewers decided about posted roles, and find workplaces by their outward code

Revision ID: 0007
Revises: 0006
Create Date: 2026-11-24
"""
from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(postgresql.JSONB(), 'postgresql')
INSTANT = sa.DateTime(timezone=True)


def upgrade():
    op.create_table(
        'posting_review',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('vacancy_id', sa.Integer(), nullable=False),
        sa.Column('decision', sa.String(length=10), nullable=False),
        sa.Column('of_edit', sa.Boolean(), nullable=False),
        sa.Column('reason', sa.String(length=1000), nullable=False),
        sa.Column('decided_by_id', sa.Integer(), nullable=False),
        sa.Column('decided_at', INSTANT, nullable=False),
        sa.Column('version', sa.Integer(), nullable=False),
        sa.Column('before', JSON, nullable=False),
        sa.Column('answer', sa.Text(), nullable=False),
        sa.Column('answered_at', INSTANT, nullable=True),
        sa.Column('undone_at', INSTANT, nullable=True),
        sa.ForeignKeyConstraint(
            ['vacancy_id'], ['vacancy.id'], name=op.f('fk_posting_review_vacancy_id_vacancy'), ondelete='CASCADE'
        ),
        sa.ForeignKeyConstraint(
            ['decided_by_id'], ['staff_member.id'], name=op.f('fk_posting_review_decided_by_id_staff_member')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_posting_review')),
    )
    op.create_index(op.f('ix_posting_review_vacancy_id'), 'posting_review', ['vacancy_id'])
    op.create_index(op.f('ix_site_outward'), 'site', ['outward'])


def downgrade():
    op.drop_index(op.f('ix_site_outward'), table_name='site')
    op.drop_table('posting_review')
