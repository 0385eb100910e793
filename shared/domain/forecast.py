"""How long a newcomer will wait, as far as it may be said: a forecast, the range that may be promised, and whether
there is any hope of being served today."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from shared.domain.booking import DRAWS, InLine, Place, book
from shared.domain.calibration import Calibration, spread
from shared.domain.pace import Pace
from shared.domain.working import WorkingDay

_FINE_STEP: Final = 5  # minutes; up to an hour
_COARSE_STEP: Final = 15  # minutes; beyond it, where five more mean nothing to anybody
_HOUR: Final = 60
MOST_SPREAD: Final = 90.0  # minutes of working time between low and high; a wider range helps nobody
LIKELY: Final = 0.8  # from this chance on somebody will be served before closing
UNLIKELY: Final = 0.2  # below it he will not


class InTime(StrEnum):
    """Whether somebody who comes now would be called before the hall closes."""

    YES = "yes"  #: at least eight of ten would
    DOUBTFUL = "doubtful"  #: warn
    NO = "no"  #: less than two of ten would: warn, or refuse where the hall's rules say so


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """The minutes that may be promised. `over_break`: they reach over a break or beyond it, so say that too."""

    low: int
    high: int
    over_break: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """When somebody who comes now would be called: `q10`, `q50`, `q90` are the minutes on the clock by which one, five
    and nine of ten in his place are.

    `spread` is from q10 to q90 in minutes of working time. `told` is what calibration learns from: the booking's own
    median in minutes of working time. `ahead` are the people before him in the line of the counters that serve him.
    `before_close` and `before_break` are the chances of being called before the
    hall closes, and before the break that comes next (1.0 where none comes). `break_in` are the minutes until it.
    """

    q10: float
    q50: float
    q90: float
    spread: float
    told: float
    ahead: int
    before_close: float
    before_break: float = 1.0
    break_in: float | None = None

    @property
    def range(self) -> Range | None:
        """What may be promised: rounded outwards to what people reckon in; None where it would say nothing."""
        if self.spread > MOST_SPREAD:
            return None
        low, high = _down(self.q10), _up(self.q90)
        if high <= low:
            high = _up(low + 1)
        over = self.break_in is not None and high > self.break_in
        return Range(low=low, high=high, over_break=over)


def forecast(
    places: Sequence[Place],
    line: Sequence[InLine],
    *,
    ahead: int,
    service: str,
    at: float,
    pace: Pace,
    working: WorkingDay,
    seed: int,
    calibration: Calibration | None = None,
    draws: int = DRAWS,
) -> Forecast | None:
    """The forecast for somebody who comes at `at` (seconds since 1970) for `service`; None where no place serves it.

    `line` is everybody who waits in the order of calling, of whom `ahead` rank before. The same question has the same
    answer.
    """
    mine = frozenset[str]().union(*(one.services for one in places if service in one.services))
    calls = book(places, line, ahead=ahead, service=service, at=at, pace=pace, working=working, seed=seed, draws=draws)
    if calls is None:
        return None
    minutes = [working.worked(at, moment) / 60 for moment in calls]
    booked = spread(minutes)
    told = (calibration or Calibration()).calibrated(booked)
    q10, q50, q90 = ((working.after(at, 60 * one) - at) / 60 for one in told)
    pause = working.break_after(at)
    stretch = (told.q50 + 1) / (booked.q50 + 1)
    return Forecast(
        q10=q10,
        q50=q50,
        q90=q90,
        spread=told.q90 - told.q10,
        told=booked.q50,
        ahead=sum(one.service in mine for one in line[:ahead]),
        before_close=_chance(minutes, stretch, at=at, until=working.closes, working=working),
        before_break=_chance(minutes, stretch, at=at, until=pause[0] if pause else None, working=working),
        break_in=(pause[0] - at) / 60 if pause else None,
    )


def served_before_close(found: Forecast | None) -> InTime:
    """Whether there is hope today. Doubtful where nothing can be said."""
    if found is None or UNLIKELY <= found.before_close < LIKELY:
        return InTime.DOUBTFUL
    return InTime.YES if found.before_close >= LIKELY else InTime.NO


def _chance(minutes: Sequence[float], stretch: float, *, at: float, until: float | None, working: WorkingDay) -> float:
    """The part of the draws, corrected like the median, that come before `until`."""
    if until is None:
        return 1.0
    if until <= at:
        return 0.0
    most = working.worked(at, until) / 60
    return sum(one * stretch < most for one in minutes) / len(minutes)


def _down(minutes: float) -> int:
    step = _FINE_STEP if minutes < _HOUR else _COARSE_STEP
    return step * math.floor(minutes / step)


def _up(minutes: float) -> int:
    step = _FINE_STEP if minutes <= _HOUR else _COARSE_STEP
    return step * math.ceil(minutes / step)
