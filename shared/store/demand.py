"""What people take numbers for, read from the tickets of the last weeks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from sqlalchemy import Connection, Integer, bindparam, case, func, literal_column, select

from shared.domain.errors import UnknownService
from shared.domain.popular import DAYS_LOOKED_BACK, Asked, popular
from shared.store.reference import Reference
from shared.store.schema import ticket
from shared.store.statement import Statement

_ONE: Final = literal_column("1", Integer)
#: By the unique key (hall, day, series, number): it reads the tickets of the days asked for and no others. An index
#: with the service in it would have to be written by every issue, and PostgreSQL might take it for the line.
ASKED_FOR: Final = Statement(
    select(
        ticket.c.service,
        func.count(case((ticket.c.day == bindparam("day"), _ONE))).label("today"),
        func.count(case((ticket.c.day != bindparam("day"), _ONE))).label("before"),
    )
    .where(
        ticket.c.hall_id == bindparam("hall_id"), ticket.c.day >= bindparam("first"), ticket.c.day <= bindparam("day")
    )
    .group_by(ticket.c.service)
)


def asked_for(connection: Connection, hall_id: str, *, first: date, day: date) -> list[Asked]:
    """How many tickets were given for each service on `day`, and on the days before it from `first` on."""
    values = {"hall_id": hall_id, "first": first.isoformat(), "day": day.isoformat()}
    return [
        Asked(service=row.service, today=row.today, before=row.before) for row in ASKED_FOR.rows(connection, **values)
    ]


def popular_services(
    connection: Connection, hall_id: str, reference: Reference, *, day: date, most: int
) -> tuple[str, ...]:
    """The codes of the busiest services still offered. Tickets of a service that is gone count for its heir."""
    asked = asked_for(connection, hall_id, first=day - timedelta(days=DAYS_LOOKED_BACK), day=day)
    named = reference.rules.popular
    return popular(
        [replace(one, service=_heir(reference, one.service)) for one in asked],
        usual=[_heir(reference, code) for code in named],
        offered=reference.services,
        most=most,
    )


def _heir(reference: Reference, code: str) -> str:
    """The service that carries on `code` today; `code` itself if none does."""
    try:
        return reference.service(code).code
    except UnknownService:
        return code
