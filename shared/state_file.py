"""A small file that outlives the program: a count, a lock. It is there whole, as it was last or as it was before that.

    file = StateFile(state_folder() / "roll.json", what="the paper count")
    file.keep("…")

What is to be done about one that is damaged is its owner's business: a lock and a count do not mean the same by it.
"""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import Final

_log: Final = logging.getLogger(__name__)


class StateFile:
    """One such file and nobody else's: two programs that keep the same one overwrite each other."""

    def __init__(self, path: Path, *, what: str) -> None:
        """`what` it holds, for the log: "the paper count". The folder need not exist yet."""
        self._path = path
        self._what = what

    def __str__(self) -> str:
        return str(self._path)

    def read(self) -> str | None:
        """What was kept; None where nothing was yet. Raises OSError where it cannot be read, and ValueError where it is
        not text."""
        try:
            return self._path.read_text(encoding="utf-8")
        except FileNotFoundError:
            return None

    def keep(self, text: str) -> None:
        """Put `text` in the place of what was there; it survives a power cut from the moment this returns.

        A full disk or a folder that is not ours is a warning in the log and no more: a kiosk goes on without memory.
        """
        half = self._path.with_name(f".{self._path.name}.part")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with half.open("w", encoding="utf-8") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            half.replace(self._path)
            self._keep_name()
        except OSError as fault:
            _log.warning("%s cannot be kept in %s: %s", self._what, self._path, fault)

    def _keep_name(self) -> None:
        """A new name is in the folder, which has to reach the disk as well."""
        folder = os.open(self._path.parent, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
