"""What the manager tells the counters."""

from __future__ import annotations

from datetime import date
from typing import Final

from sqlalchemy import Connection, bindparam, insert, select

from shared.domain.events import Message
from shared.store.codec import instant, micros
from shared.store.people_tables import message
from shared.store.statement import Statement

_ADD: Final = Statement(insert(message))
_OF_DAY: Final = Statement(
    select(message)
    .where(message.c.hall_id == bindparam("hall_id"), message.c.day == bindparam("day"))
    .order_by(message.c.id)
)


def add(connection: Connection, hall_id: str, one: Message, day: date) -> None:
    _ADD.run(
        connection,
        hall_id=hall_id,
        id=one.id,
        day=day.isoformat(),
        at=micros(one.at),
        author=one.author,
        text=one.text,
        counters=" ".join(map(str, one.counters)),
    )


def of_day(connection: Connection, hall_id: str, day: date) -> tuple[Message, ...]:
    """All of one day, oldest first."""
    return tuple(
        Message(
            id=row.id,
            at=instant(row.at),
            author=row.author,
            text=row.text,
            counters=tuple(map(int, row.counters.split())),
        )
        for row in _OF_DAY.rows(connection, hall_id=hall_id, day=day.isoformat())
    )
