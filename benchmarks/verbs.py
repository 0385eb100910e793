"""What a verb costs: against the same SQL on the bare driver, and with ever more history in the store.

The sides of every ratio take turns within one run, so that a machine that slows down slows both.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from statistics import median
from typing import Any, Final
from uuid import uuid4

import psycopg
from sqlalchemy import Connection

from shared.catalogue import read_catalogue
from shared.founding import SAMPLE_HALL, found_hall, open_all_day
from shared.hall import Hall
from shared.settings import read_hall
from shared.store import statement
from shared.store.connection import POSTGRES_OPTIONS, store_url

BLOCK: Final = 20
WAITING: Final = 300  # people in line all the while, as in a full hall
_SERVICE: Final = "VP01"
_COUNTER: Final = 1


def found(url: str) -> Hall:
    """The sample hall with an open counter and a line in front of it."""
    form = open_all_day(read_hall(SAMPLE_HALL / "hall.toml"))
    found_hall(url, form, read_catalogue(SAMPLE_HALL))
    hall = Hall(url, form.id)
    hall.open_counter(_COUNTER, command=uuid4(), actor="bench")
    return hall


def fill(hall: Hall, waiting: int = WAITING) -> None:
    for _ in range(waiting):
        hall.issue(_SERVICE, command=uuid4(), actor="bench")


def issue(hall: Hall) -> None:
    hall.issue(_SERVICE, command=uuid4(), actor="bench")


def call_next(hall: Hall) -> int:
    return hall.call_next(_COUNTER, command=uuid4(), actor="bench").id


def clear(hall: Hall, ticket: int) -> None:
    hall.no_show(_COUNTER, ticket, command=uuid4(), actor="bench")


def seconds(work: Callable[[], Any]) -> tuple[float, Any]:
    began = time.perf_counter()
    answer = work()
    return time.perf_counter() - began, answer


@dataclass(slots=True)
class Times:
    """Seconds of each verb, one side."""

    issue: list[float] = field(default_factory=list)
    call_next: list[float] = field(default_factory=list)

    def medians(self) -> tuple[float, float]:
        return median(self.issue), median(self.call_next)


class Recorder:
    """Writes down every statement that is sent, with its values, while it is sent."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, Any]] = []
        self._send = statement.send
        statement.send = self._note

    def take(self) -> list[tuple[str, Any]]:
        sent, self.sent = self.sent, []
        return sent

    def stop(self) -> None:
        statement.send = self._send

    def _note(self, connection: Connection, sql: str, values: Any = ()) -> Any:
        self.sent.append((sql, values))
        return self._send(connection, sql, values)


class BareDriver:
    """A twin store on the bare driver. What the hall sent to its store is sent here again, word for word."""

    def __init__(self, url: str) -> None:
        address = store_url(url)
        self._connection: Any
        if address.get_backend_name() == "sqlite":
            self._connection = sqlite3.connect(str(address.database), isolation_level=None)
            for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
                self._connection.execute(f"PRAGMA {pragma}")
        else:
            plain = address.set(drivername="postgresql").render_as_string(hide_password=False)
            self._connection = psycopg.connect(plain, autocommit=True, options=POSTGRES_OPTIONS)

    def replay(self, sent: list[tuple[str, Any]]) -> None:
        cursor = self._connection.cursor()
        for sql, values in sent:
            cursor.execute(sql, values)
            if cursor.description is not None:
                cursor.fetchall()

    def close(self) -> None:
        self._connection.close()


def against_bare_driver(hall: Hall, recorder: Recorder, twin: BareDriver, *, rounds: int) -> tuple[Times, Times]:
    """Each verb through the hall, then its own statements on the twin: our times, the driver's times."""
    ours, bare = Times(), Times()
    twin.replay(recorder.take())
    for _ in range(rounds):
        took, _answer = seconds(lambda: issue(hall))
        ours.issue.append(took)
        sent = recorder.take()
        bare.issue.append(seconds(lambda sent=sent: twin.replay(sent))[0])  # type: ignore[misc]
        took, ticket = seconds(lambda: call_next(hall))
        ours.call_next.append(took)
        sent = recorder.take()
        bare.call_next.append(seconds(lambda sent=sent: twin.replay(sent))[0])  # type: ignore[misc]
        clear(hall, ticket)
        twin.replay(recorder.take())
    return ours, bare


def with_history(halls: dict[int, Hall], *, rounds: int) -> dict[int, Times]:
    """The verbs on several stores in turn, block by block; times by the number of old tickets."""
    times = {old: Times() for old in halls}
    for _ in range(rounds // BLOCK):
        for old, hall in halls.items():
            for _ in range(BLOCK):
                times[old].issue.append(seconds(lambda hall=hall: issue(hall))[0])  # type: ignore[misc]
            for _ in range(BLOCK):
                took, ticket = seconds(lambda hall=hall: call_next(hall))  # type: ignore[misc]
                times[old].call_next.append(took)
                clear(hall, ticket)
    return times


def align(hall: Hall, twin_url: str) -> None:
    """Bring the twin, founded like the hall, to the same journal number, so that replayed rows fit."""
    twin = Hall(twin_url, hall.id)
    if twin.now().seq != hall.now().seq:
        raise AssertionError("the twin stores were not founded alike")
    twin.close()
