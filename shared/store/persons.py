"""One person, one number: which tickets one person has today, known only by a keyed hash that dies with the day."""

from __future__ import annotations

import secrets
from datetime import date
from typing import Final

from sqlalchemy import Connection, bindparam, delete, insert, select

from shared.domain.ticket import Ticket
from shared.store.codec import ticket_of
from shared.store.people_tables import day_key, person
from shared.store.schema import ticket
from shared.store.statement import Statement

_KEY_BYTES: Final = 32

_KEY: Final = Statement(
    select(day_key.c.key).where(day_key.c.hall_id == bindparam("hall_id"), day_key.c.day == bindparam("day"))
)
_NEW_KEY: Final = Statement(insert(day_key))
_TICKETS: Final = Statement(
    select(ticket)
    .join(person, (person.c.hall_id == ticket.c.hall_id) & (person.c.ticket == ticket.c.id))
    .where(
        person.c.hall_id == bindparam("hall_id"), person.c.day == bindparam("day"), person.c.mark == bindparam("mark")
    )
    .order_by(ticket.c.id)
)
_ADD: Final = Statement(insert(person))
_FORGET_KEYS: Final = Statement(
    delete(day_key).where(day_key.c.hall_id == bindparam("hall_id"), day_key.c.day < bindparam("before_day"))
)
_FORGET_MARKS: Final = Statement(
    delete(person).where(person.c.hall_id == bindparam("hall_id"), person.c.day < bindparam("before_day"))
)


def key_of(connection: Connection, hall_id: str, day: date) -> bytes:
    """The key of the day, made in the turn that needs it first."""
    row = _KEY.row(connection, hall_id=hall_id, day=day.isoformat())
    if row is not None:
        return bytes.fromhex(row.key)
    key = secrets.token_bytes(_KEY_BYTES)
    _NEW_KEY.run(connection, hall_id=hall_id, day=day.isoformat(), key=key.hex())
    return key


def tickets_of(connection: Connection, hall_id: str, *, day: date, mark: str) -> list[Ticket]:
    """The tickets this person took today, whatever became of them, oldest first."""
    return [ticket_of(row) for row in _TICKETS.rows(connection, hall_id=hall_id, day=day.isoformat(), mark=mark)]


def add(connection: Connection, hall_id: str, *, day: date, mark: str, ticket_id: int) -> None:
    """This person took this ticket."""
    _ADD.run(connection, hall_id=hall_id, day=day.isoformat(), mark=mark, ticket=ticket_id)


def forget_persons(connection: Connection, hall_id: str, before_day: date) -> None:
    """Remove the keys and marks of all days before `before_day`.

    Every station may do this at any time. The keys go first: whoever removes them makes the others wait, so that
    two never remove the same marks in different orders.
    """
    _FORGET_KEYS.run(connection, hall_id=hall_id, before_day=before_day.isoformat())
    _FORGET_MARKS.run(connection, hall_id=hall_id, before_day=before_day.isoformat())
