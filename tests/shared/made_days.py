"""Whole days of a hall as journal events, made without a store: fast enough to play weeks, and the same each time."""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any, Final
from uuid import UUID

from shared.domain.counter import Counter, CounterState
from shared.domain.events import AnyStep, CounterStep, Event, HallStep
from shared.domain.ticket import State, Step, Ticket, moved
from shared.simulation.plan import Arrival, CounterDay, DayPlan, plan_day
from shared.store.reference import Reference

_WALK: Final = timedelta(seconds=25)
_GRACE: Final = timedelta(minutes=90)


class Writer:
    """Writes a journal: events in order, numbered without a hole."""

    def __init__(self, seq: int = 0) -> None:
        self.seq = seq
        self.events: list[Event] = []

    def write(self, at: datetime, step: AnyStep, **what: Any) -> Event:
        self.seq += 1
        day = at.date()
        command = UUID(int=self.seq)
        event = Event(seq=self.seq, at=at, day=day, step=step, command=command, actor="made", **what)
        self.events.append(event)
        return event

    def issue(self, at: datetime, service: str, *, priority: str, rank_at: datetime) -> Ticket:
        number = self.seq + 1
        ticket = Ticket(
            id=number,
            day=at.date(),
            series=service[:1],
            number=number,
            label=f"{service[:1]}{number}",
            code=str(number),
            service=service,
            agency=service[:2],
            priority=priority,
            state=State.WAITING,
            rank_at=rank_at,
            issued_at=at,
        )
        self.write(at, Step.ISSUE, ticket=ticket)
        return ticket

    def move(self, at: datetime, step: Step, ticket: Ticket, **changes: Any) -> Ticket:
        after = moved(ticket, step, at=at, **changes)
        self.write(at, step, ticket=after)
        return after


@dataclass(slots=True)
class _Desk:
    day: CounterDay
    services: frozenset[str]
    profile: str
    breaks: list[tuple[datetime, float]]
    visits: int = 0
    idle: bool = False
    open: bool = False
    closes: datetime | None = None
    last_call: datetime | None = None


