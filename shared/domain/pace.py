"""How fast the hall works, learnt from its journal: how long a visit takes, who does not come, what lies between.

`Pace` is a value that follows the journal, event by event. All it takes into account are the steps `LEARNT_FROM`, so
that what is learnt from those rows at a program's start is what following the whole journal would have taught.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final, Self

from shared.domain.events import AnyStep, CounterStep, Event
from shared.domain.hours import Calendar
from shared.domain.ticket import State, Step, Ticket
from shared.domain.working import WorkingDay

#: The steps that teach something.
LEARNT_FROM: Final[frozenset[AnyStep]] = frozenset(
    {
        Step.CALL,
        Step.FINISH,
        Step.CONTINUE,
        Step.NO_SHOW,
        Step.REQUEUE,
        Step.PARK,
        Step.TRANSFER,
        Step.CANCEL,
        CounterStep.PAUSE_COUNTER,
        CounterStep.CLOSE_COUNTER,
    }
)
DECAY: Final = 0.998  # what an observation still weighs after the next: half after 350
PSEUDO: Final = 8.0  # observations that the wider group counts for
KEPT_GAPS: Final = 300
LONGEST_GAP: Final = 1800.0  # s; who stays away longer has not just turned round
_SHORTEST: Final = 5.0  # s; a slip of the finger is no visit
#: Between two visits, before anything is known: eighths of an exponential of 45 s.
_FIRST_GAPS: Final = tuple(-45.0 * math.log(1 - (n + 0.5) / 8) for n in range(8))


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitTime:
    """What a visit takes at its counter, from the call on: lognormal, in seconds.

    `mean` and `spread` are those of its logarithm; `unsure` is how far the mean itself may be off.
    """

    mean: float
    spread: float
    unsure: float = 0.0

    @classmethod
    def of(cls, *, minutes: float, variation: float) -> Self:
        """From the mean in minutes and the standard deviation over the mean."""
        square = math.log1p(variation**2)
        return cls(mean=math.log(60 * minutes) - square / 2, spread=math.sqrt(square))


@dataclass(frozen=True, slots=True, kw_only=True)
class Learnt:
    """Observations that fade: how many they weigh, their sum and the sum of their squares."""

    weight: float = 0.0
    sum: float = 0.0
    squares: float = 0.0

    def after(self, value: float) -> Learnt:
        return Learnt(
            weight=self.weight * DECAY + 1,
            sum=self.sum * DECAY + value,
            squares=self.squares * DECAY + value * value,
        )

    def mean(self, prior: float, *, pseudo: float = PSEUDO) -> float:
        return (self.sum + pseudo * prior) / (self.weight + pseudo)

    def within(self, wider: VisitTime) -> VisitTime:
        """What these logarithms say of their group, if `wider` is known of the group they belong to."""
        weight = self.weight + PSEUDO
        mean = self.mean(wider.mean)
        if not self.weight:
            return replace(wider, unsure=wider.spread / math.sqrt(weight))
        own = self.sum / self.weight
        about_own = max(0.0, self.squares - self.weight * own * own)
        between = self.weight * PSEUDO / weight * (own - wider.mean) ** 2
        spread = math.sqrt((about_own + PSEUDO * wider.spread**2 + between) / weight)
        return VisitTime(mean=mean, spread=spread, unsure=spread / math.sqrt(weight))


_TEN_MINUTES: Final = VisitTime.of(minutes=10.0, variation=0.9)


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumed:
    """What holds of a hall of which nothing is known yet."""

    visit: VisitTime = _TEN_MINUTES
    no_show: float = 0.07  # of those called
    no_show_seconds: float = 72.0  # what waiting for them costs a counter
    patience_seconds: float = 36_000.0  # mean time after which somebody who waits gives the number back


@dataclass(frozen=True, slots=True, kw_only=True)
class _There:
    """Somebody at a counter."""

    counter: int
    service: str
    called_at: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """What has been learnt up to journal row `seq`, and what of `day` is needed to learn on.

    `free_since` says since when a counter has had nobody (seconds since 1970): only counters that had somebody today
    and have not paused since. `worked` is the last day on which a counter called anybody.
    """

    calendar: Calendar
    assumed: Assumed = Assumed()
    seq: int = 0
    day: date | None = None
    working: WorkingDay = field(default_factory=WorkingDay)
    services: Mapping[str, Learnt] = field(default_factory=dict)
    hall: Learnt = Learnt()
    absences: Learnt = Learnt()  # of each call 1 if nobody came, else 0
    absence: Learnt = Learnt()  # seconds lost on who did not come
    leaving: Learnt = Learnt()  # of each who waited: 1 if he gave the number back, else 0
    waiting: Learnt = Learnt()  # seconds waited by each of them
    gaps: tuple[float, ...] = ()  # s of working time between two visits while somebody waited, oldest first
    worked: Mapping[int, date] = field(default_factory=dict)
    free_since: Mapping[int, float] = field(default_factory=dict)
    _there: Mapping[int, _There] = field(default_factory=dict)
    _joined: Mapping[int, float | None] = field(default_factory=dict)

    def visit_time(self, service: str) -> VisitTime:
        """What is known of the visits of a service: its own, the hall's, what was assumed, each by its weight."""
        whole = self.hall.within(self.assumed.visit)
        return self.services.get(service, Learnt()).within(whole)

    @property
    def no_show(self) -> float:
        """The part of those called who do not come."""
        return self.absences.mean(self.assumed.no_show)

    @property
    def no_show_seconds(self) -> float:
        """What waiting for them costs."""
        return self.absence.mean(self.assumed.no_show_seconds)

    @property
    def patience_seconds(self) -> float:
        """The mean time after which somebody who waits gives the number back."""
        return (self.waiting.sum + self.assumed.patience_seconds) / (self.leaving.sum + 1)

    @property
    def turn_rounds(self) -> tuple[float, ...]:
        """Seconds between two visits while somebody waits, to draw from."""
        return _FIRST_GAPS + self.gaps

    @property
    def has_a_past(self) -> bool:
        """Whether the hall has worked on an earlier day."""
        return any(self.day is not None and one < self.day for one in self.worked.values())

    def after(self, event: Event) -> Pace:
        """What is known after one more event. Events come in order; one that is known already changes nothing."""
        if event.seq <= self.seq:
            return self
        known = self if event.day == self.day else self._on(event.day)
        if event.step not in LEARNT_FROM:
            return replace(known, seq=event.seq)
        if event.counter is not None:
            free = {key: at for key, at in known.free_since.items() if key != event.counter.number}
            return replace(known, seq=event.seq, free_since=free)
        if event.ticket is None:
            return replace(known, seq=event.seq)
        if event.step is Step.CALL:
            return known._called(event, event.ticket)
        if event.ticket.id in known._there:
            return known._ended(event, event.ticket)
        return known._moved(event, event.ticket)

    def _on(self, day: date) -> Pace:
        working = WorkingDay.of(self.calendar, day)
        return replace(self, day=day, working=working, free_since={}, _there={}, _joined={})

    def _called(self, event: Event, ticket: Ticket) -> Pace:
        if ticket.counter is None:
            return replace(self, seq=event.seq)
        at = event.at.timestamp()
        news: dict[str, Any] = {"seq": event.seq, "worked": {**self.worked, ticket.counter: event.day}}
        since = self._joined.get(ticket.id, ticket.issued_at.timestamp())
        free = self.free_since.get(ticket.counter)
        # Only who was in line already when the counter became free shows how long it takes to turn round.
        if free is not None and since is not None and since <= free:
            gap = min(self.working.worked(free, at), LONGEST_GAP)
            news["gaps"] = (*self.gaps, gap)[-KEPT_GAPS:]
        if since is not None:
            news |= {"leaving": self.leaving.after(0.0), "waiting": self.waiting.after(self.working.worked(since, at))}
        there = _There(counter=ticket.counter, service=ticket.service, called_at=at)
        return replace(
            self,
            free_since={key: one for key, one in self.free_since.items() if key != ticket.counter},
            _there={**self._there, ticket.id: there},
            _joined={key: one for key, one in self._joined.items() if key != ticket.id},
            **news,
        )

    def _ended(self, event: Event, ticket: Ticket) -> Pace:
        """Somebody has left the counter, one way or another."""
        there, at = self._there[ticket.id], event.at.timestamp()
        took = at - there.called_at
        others = {key: one for key, one in self._there.items() if key != ticket.id}
        known = self._moved(event, ticket)
        free = dict(known.free_since)
        if all(one.counter != there.counter for one in others.values()):
            free[there.counter] = at
        known = replace(known, free_since=free, _there=others)
        if event.step is Step.NO_SHOW:
            return replace(known, absences=known.absences.after(1.0), absence=known.absence.after(took))
        came = ticket.served_at is not None and ticket.served_at.timestamp() >= there.called_at
        if not came or took < _SHORTEST:
            return known
        log = math.log(took)
        before = known.services.get(there.service, Learnt())
        return replace(
            known,
            absences=known.absences.after(0.0),
            services={**known.services, there.service: before.after(log)},
            hall=known.hall.after(log),
        )

    def _moved(self, event: Event, ticket: Ticket) -> Pace:
        at = event.at.timestamp()
        joined = self._joined
        if ticket.state is State.WAITING:
            joined = {**joined, ticket.id: at}
        elif ticket.state in (State.PARKED, State.NO_SHOW):
            joined = {**joined, ticket.id: None}  # may be called at any moment: nobody waited meanwhile
        known = replace(self, seq=event.seq, _joined=joined)
        if event.step is not Step.CANCEL or ticket.id in self._there:
            return known
        since = self._joined.get(ticket.id, ticket.issued_at.timestamp())
        if since is None:
            return known
        waited = self.working.worked(since, at)
        return replace(known, leaving=known.leaving.after(1.0), waiting=known.waiting.after(waited))
