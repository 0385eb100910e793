"""Playing a planned day through the real verbs of a hall, one event after the other, in the day's own time.

The player is the citizens and the officers; the hall, its rules and its store are the real ones. Its clock is the
hall's clock, so a day can be played as fast as the store allows and still be that day in the journal.
"""

from __future__ import annotations

import heapq
import itertools
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any, Final
from uuid import UUID

from shared.domain.errors import NobodyWaiting, Refusal
from shared.domain.events import PrintState
from shared.domain.ticket import Ticket
from shared.hall import Hall
from shared.simulation.plan import Arrival, CounterDay, DayPlan

_WALK: Final = timedelta(seconds=25)  # from the seat to the counter
_GRACE: Final = timedelta(minutes=90)  # officers stay this long after the close for those who still wait
_STATION: Final = "kiosk-1"
_NEVER: Final = datetime.max.replace(tzinfo=UTC)


class DayClock:
    """The time of the day being played; moved by the player only."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One citizen's day: what was waited for, and how it ended. `called_at` is the first call."""

    label: str
    service: str
    priority: str
    came_at: datetime
    ahead: int
    called_at: datetime | None = None
    left: bool = False
    no_show: bool = False
    served: bool = False

    @property
    def wait(self) -> timedelta | None:
        """From coming to the first call; None if never called."""
        return None if self.called_at is None else self.called_at - self.came_at


@dataclass(slots=True)
class _Counter:
    day: CounterDay
    services: frozenset[str]
    profile: str
    visits: int = 0
    idle: bool = False
    open: bool = False
    closes: datetime = _NEVER
    last_call: datetime = _NEVER
    breaks: list[tuple[datetime, float]] = field(default_factory=list)


_Action = Callable[[], None]


