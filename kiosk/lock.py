"""A kiosk that staff have locked: why, kept in a small file so that no restart unlocks it."""

from __future__ import annotations

import logging
from enum import Enum
from pathlib import Path
from typing import Final

from shared.state_file import StateFile

_log: Final = logging.getLogger(__name__)


class Reason(Enum):
    """Why no numbers are given here. The value stands in the file."""

    MAINTENANCE = "maintenance"
    NO_PAPER = "no_paper"
    MOVED = "moved"  # people are sent to another kiosk
    OTHER = "other"


class Lock:
    """Locked or not. A file that cannot be written is a warning in the log: the lock holds until the next restart."""

    def __init__(self, file: Path | None) -> None:
        """Without a file nothing outlives a restart."""
        self._file = None if file is None else StateFile(file, what="the lock")
        self._reason = self._read()

    @property
    def reason(self) -> Reason | None:
        """Why it is locked; None while it is not."""
        return self._reason

    def lock(self, reason: Reason) -> None:
        self._reason = reason
        _log.warning("this kiosk is locked: %s", reason.value)
        self._keep(reason.value)

    def unlock(self) -> None:
        self._reason = None
        _log.warning("this kiosk is unlocked")
        self._keep("")

    def _keep(self, text: str) -> None:
        if self._file is not None:
            self._file.keep(text)

    def _read(self) -> Reason | None:
        if self._file is None:
            return None
        try:
            text = (self._file.read() or "").strip()
        except (OSError, ValueError) as fault:
            _log.warning("the lock in %s cannot be read: %s", self._file, fault)
            return None
        return next((one for one in Reason if one.value == text), Reason.OTHER if text else None)
