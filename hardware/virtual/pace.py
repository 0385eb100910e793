"""How fast a line runs, and where on it something goes wrong."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from hardware.virtual.condition import Condition

_TICK: Final = 0.02  # seconds between looks at a slow line
_AT_ONCE: Final = 16_384


class Pace:
    """Gives out how many bytes may be taken. Times are seconds of one clock."""

    __slots__ = ("_last", "_owed", "_rate")

    def __init__(self, rate: float | None) -> None:
        self._rate = rate
        self._owed = 0.0
        self._last: float | None = None

    def may_take(self, now: float, *, dribbling: bool) -> int:
        """How many bytes have had the time to come over the line by `now`."""
        rate = 1.0 if dribbling else self._rate
        if rate is None:
            return _AT_ONCE
        since = 0.0 if self._last is None else now - self._last
        self._last = now
        # What a line could have carried while nobody sent is not made up for.
        self._owed = min(self._owed + since * rate, max(1.0, rate * 2 * _TICK))
        return int(self._owed)

    def took(self, count: int) -> None:
        self._owed = max(0.0, self._owed - count)

    def tick(self, *, dribbling: bool) -> float:
        """Seconds after which looking again makes sense."""
        return _TICK if dribbling or self._rate is not None else 0.0


def allowed(condition: Condition, wish: int) -> int:
    """How many of `wish` bytes go through before the next thing happens on the line."""
    edges = (condition.dies_after, condition.holds_after, condition.dribbles_after)
    return min((wish, *(edge for edge in edges if edge)))


def after(condition: Condition, count: int) -> Condition:
    """The condition when `count` more bytes have arrived."""
    return replace(
        condition,
        dies_after=_less(condition.dies_after, count),
        holds_after=_less(condition.holds_after, count),
        dribbles_after=_less(condition.dribbles_after, count),
        drops_after=_less(condition.drops_after, count),
    )


def _less(edge: int | None, count: int) -> int | None:
    return None if edge is None else max(0, edge - count)
