"""Bringing a store's tables up to this program, and refusing a store that is ahead of it."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, create_engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from shared.domain.errors import StoreAway
from shared.store import revision
from shared.store.connection import store_url

_SCRIPTS: Final = Path(__file__).parent / "migrations"


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS))
    config.attributes["connection"] = connection
    return config


def upgrade(url: str, to: str = "head") -> None:
    """Create or upgrade the tables, to the newest revision or to `to`. Nothing is lost.

    Raises ConfigError for a store ahead of this program.
    """
    address = store_url(url)
    if address.get_backend_name() == "sqlite" and address.database:
        Path(address.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(address, poolclass=NullPool)
    try:
        with engine.connect() as connection:
            revision.refuse_newer(connection, url)
            connection.commit()
            command.upgrade(_config(connection), to)
            connection.commit()
    except DBAPIError as fault:
        raise StoreAway(f"{type(fault.orig).__name__}: {fault.orig}") from fault
    finally:
        engine.dispose()
