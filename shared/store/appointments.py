"""Appointments that were made elsewhere, and which ticket was taken with each."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from shared.domain.appointment import Appointment
from shared.domain.errors import UnknownAppointment
from shared.store.codec import instant, micros
from shared.store.schema import appointment
from shared.store.statement import Statement

_GET: Final = Statement(
    select(appointment).where(appointment.c.hall_id == bindparam("hall_id"), appointment.c.code == bindparam("code"))
)
_TAKE: Final = Statement(
    update(appointment)
    .where(appointment.c.hall_id == bindparam("the_hall"), appointment.c.code == bindparam("the_code"))
    .values(ticket=bindparam("ticket"))
)


def get(connection: Connection, hall_id: str, code: str) -> Appointment:
    """Raises UnknownAppointment."""
    row = _GET.row(connection, hall_id=hall_id, code=code)
    if row is None:
        raise UnknownAppointment
    return Appointment(
        code=row.code,
        at=instant(row.at),
        service=row.service,
        procedure=row.procedure,
        language=row.language,
        ticket=row.ticket,
    )


def take(connection: Connection, hall_id: str, *, code: str, ticket: int) -> None:
    """A number was taken with it."""
    _TAKE.run(connection, the_hall=hall_id, the_code=code, ticket=ticket)


def replace_open(connection: Connection, hall_id: str, new: Iterable[Appointment]) -> int:
    """Put these in the place of all with which no number was taken; those taken stay. How many are new or changed."""
    of_hall = appointment.c.hall_id == hall_id
    connection.execute(delete(appointment).where(of_hall, appointment.c.ticket.is_(None)))
    taken = set(connection.execute(select(appointment.c.code).where(of_hall)).scalars())
    rows = [_row(hall_id, one) for one in new if one.code not in taken]
    if rows:
        connection.execute(insert(appointment), rows)
    return len(rows)


def _row(hall_id: str, one: Appointment) -> dict[str, Any]:
    return {
        "hall_id": hall_id,
        "code": one.code,
        "at": micros(one.at),
        "service": one.service,
        "procedure": one.procedure,
        "language": one.language,
        "ticket": None,
    }
