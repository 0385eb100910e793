"""What a kiosk needs: needs and stops, promised waits, documents, appointments, one person one number, signs of life"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_IS_TAKEN = sa.text("ticket IS NOT NULL")
_IS_LEARNT_FROM = sa.text(
    "step IN ('call', 'cancel', 'close_counter', 'continue', 'finish', 'no_show', 'park', 'pause_counter', 'requeue', "
    "'transfer')"
)


def upgrade() -> None:
    op.add_column("ticket", sa.Column("need", sa.Text(), nullable=True))
    op.add_column("ticket", sa.Column("stops", sa.Text(), server_default="", nullable=False))
    op.add_column("ticket", sa.Column("wait_low", sa.Integer(), nullable=True))
    op.add_column("ticket", sa.Column("wait_high", sa.Integer(), nullable=True))
    op.add_column("ticket", sa.Column("appointment", sa.Text(), nullable=True))
    _documents()
    _appointments()
    _persons()
    _stations()
    op.create_index(
        "ix_journal_learnt",
        "journal",
        ["hall_id", "day", "seq"],
        unique=False,
        sqlite_where=_IS_LEARNT_FROM,
        postgresql_where=_IS_LEARNT_FROM,
    )


def _documents() -> None:
    op.create_table(
        "document",
        sa.Column("hall_id", sa.Text(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name_vi", sa.Text(), nullable=False),
        sa.Column("name_en", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["hall_id"], ["hall.id"], name=op.f("fk_document_hall_id")),
        sa.PrimaryKeyConstraint("hall_id", "place", name=op.f("pk_document")),
    )


def _appointments() -> None:
    op.create_table(
        "appointment",
        sa.Column("hall_id", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("service", sa.Text(), nullable=False),
        sa.Column("procedure", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("ticket", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["hall_id", "service"], ["service.hall_id", "service.code"], name=op.f("fk_appointment_hall_id_service")
        ),
        sa.ForeignKeyConstraint(
            ["hall_id", "ticket"], ["ticket.hall_id", "ticket.id"], name=op.f("fk_appointment_hall_id_ticket")
        ),
        sa.PrimaryKeyConstraint("hall_id", "code", name=op.f("pk_appointment")),
    )
    op.create_index(
        "ix_appointment_ticket",
        "appointment",
        ["hall_id", "ticket"],
        unique=False,
        sqlite_where=_IS_TAKEN,
        postgresql_where=_IS_TAKEN,
    )


def _persons() -> None:
    op.create_table(
        "day_key",
        sa.Column("hall_id", sa.Text(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["hall_id"], ["hall.id"], name=op.f("fk_day_key_hall_id")),
        sa.PrimaryKeyConstraint("hall_id", "day", name=op.f("pk_day_key")),
    )
    op.create_table(
        "person",
        sa.Column("hall_id", sa.Text(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("mark", sa.Text(), nullable=False),
        sa.Column("ticket", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["hall_id", "ticket"], ["ticket.hall_id", "ticket.id"], name=op.f("fk_person_hall_id_ticket")
        ),
        sa.PrimaryKeyConstraint("hall_id", "day", "mark", "ticket", name=op.f("pk_person")),
    )


def _stations() -> None:
    op.create_table(
        "station",
        sa.Column("hall_id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("run", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("started", sa.BigInteger(), nullable=False),
        sa.Column("clock_ms", sa.BigInteger(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("behind_ms", sa.BigInteger(), nullable=False),
        sa.Column("doubled", sa.Integer(), nullable=False),
        sa.Column("devices", sa.Text(), nullable=False),
        sa.CheckConstraint("kind IN ('board', 'counter', 'kiosk')", name=op.f("ck_station_kind")),
        sa.CheckConstraint("doubled IN (0, 1)", name=op.f("ck_station_doubled")),
        sa.ForeignKeyConstraint(["hall_id"], ["hall.id"], name=op.f("fk_station_hall_id")),
        sa.PrimaryKeyConstraint("hall_id", "kind", "name", name=op.f("pk_station")),
    )
