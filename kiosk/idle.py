"""How long nobody has touched the screen, and what is said about it."""

from __future__ import annotations

import math
from typing import Final

IDLE: Final = 45.0  # s without a touch after which the kiosk goes home
WARNING: Final = 15.0  # s before that the citizen is asked
DONE: Final = 8.0  # s that a finished ticket is shown
SETTLING: Final = 1.5  # s in which a touch on the finished ticket is still meant for the page before


class Idle:
    """Counts from the last touch. Times are seconds of a clock that is never put back."""

    def __init__(self, at: float) -> None:
        self._touched_at = at

    def touched(self, at: float) -> None:
        """Somebody is there."""
        self._touched_at = at

    def quiet(self, at: float) -> float:
        """Seconds since the last touch."""
        return at - self._touched_at

    def over(self, at: float) -> bool:
        """Nobody is there any more."""
        return self.quiet(at) >= IDLE

    def left(self, at: float) -> int:
        """Whole seconds until it is over."""
        return max(0, math.ceil(IDLE - self.quiet(at)))

    def seconds_left(self, at: float) -> int | None:
        """Whole seconds until it is over, while the citizen is to be warned; None before that."""
        left = IDLE - self.quiet(at)
        return max(1, math.ceil(left)) if left <= WARNING else None
