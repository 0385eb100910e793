"""Bells: how a reader of the journal learns that it is worth reading. A bell only shortens the wait; the journal is
the truth, and nothing is lost if a bell does not ring.

SQLite tells by `PRAGMA data_version` (microseconds a look, sees the commits of other processes); PostgreSQL by
NOTIFY, rung by a trigger on the journal at each commit, on a connection of its own. That bell brings the row along, so
that forty readers need not all ask for it in the same moment, which is the moment of whoever is calling next.
"""

from __future__ import annotations

import sqlite3
import time
from threading import Event as Flag
from typing import Final, Protocol

import psycopg
from sqlalchemy.engine import URL

from shared.domain.errors import StoreAway
from shared.domain.events import Event
from shared.store.codec import told_row
from shared.store.connection import POSTGRES_LINE, store_url

SQLITE_LOOK: Final = 0.015  # s between two looks at the file
_STOP_LOOK: Final = 0.2  # s between two looks whether to stop listening; asks nothing of the server


class Bell(Protocol):
    """Rings after a commit. Belongs to the thread that waits for it."""

    def wait(self, timeout: float, stop: Flag | None = None) -> tuple[Event, ...] | None:
        """As soon as something may have been written, the rows that came with the ring: any number of them, in their
        order, perhaps not all. None after `timeout` s or when `stop` is set.

        Raises StoreAway.
        """

    def close(self) -> None:
        """Give its connection back. `wait` after that raises StoreAway."""


def open_bell(url: str, hall_id: str) -> Bell:
    """The bell of a hall's store. Raises StoreAway, ConfigError."""
    address = store_url(url)
    if address.get_backend_name() == "postgresql":
        return PostgresBell(address, hall_id)
    return SqliteBell(address)


class SqliteBell:
    """Looks at the file's data version. Rings for any hall of the file."""

    def __init__(self, address: URL) -> None:
        try:
            self._connection = sqlite3.connect(f"file:{address.database}?mode=rw", uri=True, isolation_level=None)
            self._version = self._look()
        except sqlite3.Error as fault:
            raise StoreAway(str(fault)) from fault

    def wait(self, timeout: float, stop: Flag | None = None) -> tuple[Event, ...] | None:
        end = time.monotonic() + timeout
        while True:
            try:
                version = self._look()
            except sqlite3.Error as fault:
                raise StoreAway(str(fault)) from fault
            if version != self._version:
                self._version = version
                return ()
            left = end - time.monotonic()
            if left <= 0 or (stop is not None and stop.is_set()):
                return None
            time.sleep(min(SQLITE_LOOK, left))

    def close(self) -> None:
        self._connection.close()

    def _look(self) -> int:
        (version,) = self._connection.execute("PRAGMA data_version").fetchone()
        return int(version)


class PostgresBell:
    """Listens for this hall's notifications."""

    def __init__(self, address: URL, hall_id: str) -> None:
        self._hall_id = hall_id
        plain = address.set(drivername="postgresql").render_as_string(hide_password=False)
        try:
            self._connection = psycopg.connect(plain, autocommit=True, **POSTGRES_LINE)
            self._connection.execute("LISTEN motcua")
        except psycopg.Error as fault:
            raise StoreAway(str(fault)) from fault

    def wait(self, timeout: float, stop: Flag | None = None) -> tuple[Event, ...] | None:
        end = time.monotonic() + timeout
        while (left := end - time.monotonic()) > 0 and not (stop is not None and stop.is_set()):
            try:
                rung = [note.payload for note in self._connection.notifies(timeout=min(_STOP_LOOK, left), stop_after=1)]
            except psycopg.Error as fault:
                raise StoreAway(str(fault)) from fault
            told = [told_row(one) for one in rung]
            if any(hall_id == self._hall_id for hall_id, _ in told):
                return tuple(event for hall_id, event in told if hall_id == self._hall_id and event is not None)
        return None

    def close(self) -> None:
        self._connection.close()
