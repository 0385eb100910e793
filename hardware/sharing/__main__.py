"""``motcua-bus``, or ``python -m hardware.sharing``: one line for the call units and signs of several counters.

It ends with 0 when it was asked to and with 2 for a setting that must be mended. It needs no store and no screen.
"""

from __future__ import annotations

import argparse
import faulthandler
import logging
import os
import signal
import sys
import time
from pathlib import Path
from typing import Final

from hardware.sharing.plan import SharedBus
from shared import logs
from shared.domain.errors import ConfigError
from shared.settings import read_station
from shared.systemd import Systemd

_log: Final = logging.getLogger(__name__)
PROGRAM: Final = "motcua-bus"
BAD_SETTING: Final = 2
_LOOK: Final = 10.0  # s between two looks at the status where no watchdog was asked for


class LifeSigns:
    """Beats from the loop that passes keys on, so that one that hangs is missed."""

    def __init__(self, systemd: Systemd, bus: SharedBus) -> None:
        self._systemd = systemd
        self._bus = bus
        self._every = systemd.watchdog / 2 if systemd.watchdog else _LOOK
        self._next = 0.0
        self._said = ""

    def beat(self) -> None:
        """Call it often."""
        if time.monotonic() < self._next:
            return
        self._next = time.monotonic() + self._every
        status = self._bus.status
        news = ["READY=1"] if not self._said else []
        if status != self._said:
            news.append(f"STATUS={status}")
            self._said = status
        if self._systemd.watchdog:
            news.append("WATCHDOG=1")
        if news:
            self._systemd.tell(*news)


def main() -> int:
    """Share the line until told to end; the exit code."""
    parser = argparse.ArgumentParser(prog=PROGRAM, description="One line for the call units and signs of counters.")
    parser.add_argument("--settings", type=Path, default=Path("motcua.toml"), help="this machine's motcua.toml")
    options = parser.parse_args()
    logs.start(PROGRAM)
    faulthandler.enable()
    systemd = Systemd(os.environ)
    try:
        bus = SharedBus(read_station(options.settings), where=options.settings)
    except ConfigError as error:
        _log.error("%s", error)
        return BAD_SETTING
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: bus.stop())
    try:
        bus.run(alive=LifeSigns(systemd, bus).beat)
    finally:
        systemd.tell("STOPPING=1")
    return 0


if __name__ == "__main__":
    sys.exit(main())
