"""The one connection a store keeps, on SQLite or PostgreSQL, and its two kinds of transaction.

SQLite: WAL, synchronous=FULL (a printed number survives the power cut), one machine only: a path on a network
share is refused. PostgreSQL 14+: psycopg 3, READ COMMITTED for verbs (the hall's row is the lock), REPEATABLE READ
for snapshots. Every wait has an end; a lost connection is a StoreAway, and the next transaction opens a new one.
"""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import psycopg
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, InterfaceError, OperationalError
from sqlalchemy.pool import NullPool

from shared.domain.errors import ConfigError, StoreAway
from shared.store import statement

SQLITE_BUSY_MS: Final = 10_000
# Every wait has an end. One plan for all values: planning a verb's statements anew costs more than running them.
POSTGRES_OPTIONS: Final = " ".join(
    f"-c {setting}"
    for setting in (
        "lock_timeout=8s",
        "statement_timeout=20s",
        "idle_in_transaction_session_timeout=10s",
        "plan_cache_mode=force_generic_plan",
    )
)
POSTGRES_LINE: Final[dict[str, Any]] = {
    "connect_timeout": 2,  # s
    "keepalives_idle": 2,  # s
    "keepalives_interval": 1,  # s
    "keepalives_count": 3,
    "tcp_user_timeout": 4000,  # ms
    "application_name": "motcua",
    "options": POSTGRES_OPTIONS,
}
#: The drivers' own errors, and the same as SQLAlchemy hands them on.
_WORLD_FAILED: Final = (
    OperationalError,
    InterfaceError,
    sqlite3.OperationalError,
    psycopg.OperationalError,
    psycopg.InterfaceError,
)
_NETWORK_FILE_SYSTEMS: Final = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "fuse.sshfs", "glusterfs"})


def store_url(text: str) -> URL:
    """The address of a store: ``sqlite:///path/hall.db`` or ``postgresql://user@host/name``.

    Raises ConfigError for anything else, for an in-memory database and for a file on a network share.
    """
    try:
        url = make_url(text)
    except ArgumentError:
        raise ConfigError("store", "url", text, "write sqlite:///path/hall.db or postgresql://user@host/name") from None
    backend = url.get_backend_name()
    if backend == "postgresql":
        return url.set(drivername="postgresql+psycopg")
    if backend != "sqlite":
        raise ConfigError("store", "url", text, "only sqlite and postgresql are known")
    if not url.database or url.database == ":memory:":
        raise ConfigError("store", "url", text, "name a file: sqlite:///path/hall.db")
    shared_by = _network_file_system(Path(url.database))
    if shared_by:
        raise ConfigError(
            "store", "url", text, f"the file lies on a network share ({shared_by}); several machines need PostgreSQL"
        )
    return url.set(drivername="sqlite+pysqlite")


def _network_file_system(path: Path) -> str | None:
    mounts = Path("/proc/self/mounts")
    if not mounts.exists():
        return None
    real = os.path.realpath(path)
    best: tuple[int, str] = (-1, "")
    for line in mounts.read_text(encoding="utf-8", errors="replace").splitlines():
        _, place, kind, *_ = line.split(" ")
        place = place.replace("\\040", " ").rstrip("/")
        if (real == place or real.startswith(place + "/")) and len(place) >= best[0]:
            best = (len(place), kind)
    return best[1] if best[1] in _NETWORK_FILE_SYSTEMS else None


def make_engine(url: URL) -> Engine:
    """An engine that leaves transactions to us (both drivers in autocommit)."""
    if url.get_backend_name() == "postgresql":
        return create_engine(url, poolclass=NullPool, isolation_level="AUTOCOMMIT", connect_args=dict(POSTGRES_LINE))
    engine = create_engine(
        url, poolclass=NullPool, connect_args={"timeout": SQLITE_BUSY_MS / 1000, "check_same_thread": False}
    )

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}")

    return engine


class Connections:
    """Opens, keeps and replaces one connection. Belongs to the thread that first uses it."""

    def __init__(self, url: str) -> None:
        self.url: Final = store_url(url)
        self._engine = make_engine(self.url)
        self._open: Connection | None = None
        self._thread: int | None = None

    @property
    def is_sqlite(self) -> bool:
        return self.url.get_backend_name() == "sqlite"

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that commits at the end of the block, or changes nothing. Raises StoreAway."""
        yield from self._transaction("BEGIN IMMEDIATE" if self.is_sqlite else "BEGIN")

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One consistent view of the store for the length of the block. Raises StoreAway."""
        yield from self._transaction("BEGIN" if self.is_sqlite else "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")

    @contextmanager
    def glancing(self) -> Iterator[Connection]:
        """For one statement that reads: it is consistent by itself, and so costs one way to the server and not three.
        Raises StoreAway."""
        yield from self._transaction("")

    def close(self) -> None:
        """Give the connection back. The next transaction opens a new one."""
        held, self._open, self._thread = self._open, None, None
        if held is not None:
            held.close()
        self._engine.dispose()

    def drop(self) -> None:
        """Forget a connection that failed, without asking anything of it."""
        if self._open is not None:
            self._open.invalidate()
        self.close()

    def _transaction(self, begin: str) -> Iterator[Connection]:
        with away_is_outage(self):
            connection = self._connection()
            if not begin:
                yield connection
                return
            statement.send(connection, begin)
            try:
                yield connection
            except BaseException:
                if not connection.invalidated:
                    statement.send(connection, "ROLLBACK")
                raise
            statement.send(connection, "COMMIT")

    def _connection(self) -> Connection:
        if self._open is None:
            self._open = self._engine.connect()
            self._thread = threading.get_ident()
        elif self._thread != threading.get_ident():
            raise AssertionError("a store is used by the thread that opened it, and by no other")
        return self._open


def connections_allowed(url: str) -> int | None:
    """How many connections the server takes from everybody together; None where there is no server (SQLite).
    Raises StoreAway."""
    connections = Connections(url)
    try:
        if connections.is_sqlite:
            return None
        with connections.reading() as connection:
            return int(connection.exec_driver_sql("SHOW max_connections").scalar_one())
    finally:
        connections.close()


@contextmanager
def away_is_outage(connections: Connections) -> Iterator[None]:
    """Turns what the drivers say when the world fails into StoreAway; a wrong statement stays a bug."""
    try:
        yield
    except _WORLD_FAILED as fault:
        connections.drop()
        raise StoreAway(f"{type(fault).__name__}: {fault}") from fault
