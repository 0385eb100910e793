"""One person, one number: which tickets one person has today, known only by a keyed hash that dies with the day."""

from __future__ import annotations

import secrets
from datetime import date
from typing import Final

from sqlalchemy import Connection, bindparam, insert, select

from shared.domain.ticket import Ticket
from shared.store.codec import ticket_of
from shared.store.schema import day_key, person, ticket
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
