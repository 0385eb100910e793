"""Booking: everybody in line gets the earliest place that can serve him, in the order of calling, a hundred times over.

Each time the visits take other lengths, some people do not come and some have left. Booking in the order of the line
onto the earliest free place is just what the hall's rule does as long as nobody passes from behind, so the earliest
free place after the last booking is when the newcomer is called.

What chance decides of a person hangs on that person alone. So the same line gives the same answer whoever asks, one
more person in line never makes it shorter, and an answer changes only by what happened in the hall.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from random import Random
from statistics import NormalDist
from typing import Final
from zlib import crc32

from shared.domain.pace import Pace, VisitTime
from shared.domain.working import WorkingDay

DRAWS: Final = 100
_COMMON: Final = 0.25  # sd of the log of what slows all visits of a day alike: officers, the dossier system
_PAUSE: Final = 600.0  # s; the mean of what is left of an announced pause
_AWAY: Final = 300.0  # s; the same of an officer who is away longer than anybody before
_LATE: Final = 120.0  # s; the mean delay of a counter after an opening
_NORMAL: Final = NormalDist()
_NEVER_ENDS: Final = 1e-9  # chance of a visit as long as this one below which its length says nothing any more


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """Somebody at a counter: since when (seconds since 1970), and whether he has come or was only called."""

    ticket: int
    service: str
    called_at: float
    came: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where one citizen at a time is served: a counter, or one of its places if it takes several at once.

    `visit` is who is there; without one it has been free since `free_since`. `paused`: takes nobody for a while.
    `due`: it is shut, and opens about then. All moments in seconds since 1970.
    """

    counter: int
    services: frozenset[str]
    visit: Visit | None = None
    free_since: float | None = None
    paused: bool = False
    due: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InLine:
    """Somebody who waits, and since when (seconds since 1970)."""

    ticket: int
    service: str
    since: float


@dataclass(frozen=True, slots=True, kw_only=True)
class _Person:
    """What each draw says of one person in line: how long the place is taken, and when he leaves uncalled."""

    places: tuple[int, ...]
    seconds: list[float]
    leaves: list[float]


def book(
    places: Sequence[Place],
    line: Sequence[InLine],
    *,
    ahead: int,
    service: str,
    at: float,
    pace: Pace,
    working: WorkingDay,
    seed: int,
    draws: int = DRAWS,
) -> list[float] | None:
    """The moments (seconds since 1970, in order) at which somebody would be called who comes at `at` for `service`.

    `line` is everybody who waits, in the order of calling; the first `ahead` of them rank before the newcomer. None
    where no place serves the service. Reads nothing and changes nothing; the same question has the same answer.
    """
    linked = _linked(places, line, service)
    mine = [n for n, one in enumerate(linked) if service in one.services]
    if not mine:
        return None
    chance = _Chance(pace, at=at, seed=seed, draws=draws)
    delays = [chance.delays(one) for one in linked]
    free = [chance.free(one, line, working, late) for one, late in zip(linked, delays, strict=True)]
    people = [
        chance.person(one, serving)
        for one in line[:ahead]
        if (serving := tuple(n for n, place in enumerate(linked) if one.service in place.services))
    ]
    shut = [one for one in working.shut if one[1] > at]
    return sorted(
        _called(
            [one[draw] for one in free], people, mine=mine, draw=draw, shut=shut, late=[one[draw] for one in delays]
        )
        for draw in range(draws)
    )


def _linked(places: Iterable[Place], line: Iterable[InLine], service: str) -> list[Place]:
    """The places that can matter: those of the service, those of whoever may use one of them, and so on."""
    waited_for = {one.service for one in line}
    known, rest = {service}, list(places)
    found: list[Place] = []
    while joined := [one for one in rest if not known.isdisjoint(one.services)]:
        found += joined
        rest = [one for one in rest if one not in joined]
        known |= {code for one in joined for code in one.services if code in waited_for}
    return sorted(found, key=lambda one: one.counter)


def _called(
    free: list[float],
    people: Sequence[_Person],
    *,
    mine: Sequence[int],
    draw: int,
    shut: Sequence[tuple[float, float]],
    late: Sequence[float],
) -> float:
    """One draw: when the newcomer is called. `free` is when each place is, and is used up."""
    when = free.__getitem__
    for one in people:
        place = one.places[0] if len(one.places) == 1 else min(one.places, key=when)
        start = free[place]
        if start > one.leaves[draw]:
            continue
        end = start + one.seconds[draw]
        for starts, ends in shut:
            if starts <= end < ends + late[place]:
                end = ends + late[place]
        free[place] = end
    return min(map(when, mine))


