"""What a counter needs: staff and who is logged in where, outcomes, reservations, messages, ratings"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_IS_OF_TICKET = sa.text("ticket IS NOT NULL")


def upgrade() -> None:
    op.add_column("ticket", sa.Column("outcome", sa.Text(), nullable=True))
    op.add_column("ticket", sa.Column("dossiers", sa.Integer(), nullable=True))
    op.add_column("ticket", sa.Column("dossier_codes", sa.Text(), server_default="", nullable=False))
    op.add_column("ticket", sa.Column("back_at", sa.BigInteger(), nullable=True))
    op.add_column("ticket", sa.Column("for_counter", sa.Integer(), nullable=True))
    op.add_column("ticket", sa.Column("for_officer", sa.Text(), nullable=True))
    op.add_column("ticket", sa.Column("back_counter", sa.Integer(), nullable=True))
    op.create_index(
        "ix_journal_ticket",
        "journal",
        ["hall_id", "ticket", "seq"],
        sqlite_where=_IS_OF_TICKET,
        postgresql_where=_IS_OF_TICKET,
    )
    _staff()
    _messages()
    _ratings()


def _staff() -> None:
    op.create_table(
        "staff",
        sa.Column("hall_id", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("agency", sa.Text(), nullable=True),
        sa.Column("profiles", sa.Text(), nullable=False),
        sa.Column("pin", sa.Text(), nullable=False),
        sa.Column("wrong", sa.Integer(), server_default="0", nullable=False),
        sa.Column("locks", sa.Integer(), server_default="0", nullable=False),
        sa.Column("locked_until", sa.BigInteger(), nullable=True),
        sa.Column("active", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint("role IN ('administrator', 'lead', 'manager', 'officer')", name=op.f("ck_staff_role")),
        sa.CheckConstraint("active IN (0, 1)", name=op.f("ck_staff_active")),
        sa.ForeignKeyConstraint(
            ["hall_id", "agency"], ["agency.hall_id", "agency.code"], name=op.f("fk_staff_hall_id_agency_agency")
        ),
        sa.PrimaryKeyConstraint("hall_id", "code", name=op.f("pk_staff")),
    )
    op.create_table(
        "login",
        sa.Column("hall_id", sa.Text(), nullable=False),
        sa.Column("staff", sa.Text(), nullable=False),
        sa.Column("counter", sa.Integer(), nullable=True),
        sa.Column("secret", sa.Text(), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["hall_id", "counter"], ["counter.hall_id", "counter.number"], name=op.f("fk_login_hall_id_counter_counter")
        ),
        sa.ForeignKeyConstraint(
            ["hall_id", "staff"], ["staff.hall_id", "staff.code"], name=op.f("fk_login_hall_id_staff_staff")
        ),
        sa.PrimaryKeyConstraint("hall_id", "staff", name=op.f("pk_login")),
        sa.UniqueConstraint("hall_id", "counter", name=op.f("uq_login_hall_id_counter")),
    )


def _messages() -> None:
    op.create_table(
        "message",
        sa.Column("hall_id", sa.Text(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("counters", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["hall_id"], ["hall.id"], name=op.f("fk_message_hall_id_hall")),
        sa.PrimaryKeyConstraint("hall_id", "id", name=op.f("pk_message")),
    )
    op.create_index("ix_message_day", "message", ["hall_id", "day"])


def _ratings() -> None:
    op.create_table(
        "rating",
        sa.Column("hall_id", sa.Text(), nullable=False),
        sa.Column("visit", sa.BigInteger(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("agency", sa.Text(), nullable=False),
        sa.Column("service", sa.Text(), nullable=False),
        sa.Column("counter", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("answered_at", sa.BigInteger(), nullable=True),
        sa.Column("score", sa.Integer(), nullable=True),
        sa.Column("reasons", sa.Text(), server_default="", nullable=False),
        sa.CheckConstraint("score BETWEEN 1 AND 5", name=op.f("ck_rating_score")),
        sa.CheckConstraint("(score IS NULL) = (answered_at IS NULL)", name=op.f("ck_rating_answered")),
        sa.ForeignKeyConstraint(
            ["hall_id", "visit"], ["journal.hall_id", "journal.seq"], name=op.f("fk_rating_hall_id_visit_journal")
        ),
        sa.PrimaryKeyConstraint("hall_id", "visit", name=op.f("pk_rating")),
    )
    op.create_index("ix_rating_day", "rating", ["hall_id", "day"])
