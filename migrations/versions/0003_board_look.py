"""Keep until when somebody has looked at what is new for their clients

Revision ID: 0003
Revises: 0002
Create Date: 2026-11-23
"""
from alembic import op
import sqlalchemy as sa

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        'board_look',
        sa.Column('staff_member_id', sa.Integer(), nullable=False),
        sa.Column('looked_at', sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ['staff_member_id'],
            ['staff_member.id'],
            name=op.f('fk_board_look_staff_member_id_staff_member'),
            ondelete='CASCADE',
        ),
        sa.PrimaryKeyConstraint('staff_member_id', name=op.f('pk_board_look')),
    )


def downgrade():
    op.drop_table('board_look')
