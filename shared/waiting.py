"""How long a newcomer will wait, asked of the hall as it stands: `HallNow`, the catalogue and what has been learnt.

`Outlook` is what a program keeps that promises waiting times: it follows the journal beside `HallNow`, learns the
pace, and holds what the booking said against what came. No query, no clock, no chance that is not seeded.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Final, Self

from shared.board import HallNow, MustReadAgain
from shared.domain import discipline
from shared.domain.booking import DRAWS, InLine, Place, Visit
from shared.domain.calibration import Calibration
from shared.domain.counter import Counter, CounterState
from shared.domain.discipline import Credit, Waiting
from shared.domain.events import Event
from shared.domain.forecast import Forecast, forecast
from shared.domain.pace import Pace
from shared.domain.ticket import AT_COUNTER, State, Step, Ticket
from shared.domain.working import WorkingDay
from shared.store.reference import Reference

_STILL_DUE: Final = 1800.0  # s after an opening; a counter that is shut then does not come any more
_LONG_PAUSE: Final = 3600.0  # s; who is away as long as this is not soon back
_USUAL: Final = timedelta(days=7)  # a counter that called nobody for longer is not counted on
_LAST: Final = 2**62  # the newcomer has no number yet, and any number is before it
#: Steps after which it is no longer known what the wait would have been, or it is over.
_ENDS_A_WAIT: Final = frozenset({Step.CALL, Step.CANCEL, Step.TRANSFER, Step.EXPIRE})
_REHEARSAL_DRAWS: Final = 50
_REHEARSED: Final = 300  # outcomes; as many as a horizon keeps


def expected_wait(
    reference: Reference,
    now: HallNow,
    pace: Pace,
    *,
    service: str,
    at: datetime,
    priority: str = "normal",
    rank_at: datetime | None = None,
    calibration: Calibration | None = None,
    draws: int = DRAWS,
) -> Forecast | None:
    """When somebody would be called who takes a number at `at` for `service`; None where nothing may be said: no open
    counter serves it, and none that usually does is due today.

    `rank_at` replaces the rank the hall's rules give the class (for an appointment). Its `range` is what to promise.
    """
    rules = reference.rules
    code = reference.service(service).code
    rank = rules.rank_at(priority, at) if rank_at is None else rank_at
    newcomer = Waiting(id=_LAST, priority=priority, rank_at=rank, issued_at=at)
    line, ahead = _line(rules.discipline, now, newcomer, at=at)
    working = WorkingDay.of(rules.calendar, now.day)
    return forecast(
        list(places(reference, now, pace, at=at, working=working)),
        line,
        ahead=ahead,
        service=code,
        at=at.timestamp(),
        pace=pace,
        working=working,
        seed=now.day.toordinal(),
        calibration=calibration,
        draws=draws,
    )


def places(reference: Reference, now: HallNow, pace: Pace, *, at: datetime, working: WorkingDay) -> Iterator[Place]:
    """Where people are served now, or will be once it opens."""
    there: dict[int, list[Ticket]] = {}
    for ticket in now.tickets.values():
        if ticket.counter is not None and ticket.state in AT_COUNTER:
            there.setdefault(ticket.counter, []).append(ticket)
    moment = at.timestamp()
    for number, counter in sorted(now.counters.items()):
        profile = reference.profiles.get(counter.profile)
        if profile is None:
            continue
        visits = [_visit(one) for one in there.get(number, ())]
        due, counted = _due(counter, now, pace, at=moment, working=working)
        if not counted and not visits:
            continue
        paused = counter.state is CounterState.PAUSED and due is None
        services = frozenset(profile.services) if counted else frozenset[str]()
        if due is None:
            for visit in visits:
                yield Place(counter=number, services=services, visit=visit, paused=paused)
            visits = visits[: profile.at_once]
        since = pace.free_since.get(number) or (counter.since.timestamp() if counter.since else None)
        for _ in range(profile.at_once - (len(visits) if due is None else 0)):
            yield Place(counter=number, services=services, free_since=since, paused=paused, due=due)


def _due(counter: Counter, now: HallNow, pace: Pace, *, at: float, working: WorkingDay) -> tuple[float | None, bool]:
    """When a counter that takes nobody is due to (None: it does now, or soon), and whether to count on it at all."""
    if counter.state is CounterState.OPEN:
        return None, True
    since = counter.since.timestamp() if counter.since else 0.0
    if counter.state is CounterState.PAUSED and working.worked(since, at) < _LONG_PAUSE:
        return None, True
    if counter.state is CounterState.CLOSED and pace.has_a_past:
        last = pace.worked.get(counter.number)
        if last is None or now.day - last > _USUAL:
            return None, False
    opens = next((o for o, closes in working.spans if o <= at < closes), None)
    gone = opens is not None and (counter.state is CounterState.PAUSED or at > opens + _STILL_DUE)
    pause = working.break_after(at)
    due = (pause[1] if pause else None) if gone else working.opening(at)
    return due, due is not None


def _visit(ticket: Ticket) -> Visit:
    called = ticket.called_at or ticket.issued_at
    return Visit(
        ticket=ticket.id,
        service=ticket.service,
        called_at=called.timestamp(),
        came=ticket.state is State.SERVING,
    )


def _line(rule: discipline.Discipline, now: HallNow, newcomer: Waiting, *, at: datetime) -> tuple[list[InLine], int]:
    """Everybody who waits in the order of calling, and how many of them rank before the newcomer."""
    by_id = {one.id: one for one in now.waiting()}
    waiting = [
        Waiting(id=one.id, priority=one.priority, rank_at=one.rank_at, issued_at=one.issued_at)
        for one in by_id.values()
    ]
    if isinstance(rule, Credit):
        ordered = sorted([*waiting, newcomer], key=lambda one: one.rank)
    else:
        ordered = list(discipline.order(rule, [*waiting, newcomer], now=at))
    ahead = ordered.index(newcomer)
    line = [
        InLine(ticket=one.id, service=by_id[one.id].service, since=one.issued_at.timestamp())
        for one in ordered
        if one is not newcomer
    ]
    return line, ahead


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """What a program knows that promises waiting times, after journal row `pace.seq`.

    `told` is what the booking said of each ticket that waits, in minutes of working time.
    """

    pace: Pace
    calibration: Calibration = field(default_factory=Calibration)
    told: Mapping[int, float] = field(default_factory=dict)

    @classmethod
    def learnt(cls, reference: Reference, history: Iterable[Event], last_day: Sequence[Event] = ()) -> Self:
        """What the journal teaches: the pace from `history` (`Hall.history`), and from a whole day that is over
        (`Hall.last_day`) how far the booking is off. About a second for a large hall: not for the thread of a screen.
        """
        outlook = cls(pace=Pace(calendar=reference.rules.calendar))
        taken = [event.ticket.id for event in last_day if event.step is Step.ISSUE and event.ticket is not None]
        chosen = frozenset(taken[:: max(1, len(taken) // _REHEARSED)])
        begins = last_day[0].seq if last_day else 0
        later: list[Event] = []
        for event in history:
            if event.seq < begins:
                outlook = replace(outlook, pace=outlook.pace.after(event))
            else:
                later.append(event)
        for now, event in followed(last_day, reference):
            asks = event.ticket is not None and event.ticket.id in chosen
            draws = _REHEARSAL_DRAWS if asks else 0
            outlook = outlook.after(event, now=now, reference=reference, draws=draws)
        for event in later:
            outlook = replace(outlook, pace=outlook.pace.after(event))
        return outlook

    def after(self, event: Event, *, now: HallNow, reference: Reference, draws: int = DRAWS) -> Self:
        """What is known after one more event. `now` is the hall just before it. With no `draws` a new ticket is not
        looked at: the pace is learnt, not how far its booking is off."""
        if event.seq <= self.pace.seq:
            return self
        told, calibration, ticket = self.told, self.calibration, event.ticket
        if event.day != self.pace.day:
            told = {}
        if event.step is Step.ISSUE and ticket is not None and draws:
            found = _asked(self.pace, reference, now, ticket, draws=draws)
            if found is not None:
                told = {**told, ticket.id: found.told}
        elif ticket is not None and ticket.id in told and event.step in _ENDS_A_WAIT:
            if event.step is Step.CALL:
                calibration = calibration.after(told[ticket.id], _came(self.pace, ticket))
            told = {key: one for key, one in told.items() if key != ticket.id}
        return replace(self, pace=self.pace.after(event), calibration=calibration, told=told)

    def expected_wait(
        self,
        reference: Reference,
        now: HallNow,
        *,
        service: str,
        at: datetime,
        priority: str = "normal",
        rank_at: datetime | None = None,
    ) -> Forecast | None:
        """As `expected_wait`, by all that is known."""
        return expected_wait(
            reference,
            now,
            self.pace,
            service=service,
            at=at,
            priority=priority,
            rank_at=rank_at,
            calibration=self.calibration,
        )


def followed(events: Iterable[Event], reference: Reference) -> Iterator[tuple[HallNow, Event]]:
    """Each event of a day with the hall as it was just before it. The day begins with its first event."""
    now: HallNow | None = None
    for event in events:
        if now is None:
            counters = {
                place.number: Counter(number=place.number, profile=place.profile)
                for place in reference.catalogue.counters
            }
            hall_id = reference.rules.id
            now = HallNow(hall_id=hall_id, seq=event.seq - 1, day=event.day, tickets={}, counters=counters)
        yield now, event
        try:
            now = now.after(event)
        except MustReadAgain:
            now = replace(now, seq=event.seq, day=event.day)


def _asked(pace: Pace, reference: Reference, now: HallNow, ticket: Ticket, *, draws: int) -> Forecast | None:
    return expected_wait(
        reference,
        now,
        pace,
        service=ticket.service,
        at=ticket.issued_at,
        priority=ticket.priority,
        rank_at=ticket.rank_at,
        draws=draws,
    )


def _came(pace: Pace, ticket: Ticket) -> float:
    """Minutes of working time from the issue to this call."""
    working = WorkingDay.of(pace.calendar, ticket.day)
    called = ticket.called_at or ticket.issued_at
    return working.worked(ticket.issued_at.timestamp(), called.timestamp()) / 60
