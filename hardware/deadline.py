"""A moment by which something must have happened, on the clock that is never put back."""

from __future__ import annotations

import time
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Deadline:
    """`moment` is in seconds of `time.monotonic()`."""

    moment: float

    @classmethod
    def after(cls, seconds: float) -> Deadline:
        """That many seconds from now; 0 means: only what can be done without waiting."""
        return cls(time.monotonic() + seconds)

    def left(self) -> float:
        """Seconds until it, 0 once it has passed."""
        return max(0.0, self.moment - time.monotonic())

    def passed(self) -> bool:
        """Whether nothing more may be waited for."""
        return self.left() == 0.0

    def within(self, seconds: float) -> Deadline:
        """The sooner of this and `seconds` from now."""
        return Deadline(min(self.moment, time.monotonic() + seconds))
