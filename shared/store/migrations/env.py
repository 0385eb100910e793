"""Alembic's way in: it is handed a connection by `shared.store.upgrade` and never opens one itself."""

from __future__ import annotations

from alembic import context

import shared.store.schema  # noqa: F401 - its tables fill the metadata
from shared.store.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
with context.begin_transaction():
    context.run_migrations()
