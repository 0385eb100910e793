"""What was told, held against what came: of the last people told about twenty minutes, when were they called?

Everything here is in minutes of working time, so that a lunch break neither spoils what is learnt nor is stretched.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final, NamedTuple

#: Where one horizon ends and the next begins, in minutes told. The first is being called at once, a case of its own:
#: that either comes true or an officer is away.
HORIZONS: Final = (0.5, 5.0, 15.0, 30.0, 60.0)
KEPT: Final = 300  # outcomes of each horizon
_PSEUDO: Final = 80.0  # outcomes that the wider group counts for: those of one morning are alike
_SOFT: Final = 2.0  # minutes; keeps ratios of short waits from flying off


class Spread(NamedTuple):
    """The minutes by which one, five and nine of ten are called."""

    q10: float
    q50: float
    q90: float


def horizon(minutes: float) -> int:
    """Which horizon these minutes belong to, from 0."""
    return bisect_right(HORIZONS, minutes)


def quantile(ordered: Sequence[float], part: float) -> float:
    """The value below which `part` of an ordered, not empty sequence lies."""
    place = part * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])


def spread(ordered: Sequence[float]) -> Spread:
    return Spread(quantile(ordered, 0.1), quantile(ordered, 0.5), quantile(ordered, 0.9))


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """The last outcomes, as ratios of what came to what the booking said: of each horizon, and of all."""

    horizons: tuple[tuple[float, ...], ...] = field(default=((),) * (len(HORIZONS) + 1))
    all: tuple[float, ...] = ()

    def after(self, told: float, came: float) -> Calibration:
        """One more outcome: the booking's median was `told` minutes, and `came` minutes it was."""
        ratio = (came + _SOFT) / (told + _SOFT)
        which = horizon(told)
        kept = (*self.horizons[which], ratio)[-KEPT:]
        return replace(
            self,
            horizons=(*self.horizons[:which], kept, *self.horizons[which + 1 :]),
            all=(*self.all, ratio)[-KEPT:],
        )

    def calibrated(self, booked: Spread) -> Spread:
        """The minutes to tell where the booking says `booked`: its median by the ratios that such medians had, as far
        as there are enough of them; else by those of all horizons; else as booked."""
        middle = booked.q50 + _SOFT
        ratios = Spread(*((minutes + _SOFT) / middle for minutes in booked))
        for known in (self.all, self.horizons[horizon(booked.q50)]):
            if known:
                weight = len(known) / (len(known) + _PSEUDO)
                seen = spread(sorted(known))
                ratios = Spread(*(weight * own + (1 - weight) * wider for own, wider in zip(seen, ratios, strict=True)))
        return Spread(*(max(0.0, middle * ratio - _SOFT) for ratio in ratios))
