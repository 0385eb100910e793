"""Giving a number: what is asked for, the rules that may say no, and the ticket that comes of it."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Final, Protocol

from shared.catalogue import Service
from shared.domain.appointment import Appointment
from shared.domain.errors import (
    AppointmentNotToday,
    AppointmentUsed,
    EnoughNumbers,
    HasNumber,
    IdentityNeeded,
    NotAllowed,
    QuotaReached,
    TooManyStops,
)
from shared.domain.hours import Session
from shared.domain.rules import HallRules
from shared.domain.ticket import State, Ticket
from shared.store.turn import Turn

_CODE_BYTES: Final = 9  # 72 random bits: nobody guesses another citizen's page


class Person(Protocol):
    """Who shows a card. Of the number on it a keyed digest is kept until the end of the day, and nothing else."""

    def digest(self, key: bytes) -> bytes:
        """The same for the same person under the same key; under another key nothing can be told from it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """The minutes that were promised: from `low` to `high` until the first call."""

    low: int
    high: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a number is wanted for.

    `stops` are services of other agencies to be visited after this one, with the same ticket. `appointment` is the
    code of one. `vouched`: a member of staff stands behind it, so a class that staff must confirm is given, and no
    card is asked for.
    """

    service: str
    priority: str = "normal"
    language: str = "vi"
    procedure: str | None = None
    need: str | None = None
    stops: tuple[str, ...] = ()
    promise: Promise | None = None
    appointment: str | None = None
    person: Person | None = None
    vouched: bool = False


def given(turn: Turn, wish: Wish) -> Ticket:
    """The next number of the service's series, for this wish. Refuses as `Hall.issue` says."""
    reference, rules = turn.reference, turn.reference.rules
    service = reference.service(wish.service)
    _refuse_unknown(rules, wish)
    stops = _stops(turn, service, wish)
    session = rules.calendar.ticket_session(turn.at)
    appointed = _appointed(turn, service, wish.appointment) if wish.appointment else None
    mark = _mark(turn, service, wish)
    for one in (*(() if appointed else (service,)), *stops):
        _use_quota(turn, one, session)
    series = reference.agency_of(service).letter
    number = turn.next_number(series)
    rank_at = rules.rank_at(wish.priority, turn.at)
    if appointed is not None:
        rank_at = min(rank_at, rules.appointments.rank_at(appointed.at, turn.at))
    ticket = Ticket(
        id=turn.seq,
        day=turn.day,
        series=series,
        number=number,
        label=rules.series.label(series, number),
        code=secrets.token_urlsafe(_CODE_BYTES),
        service=service.code,
        agency=service.agency,
        priority=wish.priority,
        state=State.WAITING,
        rank_at=rank_at,
        issued_at=turn.at,
        ahead=turn.ahead(service.code, rank_at),
        language=wish.language,
        procedure=wish.procedure,
        need=wish.need,
        stops=tuple(one.code for one in stops),
        wait_low=wish.promise.low if wish.promise else None,
        wait_high=wish.promise.high if wish.promise else None,
        appointment=wish.appointment,
    )
    turn.add_ticket(ticket)
    if appointed is not None:
        turn.take_appointment(appointed.code, ticket.id)
    if mark is not None:
        turn.add_person(mark, ticket.id)
    return ticket


def served_at_once(turn: Turn, wish: Wish, *, counter: int, slot: int) -> Ticket:
    """Somebody who is served without a ticket. His number ("C+1") is of a series that is on no paper, so that the
    printed ones have no gap."""
    service = turn.reference.service(wish.service)
    turn.reference.rules.priority(wish.priority)
    series = f"{turn.reference.agency_of(service).letter}+"
    number = turn.next_number(series)
    ticket = Ticket(
        id=turn.seq,
        day=turn.day,
        series=series,
        number=number,
        label=f"{series}{number}",
        code=secrets.token_urlsafe(_CODE_BYTES),
        service=service.code,
        agency=service.agency,
        priority=wish.priority,
        state=State.SERVING,
        rank_at=turn.at,
        issued_at=turn.at,
        language=wish.language,
        counter=counter,
        slot=slot,
        called_at=turn.at,
        served_at=turn.at,
    )
    turn.add_ticket(ticket)
    return ticket


def _refuse_unknown(rules: HallRules, wish: Wish) -> None:
    if wish.need is not None:
        rules.need(wish.need)
    if rules.priority(wish.priority).by_staff and not wish.vouched:
        raise NotAllowed(f"class {wish.priority!r} must be confirmed by a member of staff")


def _stops(turn: Turn, first: Service, wish: Wish) -> tuple[Service, ...]:
    most = turn.reference.rules.most_stops
    if 1 + len(wish.stops) > most:
        raise TooManyStops(most)
    stops = tuple(turn.reference.service(one) for one in wish.stops)
    if len({first.code, *(one.code for one in stops)}) <= len(stops):
        raise NotAllowed("one visit does not lead to the same service twice")
    return stops


def _appointed(turn: Turn, service: Service, code: str) -> Appointment:
    appointed = turn.appointment(code)
    if turn.reference.rules.calendar.business_day(appointed.at) != turn.day:
        raise AppointmentNotToday(appointed.at)
    if appointed.ticket is not None:
        taken = turn.ticket(appointed.ticket)
        if taken.state is not State.CANCELLED:
            raise AppointmentUsed(taken.label)
    if turn.reference.service(appointed.service).code != service.code:
        raise NotAllowed("the appointment is for another service")
    return appointed


def _mark(turn: Turn, service: Service, wish: Wish) -> str | None:
    """The mark of the person under today's key, where the hall counts by person. Refuses one number too many."""
    rule = turn.reference.rules.one_person
    if rule is None or (wish.person is None and wish.vouched):
        return None
    if wish.person is None:
        raise IdentityNeeded
    mark = wish.person.digest(turn.day_key()).hex()
    taken = [one for one in turn.tickets_of_person(mark) if one.state is not State.CANCELLED]
    same = [one for one in taken if turn.reference.service(one.service).code == service.code]
    if len(same) >= rule.per_service and not wish.vouched:
        raise HasNumber(same[-1].label)
    if len(taken) >= rule.per_day and not wish.vouched:
        raise EnoughNumbers(rule.per_day)
    return mark


def _use_quota(turn: Turn, service: Service, session: Session) -> None:
    quota = service.quota_per_session
    if quota is not None and turn.use_quota(session.index, service.code) > quota:
        raise QuotaReached(service.code, quota, turn.reference.rules.calendar.next_session(session))
