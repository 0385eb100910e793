"""The first tables"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "hall",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("rules", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hall")),
    )
    op.create_table(
        "agency",
        sa.Column("hall_id", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("letter", sa.Text(), nullable=False),
        sa.Column("name_vi", sa.Text(), nullable=False),
        sa.Column("name_en", sa.Text(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("active", sa.Integer(), nullable=False),
        sa.CheckConstraint("active IN (0, 1)", name=op.f("ck_agency_active")),
        sa.ForeignKeyConstraint(["hall_id"], ["hall.id"], name=op.f("fk_agency_hall_id")),
        sa.PrimaryKeyConstraint("hall_id", "code", name=op.f("pk_agency")),
    )
    op.create_table(
        "journal",
        sa.Column("hall_id", sa.Text(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("command", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("ticket", sa.BigInteger(), nullable=True),
        sa.Column("counter", sa.Integer(), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["hall_id"], ["hall.id"], name=op.f("fk_journal_hall_id")),
        sa.PrimaryKeyConstraint("hall_id", "seq", name=op.f("pk_journal")),
        sa.UniqueConstraint("hall_id", "command", name=op.f("uq_journal_hall_id_command")),
    )
    op.create_index(
        "ix_journal_calls",
        "journal",
        ["hall_id", "seq"],
        unique=False,
        sqlite_where=sa.text("step IN ('call', 'recall')"),
        postgresql_where=sa.text("step IN ('call', 'recall')"),
    )
    op.create_index(
        "ix_journal_counter",
        "journal",
        ["hall_id", "counter", "seq"],
        unique=False,
        sqlite_where=sa.text("step = 'call'"),
        postgresql_where=sa.text("step = 'call'"),
    )
    op.create_table(
        "series_day",
        sa.Column("hall_id", sa.Text(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("series", sa.Text(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["hall_id"], ["hall.id"], name=op.f("fk_series_day_hall_id")),
        sa.PrimaryKeyConstraint("hall_id", "day", "series", name=op.f("pk_series_day")),
    )
    op.create_table(
        "synonym",
        sa.Column("hall_id", sa.Text(), nullable=False),
        sa.Column("say", sa.Text(), nullable=False),
        sa.Column("means", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["hall_id"], ["hall.id"], name=op.f("fk_synonym_hall_id")),
        sa.PrimaryKeyConstraint("hall_id", "say", name=op.f("pk_synonym")),
    )
    op.create_table(
        "work_profile",
        sa.Column("hall_id", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name_vi", sa.Text(), nullable=False),
        sa.Column("name_en", sa.Text(), nullable=False),
        sa.Column("at_once", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("active", sa.Integer(), nullable=False),
        sa.CheckConstraint("active IN (0, 1)", name=op.f("ck_work_profile_active")),
        sa.CheckConstraint("at_once >= 1", name=op.f("ck_work_profile_at_once")),
        sa.ForeignKeyConstraint(["hall_id"], ["hall.id"], name=op.f("fk_work_profile_hall_id")),
        sa.PrimaryKeyConstraint("hall_id", "code", name=op.f("pk_work_profile")),
    )
    op.create_table(
        "counter",
        sa.Column("hall_id", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("profile", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("officer", sa.Text(), nullable=True),
        sa.Column("since", sa.BigInteger(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("active", sa.Integer(), nullable=False),
        sa.CheckConstraint("state IN ('closed', 'open', 'paused')", name=op.f("ck_counter_state")),
        sa.CheckConstraint("active IN (0, 1)", name=op.f("ck_counter_active")),
        sa.ForeignKeyConstraint(
            ["hall_id", "profile"],
            ["work_profile.hall_id", "work_profile.code"],
            name=op.f("fk_counter_hall_id_profile"),
        ),
        sa.PrimaryKeyConstraint("hall_id", "number", name=op.f("pk_counter")),
    )
    op.create_table(
        "service",
        sa.Column("hall_id", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("agency", sa.Text(), nullable=False),
        sa.Column("name_vi", sa.Text(), nullable=False),
        sa.Column("name_en", sa.Text(), nullable=False),
        sa.Column("quota_per_session", sa.Integer(), nullable=True),
        sa.Column("successor", sa.Text(), nullable=True),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("active", sa.Integer(), nullable=False),
        sa.CheckConstraint("active IN (0, 1)", name=op.f("ck_service_active")),
        sa.CheckConstraint("quota_per_session >= 0", name=op.f("ck_service_quota")),
        sa.ForeignKeyConstraint(
            ["hall_id", "agency"], ["agency.hall_id", "agency.code"], name=op.f("fk_service_hall_id_agency")
        ),
        sa.ForeignKeyConstraint(
            ["hall_id", "successor"], ["service.hall_id", "service.code"], name=op.f("fk_service_hall_id_successor")
        ),
        sa.PrimaryKeyConstraint("hall_id", "code", name=op.f("pk_service")),
    )
    op.create_table(
        "procedure",
        sa.Column("hall_id", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("service", sa.Text(), nullable=False),
        sa.Column("name_vi", sa.Text(), nullable=False),
        sa.Column("name_en", sa.Text(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=True),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("active", sa.Integer(), nullable=False),
        sa.CheckConstraint("active IN (0, 1)", name=op.f("ck_procedure_active")),
        sa.ForeignKeyConstraint(
            ["hall_id", "service"], ["service.hall_id", "service.code"], name=op.f("fk_procedure_hall_id_service")
        ),
        sa.PrimaryKeyConstraint("hall_id", "code", name=op.f("pk_procedure")),
    )
    op.create_table(
        "profile_service",
        sa.Column("hall_id", sa.Text(), nullable=False),
        sa.Column("profile", sa.Text(), nullable=False),
        sa.Column("service", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["hall_id", "profile"],
            ["work_profile.hall_id", "work_profile.code"],
            name=op.f("fk_profile_service_hall_id_profile"),
        ),
        sa.ForeignKeyConstraint(
            ["hall_id", "service"], ["service.hall_id", "service.code"], name=op.f("fk_profile_service_hall_id_service")
        ),
        sa.PrimaryKeyConstraint("hall_id", "profile", "service", name=op.f("pk_profile_service")),
    )
    op.create_table(
        "quota_use",
        sa.Column("hall_id", sa.Text(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("session", sa.Integer(), nullable=False),
        sa.Column("service", sa.Text(), nullable=False),
        sa.Column("used", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["hall_id", "service"], ["service.hall_id", "service.code"], name=op.f("fk_quota_use_hall_id_service")
        ),
        sa.PrimaryKeyConstraint("hall_id", "day", "session", "service", name=op.f("pk_quota_use")),
    )
    op.create_table(
        "ticket",
        sa.Column("hall_id", sa.Text(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("series", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("service", sa.Text(), nullable=False),
        sa.Column("agency", sa.Text(), nullable=False),
        sa.Column("priority", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("rank_at", sa.BigInteger(), nullable=False),
        sa.Column("issued_at", sa.BigInteger(), nullable=False),
        sa.Column("ahead", sa.Integer(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("procedure", sa.Text(), nullable=True),
        sa.Column("counter", sa.Integer(), nullable=True),
        sa.Column("slot", sa.Integer(), nullable=True),
        sa.Column("calls", sa.Integer(), nullable=False),
        sa.Column("returns", sa.Integer(), nullable=False),
        sa.Column("called_at", sa.BigInteger(), nullable=True),
        sa.Column("served_at", sa.BigInteger(), nullable=True),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.CheckConstraint("(state IN ('called', 'serving')) = (slot IS NOT NULL)", name=op.f("ck_ticket_slot")),
        sa.CheckConstraint("state <> 'waiting' OR counter IS NULL", name=op.f("ck_ticket_waiting")),
        sa.CheckConstraint(
            "state IN ('called', 'cancelled', 'expired', 'no_show', 'parked', 'served', 'serving', 'waiting')",
            name=op.f("ck_ticket_state"),
        ),
        sa.CheckConstraint("slot IS NULL OR counter IS NOT NULL", name=op.f("ck_ticket_counter")),
        sa.ForeignKeyConstraint(
            ["hall_id", "counter"], ["counter.hall_id", "counter.number"], name=op.f("fk_ticket_hall_id_counter")
        ),
        sa.ForeignKeyConstraint(
            ["hall_id", "service"], ["service.hall_id", "service.code"], name=op.f("fk_ticket_hall_id_service")
        ),
        sa.PrimaryKeyConstraint("hall_id", "id", name=op.f("pk_ticket")),
        sa.UniqueConstraint("hall_id", "code", name=op.f("uq_ticket_hall_id_code")),
        sa.UniqueConstraint("hall_id", "day", "series", "number", name=op.f("uq_ticket_hall_id_day_series_number")),
    )
    op.create_index(
        "ix_ticket_line",
        "ticket",
        ["hall_id", "day", "service", "rank_at", "id"],
        unique=False,
        sqlite_where=sa.text("state = 'waiting'"),
        postgresql_where=sa.text("state = 'waiting'"),
    )
    op.create_index(
        "ix_ticket_parked",
        "ticket",
        ["hall_id", "day"],
        unique=False,
        sqlite_where=sa.text("state = 'parked'"),
        postgresql_where=sa.text("state = 'parked'"),
    )
    op.create_index(
        "ix_ticket_no_show",
        "ticket",
        ["hall_id", "day"],
        unique=False,
        sqlite_where=sa.text("state = 'no_show'"),
        postgresql_where=sa.text("state = 'no_show'"),
    )
    op.create_index(
        "uq_ticket_counter_slot",
        "ticket",
        ["hall_id", "counter", "slot"],
        unique=True,
        sqlite_where=sa.text("slot IS NOT NULL"),
        postgresql_where=sa.text("slot IS NOT NULL"),
    )
    op.create_table(
        "print_job",
        sa.Column("hall_id", sa.Text(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("ticket", sa.BigInteger(), nullable=False),
        sa.Column("station", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("copy", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "state IN ('failed', 'pending', 'printed', 'sending', 'unknown')", name=op.f("ck_print_job_state")
        ),
        sa.ForeignKeyConstraint(
            ["hall_id", "ticket"], ["ticket.hall_id", "ticket.id"], name=op.f("fk_print_job_hall_id_ticket")
        ),
        sa.PrimaryKeyConstraint("hall_id", "id", name=op.f("pk_print_job")),
        sa.UniqueConstraint("hall_id", "ticket", "copy", name=op.f("uq_print_job_hall_id_ticket_copy")),
    )
    op.create_index(
        "ix_print_job_unfinished",
        "print_job",
        ["hall_id", "station"],
        unique=False,
        sqlite_where=sa.text("state IN ('pending', 'sending')"),
        postgresql_where=sa.text("state IN ('pending', 'sending')"),
    )
    if op.get_bind().dialect.name == "postgresql":
        _add_bell()


def _add_bell() -> None:
    """Ring for every journal row, at its commit, with the hall it belongs to."""
    op.execute(
        """
        CREATE FUNCTION motcua_ring() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            PERFORM pg_notify('motcua', NEW.hall_id);
            RETURN NULL;
        END
        $$
        """
    )
    op.execute("CREATE TRIGGER motcua_bell AFTER INSERT ON journal FOR EACH ROW EXECUTE FUNCTION motcua_ring()")
