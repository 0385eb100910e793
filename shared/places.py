"""Where a program keeps what outlives it, and what ends with it."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def state_folder() -> Path:
    """What outlives a restart: systemd's StateDirectory, else the account's own. It need not exist yet."""
    for variable, below in (("STATE_DIRECTORY", "."), ("XDG_STATE_HOME", "motcua")):
        folder = os.environ.get(variable, "").split(":")[0]
        if folder:
            return Path(folder, below)
    return Path.home() / ".local/state/motcua"


def runtime_folder() -> Path:
    """What ends with the machine at the latest: systemd's RuntimeDirectory, else the account's own. It exists."""
    for variable, below in (("RUNTIME_DIRECTORY", "."), ("XDG_RUNTIME_DIR", "motcua")):
        folder = os.environ.get(variable, "").split(":")[0]
        if folder and Path(folder).is_dir():
            return _made(Path(folder, below))
    return _made(Path(tempfile.gettempdir(), f"motcua-{os.getuid()}"))


def _made(folder: Path) -> Path:
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder
