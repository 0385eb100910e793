"""Which of today's messages were read at this desk, and by whom. Kept in a small file, so that a restart shows nothing
again that was read; each officer has marks of his own, because what one has read the next has not.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Final

from shared.state_file import StateFile

_log: Final = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """The marks of one day: messages by the officer who read them ("" in a hall that asks nobody who he is). A message
    goes by its number and its time, because a store that was restored counts its numbers anew."""

    day: date | None = None
    by: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def of(self, officer: str, day: date) -> frozenset[str]:
        """What this officer has read on that day."""
        return self.by.get(officer, frozenset()) if day == self.day else frozenset()

    def marked(self, message: str, officer: str, day: date) -> Read:
        """The same, and this message read; marks of another day are forgotten."""
        before = self.by if day == self.day else {}
        return replace(self, day=day, by={**before, officer: self.of(officer, day) | {message}})


class ReadMarks:
    """The file. One that cannot be read or written costs the marks and nothing else: messages are shown once more."""

    def __init__(self, file: Path | None) -> None:
        """Without a file nothing outlives a restart."""
        self._file = StateFile(file, what="which messages were read") if file is not None else None

    def read(self) -> Read:
        """As kept; nothing where nothing was, or nothing that makes sense."""
        try:
            text = self._file.read() if self._file is not None else None
            if text is None:
                return Read()
            kept = json.loads(text)
            by = {str(officer): frozenset(map(str, messages)) for officer, messages in kept["read"].items()}
            return Read(day=date.fromisoformat(kept["day"]), by=by)
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as fault:
            _log.warning("which messages were read cannot be read in %s: %s", self._file, fault)
            return Read()

    def keep(self, read: Read) -> None:
        if self._file is not None and read.day is not None:
            by = {officer: sorted(messages) for officer, messages in read.by.items()}
            self._file.keep(json.dumps({"day": read.day.isoformat(), "read": by}))
