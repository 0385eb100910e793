"""Which tables this program knows, without loading what builds them: a face starts a tenth of a second sooner."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Column, Connection, MetaData, Table, Text, inspect, select

from shared.domain.errors import ConfigError

#: The steps under migrations/versions, oldest first (a test holds them against the files).
KNOWN: Final = ("0001", "0002", "0003", "0004", "0005", "0006")

_TABLE: Final = Table("alembic_version", MetaData(), Column("version_num", Text))


def current(connection: Connection) -> str | None:
    """The revision of the store's tables; None for a store without any."""
    if not inspect(connection).has_table(_TABLE.name):
        return None
    found = connection.execute(select(_TABLE.c.version_num)).scalar()
    return None if found is None else str(found)


def refuse_newer(connection: Connection, url: str) -> str | None:
    """The current revision. Raises ConfigError for tables of a newer program."""
    revision = current(connection)
    if revision is not None and revision not in KNOWN:
        cure = f"{url} was made by a newer program; install that or a later version here"
        raise ConfigError("store", "revision", revision, cure)
    return revision


def check(connection: Connection, url: str) -> None:
    """Raises ConfigError unless the tables are just those of this program."""
    revision = refuse_newer(connection, url)
    if revision is None:
        raise ConfigError("store", "url", url, "the store is empty; run `motcua init` first")
    if revision != KNOWN[-1]:
        cure = f"is older than this program ({KNOWN[-1]}); run `motcua init`"
        raise ConfigError("store", "revision", revision, cure)
