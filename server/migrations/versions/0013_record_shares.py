"""links to read a record"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "record_shares",
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("session", sa.String(length=22), nullable=True),
        sa.Column("series", sa.String(length=22), nullable=True),
        sa.Column("reader", sa.String(length=40), nullable=False),
        sa.Column("choice", sa.Text(), nullable=False),
        sa.Column("made_by", sa.String(length=22), nullable=True),
        sa.Column("made_at", sa.Double(), nullable=False),
        sa.Column("expires_at", sa.Double(), nullable=False),
        sa.Column("revoked_at", sa.Double(), nullable=True),
        sa.ForeignKeyConstraint(
            ["made_by"], ["accounts.id"], name=op.f("fk_record_shares_made_by_accounts"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["series"], ["series.id"], name=op.f("fk_record_shares_series_series"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["session"], ["sessions.id"], name=op.f("fk_record_shares_session_sessions"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_record_shares")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_record_shares_token_hash")),
    )
    op.create_index(op.f("ix_record_shares_series"), "record_shares", ["series"])
    op.create_index(op.f("ix_record_shares_session"), "record_shares", ["session"])
