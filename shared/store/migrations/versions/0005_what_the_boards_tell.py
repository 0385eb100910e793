"""What the boards tell everybody beside the calls: notices, published figures"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "notice",
        sa.Column("hall_id", sa.Text(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("text_vi", sa.Text(), nullable=False),
        sa.Column("text_en", sa.Text(), nullable=False),
        sa.Column("starts_at", sa.BigInteger(), nullable=False),
        sa.Column("ends_at", sa.BigInteger(), nullable=True),
        sa.Column("taken_down_at", sa.BigInteger(), nullable=True),
        sa.CheckConstraint("kind IN ('emergency', 'ticker')", name=op.f("ck_notice_kind")),
        sa.CheckConstraint("text_vi <> ''", name=op.f("ck_notice_text_vi")),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_notice_ends_at")),
        sa.ForeignKeyConstraint(["hall_id"], ["hall.id"], name=op.f("fk_notice_hall_id")),
        sa.PrimaryKeyConstraint("hall_id", "id", name=op.f("pk_notice")),
    )
    _figures()


def _figures() -> None:
    op.create_table(
        "figures",
        sa.Column("hall_id", sa.Text(), nullable=False),
        sa.Column("as_of", sa.BigInteger(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("since", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["hall_id"], ["hall.id"], name=op.f("fk_figures_hall_id")),
        sa.PrimaryKeyConstraint("hall_id", name=op.f("pk_figures")),
    )
    op.create_table(
        "agency_figures",
        sa.Column("hall_id", sa.Text(), nullable=False),
        sa.Column("agency", sa.Text(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("received", sa.Integer(), nullable=False),
        sa.Column("on_time", sa.Integer(), nullable=False),
        sa.Column("late", sa.Integer(), nullable=False),
        sa.Column("in_process", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "received >= 0 AND on_time >= 0 AND late >= 0 AND in_process >= 0", name=op.f("ck_agency_figures_counts")
        ),
        sa.ForeignKeyConstraint(["hall_id"], ["figures.hall_id"], name=op.f("fk_agency_figures_hall_id")),
        sa.ForeignKeyConstraint(
            ["hall_id", "agency"], ["agency.hall_id", "agency.code"], name=op.f("fk_agency_figures_hall_id_agency")
        ),
        sa.PrimaryKeyConstraint("hall_id", "agency", name=op.f("pk_agency_figures")),
    )
