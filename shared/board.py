"""What is going on in the hall, as one value that follows the journal: the snapshot first, then event by event.

`HallNow` is all a screen knows of the queue. Board, counter and kiosk show parts of the same value, so they
cannot disagree, and following it costs one read of the journal and no query.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Final

from shared.domain import discipline
from shared.domain.counter import Counter, CounterState
from shared.domain.discipline import Discipline, Waiting
from shared.domain.events import Event, HallStep, Message
from shared.domain.figures import Figures
from shared.domain.notices import Notice, emergencies
from shared.domain.ticket import AT_COUNTER, PRESENT, State, Step, Ticket

KEPT_CALLS: Final = 24  # more than any board shows


class MustReadAgain(Exception):
    """The event cannot be applied: something between was missed, or the whole hall changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One invitation. `times` is 1 for the first, n for the n-th in a row."""

    seq: int
    at: datetime
    ticket: int
    label: str
    agency: str
    service: str
    counter: int
    language: str
    times: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """The people waiting for one agency: how many, and since when the first of them waits."""

    agency: str
    waiting: int
    oldest: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    """What the hall tells everybody beside its calls: the notices that stand or are to come, in the order in which
    they were put up, and the figures that were published last."""

    notices: tuple[Notice, ...] = ()
    figures: Figures | None = None

    def emergencies(self, at: datetime) -> tuple[Notice, ...]:
        """Those that stand at `at`, the newest first."""
        return emergencies(self.notices, at)


@dataclass(frozen=True, slots=True, kw_only=True)
class HallNow:
    """The hall after journal row `seq`: the tickets of `day` that still matter, the counters, the last calls.

    Under a house rule that takes turns, `turns` has the classes of each counter's last `window` calls of the day,
    newest first; under any other rule `window` is 0 and nothing is kept. `messages` are those of the day.
    """

    hall_id: str
    seq: int
    day: date
    tickets: Mapping[int, Ticket]
    counters: Mapping[int, Counter]
    calls: tuple[Call, ...] = ()
    window: int = 0
    turns: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    messages: tuple[Message, ...] = ()

    def after(self, event: Event) -> HallNow:
        """The hall after one more event. Raises MustReadAgain."""
        if event.seq <= self.seq:
            return self
        if event.seq != self.seq + 1 or event.day != self.day or isinstance(event.step, HallStep):
            raise MustReadAgain
        tickets, counters, calls = self.tickets, self.counters, self.calls
        changed = (*((event.ticket,) if event.ticket else ()), *event.moved)
        if changed:
            gone = {one.id for one in changed}
            tickets = {key: one for key, one in tickets.items() if key not in gone}
            tickets |= {one.id: one for one in changed if one.state in PRESENT}
        for counter in (event.counter, event.left):
            if counter is not None:
                counters = {**counters, counter.number: counter}
        messages = (*self.messages, event.message) if event.message else self.messages
        call = call_of(event)
        if call is not None:
            calls = (call, *calls)[:KEPT_CALLS]
        turns = self._turns_after(event)
        return replace(
            self, seq=event.seq, tickets=tickets, counters=counters, calls=calls, turns=turns, messages=messages
        )

    def _turns_after(self, event: Event) -> Mapping[int, tuple[str, ...]]:
        ticket = event.ticket
        if not self.window or event.step is not Step.CALL or ticket is None or ticket.counter is None:
            return self.turns
        before = self.turns.get(ticket.counter, ())
        return {**self.turns, ticket.counter: (ticket.priority, *before)[: self.window]}

    def on(self, day: date) -> HallNow:
        """The hall on `day`: where nobody has done anything on it yet, the day before has ended all the same, with its
        tickets, its calls and its open counters. A `day` before the hall's own is a wrong clock and changes nothing."""
        if self.day >= day:
            return self
        closed = {number: replace(one, state=CounterState.CLOSED) for number, one in self.counters.items()}
        return replace(self, tickets={}, calls=(), counters=closed)

    def waiting(self, services: Collection[str] | None = None) -> list[Ticket]:
        """Who waits, by rank; for these services only, if they are given."""
        found = [
            one
            for one in self.tickets.values()
            if one.state is State.WAITING and (services is None or one.service in services)
        ]
        return sorted(found, key=lambda one: (one.rank_at, one.id))

    def line(
        self, services: Collection[str], *, rule: Discipline, counter: int | None = None, now: datetime
    ) -> list[Ticket]:
        """Who waits for these services, in the order in which this counter would call them. Who is kept for another
        counter or officer is none of its line."""
        by_id = {one.id: one for one in self.waiting(services) if counter is None or self._may_call(counter, one)}
        recent = self.turns.get(counter, ()) if counter is not None else ()
        heads = (
            Waiting(id=one.id, priority=one.priority, rank_at=one.rank_at, issued_at=one.issued_at)
            for one in by_id.values()
        )
        return [by_id[one.id] for one in discipline.order(rule, heads, recent=recent, now=now)]

    def _may_call(self, counter: int, ticket: Ticket) -> bool:
        known = self.counters.get(counter)
        officer = known.officer if known else None
        return ticket.for_counter in (None, counter) and ticket.for_officer in (None, officer)

    def at_counter(self, counter: int) -> list[Ticket]:
        """Whom the counter has called or serves, longest there first."""
        found = [one for one in self.tickets.values() if one.counter == counter and one.state in AT_COUNTER]
        return sorted(found, key=lambda one: one.slot or 0)

    def parked(self, counter: int) -> list[Ticket]:
        """Whom this counter has set aside."""
        return self._in_state(State.PARKED, counter)

    def absent(self, counter: int) -> list[Ticket]:
        """Whom this counter called in vain today."""
        return self._in_state(State.NO_SHOW, counter)

    def lines(self) -> list[Line]:
        """The waiting people of each agency that has any, longest line first."""
        by_agency: dict[str, list[datetime]] = {}
        for one in self.waiting():
            by_agency.setdefault(one.agency, []).append(one.issued_at)
        found = [Line(agency=agency, waiting=len(since), oldest=min(since)) for agency, since in by_agency.items()]
        return sorted(found, key=lambda line: (-line.waiting, line.agency))

    def open_counters(self, profiles: Collection[str]) -> int:
        """How many counters with one of these profiles are open."""
        return sum(one.state is CounterState.OPEN and one.profile in profiles for one in self.counters.values())

    def _in_state(self, state: State, counter: int) -> list[Ticket]:
        found = [one for one in self.tickets.values() if one.state is state and one.counter == counter]
        return sorted(found, key=lambda one: (one.ended_at or one.called_at or one.issued_at, one.id))


def call_of(event: Event) -> Call | None:
    """The invitation in this event, if it is one."""
    ticket = event.ticket
    if event.step not in (Step.CALL, Step.RECALL) or ticket is None or ticket.counter is None:
        return None
    return Call(
        seq=event.seq,
        at=event.at,
        ticket=ticket.id,
        label=ticket.label,
        agency=ticket.agency,
        service=ticket.service,
        counter=ticket.counter,
        language=ticket.language,
        times=ticket.calls,
    )


def calls_of_day(events: Iterable[Event], day: date) -> tuple[Call, ...]:
    """The invitations of `day` among these events, in the order given."""
    return tuple(call for event in events if event.day == day and (call := call_of(event)) is not None)
