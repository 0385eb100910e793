"""The journal: one row a verb, numbered without a hole in the order of the commits.

Every verb first raises its hall's number and so holds the hall's row until it commits: the next verb waits for it.
That makes the journal's order the order of the commits, which a sequence does not (a reader of a sequence misses
for ever an event that commits late).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final, NamedTuple

from sqlalchemy import (
    BigInteger,
    Connection,
    Integer,
    bindparam,
    cast,
    extract,
    func,
    insert,
    literal_column,
    null,
    select,
    text,
    update,
)

from shared.domain.errors import ConfigError
from shared.domain.events import CommandId, Event
from shared.store.codec import event_of, event_row, instant
from shared.store.schema import IS_CALL, IS_CALL_OR_RECALL, IS_LEARNT_FROM, IS_OF_TICKET, hall, journal
from shared.store.statement import Statement

MOST_LEARNT_FROM: Final = 40_000  # rows; seventeen days of 1,200 tickets
PAGE: Final = 500  # rows read at once; a board that slept a day catches up in a few reads

_raise = update(hall).where(hall.c.id == bindparam("hall_id")).values(seq=hall.c.seq + 1)
#: The store's clock in microseconds, where it has one (PostgreSQL).
STORE_CLOCK: Final = cast(extract("epoch", func.clock_timestamp()) * 1_000_000, BigInteger)
_TAKE_SQLITE: Final = Statement(_raise.returning(hall.c.seq, hall.c.version, hall.c.day, null().label("at")))
_TAKE_POSTGRES: Final = Statement(_raise.returning(hall.c.seq, hall.c.version, hall.c.day, STORE_CLOCK.label("at")))
_KNOWN: Final = Statement(
    select(journal).where(journal.c.hall_id == bindparam("hall_id"), journal.c.command == bindparam("command"))
)
APPEND: Final = Statement(insert(journal))
_SINCE: Final = Statement(
    select(journal)
    .where(journal.c.hall_id == bindparam("hall_id"), journal.c.seq > bindparam("seq"))
    .order_by(journal.c.seq)
    .limit(bindparam("most"))
)
_LAST: Final = Statement(select(hall.c.seq).where(hall.c.id == bindparam("hall_id")))
_CALLS_OF: Final = Statement(
    select(journal)
    .where(
        journal.c.hall_id == bindparam("hall_id"),
        journal.c.counter == bindparam("counter"),
        text(IS_CALL),
    )
    .order_by(journal.c.seq.desc())
    .limit(bindparam("most"))
)
_OF_TICKET: Final = Statement(
    select(journal)
    .where(
        journal.c.hall_id == bindparam("hall_id"),
        journal.c.ticket == bindparam("ticket"),
        text(IS_OF_TICKET),
    )
    .order_by(journal.c.seq.desc())
    .limit(bindparam("most"))
)
_CALLS: Final = Statement(
    select(journal)
    .where(journal.c.hall_id == bindparam("hall_id"), text(IS_CALL_OR_RECALL))
    .order_by(journal.c.seq.desc())
    .limit(bindparam("most"))
)
_LEARNT: Final = Statement(
    select(journal)
    .where(
        journal.c.hall_id == bindparam("hall_id"),
        journal.c.day >= bindparam("first"),
        text(IS_LEARNT_FROM),
    )
    .order_by(journal.c.day.desc(), journal.c.seq.desc())
    .limit(bindparam("most"))
)
_BEFORE: Final = Statement(
    select(journal.c.day, journal.c.seq)
    .where(
        journal.c.hall_id == bindparam("hall_id"),
        journal.c.day < bindparam("day"),
        text(IS_LEARNT_FROM),
    )
    .order_by(journal.c.day.desc(), journal.c.seq.desc())
    .limit(literal_column("1", Integer))
)
#: A day begins where the one before it ended: days of business follow each other in the journal.
_BEFORE_ANY: Final = Statement(
    select(journal.c.seq)
    .where(
        journal.c.hall_id == bindparam("hall_id"),
        journal.c.day < bindparam("day"),
        text(IS_LEARNT_FROM),
    )
    .order_by(journal.c.day.desc(), journal.c.seq.desc())
    .limit(literal_column("1", Integer))
)


class Turn(NamedTuple):
    """A verb's turn: its journal number, the version of rules and catalogue, the day of the verb before it (empty
    before the first), and the store's clock if it has one."""

    seq: int
    version: int
    day: str
    at: datetime | None


