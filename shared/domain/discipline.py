"""Who is next: three house rules, all pure.

Every waiting ticket carries `rank_at`, its virtual arrival. Under `Credit` the lowest (rank_at, id) is next:
priority is a head start in minutes, so nobody is passed by somebody who came more than the largest credit
later, and nobody waits for ever (equal slopes of the accumulating-priority queue: Kleinrock 1964; Stanford,
Taylor & Ziedins, Queueing Systems 2014). `Ratio` and `ClassFirst` decide between the heads of the classes.
Inside a class the order is always (rank_at, id), and under none of the three does anybody wait for ever.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from shared.domain.errors import NobodyWaiting
from shared.domain.names import Named, either


@dataclass(frozen=True, slots=True, kw_only=True)
class PriorityClass(Named):
    """A class of citizens. `credit`: they are treated as if they had come this much earlier.

    `who` tells in a sentence who belongs to it; `icon` names the picture beside it. A citizen of `from_age` years is
    offered it. `by_staff`: a member of staff must confirm it, the citizen's own word is not enough.
    """

    credit: timedelta = timedelta(0)
    who_vi: str = ""
    who_en: str = ""
    icon: str = ""
    from_age: int | None = None
    by_staff: bool = False

    def who(self, language: str) -> str:
        return either(self.who_vi, self.who_en, language)


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """What the choice needs to know of a waiting ticket."""

    id: int
    priority: str
    rank_at: datetime
    issued_at: datetime

    @property
    def rank(self) -> tuple[datetime, int]:
        return (self.rank_at, self.id)


@dataclass(frozen=True, slots=True)
class Credit:
    """Lowest virtual arrival first. The default."""


@dataclass(frozen=True, slots=True)
class Ratio:
    """So many of each class in turn, at each counter: ``{"normal": 2, "priority": 1}`` is two to one.

    Each class has as many seats as its share. A call takes, of the seats whose class waits, the one taken longest
    ago. So while the same classes wait, each has exactly its share of as many calls as they have seats together;
    and whatever the others do, a class that waits is called after no more calls than the others have seats.
    The classes that are not named have one seat together.
    """

    shares: Mapping[str, int]

    def share(self, priority: str) -> int:
        return self.shares.get(priority, 1)

    @property
    def window(self) -> int:
        """How many of the counter's last calls decide the next one."""
        return sum(self.shares.values())

    def turn(self, priority: str, lately: Sequence[str]) -> tuple[int, float]:
        """How soon it is this class's turn, lowest first, after the calls `lately` (newest first)."""
        seats = self.share(priority)
        named = priority in self.shares
        taken = [ago for ago, one in enumerate(lately) if (one == priority if named else one not in self.shares)]
        if len(taken) < seats:
            # Seats nobody took lately: filled evenly, so that the first of one class need not wait for all of another.
            return (0, (len(taken) + 1) / seats)
        return (1, -taken[seats - 1])


@dataclass(frozen=True, slots=True)
class ClassFirst:
    """The classes in this order; but whoever has waited longer than `patience` comes before all, oldest first.

    The patience is what keeps the last class from waiting for ever. It runs from `rank_at`: a return to the line,
    which costs rank, begins it anew, or being absent would be the way to the front.
    """

    order: tuple[str, ...]
    patience: timedelta = timedelta(minutes=60)

    def place(self, priority: str) -> int:
        return self.order.index(priority) if priority in self.order else len(self.order)


Discipline = Credit | Ratio | ClassFirst


def rank_at(discipline: Discipline, *, arrived_at: datetime, credit: timedelta) -> datetime:
    """The virtual arrival of a ticket. Only `Credit` gives a head start; the others order by arrival."""
    return arrived_at - credit if isinstance(discipline, Credit) else arrived_at


def choose(discipline: Discipline, heads: Iterable[Waiting], *, recent: Sequence[str] = (), now: datetime) -> Waiting:
    """The next of `heads`, which hold at least the first of each class in line.

    `recent` are the classes of the counter's last calls, newest first (`Ratio.window` of them, if there were so many).
    More heads and older calls change nothing. Raises NobodyWaiting when there is no head.
    """
    candidates = sorted(heads, key=lambda head: head.rank)
    if not candidates:
        raise NobodyWaiting(0)
    if isinstance(discipline, Ratio):
        lately = recent[: discipline.window]
        return min(candidates, key=lambda head: (discipline.turn(head.priority, lately), head.rank))
    if isinstance(discipline, ClassFirst):
        overdue = [head for head in candidates if now - head.rank_at > discipline.patience]
        if overdue:
            return overdue[0]
        return min(candidates, key=lambda head: (discipline.place(head.priority), head.rank))
    return candidates[0]


def order(
    discipline: Discipline, waiting: Iterable[Waiting], *, recent: Sequence[str] = (), now: datetime
) -> tuple[Waiting, ...]:
    """All of `waiting` in the order in which one counter would call them if nobody else came."""
    lines: dict[str, deque[Waiting]] = {}
    for ticket in sorted(waiting, key=lambda one: one.rank):
        lines.setdefault(ticket.priority, deque()).append(ticket)
    called: list[Waiting] = []
    window = discipline.window if isinstance(discipline, Ratio) else 0
    lately = deque(recent[:window], maxlen=window)
    while lines:
        chosen = choose(discipline, [line[0] for line in lines.values()], recent=tuple(lately), now=now)
        called.append(chosen)
        lately.appendleft(chosen.priority)
        line = lines[chosen.priority]
        line.popleft()
        if not line:
            del lines[chosen.priority]
    return tuple(called)
