"""Bringing a store's tables up to this program, and refusing a store that is ahead of it."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from shared.domain.errors import ConfigError, StoreAway
from shared.store.connection import store_url

_SCRIPTS: Final = Path(__file__).parent / "migrations"


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS))
    config.attributes["connection"] = connection
    return config


def known_revisions() -> tuple[str, ...]:
    """The steps this program knows, newest first."""
    return tuple(script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions())


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
            _refuse_newer(connection, url)
            connection.commit()
            command.upgrade(_config(connection), to)
            connection.commit()
    except DBAPIError as fault:
        raise StoreAway(f"{type(fault.orig).__name__}: {fault.orig}") from fault
    finally:
        engine.dispose()


def check(connection: Connection, url: str) -> None:
    """Raises ConfigError unless the tables are just those of this program."""
    revision = _refuse_newer(connection, url)
    newest = known_revisions()[0]
    if revision is None:
        raise ConfigError("store", "url", url, "the store is empty; run `motcua init` first")
    if revision != newest:
        raise ConfigError("store", "revision", revision, f"is older than this program ({newest}); run `motcua init`")


def _refuse_newer(connection: Connection, url: str) -> str | None:
    revision = MigrationContext.configure(connection).get_current_revision()
    if revision is not None and revision not in known_revisions():
        raise ConfigError(
            "store", "revision", revision, f"{url} was made by a newer program; install that or a later version here"
        )
    return revision
