"""Boards to look at: the sample hall at moments that are hard to draw, made by its own presenter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Final

from display.presenter import BoardPresenter
from display.scope import Scope, Ways
from shared.board import Call, HallNow
from shared.board_form import Arrow, BoardForm
from shared.domain.counter import Counter, CounterState
from shared.domain.ticket import State, Ticket
from shared.feed import Away, News
from shared.store.reference import Reference

#: A Monday morning in the sample hall, 09:41 there.
MOMENT: Final = datetime(2026, 11, 23, 2, 41, tzinfo=UTC)
#: How many counters are open, and how many citizens wait.
CROWDS: Final = {"1-counter": (1, 4), "12-counters": (12, 60), "40-counters": (40, 240)}
#: A board that knows the way to each area of the sample hall.
FORM: Final = BoardForm(arrows={"A": Arrow.LEFT, "B": Arrow.UP, "C": Arrow.RIGHT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A board at a moment, and its name."""

    name: str
    presenter: BoardPresenter


class Watch:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.at = MOMENT

    def __call__(self) -> datetime:
        return self.at


def moments(reference: Reference, *, language: str, scope: Scope, ways: Ways) -> Iterator[Moment]:
    """Every board worth looking at."""
    for name, (counters, waiting) in CROWDS.items():
        yield Moment(name=name, presenter=_told(reference, language, scope, ways, crowd(reference, counters, waiting)))
    whole = crowd(reference, 12, 60)
    lost, watch = _with_watch(reference, language, scope, ways, whole)
    lost.told(Away(reason="an example"))
    watch.at += timedelta(minutes=7)
    lost.tick()
    yield Moment(name="connection-lost", presenter=lost)
    burst = _told(reference, language, scope, ways, crowd(reference, 12, 60, called_at_once=4))
    yield Moment(name="burst", presenter=burst)
    yield Moment(name="empty", presenter=_told(reference, language, scope, ways, crowd(reference, 12, 0)))
    yield Moment(name="closed", presenter=_told(reference, language, scope, ways, crowd(reference, 0, 0)))
    yield Moment(name="starting", presenter=_presenter(language, scope, ways, Watch()))


def crowd(reference: Reference, counters: int, waiting: int, *, called_at_once: int = 1) -> HallNow:
    """The hall with so many open counters, every second of which invites somebody, and so many who wait."""
    places = sorted(reference.catalogue.counters, key=lambda one: one.number)
    longest = sorted(reference.services.values(), key=lambda one: -len(one.name_vi))
    made: dict[int, Ticket] = {}
    calls: list[Call] = []
    at_work: dict[int, Counter] = {}
    numbers: dict[str, int] = {}
    for place in range(max(counters, 1)):
        known = places[place % len(places)]
        number = known.number if place < len(places) else place + 1
        state = CounterState.OPEN if place < counters else CounterState.CLOSED
        if place % 11 == 10:
            state = CounterState.PAUSED
        at_work[number] = Counter(number=number, profile=known.profile, state=state)
        if state is not CounterState.OPEN or (not waiting and place):
            continue
        serves = set(reference.profiles[known.profile].services)
        service = next(one.code for one in longest if one.code in serves)
        if waiting and place % 4 != 3:
            invited = place % 2 == 0
            age = 3.0 if place < called_at_once * 2 else 40.0 + 11 * place
            ticket = _ticket(reference, service, numbers, counter=number, called=MOMENT - timedelta(seconds=age))
            made[ticket.id] = ticket if invited else replace(ticket, state=State.SERVING)
            if invited:
                calls.append(_call(ticket, seq=1000 - place, times=2 if place % 3 == 2 else 1))
    codes = list(reference.services)
    for place in range(waiting):
        ticket = _ticket(reference, codes[place * 7 % len(codes)], numbers, came=MOMENT - timedelta(minutes=place % 95))
        made[ticket.id] = ticket
    return HallNow(
        hall_id=reference.rules.id,
        seq=1000,
        day=date(2026, 11, 23),
        tickets=made,
        counters=at_work,
        calls=tuple(sorted(calls, key=lambda one: -one.seq)),
    )


def _ticket(
    reference: Reference,
    service: str,
    numbers: dict[str, int],
    *,
    counter: int | None = None,
    called: datetime | None = None,
    came: datetime = MOMENT - timedelta(minutes=20),
) -> Ticket:
    agency = reference.agencies[reference.services[service].agency]
    number = numbers[agency.letter] = numbers.get(agency.letter, 86) + 1
    return Ticket(
        id=sum(numbers.values()),
        label=f"{agency.letter}{number:03}",
        series=agency.letter,
        code="",
        number=number,
        agency=agency.code,
        service=service,
        priority="normal",
        rank_at=came,
        issued_at=came,
        day=date(2026, 11, 23),
        state=State.WAITING if counter is None else State.CALLED,
        counter=counter,
        slot=None if counter is None else 1,
        called_at=called,
        calls=0 if counter is None else 1,
    )


def _call(ticket: Ticket, *, seq: int, times: int) -> Call:
    return Call(
        seq=seq,
        at=ticket.called_at or ticket.issued_at,
        ticket=ticket.id,
        label=ticket.label,
        agency=ticket.agency,
        service=ticket.service,
        counter=ticket.counter or 0,
        language=ticket.language,
        times=times,
    )


def _presenter(language: str, scope: Scope, ways: Ways, watch: Watch) -> BoardPresenter:
    return BoardPresenter(clock=watch, language=language, scope=scope, ways=ways)


def _with_watch(
    reference: Reference, language: str, scope: Scope, ways: Ways, now: HallNow
) -> tuple[BoardPresenter, Watch]:
    watch = Watch()
    made = _presenter(language, scope, ways, watch)
    made.told(News(now=now, reference=reference))
    return made, watch


def _told(reference: Reference, language: str, scope: Scope, ways: Ways, now: HallNow) -> BoardPresenter:
    return _with_watch(reference, language, scope, ways, now)[0]
