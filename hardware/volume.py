"""The loudness of this machine, by the mixer's own command (ALSA's amixer), which is there wherever sound is."""

from __future__ import annotations

import re
import shutil
import subprocess
from typing import Final

from shared.domain.errors import Outage

_TIMEOUT: Final = 2.0  # s
_LEVEL: Final = re.compile(r"\[([0-9]{1,3})%\]")


class NoVolume(Outage):
    """There is no mixer, or it does not answer."""


def turn(by: int, *, control: str = "Master") -> int:
    """Turn the loudness up or down by so many per cent; what it is then. Raises NoVolume."""
    amixer = shutil.which("amixer")
    if amixer is None:
        raise NoVolume
    change = f"{abs(by)}%{'+' if by >= 0 else '-'}"
    try:
        done = subprocess.run(
            [amixer, "sset", control, change], capture_output=True, text=True, timeout=_TIMEOUT, check=True
        )
    except (OSError, subprocess.SubprocessError) as fault:
        raise NoVolume from fault
    level = _LEVEL.search(done.stdout)
    if level is None:
        raise NoVolume
    return int(level[1])
