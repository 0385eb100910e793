"""A line that is not there is not looked for again at every question, but after 1, 2 and then every 5 seconds.

So a printer that is switched off costs a citizen no waiting. A device file is looked for at once when its path comes
to lead somewhere else than at the last attempt: it has been plugged in again.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

from hardware.deadline import Deadline
from hardware.transport import Transport
from shared.domain.errors import DeviceAway

WAITS: Final = (1.0, 2.0, 5.0)


class Reopening:
    """`line` with patience between attempts to open it; `path` is its device file, if it has one."""

    __slots__ = ("_clock", "_failures", "_line", "_not_before", "_path", "_seen")

    def __init__(
        self, line: Transport, *, path: Path | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._line = line
        self._path = path
        self._clock = clock
        self._failures = 0
        self._not_before = 0.0
        self._seen: tuple[int, int, int] | None = None

    @property
    def name(self) -> str:
        return self._line.name

    @property
    def is_open(self) -> bool:
        return self._line.is_open

    def open(self, deadline: Deadline) -> None:
        if self._line.is_open:
            return
        device = self._device()
        if self._failures and self._clock() < self._not_before and device == self._seen:
            raise DeviceAway(self.name, "still away at the last attempt")
        self._seen = device
        try:
            self._line.open(deadline)
        except DeviceAway:
            self._not_before = self._clock() + WAITS[min(self._failures, len(WAITS) - 1)]
            self._failures += 1
            raise
        self._failures = 0

    def close(self) -> None:
        self._line.close()

    def write(self, data: bytes, deadline: Deadline) -> int:
        return self._line.write(data, deadline)

    def read(self, at_most: int, deadline: Deadline) -> bytes:
        return self._line.read(at_most, deadline)

    def paper_out(self) -> bool | None:
        return self._line.paper_out()

    def _device(self) -> tuple[int, int, int] | None:
        """What the path leads to now; None for nothing."""
        if self._path is not None:
            with suppress(OSError):
                found = self._path.stat()
                return found.st_dev, found.st_ino, found.st_ctime_ns
        return None