@dataclass(slots=True)
class _Day:
    """One day in play; its rules are those of `shared.simulation.play`, its hall is a heap of waiting tickets."""

    plan: DayPlan
    reference: Reference
    out: Writer
    desks: list[_Desk] = field(default_factory=list)
    waiting: dict[int, Ticket] = field(default_factory=dict)
    arrivals: dict[int, Arrival] = field(default_factory=dict)
    agenda: list[tuple[datetime, int, Callable[[datetime], None]]] = field(default_factory=list)
    order: itertools.count[int] = field(default_factory=itertools.count)

    def play(self) -> None:
        for place, day in zip(self.reference.catalogue.counters, self.plan.counters, strict=True):
            services = frozenset(self.reference.profile(place.profile).services)
            breaks = [(one.starts, one.seconds) for one in day.breaks]
            self.desks.append(_Desk(day, services, place.profile, breaks))
        self.out.write(self.plan.sessions[0][0] - timedelta(minutes=30), HallStep.END_DAY)
        for arrival in self.plan.arrivals:
            self.at(arrival.at, partial(self.arrive, arrival))
        for desk in self.desks:
            for session, opens in enumerate(desk.day.opens):
                self.at(opens, partial(self.opens, desk, session))
                self.at(self.plan.sessions[session][1], partial(self.closes, desk))
        while self.agenda:
            at, _, action = heapq.heappop(self.agenda)
            action(at)

    def at(self, at: datetime, action: Callable[[datetime], None]) -> None:
        heapq.heappush(self.agenda, (at, next(self.order), action))

    def arrive(self, arrival: Arrival, at: datetime) -> None:
        rank = self.reference.rules.rank_at(arrival.priority, at)
        ticket = self.out.issue(at, arrival.service, priority=arrival.priority, rank_at=rank)
        self.arrivals[ticket.id], self.waiting[ticket.id] = arrival, ticket
        self.at(at + timedelta(seconds=arrival.patience_seconds), partial(self.leave, ticket))
        idle = [one for one in self.desks if one.idle and ticket.service in one.services]
        if idle:
            chosen = min(idle, key=lambda one: (len(one.services), one.day.counter))
            chosen.idle = False
            self.at(at + timedelta(seconds=2), partial(self.next, chosen))

    def leave(self, ticket: Ticket, at: datetime) -> None:
        if self.waiting.pop(ticket.id, None) is not None:
            self.out.move(at, Step.CANCEL, ticket)

    def opens(self, desk: _Desk, session: int, at: datetime) -> None:
        if desk.open:
            self.at(at + timedelta(minutes=1), partial(self.opens, desk, session))
            return
        self.counter(desk, at, CounterStep.OPEN_COUNTER, CounterState.OPEN)
        desk.open, desk.closes = True, self.plan.sessions[session][1]
        last = session == len(self.plan.sessions) - 1
        desk.last_call = desk.closes + (_GRACE if last else timedelta(0))
        self.next(desk, at)

    def closes(self, desk: _Desk, at: datetime) -> None:
        if desk.open and desk.idle:
            self.go(desk, at)

    def go(self, desk: _Desk, at: datetime) -> None:
        desk.open = desk.idle = False
        self.counter(desk, at, CounterStep.CLOSE_COUNTER, CounterState.CLOSED)

    def counter(self, desk: _Desk, at: datetime, step: CounterStep, state: CounterState) -> None:
        counter = Counter(number=desk.day.counter, profile=desk.profile, state=state, since=at)
        self.out.write(at, step, counter=counter)

    def next(self, desk: _Desk, at: datetime) -> None:
        desk.idle = False
        if desk.last_call is not None and at >= desk.last_call:
            self.go(desk, at)
            return
        if desk.breaks and desk.breaks[0][0] <= at:
            _, seconds = desk.breaks.pop(0)
            self.at(at + timedelta(seconds=seconds), partial(self.next, desk))
            return
        found = [one for one in self.waiting.values() if one.service in desk.services]
        if not found:
            desk.idle = True
            if desk.closes is not None and at >= desk.closes:
                self.go(desk, at)
            return
        first = min(found, key=lambda one: (one.rank_at, one.id))
        del self.waiting[first.id]
        called = self.out.move(at, Step.CALL, first, counter=desk.day.counter, slot=1)
        if self.arrivals[first.id].no_show:
            lost = timedelta(minutes=self.plan.assumptions.no_show_minutes)
            self.at(at + lost, partial(self.end, desk, called, Step.NO_SHOW))
        else:
            self.at(at + _WALK, partial(self.serve, desk, called))

    def serve(self, desk: _Desk, ticket: Ticket, at: datetime) -> None:
        served = self.out.move(at, Step.SERVE, ticket)
        seconds = self.arrivals[ticket.id].service_seconds * desk.day.speed
        self.at(at + timedelta(seconds=seconds), partial(self.end, desk, served, Step.FINISH))

    def end(self, desk: _Desk, ticket: Ticket, step: Step, at: datetime) -> None:
        self.out.move(at, step, ticket)
        pause = timedelta(seconds=desk.day.turn_round(desk.visits))
        desk.visits += 1
        self.at(at + pause, partial(self.next, desk))


def made_day(plan: DayPlan, reference: Reference, *, seq: int) -> list[Event]:
    """The journal of a planned day, its rows numbered from `seq` + 1."""
    out = Writer(seq)
    _Day(plan=plan, reference=reference, out=out).play()
    return out.events


def wing(reference: Reference, agencies: Collection[str]) -> Reference:
    """The same hall with these agencies and their counters only."""
    whole = reference.catalogue
    services = tuple(one for one in whole.services if one.agency in agencies)
    codes = {one.code for one in services}
    profiles = tuple(one for one in whole.profiles if codes.issuperset(one.services))
    kept = {one.code for one in profiles}
    catalogue = replace(
        whole,
        agencies=tuple(one for one in whole.agencies if one.code in agencies),
        services=services,
        procedures=tuple(one for one in whole.procedures if one.service in codes),
        profiles=profiles,
        counters=tuple(one for one in whole.counters if one.profile in kept),
        succession={},
    )
    return Reference.of(reference.version, reference.form, catalogue)


def made_days(
    reference: Reference, *, hall_seed: int, tickets: float, days: int, seq: int = 0
) -> Iterator[list[Event]]:
    """The journals of so many working days in a row. `tickets` is the mean of an average weekday; rows are
    numbered from `seq` + 1."""
    day = date(2026, 10, 5)
    for number in range(days):
        while day.weekday() > 4:
            day += timedelta(days=1)
        plan = plan_day(
            reference.catalogue,
            day=day,
            zone=reference.rules.calendar.zone,
            seed=1000 * hall_seed + number,
            hall_seed=hall_seed,
            tickets=tickets,
        )
        events = made_day(plan, reference, seq=seq)
        yield events
        seq, day = events[-1].seq, day + timedelta(days=1)