class _Chance:
    """The draws of one question. Whatever is drawn for somebody comes from a source of his own."""

    def __init__(self, pace: Pace, *, at: float, seed: int, draws: int) -> None:
        self._pace = pace
        self._at = at
        self._seed = seed
        self._draws = draws
        self._gaps = pace.turn_rounds
        self._common = [_COMMON * _NORMAL.inv_cdf((n + 0.5) / draws) for n in range(draws)]
        Random(seed).shuffle(self._common)
        self._times: dict[str, tuple[VisitTime, list[float]]] = {}

    def person(self, one: InLine, places: tuple[int, ...]) -> _Person:
        own, (time, means) = self._own(one.ticket), self._visit_time(one.service)
        no_show, lost, patience = self._pace.no_show, self._pace.no_show_seconds, self._pace.patience_seconds
        gaps, many = self._gaps, len(self._gaps)
        roll, gauss, at = own.random, own.gauss, self._at
        seconds: list[float] = []
        leaves: list[float] = []
        for mean in means:
            taken = math.exp(gauss(mean, time.spread))
            if roll() < no_show:
                taken = lost
            seconds.append(taken + gaps[int(roll() * many)])
            leaves.append(at - patience * math.log(1.0 - roll()))
        return _Person(places=places, seconds=seconds, leaves=leaves)

    def delays(self, place: Place) -> list[float]:
        """By how many seconds the officer is late after a break."""
        own = self._own(-place.counter, salt=2)
        return [own.expovariate(1 / _LATE) for _ in range(self._draws)]

    def free(self, place: Place, line: Sequence[InLine], working: WorkingDay, late: Sequence[float]) -> list[float]:
        """When the place can take the next, in each draw."""
        if place.due is not None:
            return [working.after(place.due, delay) for delay in late]
        own = self._own(place.visit.ticket if place.visit else -place.counter, salt=1)
        if place.visit is not None:
            free = self._after_visit(place.visit, own)
        elif place.paused:
            free = [self._at] * self._draws
        else:
            free = self._without_visit(place, line, working, own)
        if place.paused:
            pause = self._own(-place.counter, salt=4)
            free = [moment + pause.expovariate(1 / _PAUSE) for moment in free]
        for starts, ends in working.shut:
            free = [
                ends + delay if starts <= moment < ends + delay and ends > self._at else moment
                for moment, delay in zip(free, late, strict=True)
            ]
        return free

    def _after_visit(self, visit: Visit, own: Random) -> list[float]:
        time, means = self._visit_time(visit.service)
        elapsed = max(1.0, self._at - visit.called_at)
        no_show = 0.0 if visit.came else self._pace.no_show
        free: list[float] = []
        for mean in means:
            left = _rest(elapsed, mean, time.spread, own)
            if own.random() < no_show:
                left = max(0.0, self._pace.no_show_seconds - elapsed)
            free.append(self._at + left + own.choice(self._gaps))
        return free

    def _without_visit(self, place: Place, line: Sequence[InLine], working: WorkingDay, own: Random) -> list[float]:
        waits = [one.since for one in line if one.service in place.services]
        if not waits:
            return [self._at] * self._draws
        # It could call somebody and has not: its officer is turning round, or away. How long may that go on?
        since = max(min(waits), place.free_since or self._at)
        elapsed = working.worked(since, self._at)
        longer = [gap - elapsed for gap in self._gaps if gap > elapsed]
        if not longer:
            return [self._at + own.expovariate(1 / _AWAY) for _ in range(self._draws)]
        return [self._at + own.choice(longer) for _ in range(self._draws)]

    def _visit_time(self, service: str) -> tuple[VisitTime, list[float]]:
        """The service's visit time, and the mean of its log in each draw."""
        if service not in self._times:
            time = self._pace.visit_time(service)
            own = self._own(crc32(service.encode()), salt=3)
            means = [time.mean + common + own.gauss(0.0, time.unsure) for common in self._common]
            self._times[service] = (time, means)
        return self._times[service]

    def _own(self, number: int, *, salt: int = 0) -> Random:
        return Random((self._seed << 40) + (salt << 36) + (number & 0xFFFFFFFFF))


def _rest(elapsed: float, mean: float, spread: float, own: Random) -> float:
    """What is left of a visit that has taken `elapsed` seconds: the lognormal, cut off below."""
    lasted = (math.log(elapsed) - mean) / spread
    longer = 0.5 * math.erfc(lasted / math.sqrt(2))
    if longer < _NEVER_ENDS:
        return elapsed * own.expovariate(4.0)
    share = max(longer * (1.0 - own.random()), 1e-12)
    return max(0.0, math.exp(mean - spread * _NORMAL.inv_cdf(share)) - elapsed)
