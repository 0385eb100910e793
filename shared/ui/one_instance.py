"""One station is one program: a second start of the same kiosk would print on the same printer in the same name."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import Self

from PySide6.QtCore import QLockFile

from shared.places import runtime_folder


class RunningAlready(Exception):
    """`pid` is this station, on this machine, right now; 0 where that cannot be read."""

    def __init__(self, pid: int) -> None:
        super().__init__(pid)
        self.pid = pid


class OneInstance:
    """Held from `take` until `release`, or until the last reference to it goes.

    The lock of a holder that was killed is taken over at once."""

    def __init__(self, file: Path) -> None:
        self._lock = QLockFile(str(file))
        self._lock.setStaleLockTime(0)  # else a program that runs for longer than 30 s would lose its lock

    @classmethod
    def of(cls, program: str, station: str, *, hall: str) -> Self:
        """For the program and the name that the station has in `hall`, which is a store and a hall in it."""
        name = re.sub(r"[^\w-]+", "-", f"{program}-{station}")
        return cls(runtime_folder() / f"{name}-{hashlib.sha256(hall.encode()).hexdigest()[:8]}.lock")

    def take(self) -> None:
        """Raises RunningAlready."""
        # Qt takes a lock for held while any process has its holder's number. Whether it is held the kernel knows: the
        # file of a holder that lives cannot be removed.
        if self._lock.tryLock(0) or (self._lock.removeStaleLockFile() and self._lock.tryLock(0)):
            return
        if self._lock.error() is QLockFile.LockError.LockFailedError:
            raise RunningAlready(self._holder())
        raise OSError(f"the lock {self._lock.fileName()} cannot be made: {self._lock.error().name}")

    def release(self) -> None:
        self._lock.unlock()

    def _holder(self) -> int:
        try:
            return int(Path(self._lock.fileName()).read_text(encoding="utf-8").partition("\n")[0])
        except (OSError, ValueError):
            return 0
