"""A bell that brings the row it rings for (PostgreSQL)"""

from __future__ import annotations

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Whoever listens needs no look of his own. A row too long for a notification, and each but the last of many that
    one transaction writes (a restored backup), only rings with the hall's name; the same name in one transaction is
    sent once."""
    if op.get_bind().dialect.name != "postgresql":
        return
    op.execute(
        """
        CREATE OR REPLACE FUNCTION motcua_ring() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE
            told text := row_to_json(NEW)::text;
        BEGIN
            IF octet_length(told) > 7900 OR NEW.seq <> (SELECT seq FROM hall WHERE id = NEW.hall_id) THEN
                told := NEW.hall_id;
            END IF;
            PERFORM pg_notify('motcua', told);
            RETURN NULL;
        END
        $$
        """
    )
