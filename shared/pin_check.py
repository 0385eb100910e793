"""Who may open the staff's page of a kiosk, or leave a board: a PIN, and a patience with wrong ones that no restart can
buy back.

Five wrong tries lock the page for a minute, the next five for two, up to an hour; the right PIN forgets them all. What
was tried is kept in a small file. A file that cannot be written is a warning in the log: a full disk must not keep
staff away from the page that tells them of it.
"""

from __future__ import annotations

import json
import logging
import math
import re
import threading
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from shared import pins
from shared.places import state_folder
from shared.state_file import StateFile

_log: Final = logging.getLogger(__name__)
TRIES: Final = 5
FIRST_LOCK: Final = 60.0  # s
LONGEST_LOCK: Final = 3600.0  # s


@dataclass(frozen=True, slots=True)
class Opened:
    """The PIN was right."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """It was not; so many more tries before the page is locked."""

    tries_left: int


@dataclass(frozen=True, slots=True)
class Locked:
    """Nothing is tried before so many whole seconds have gone by."""

    seconds: int


Tried = Opened | Wrong | Locked


@dataclass(frozen=True, slots=True, kw_only=True)
class _Count:
    """Wrong tries since the last lock, locks since the last right PIN, the second of the epoch the lock ends."""

    wrong: int = 0
    locks: int = 0
    until: float = 0.0


class PinCheck:
    """One station's PIN and its limit. May be asked from any thread, and by several at once."""

    def __init__(self, pin_hash: str, *, file: Path, at_seconds: float, epoch: Callable[[], float] = time.time) -> None:
        """`at_seconds` is now, on the clock (never put back) that is also given to the other methods. `epoch` is the
        time of day; it only says how much of a lock ran while the program did not, and never makes one longer."""
        self._hash = pin_hash
        self._file = StateFile(file, what="the count of wrong staff PINs")
        self._epoch = epoch
        self._one_try = threading.Lock()
        self._count = self._read()
        left = min(max(self._count.until - epoch(), 0.0), _lock_after(self._count.locks))
        self._opens_at = at_seconds + left

    def locked_for(self, at_seconds: float) -> int:
        """Whole seconds until a try is possible; 0: now. Cheap. While the fifth try is checked it says locked."""
        return max(0, math.ceil(self._opens_at - at_seconds))

    def try_pin(self, digits: str, at_seconds: float) -> Tried:
        """Check `digits`. Takes 50 ms or more: ask a worker's thread, with a lambda (a partial's repr would carry the
        digits into a log). A try counts before it is checked, so pulling the plug does not win one more."""
        with self._one_try:
            left = self.locked_for(at_seconds)
            if left:
                _log.warning("a staff PIN was tried while locked for %d s more", left)
                return Locked(left)
            self._count_wrong(at_seconds)
            if pins.fits(digits, self._hash):
                self._opens_at = at_seconds
                self._keep(_Count())
                _log.info("the staff PIN was typed")
                return Opened()
            left = self.locked_for(at_seconds)
            if left:
                _log.warning("wrong staff PIN, the %dth in a row: locked for %d s", TRIES, left)
                return Locked(left)
            _log.warning("wrong staff PIN, %d tries left", TRIES - self._count.wrong)
            return Wrong(TRIES - self._count.wrong)

    def _count_wrong(self, at_seconds: float) -> None:
        count = self._count
        if count.wrong + 1 < TRIES:
            self._keep(_Count(wrong=count.wrong + 1, locks=count.locks))
            return
        lock = _lock_after(count.locks + 1)
        self._opens_at = at_seconds + lock
        self._keep(_Count(locks=count.locks + 1, until=self._epoch() + lock))

    def _keep(self, count: _Count) -> None:
        self._count = count
        self._file.keep(json.dumps(asdict(count)))

    def _read(self) -> _Count:
        try:
            text = self._file.read()
            if text is None:
                return _Count()
            kept = json.loads(text)
            count = _Count(wrong=int(kept["wrong"]), locks=int(kept["locks"]), until=float(kept["until"]))
            if 0 <= count.wrong < TRIES and count.locks >= 0 and math.isfinite(count.until):
                return count
            fault: Exception = ValueError(f"makes no sense: {kept}")
        except (OSError, ValueError, TypeError, KeyError) as error:
            fault = error
        _log.warning("the count of wrong staff PINs in %s cannot be read, so the page is locked: %r", self._file, fault)
        return _Count(locks=1, until=self._epoch() + FIRST_LOCK)


def pin_check(pin_hash: str, station: str, at_seconds: float) -> PinCheck | None:
    """The check a station's settings ask for; None where no PIN is set. `station` is its name, for the file."""
    if not pin_hash:
        return None
    name = re.sub(r"[^\w-]+", "-", station)
    return PinCheck(pin_hash, file=state_folder() / f"staff-pin-{name}.json", at_seconds=at_seconds)


def _lock_after(locks: int) -> float:
    """How long the lock of this number is."""
    return float(min(FIRST_LOCK * 2 ** min(max(locks - 1, 0), 10), LONGEST_LOCK)) if locks else 0.0
