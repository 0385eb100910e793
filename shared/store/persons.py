"""What the store knows of persons: a keyed hash of a card, for one day, and nothing when the day is over."""

from __future__ import annotations

from datetime import date
from typing import Final

from sqlalchemy import Connection, bindparam, delete

from shared.store.schema import day_key, person
from shared.store.statement import Statement

_FORGET_KEYS: Final = Statement(
    delete(day_key).where(day_key.c.hall_id == bindparam("hall_id"), day_key.c.day < bindparam("before_day"))
)
_FORGET_MARKS: Final = Statement(
    delete(person).where(person.c.hall_id == bindparam("hall_id"), person.c.day < bindparam("before_day"))
)


def forget_persons(connection: Connection, hall_id: str, before_day: date) -> None:
    """Remove the keys and marks of all days before `before_day`.

    Every station may do this at any time. The keys go first: whoever removes them makes the others wait, so that
    two never remove the same marks in different orders.
    """
    _FORGET_KEYS.run(connection, hall_id=hall_id, before_day=before_day.isoformat())
    _FORGET_MARKS.run(connection, hall_id=hall_id, before_day=before_day.isoformat())