class DayPlayer:
    """Plays one plan on one hall. `hall` must use `clock`."""

    def __init__(self, hall: Hall, clock: DayClock, plan: DayPlan, *, commands: Callable[[], UUID]) -> None:
        """`commands` makes the CommandIds; a seeded one makes two runs alike to the byte."""
        self._hall = hall
        self._clock = clock
        self._plan = plan
        self._command = commands
        self._agenda: list[tuple[datetime, int, _Action]] = []
        self._order = itertools.count()
        self._arrivals: dict[int, Arrival] = {}
        self.visits: dict[int, Visit] = {}
        self.refused: list[Refusal] = []
        self.verbs = 0
        reference = hall.reference()
        profiles = {place.number: reference.profile(place.profile) for place in reference.catalogue.counters}
        self._counters = [
            _Counter(
                day,
                frozenset(profiles[day.counter].services),
                profiles[day.counter].code,
                breaks=[(one.starts, one.seconds) for one in day.breaks],
            )
            for day in plan.counters
        ]

    def play(self, *, speed: float = 0.0, until: datetime | None = None) -> Iterator[datetime]:
        """Play; yields the day's time after each event. `speed` 60 is a minute a second, 0 as fast as it goes."""
        for arrival in self._plan.arrivals:
            self._at(arrival.at, partial(self._arrive, arrival))
        for counter in self._counters:
            for session, (opens, (_, closes)) in enumerate(zip(counter.day.opens, self._plan.sessions, strict=True)):
                self._at(opens, partial(self._open, counter, session))
                self._at(closes, partial(self._close, counter))
        began, start = time.monotonic(), self._clock.at
        while self._agenda:
            at, _, action = heapq.heappop(self._agenda)
            if until is not None and at > until:
                return
            if speed > 0:
                ahead = (at - start).total_seconds() / speed - (time.monotonic() - began)
                if ahead > 0:
                    time.sleep(ahead)
            self._clock.at = max(self._clock.at, at)
            action()
            yield self._clock.at

    # -- citizens ------------------------------------------------------------------------------------------------

    def _arrive(self, arrival: Arrival) -> None:
        try:
            issued = self._hall.issue(
                arrival.service, priority=arrival.priority, command=self._command(), actor=_STATION
            )
        except Refusal as refusal:
            self.refused.append(refusal)
            return
        self.verbs += 1
        ticket = issued.ticket
        self._arrivals[ticket.id] = arrival
        self.visits[ticket.id] = Visit(
            label=ticket.label,
            service=ticket.service,
            priority=ticket.priority,
            came_at=ticket.issued_at,
            ahead=ticket.ahead,
        )
        self._hall.start_print(issued.job.id, command=self._command(), actor=_STATION)
        self._hall.end_print(issued.job.id, PrintState.PRINTED, command=self._command(), actor=_STATION)
        self.verbs += 2
        leaves = self._clock.at + timedelta(seconds=arrival.patience_seconds)
        if leaves < self._plan.sessions[-1][1] + _GRACE:
            self._at(leaves, partial(self._lose_patience, ticket))
        self._wake(ticket.service)

    def _lose_patience(self, ticket: Ticket) -> None:
        if self.visits[ticket.id].called_at is not None:
            return
        self._hall.cancel(ticket.id, command=self._command(), actor=_STATION, reason="left")
        self.verbs += 1
        self._tell(ticket.id, left=True)

    # -- officers ------------------------------------------------------------------------------------------------

    def _open(self, counter: _Counter, session: int) -> None:
        if counter.open:  # still busy with somebody of the session before
            self._after(timedelta(minutes=1), partial(self._open, counter, session))
            return
        self._hall.open_counter(
            counter.day.counter, profile=counter.profile, command=self._command(), actor=self._actor(counter)
        )
        self.verbs += 1
        counter.open = True
        counter.closes = self._plan.sessions[session][1]
        # Before lunch the line waits; in the evening it is seen out.
        is_last = session == len(self._plan.sessions) - 1
        counter.last_call = counter.closes + (_GRACE if is_last else timedelta(0))
        self._next(counter)

    def _next(self, counter: _Counter) -> None:
        counter.idle = False
        if self._clock.at >= counter.last_call:
            self._go(counter)
            return
        if counter.breaks and counter.breaks[0][0] <= self._clock.at:
            _, seconds = counter.breaks.pop(0)
            self._after(timedelta(seconds=seconds), partial(self._next, counter))
            return
        try:
            ticket = self._hall.call_next(counter.day.counter, command=self._command(), actor=self._actor(counter))
        except NobodyWaiting:
            counter.idle = True
            if self._clock.at >= counter.closes:
                self._go(counter)
            return
        self.verbs += 1
        if self.visits[ticket.id].called_at is None:
            self._tell(ticket.id, called_at=self._clock.at)
        if self._arrivals[ticket.id].no_show:
            wasted = timedelta(minutes=self._plan.assumptions.no_show_minutes)
            self._after(wasted / 2, partial(self._recall, counter, ticket))
            self._after(wasted, partial(self._miss, counter, ticket))
        else:
            self._after(_WALK, partial(self._serve, counter, ticket))

    def _recall(self, counter: _Counter, ticket: Ticket) -> None:
        number = counter.day.counter
        self._hall.recall(number, ticket.id, command=self._command(), actor=self._actor(counter))
        self.verbs += 1

    def _miss(self, counter: _Counter, ticket: Ticket) -> None:
        number = counter.day.counter
        self._hall.no_show(number, ticket.id, command=self._command(), actor=self._actor(counter))
        self.verbs += 1
        self._tell(ticket.id, no_show=True)
        self._turn_round(counter)

    def _serve(self, counter: _Counter, ticket: Ticket) -> None:
        number = counter.day.counter
        self._hall.serve(number, ticket.id, command=self._command(), actor=self._actor(counter))
        self.verbs += 1
        seconds = self._arrivals[ticket.id].service_seconds * counter.day.speed
        self._after(timedelta(seconds=seconds), partial(self._finish, counter, ticket))

    def _finish(self, counter: _Counter, ticket: Ticket) -> None:
        number = counter.day.counter
        self._hall.finish(number, ticket.id, command=self._command(), actor=self._actor(counter))
        self.verbs += 1
        self._tell(ticket.id, served=True)
        self._turn_round(counter)

    def _turn_round(self, counter: _Counter) -> None:
        pause = timedelta(seconds=counter.day.turn_round(counter.visits))
        counter.visits += 1
        self._after(pause, partial(self._next, counter))

    def _close(self, counter: _Counter) -> None:
        """The session is over: who sits idle goes; who has somebody goes after that, or when the line is empty."""
        if counter.open and counter.idle:
            self._go(counter)

    def _go(self, counter: _Counter) -> None:
        counter.open = counter.idle = False
        self._hall.close_counter(counter.day.counter, command=self._command(), actor=self._actor(counter))
        self.verbs += 1

    # -- the agenda ----------------------------------------------------------------------------------------------

    def _wake(self, service: str) -> None:
        """Of the idle counters that serve it, the one with the fewest fields calls: generalists are kept free."""
        idle = [one for one in self._counters if one.idle and service in one.services]
        if idle:
            chosen = min(idle, key=lambda one: (len(one.services), one.day.counter))
            chosen.idle = False
            self._after(timedelta(seconds=2), partial(self._next, chosen))

    def _tell(self, ticket: int, **news: Any) -> None:
        self.visits[ticket] = replace(self.visits[ticket], **news)

    def _actor(self, counter: _Counter) -> str:
        return f"counter-{counter.day.counter}"

    def _after(self, pause: timedelta, action: _Action) -> None:
        self._at(self._clock.at + pause, action)

    def _at(self, at: datetime, action: _Action) -> None:
        heapq.heappush(self._agenda, (at, next(self._order), action))
