"""Days of a hall, made up and played: who comes when, which counter calls when, and what came of it.

A day is a list of events. Playing it is nothing but `choose`, a clock and the lines, so whatever is found wrong in a
played day is wrong in the house rule.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from hypothesis import strategies as st

from shared.domain.discipline import Discipline, Ratio, Waiting, choose, rank_at
from tests.conftest import MORNING

#: Which services each counter serves: two overlap, one serves all.
SERVES: Mapping[int, frozenset[str]] = {1: frozenset("X"), 2: frozenset("XY"), 3: frozenset("XYZ")}
CLASSES = ("normal", "priority", "appointment", "veteran")


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """Somebody takes a ticket."""

    at: datetime
    priority: str
    service: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Next:
    """A counter asks for the next."""

    at: datetime
    counter: int


DayEvent = Arrival | Next


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    """One call: who, and who else this counter could have called."""

    at: datetime
    counter: int
    ticket: Waiting
    left: tuple[Waiting, ...]


#: What of the line is shown to the choice, and how it is strewn.
View = Callable[[Sequence[Waiting]], Iterable[Waiting]]


def heads_only(line: Sequence[Waiting]) -> Iterable[Waiting]:
    """The first of each class, which is what the store reads."""
    heads: dict[str, Waiting] = {}
    for one in sorted(line, key=lambda waiting: waiting.rank):
        heads.setdefault(one.priority, one)
    return heads.values()


def strewn(seed: int) -> View:
    """Everybody who waits, in any order."""
    dice = random.Random(seed)
    return lambda line: dice.sample(line, len(line))


def play(
    rule: Discipline,
    events: Iterable[DayEvent],
    *,
    credit_of: Mapping[str, timedelta],
    view: View = heads_only,
) -> list[Called]:
    """The calls of a day. A counter that asks while nobody waits for it gets nobody."""
    waiting: dict[int, tuple[str, Waiting]] = {}
    recent: dict[int, list[str]] = {counter: [] for counter in SERVES}
    calls: list[Called] = []
    for number, event in enumerate(events, start=1):
        if isinstance(event, Arrival):
            credit = credit_of.get(event.priority, timedelta(0))
            rank = rank_at(rule, arrived_at=event.at, credit=credit)
            ticket = Waiting(id=number, priority=event.priority, rank_at=rank, issued_at=event.at)
            waiting[number] = (event.service, ticket)
            continue
        line = [one for service, one in waiting.values() if service in SERVES[event.counter]]
        if not line:
            continue
        chosen = choose(rule, view(line), recent=recent[event.counter], now=event.at)
        del waiting[chosen.id]
        recent[event.counter].insert(0, chosen.priority)
        left = tuple(one for one in line if one is not chosen)
        calls.append(Called(at=event.at, counter=event.counter, ticket=chosen, left=left))
    return calls


def days(
    *, classes: Sequence[str] = CLASSES, longest_gap: int = 900, most: int = 80
) -> st.SearchStrategy[list[DayEvent]]:
    """Any day: comings and calls in any order, often several in one second."""
    gap = st.one_of(st.just(0), st.integers(min_value=0, max_value=longest_gap))
    coming = st.tuples(st.sampled_from(CLASSES), st.sampled_from("XYZ"))
    asking = st.sampled_from(sorted(SERVES))
    moves = st.lists(st.tuples(gap, st.one_of(coming, asking)), max_size=most)
    return moves.map(_timed)


def _timed(moves: Sequence[tuple[int, tuple[str, str] | int]]) -> list[DayEvent]:
    events: list[DayEvent] = []
    at = MORNING
    for gap, move in moves:
        at += timedelta(seconds=gap)
        if isinstance(move, int):
            events.append(Next(at=at, counter=move))
        else:
            events.append(Arrival(at=at, priority=move[0], service=move[1]))
    return events


def busy_day(seed: int, *, tickets: int = 400, priority_share: float = 0.3) -> list[DayEvent]:
    """A day as it comes: a rush at the opening, more people than the counters manage, then the line is worked off."""
    dice = random.Random(seed)
    hours = 8 * tickets / 400
    events: list[DayEvent] = []
    for _ in range(tickets):
        at = MORNING + timedelta(hours=dice.betavariate(1.2, 2.5) * hours)
        priority = dice.choice(CLASSES[1:]) if dice.random() < priority_share else "normal"
        events.append(Arrival(at=at, priority=priority, service=dice.choice("XXYYYZ")))
    for counter in SERVES:
        at = MORNING
        while at < MORNING + timedelta(hours=hours * 1.5):
            at += timedelta(seconds=dice.lognormvariate(5.0, 0.8))
            events.append(Next(at=at, counter=counter))
    return sorted(events, key=lambda event: (event.at, isinstance(event, Next)))


def seats(rule: Ratio, priorities: Iterable[str]) -> int:
    """How many seats these classes have: those not named have one together."""
    named = {one for one in priorities if one in rule.shares}
    return sum(rule.shares[one] for one in named) + (1 if set(priorities) - named else 0)
