"""Tickets, their numbers and the line they stand in."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Connection, Integer, bindparam, func, insert, literal_column, or_, select, text, update
from sqlalchemy.dialects.postgresql import insert as upsert

from shared.domain.discipline import Waiting
from shared.domain.errors import UnknownTicket
from shared.domain.ticket import Ticket
from shared.store.codec import instant, micros, ticket_of, ticket_row
from shared.store.schema import (
    IS_AT_COUNTER,
    IS_NO_SHOW,
    IS_PARKED,
    IS_WAITING,
    profile_service,
    quota_use,
    series_day,
    ticket,
)
from shared.store.statement import Statement

_ONE: Final = literal_column("1", Integer)
_of_hall = ticket.c.hall_id == bindparam("hall_id")
_of_day = ticket.c.day == bindparam("day")

# SQLite took its upsert from PostgreSQL: one form serves both.
NEXT_NUMBER: Final = Statement(
    upsert(series_day)
    .values(hall_id=bindparam("hall_id"), day=bindparam("day"), series=bindparam("series"), last=bindparam("first"))
    .on_conflict_do_update(index_elements=["hall_id", "day", "series"], set_={"last": series_day.c.last + _ONE})
    .returning(series_day.c.last),
    given=("hall_id", "day", "series", "last"),
)
_USE_QUOTA: Final = Statement(
    upsert(quota_use)
    .values(
        hall_id=bindparam("hall_id"),
        day=bindparam("day"),
        session=bindparam("session"),
        service=bindparam("service"),
        used=_ONE,
    )
    .on_conflict_do_update(
        index_elements=["hall_id", "day", "session", "service"],
        set_={"used": quota_use.c.used + _ONE},
    )
    .returning(quota_use.c.used),
    given=("hall_id", "day", "session", "service", "used"),
)
_USED: Final = Statement(
    select(quota_use.c.used).where(
        quota_use.c.hall_id == bindparam("hall_id"),
        quota_use.c.day == bindparam("day"),
        quota_use.c.session == bindparam("session"),
        quota_use.c.service == bindparam("service"),
    )
)
_AHEAD: Final = Statement(
    select(ticket.c.service, func.count().label("people"))
    .where(_of_hall, _of_day, text(IS_WAITING), ticket.c.rank_at <= bindparam("rank_at"))
    .group_by(ticket.c.service)
)
INSERT: Final = Statement(insert(ticket))
UPDATE: Final = Statement(
    update(ticket)
    .where(ticket.c.hall_id == bindparam("the_hall"), ticket.c.id == bindparam("the_id"))
    .values({column.key: bindparam(column.key) for column in ticket.c if column.key not in ("hall_id", "id")})
)
GET: Final = Statement(select(ticket).where(_of_hall, ticket.c.id == bindparam("id")))
_LABELLED: Final = Statement(select(ticket).where(_of_hall, _of_day, ticket.c.label == bindparam("label")))
_CODED: Final = Statement(select(ticket).where(_of_hall, ticket.c.code == bindparam("code")))
_LIVE: Final = (IS_WAITING, IS_AT_COUNTER, IS_PARKED)
_PRESENT: Final = [Statement(select(ticket).where(_of_hall, _of_day, text(one))) for one in (*_LIVE, IS_NO_SHOW)]
_LEFT_OVER: Final = [
    Statement(select(ticket).where(_of_hall, ticket.c.day != bindparam("day"), text(one))) for one in _LIVE
]
AT_COUNTER: Final = Statement(
    select(ticket).where(_of_hall, ticket.c.counter == bindparam("counter"), text(IS_AT_COUNTER))
)


def _head(*, one_class: bool) -> Statement:
    """The first in line for a profile: one index step for each of its services, however long the line."""
    first = select(ticket.c.id).where(
        ticket.c.hall_id == profile_service.c.hall_id,
        _of_day,
        text(IS_WAITING),
        ticket.c.service == profile_service.c.service,
        or_(ticket.c.for_counter.is_(None), ticket.c.for_counter == bindparam("counter")),
        or_(ticket.c.for_officer.is_(None), ticket.c.for_officer == bindparam("officer")),
    )
    if one_class:
        first = first.where(ticket.c.priority == bindparam("priority"))
    first_of_service = (
        first.order_by(ticket.c.rank_at, ticket.c.id).limit(_ONE).correlate(profile_service).scalar_subquery()
    )
    firsts = select(first_of_service).where(
        profile_service.c.hall_id == bindparam("hall_id"), profile_service.c.profile == bindparam("profile")
    )
    outer = ticket.alias("head")
    return Statement(
        select(outer)
        .where(outer.c.hall_id == bindparam("hall_id"), outer.c.id.in_(firsts))
        .order_by(outer.c.rank_at, outer.c.id)
        .limit(_ONE)
    )


#: A rare question: it may sort everybody who waits.
_FIRST_RANKS: Final = Statement(
    select(ticket.c.rank_at)
    .join(
        profile_service,
        (profile_service.c.hall_id == ticket.c.hall_id) & (profile_service.c.service == ticket.c.service),
    )
    .where(_of_hall, _of_day, text(IS_WAITING), profile_service.c.profile == bindparam("profile"))
    .order_by(ticket.c.rank_at, ticket.c.id)
    .limit(bindparam("places"))
)
HEAD: Final = _head(one_class=False)
_HEAD_OF_CLASS: Final = _head(one_class=True)


def next_number(connection: Connection, hall_id: str, *, day: date, series: str, first: int) -> int:
    """Take the next number of a series. It is given back if the transaction does not commit."""
    row = NEXT_NUMBER.rows(connection, hall_id=hall_id, day=day.isoformat(), series=series, first=first)
    return int(row[0][0])


def use_quota(connection: Connection, hall_id: str, *, day: date, session: int, service: str) -> int:
    """Count one more ticket of a service in a session; returns how many that makes."""
    values = {"hall_id": hall_id, "day": day.isoformat(), "session": session, "service": service}
    return int(_USE_QUOTA.rows(connection, **values)[0][0])


def quota_used(connection: Connection, hall_id: str, *, day: date, session: int, service: str) -> int:
    """How many tickets of a service were given in a session."""
    values = {"hall_id": hall_id, "day": day.isoformat(), "session": session, "service": service}
    row = _USED.row(connection, **values)
    return 0 if row is None else int(row.used)


def ahead(connection: Connection, hall_id: str, *, day: date, services: Collection[str], rank_at: datetime) -> int:
    """How many wait for these services and would be called before a newcomer of this rank."""
    values = {"hall_id": hall_id, "day": day.isoformat(), "rank_at": micros(rank_at)}
    return sum(row.people for row in _AHEAD.rows(connection, **values) if row.service in services)


def add(connection: Connection, hall_id: str, ticket: Ticket) -> None:
    INSERT.run(connection, hall_id=hall_id, **ticket_row(ticket))


def save(connection: Connection, hall_id: str, ticket: Ticket) -> None:
    row = ticket_row(ticket)
    UPDATE.run(connection, the_hall=hall_id, the_id=row.pop("id"), **row)


def get(connection: Connection, hall_id: str, ticket_id: int) -> Ticket:
    """Raises UnknownTicket."""
    row = GET.row(connection, hall_id=hall_id, id=ticket_id)
    if row is None:
        raise UnknownTicket(str(ticket_id))
    return ticket_of(row)


def labelled(connection: Connection, hall_id: str, *, day: date, label: str) -> Ticket:
    """The ticket of this label on this day. Raises UnknownTicket."""
    row = _LABELLED.row(connection, hall_id=hall_id, day=day.isoformat(), label=label)
    if row is None:
        raise UnknownTicket(label)
    return ticket_of(row)


def coded(connection: Connection, hall_id: str, code: str) -> Ticket:
    """The ticket of this code. Raises UnknownTicket."""
    row = _CODED.row(connection, hall_id=hall_id, code=code)
    if row is None:
        raise UnknownTicket("")
    return ticket_of(row)


@dataclass(frozen=True, slots=True, kw_only=True)
class LineOf:
    """The line of a counter: who waits on `day` for a service of `profile` and is kept for nobody else."""

    day: date
    profile: str
    counter: int
    officer: str | None

    def values(self, hall_id: str) -> dict[str, Any]:
        return {
            "hall_id": hall_id,
            "day": self.day.isoformat(),
            "profile": self.profile,
            "counter": self.counter,
            "officer": self.officer or "",
        }


def head(connection: Connection, hall_id: str, line: LineOf) -> Ticket | None:
    """Who ranks first in the line; None if nobody waits."""
    row = HEAD.row(connection, **line.values(hall_id))
    return None if row is None else ticket_of(row)


def heads_of_classes(connection: Connection, hall_id: str, line: LineOf, *, classes: Sequence[str]) -> list[Ticket]:
    """The first in line of each class. The first of all is among them, so that a class which the rules no longer
    name is not forgotten."""
    found: dict[int, Ticket] = {}
    everybody = head(connection, hall_id, line)
    if everybody is not None:
        found[everybody.id] = everybody
        for one in classes:
            for row in _HEAD_OF_CLASS.rows(connection, **line.values(hall_id), priority=one):
                found[row.id] = ticket_of(row)
    return list(found.values())


def rank_behind(connection: Connection, hall_id: str, *, day: date, profile: str, places: int) -> datetime | None:
    """The rank just behind the first `places` who wait for a service of the profile; None where nobody waits."""
    values = {"hall_id": hall_id, "day": day.isoformat(), "profile": profile, "places": places}
    rows = _FIRST_RANKS.rows(connection, **values)
    return instant(rows[-1].rank_at + 1) if rows else None


def waiting_of(connection: Connection, hall_id: str, day: date) -> list[Ticket]:
    """Everybody who waits."""
    return _all(_PRESENT[:1], connection, hall_id, day)


def at_counter(connection: Connection, hall_id: str, counter: int) -> list[Ticket]:
    """Whom the counter has called or serves now."""
    return [ticket_of(row) for row in AT_COUNTER.rows(connection, hall_id=hall_id, counter=counter)]


def present(connection: Connection, hall_id: str, *, day: date) -> list[Ticket]:
    """All tickets of the day that are still somebody's business, the absent ones included."""
    return _all(_PRESENT, connection, hall_id, day)


def left_over(connection: Connection, hall_id: str, *, day: date) -> list[Ticket]:
    """Tickets of other days that nobody ended."""
    return _all(_LEFT_OVER, connection, hall_id, day)


def _all(statements: Iterable[Statement], connection: Connection, hall_id: str, day: date) -> list[Ticket]:
    values = {"hall_id": hall_id, "day": day.isoformat()}
    return [ticket_of(row) for statement in statements for row in statement.rows(connection, **values)]


def waiting(ticket: Ticket) -> Waiting:
    """What the choice of the next needs to know of a ticket."""
    return Waiting(id=ticket.id, priority=ticket.priority, rank_at=ticket.rank_at, issued_at=ticket.issued_at)
