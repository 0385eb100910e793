"""Print jobs: which slips are to come out where, and how far each is."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import Connection, Integer, bindparam, func, insert, literal_column, select, text, update

from shared.domain.errors import UnknownPrintJob
from shared.domain.events import PrintJob, PrintState
from shared.store.schema import IS_UNFINISHED, print_job
from shared.store.statement import Statement

ADD: Final = Statement(insert(print_job))
_GET: Final = Statement(
    select(print_job).where(print_job.c.hall_id == bindparam("hall_id"), print_job.c.id == bindparam("id"))
)
_SET: Final = Statement(
    update(print_job)
    .where(print_job.c.hall_id == bindparam("the_hall"), print_job.c.id == bindparam("the_id"))
    .values(state=bindparam("state"), reason=bindparam("reason"))
)
_COPIES: Final = Statement(
    select(func.count())
    .select_from(print_job)
    .where(print_job.c.hall_id == bindparam("hall_id"), print_job.c.ticket == bindparam("ticket"))
)
_LAST: Final = Statement(
    select(print_job)
    .where(print_job.c.hall_id == bindparam("hall_id"), print_job.c.station == bindparam("station"))
    .order_by(print_job.c.id.desc())
    .limit(literal_column("1", Integer))
)
_UNFINISHED: Final = Statement(
    select(print_job)
    .where(
        print_job.c.hall_id == bindparam("hall_id"), print_job.c.station == bindparam("station"), text(IS_UNFINISHED)
    )
    .order_by(print_job.c.id)
)


def _job_of(row: Any) -> PrintJob:
    return PrintJob(
        id=row.id,
        ticket=row.ticket,
        station=row.station,
        state=PrintState(row.state),
        copy=row.copy,
        reason=row.reason,
    )


def add(connection: Connection, hall_id: str, job: PrintJob) -> None:
    ADD.run(
        connection,
        hall_id=hall_id,
        id=job.id,
        ticket=job.ticket,
        station=job.station,
        state=job.state.value,
        copy=job.copy,
        reason=job.reason,
    )


def get(connection: Connection, hall_id: str, job_id: int) -> PrintJob:
    """Raises UnknownPrintJob."""
    row = _GET.row(connection, hall_id=hall_id, id=job_id)
    if row is None:
        raise UnknownPrintJob(job_id)
    return _job_of(row)


def save(connection: Connection, hall_id: str, job: PrintJob) -> None:
    _SET.run(connection, the_hall=hall_id, the_id=job.id, state=job.state.value, reason=job.reason)


def copies(connection: Connection, hall_id: str, ticket_id: int) -> int:
    """How many slips were ordered for a ticket."""
    return int(_COPIES.rows(connection, hall_id=hall_id, ticket=ticket_id)[0][0])


def last(connection: Connection, hall_id: str, station: str) -> PrintJob:
    """The newest job of this kiosk. Raises UnknownPrintJob where there is none."""
    row = _LAST.row(connection, hall_id=hall_id, station=station)
    if row is None:
        raise UnknownPrintJob(0)
    return _job_of(row)


def unfinished(connection: Connection, hall_id: str, station: str) -> list[PrintJob]:
    """What this kiosk had not finished when it last stopped, oldest first."""
    return [_job_of(row) for row in _UNFINISHED.rows(connection, hall_id=hall_id, station=station)]
