"""A day in a hall that has no store: tickets come, are called, served and done, one event after the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from shared.board import HallNow
from shared.domain.counter import Counter, CounterState
from shared.domain.events import Event
from shared.domain.ticket import State, Step, Ticket
from shared.feed import News
from shared.store.reference import Reference


class MadeDay:
    """News as a feed would tell it."""

    def __init__(self, reference: Reference, at: datetime) -> None:
        counters = {
            one.number: Counter(number=one.number, profile=one.profile, state=CounterState.OPEN)
            for one in reference.catalogue.counters
        }
        self._now = HallNow(hall_id="hatinh", seq=0, day=at.date(), tickets={}, counters=counters)
        self._reference = reference

    def begin(self) -> News:
        return News(now=self._now, reference=self._reference)

    def visit(self, number: int, at: datetime) -> Iterator[News]:
        """Somebody comes, is called, served, and goes."""
        counter = list(self._now.counters)[number % len(self._now.counters)]
        profile = self._reference.profile(self._now.counters[counter].profile)
        service = self._reference.services[profile.services[number % len(profile.services)]]
        agency = self._reference.agencies[service.agency]
        ticket = Ticket(
            id=number + 1,
            day=self._now.day,
            series=agency.letter,
            number=number % 999 + 1,
            label=f"{agency.letter}{number % 999 + 1:03}",
            code="",
            service=service.code,
            agency=agency.code,
            priority="normal",
            state=State.WAITING,
            rank_at=at,
            issued_at=at,
        )
        yield self._step(Step.ISSUE, ticket, at)
        called = replace(ticket, state=State.CALLED, counter=counter, slot=1, called_at=at, calls=1)
        yield self._step(Step.CALL, called, at)
        yield self._step(Step.SERVE, replace(called, state=State.SERVING, served_at=at), at)
        yield self._step(Step.FINISH, replace(called, state=State.SERVED, ended_at=at), at)

    def _step(self, step: Step, ticket: Ticket, at: datetime) -> News:
        seq = self._now.seq + 1
        event = Event(seq=seq, at=at, day=self._now.day, step=step, command=UUID(int=seq), actor="x", ticket=ticket)
        self._now = self._now.after(event)
        return News(now=self._now, events=(event,))