def take(connection: Connection, hall_id: str) -> Turn:
    """Wait for the hall's row, raise its number and hold it until the transaction ends."""
    statement = _TAKE_SQLITE if connection.dialect.name == "sqlite" else _TAKE_POSTGRES
    rows = statement.rows(connection, hall_id=hall_id)
    if not rows:
        raise ConfigError("store", "hall", hall_id, "the store has no such hall; run `motcua init` first")
    seq, version, day, at = tuple(rows[0])
    return Turn(seq, version, day, None if at is None else instant(at))


def known(connection: Connection, hall_id: str, command: CommandId) -> Event | None:
    """What this command did when it first arrived; None if it never did. Only sure while the hall's row is held."""
    row = _KNOWN.row(connection, hall_id=hall_id, command=command.hex)
    return None if row is None else event_of(row)


def append(connection: Connection, hall_id: str, event: Event) -> None:
    """Write the verb's one row."""
    APPEND.run(connection, hall_id=hall_id, **event_row(event))


def since(connection: Connection, hall_id: str, seq: int, *, most: int = PAGE) -> tuple[Event, ...]:
    """The next events after `seq`, at most `most`."""
    return tuple(map(event_of, _SINCE.rows(connection, hall_id=hall_id, seq=seq, most=most)))


def learnt_from(connection: Connection, hall_id: str, *, first: date, most: int) -> list[Event]:
    """The rows the pace is learnt from, of the days from `first` on, oldest first; of more than `most` the newest."""
    rows = _LEARNT.rows(connection, hall_id=hall_id, first=first.isoformat(), most=most)
    return [event_of(row) for row in reversed(rows)]


def day_before(connection: Connection, hall_id: str, day: date) -> list[Event]:
    """All rows of the last day before `day` that taught something."""
    last_row = _BEFORE.row(connection, hall_id=hall_id, day=day.isoformat())
    if last_row is None:
        return []
    earlier = _BEFORE.row(connection, hall_id=hall_id, day=last_row.day)
    seq = int(earlier.seq) if earlier else 0
    found: list[Event] = []
    while page := since(connection, hall_id, seq):
        found += [event for event in page if event.day.isoformat() == last_row.day]
        if page[-1].day.isoformat() > last_row.day:
            break
        seq = page[-1].seq
    return found


def last(connection: Connection, hall_id: str) -> int:
    """The number of the last event. Raises ConfigError where there is no such hall."""
    row = _LAST.row(connection, hall_id=hall_id)
    if row is None:
        raise ConfigError("store", "hall", hall_id, "the store has no such hall; run `motcua init` first")
    return int(row.seq)


def calls_of(connection: Connection, hall_id: str, counter: int, *, most: int) -> Sequence[Event]:
    """The counter's last calls, newest first."""
    if most < 1:
        return ()
    return [event_of(row) for row in _CALLS_OF.rows(connection, hall_id=hall_id, counter=counter, most=most)]


def calls(connection: Connection, hall_id: str, *, most: int) -> Sequence[Event]:
    """The hall's last invitations, first and repeated ones, newest first."""
    return [event_of(row) for row in _CALLS.rows(connection, hall_id=hall_id, most=most)]


def last_of_ticket(connection: Connection, hall_id: str, ticket: int, *, most: int) -> list[Event]:
    """The last `most` rows of a ticket, newest first."""
    rows = _OF_TICKET.rows(connection, hall_id=hall_id, ticket=ticket, most=most)
    return [event_of(row) for row in rows]


def day_until(connection: Connection, hall_id: str, day: date, seq: int) -> list[Event]:
    """The rows of `day` up to row `seq`, oldest first."""
    earlier = _BEFORE_ANY.row(connection, hall_id=hall_id, day=day.isoformat())
    after = int(earlier.seq) if earlier else 0
    found: list[Event] = []
    while after < seq and (page := since(connection, hall_id, after)):
        found += [event for event in page if event.day == day and event.seq <= seq]
        after = page[-1].seq
    return found
