"""A kiosk that staff have locked: why, kept in a small file so that no restart unlocks it."""

from __future__ import annotations

import logging
from enum import Enum
from pathlib import Path
from typing import Final

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
        self._file = file
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
        if self._file is None:
            return
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            new = self._file.with_suffix(".new")
            new.write_text(text, encoding="utf-8")
            new.replace(self._file)
        except OSError as fault:
            _log.warning("the lock cannot be kept in %s: %s", self._file, fault)

    def _read(self) -> Reason | None:
        if self._file is None or not self._file.exists():
            return None
        try:
            text = self._file.read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as fault:
            _log.warning("the lock in %s cannot be read: %s", self._file, fault)
            return None
        return next((one for one in Reason if one.value == text), Reason.OTHER if text else None)
