"""The store's turn, seen from beside the programs that use it."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

import psycopg

_LONG: Final = 20.0  # s: who has not committed by then never will


class Turn:
    """The store seen from beside the kiosk: holds its turn, and tells a commit at once."""

    def __init__(self, url: str) -> None:
        self._connection: Any
        if url.startswith("sqlite"):
            self._connection = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)
            self._hold = ["BEGIN IMMEDIATE"]
        else:
            self._connection = psycopg.connect(url, autocommit=True)
            self._hold = ["BEGIN", "SELECT seq FROM hall FOR UPDATE"]

    @contextmanager
    def held(self) -> Iterator[None]:
        """No verb can commit meanwhile."""
        for statement in self._hold:
            self._connection.execute(statement)
        try:
            yield
        finally:
            self._connection.execute("ROLLBACK")

    def number(self) -> int:
        """The journal's last number."""
        (seq,) = self._connection.execute("SELECT seq FROM hall").fetchone()
        return int(seq)

    def wait_commit(self, after: int) -> None:
        """Return as soon as there is a row after number `after`."""
        end = time.monotonic() + _LONG
        while self.number() <= after and time.monotonic() < end:
            time.sleep(0)

    def close(self) -> None:
        self._connection.close()
