"""What time it is in the hall: the store's time, whatever the clock of the machine says that has a screen.

    hall_time = HallTime(clock, steady)          # then in the place of a clock
    bridge.told.connect(hall_time.told)          # before the window, which reckons with it
    Heart(…, measured=hall_time.measured)        # and anew every ten seconds

Between two words of the store the time goes on by seconds that nobody sets. So a clock that is set, or was wrong from
the start, by minutes or by days, changes nothing on a screen, and a store that is away does not either. Only until the
store was heard for the first time this machine's clock has to do. Where the store is this machine's own (SQLite) its
clock is the hall's: set, it is followed within ten seconds.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Final

from shared.feed import Away, News

_SAME: Final = timedelta(seconds=1)  # a line that was slow is no other time


class HallTime:
    """A clock (aware). Heard in one thread and asked in others: what is known is one value."""

    def __init__(self, clock: Callable[[], datetime], steady: Callable[[], float]) -> None:
        """`clock` is this machine's; `steady` gives seconds that only run forward, asleep or not."""
        self._clock = clock
        self._steady = steady
        self._known: tuple[datetime, float] | None = None

    def __call__(self) -> datetime:
        known = self._known
        if known is None:
            return self._clock()
        at, since = known
        return at + timedelta(seconds=self._steady() - since)

    def told(self, told: News | Away) -> None:
        """News, some of which brings the store's time."""
        if isinstance(told, News) and told.at is not None:
            self._heard(told.at)

    def measured(self, offset: timedelta) -> None:
        """This machine's clock is so far ahead of the store's."""
        self._heard(self._clock() - offset)

    def _heard(self, at: datetime) -> None:
        if self._known is None or abs(at - self()) > _SAME:
            self._known = (at, self._steady())


def this_machines_clock() -> datetime:
    """The time, aware."""
    return datetime.now(UTC)


def seconds_that_only_run() -> float:
    """Seconds since this machine started, asleep or not; nobody sets them."""
    return time.clock_gettime(time.CLOCK_BOOTTIME)
