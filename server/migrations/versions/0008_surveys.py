"""surveys"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "surveys",
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.Column("community", sa.String(length=22), nullable=False),
        sa.Column("series", sa.String(length=22), nullable=True),
        sa.Column("meeting", sa.String(length=22), nullable=True),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("created_at", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(
            ["community"], ["communities.id"], name=op.f("fk_surveys_community_communities"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["meeting"], ["meetings.id"], name=op.f("fk_surveys_meeting_meetings"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["series"], ["series.id"], name=op.f("fk_surveys_series_series"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_surveys")),
    )
    with op.batch_alter_table("surveys", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_surveys_community"), ["community"], unique=False)
        batch_op.create_index(batch_op.f("ix_surveys_meeting"), ["meeting"], unique=False)
        batch_op.create_index(batch_op.f("ix_surveys_series"), ["series"], unique=False)
    op.create_table(
        "waves",
        sa.Column("survey", sa.String(length=22), nullable=False),
        sa.Column("wave", sa.String(length=6), nullable=False),
        sa.Column("opened_at", sa.Double(), nullable=False),
        sa.Column("closed_at", sa.Double(), nullable=True),
        sa.Column("results", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["survey"], ["surveys.id"], name=op.f("fk_waves_survey_surveys"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("survey", "wave", name=op.f("pk_waves")),
    )
    op.create_table(
        "survey_answers",
        sa.Column("survey", sa.String(length=22), nullable=False),
        sa.Column("wave", sa.String(length=6), nullable=False),
        sa.Column("who", sa.String(length=64), nullable=False),
        sa.Column("phone", sa.String(length=64), nullable=False),
        sa.Column("answers", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["survey"], ["surveys.id"], name=op.f("fk_survey_answers_survey_surveys"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("survey", "wave", "who", name=op.f("pk_survey_answers")),
        sqlite_with_rowid=False,
    )
