"""Counters as they stand."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import Connection, bindparam, select, text, update

from shared.domain.counter import Counter, CounterState
from shared.domain.errors import UnknownCounter
from shared.store.codec import instant, micros
from shared.store.schema import counter
from shared.store.statement import Statement

GET: Final = Statement(
    select(counter).where(
        counter.c.hall_id == bindparam("hall_id"), counter.c.number == bindparam("number"), text("active = 1")
    )
)
_ALL: Final = Statement(
    select(counter).where(counter.c.hall_id == bindparam("hall_id"), text("active = 1")).order_by(counter.c.number)
)
_SAVE: Final = Statement(
    update(counter)
    .where(counter.c.hall_id == bindparam("the_hall"), counter.c.number == bindparam("the_number"))
    .values(
        profile=bindparam("profile"),
        state=bindparam("state"),
        officer=bindparam("officer"),
        since=bindparam("since"),
        reason=bindparam("reason"),
    )
)


def _counter_of(row: Any) -> Counter:
    return Counter(
        number=row.number,
        profile=row.profile,
        state=CounterState(row.state),
        officer=row.officer,
        since=None if row.since is None else instant(row.since),
        reason=row.reason,
    )


def get(connection: Connection, hall_id: str, number: int) -> Counter:
    """Raises UnknownCounter."""
    row = GET.row(connection, hall_id=hall_id, number=number)
    if row is None:
        raise UnknownCounter(number)
    return _counter_of(row)


def every(connection: Connection, hall_id: str) -> list[Counter]:
    """All counters in use, by number."""
    return [_counter_of(row) for row in _ALL.rows(connection, hall_id=hall_id)]


def save(connection: Connection, hall_id: str, one: Counter) -> None:
    _SAVE.run(
        connection,
        the_hall=hall_id,
        the_number=one.number,
        profile=one.profile,
        state=one.state.value,
        officer=one.officer,
        since=None if one.since is None else micros(one.since),
        reason=one.reason,
    )
