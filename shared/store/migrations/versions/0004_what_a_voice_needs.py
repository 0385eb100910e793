"""What a voice needs: whose turn it is to speak, and what each board has spoken"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("station", sa.Column("spoken", sa.BigInteger(), nullable=True))
    op.add_column("station", sa.Column("unsaid_ms", sa.BigInteger(), server_default="0", nullable=False))
    op.create_table(
        "voice_role",
        sa.Column("hall_id", sa.Text(), nullable=False),
        sa.Column("earshot", sa.Text(), nullable=False),
        sa.Column("holder", sa.Text(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.Column("settled", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["hall_id"], ["hall.id"], name=op.f("fk_voice_role_hall_id")),
        sa.PrimaryKeyConstraint("hall_id", "earshot", name=op.f("pk_voice_role")),
    )
