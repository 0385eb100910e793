"""The line of a kiosk to its store, which can be cut, and which can lose an answer after the deed was done."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event as Flag
from threading import Lock

import pytest
from sqlalchemy import Connection

from shared.domain.errors import StoreAway
from shared.domain.events import Event
from shared.store.bells import Bell, open_bell
from shared.store.connection import Connections, away_is_outage


class FrailLine:
    """Carries what is asked, until it is `cut`. May be used by any thread."""

    def __init__(self) -> None:
        self.cut = False
        self.lost = 0
        self._to_lose = 0
        self._lock = Lock()

    def lose_answers(self, count: int) -> None:
        """The next `count` verbs are done, and nobody hears of it."""
        with self._lock:
            self._to_lose = count

    def mend(self) -> None:
        self.cut = False
        self.lose_answers(0)

    def there(self) -> None:
        """Raises what a driver raises when nobody answers."""
        if self.cut:
            raise sqlite3.OperationalError("the line is cut")

    def back(self) -> None:
        """As `there`, on the way back from a commit."""
        with self._lock:
            if not self._to_lose:
                return
            self._to_lose -= 1
            self.lost += 1
        raise sqlite3.OperationalError("the answer is lost")


class FrailBell:
    """A store's bell at the end of a line."""

    def __init__(self, bell: Bell, line: FrailLine) -> None:
        self._bell = bell
        self._line = line

    def wait(self, timeout: float, stop: Flag | None = None) -> tuple[Event, ...] | None:
        with _away():
            self._line.there()
        return self._bell.wait(timeout, stop)

    def close(self) -> None:
        self._bell.close()


@contextmanager
def _away() -> Iterator[None]:
    """What the drivers say, as the bells say it."""
    try:
        yield
    except sqlite3.Error as fault:
        raise StoreAway(str(fault)) from fault


def put_between(line: FrailLine, patch: pytest.MonkeyPatch) -> None:
    """Every store that is opened from now on is reached by `line`; those that are open are not."""

    class OnLine(Connections):
        def _transaction(self, begin: str) -> Iterator[Connection]:
            with away_is_outage(self):
                line.there()
            yield from super()._transaction(begin)
            if begin == "BEGIN IMMEDIATE":
                with away_is_outage(self):
                    line.back()

    def bell(url: str, hall_id: str) -> Bell:
        with _away():
            line.there()
        return FrailBell(open_bell(url, hall_id), line)

    patch.setattr("shared.store.hall_store.Connections", OnLine)
    patch.setattr("shared.feed.open_bell", bell)
