"""What all commands share: the language of the terminal, and which hall is meant."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from shared.domain.errors import ConfigError
from shared.settings import read_station
from shared.text import words


@cache
def language() -> str:
    """Vietnamese in a Vietnamese terminal, else English."""
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "")
        if value:
            return "vi" if value.lower().startswith("vi") else "en"
    return "en"


def told(message: str) -> str:
    """`message` in the language of the terminal."""
    return words(language()).gettext(message)


@dataclass(frozen=True, slots=True)
class Station:
    """Which store and hall a command means: from the options, else from motcua.toml."""

    settings: str
    store: str | None
    hall: str | None

    def url(self) -> str:
        """Raises ConfigError when neither an option nor a settings file says."""
        return self.store or read_station(self._file()).store

    def hall_id(self) -> str:
        """Raises ConfigError when neither an option nor a settings file says."""
        return self.hall or read_station(self._file()).hall

    def _file(self) -> Path:
        path = Path(self.settings)
        if not path.exists():
            raise ConfigError(path, "file", str(path), "no such file: run `motcua init`, or give --store and --hall")
        return path
