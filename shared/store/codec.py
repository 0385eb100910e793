"""Between the values of the domain and what the tables hold."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any, Final
from uuid import UUID

import msgspec

from shared.domain.events import (
    AnyStep,
    BoardStep,
    Changes,
    CounterStep,
    Event,
    HallStep,
    PaperStep,
    WordStep,
)
from shared.domain.ticket import State, Step, Ticket

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)
_STEPS: Final[dict[str, AnyStep]] = {
    step.value: step for kind in (Step, CounterStep, PaperStep, HallStep, BoardStep, WordStep) for step in kind
}


def micros(at: datetime) -> int:
    """An aware instant as whole microseconds since 1970 UTC."""
    return (at - _EPOCH) // _MICROSECOND


def instant(value: int) -> datetime:
    """The aware instant (UTC) of whole microseconds since 1970."""
    return _EPOCH + timedelta(microseconds=value)


def _maybe_micros(at: datetime | None) -> int | None:
    return None if at is None else micros(at)


def _maybe_instant(value: int | None) -> datetime | None:
    return None if value is None else instant(value)


def ticket_row(ticket: Ticket) -> dict[str, Any]:
    """The ticket's columns, the hall's own excepted."""
    return {
        "id": ticket.id,
        "day": ticket.day.isoformat(),
        "series": ticket.series,
        "number": ticket.number,
        "label": ticket.label,
        "code": ticket.code,
        "service": ticket.service,
        "agency": ticket.agency,
        "priority": ticket.priority,
        "state": ticket.state.value,
        "rank_at": micros(ticket.rank_at),
        "issued_at": micros(ticket.issued_at),
        "ahead": ticket.ahead,
        "language": ticket.language,
        "procedure": ticket.procedure,
        "counter": ticket.counter,
        "slot": ticket.slot,
        "calls": ticket.calls,
        "returns": ticket.returns,
        "called_at": _maybe_micros(ticket.called_at),
        "served_at": _maybe_micros(ticket.served_at),
        "ended_at": _maybe_micros(ticket.ended_at),
        "need": ticket.need,
        "stops": " ".join(ticket.stops),
        "wait_low": ticket.wait_low,
        "wait_high": ticket.wait_high,
        "appointment": ticket.appointment,
        "outcome": ticket.outcome,
        "dossiers": ticket.dossiers,
        "dossier_codes": " ".join(ticket.dossier_codes),
        "back_at": _maybe_micros(ticket.back_at),
        "for_counter": ticket.for_counter,
        "for_officer": ticket.for_officer,
        "back_counter": ticket.back_counter,
    }


def ticket_of(row: Any) -> Ticket:
    """A row of the ticket table, whole."""
    return Ticket(
        id=row.id,
        day=date.fromisoformat(row.day),
        series=row.series,
        number=row.number,
        label=row.label,
        code=row.code,
        service=row.service,
        agency=row.agency,
        priority=row.priority,
        state=State(row.state),
        rank_at=instant(row.rank_at),
        issued_at=instant(row.issued_at),
        ahead=row.ahead,
        language=row.language,
        procedure=row.procedure,
        counter=row.counter,
        slot=row.slot,
        calls=row.calls,
        returns=row.returns,
        called_at=_maybe_instant(row.called_at),
        served_at=_maybe_instant(row.served_at),
        ended_at=_maybe_instant(row.ended_at),
        need=row.need,
        stops=tuple(row.stops.split()),
        wait_low=row.wait_low,
        wait_high=row.wait_high,
        appointment=row.appointment,
        outcome=row.outcome,
        dossiers=row.dossiers,
        dossier_codes=tuple(row.dossier_codes.split()),
        back_at=_maybe_instant(row.back_at),
        for_counter=row.for_counter,
        for_officer=row.for_officer,
        back_counter=row.back_counter,
    )


#: What of an event has no column of its own.
_decoder: Final = msgspec.json.Decoder(Changes)
_encoder: Final = msgspec.json.Encoder()


def event_row(event: Event) -> dict[str, Any]:
    """The event's columns, the hall's own excepted."""
    body = Changes(
        ticket=event.ticket,
        counter=event.counter,
        job=event.job,
        moved=event.moved,
        left=event.left,
        message=event.message,
        note=event.note,
    )
    counter = event.counter.number if event.counter else event.ticket.counter if event.ticket else None
    return {
        "seq": event.seq,
        "at": micros(event.at),
        "day": event.day.isoformat(),
        "step": event.step.value,
        "command": event.command.hex,
        "actor": event.actor,
        "ticket": event.ticket.id if event.ticket else None,
        "counter": counter,
        "body": _encoder.encode(body).decode(),
    }


def event_of(row: Any) -> Event:
    """A row of the journal, whole."""
    body = _decoder.decode(row.body)
    return Event(
        seq=row.seq,
        at=instant(row.at),
        day=date.fromisoformat(row.day),
        step=_STEPS[row.step],
        command=UUID(row.command),
        actor=row.actor,
        ticket=body.ticket,
        counter=body.counter,
        job=body.job,
        moved=body.moved,
        left=body.left,
        message=body.message,
        note=body.note,
    )


class _Told(msgspec.Struct, frozen=True):
    """A row of the journal as the store's bell tells it."""

    hall_id: str
    seq: int
    at: int
    day: str
    step: str
    command: str
    actor: str
    body: str


_told: Final = msgspec.json.Decoder(_Told)


def told_row(payload: str) -> tuple[str, Event | None]:
    """What the bell of PostgreSQL says: the hall, and its new row unless that was too long to be told."""
    if not payload.startswith("{"):
        return payload, None
    row = _told.decode(payload)
    return row.hall_id, event_of(row)
