"""pledges"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("promises", sa.Column("alone", sa.Boolean(), server_default=sa.false(), nullable=False))
    # Sessions that were read before are read once more, for what people wrote for themselves to keep to.
    op.execute(sa.text("DELETE FROM gathered"))
