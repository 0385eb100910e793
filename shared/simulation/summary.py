"""A played day in figures."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from statistics import mean, median, quantiles

from shared.simulation.play import Visit


@dataclass(frozen=True, slots=True, kw_only=True)
class Waits:
    """The waiting times of a group of visits."""

    visits: int
    mean: timedelta
    median: timedelta
    p90: timedelta
    longest: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class DaySummary:
    """What became of everybody. `waits` by priority class, and under "" of all; `unserved` still held a number
    when the officers went home."""

    issued: int
    served: int
    no_show: int
    left: int
    unserved: int
    waits: dict[str, Waits]


def summarise(visits: Collection[Visit]) -> DaySummary:
    """The figures of a day."""
    classes = sorted({visit.priority for visit in visits})
    waits = {"": _waits(visits)} | {one: _waits([v for v in visits if v.priority == one]) for one in classes}
    ended = sum(visit.served or visit.no_show or visit.left for visit in visits)
    return DaySummary(
        issued=len(visits),
        served=sum(visit.served for visit in visits),
        no_show=sum(visit.no_show for visit in visits),
        left=sum(visit.left for visit in visits),
        unserved=len(visits) - ended,
        waits={name: found for name, found in waits.items() if found is not None},
    )


def _waits(visits: Collection[Visit]) -> Waits | None:
    seconds = sorted(visit.wait.total_seconds() for visit in visits if visit.wait is not None)
    if not seconds:
        return None
    p90 = quantiles(seconds, n=10)[-1] if len(seconds) > 1 else seconds[0]
    return Waits(
        visits=len(seconds),
        mean=timedelta(seconds=mean(seconds)),
        median=timedelta(seconds=median(seconds)),
        p90=timedelta(seconds=p90),
        longest=timedelta(seconds=seconds[-1]),
    )
