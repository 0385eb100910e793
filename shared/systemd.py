"""What systemd is told of a program: that it works, that it lives, what it does, that it ends.

A datagram to NOTIFY_SOCKET is the whole protocol (sd_notify(3)). Where systemd did not start the program, nothing is
said.
"""

from __future__ import annotations

import logging
import os
import socket
from collections.abc import MutableMapping
from typing import Final

_log: Final = logging.getLogger(__name__)
_MOST_UNSAID: Final = 5


class Systemd:
    """The line to systemd. Nobody waits for it: what finds no room is said again with the next word, except a beat."""

    def __init__(self, environ: MutableMapping[str, str]) -> None:
        """Takes its variables out of `environ`: what the program starts must not speak in its name."""
        self._address = environ.pop("NOTIFY_SOCKET", "")
        usec, pid = environ.pop("WATCHDOG_USEC", ""), environ.pop("WATCHDOG_PID", "")
        ours = self._address and pid in ("", str(os.getpid()))
        self.watchdog: Final = int(usec) / 1e6 if ours and usec.isdecimal() and int(usec) else None
        """Seconds without a beat after which systemd ends the program; None: it does not."""
        self._unsaid: tuple[str, ...] = ()

    @property
    def listens(self) -> bool:
        return bool(self._address)

    def tell(self, *assignments: str) -> None:
        """Send lines such as READY=1."""
        if not self._address:
            return
        address = "\0" + self._address[1:] if self._address.startswith("@") else self._address
        lines = (*self._unsaid, *assignments)
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as line:
                line.sendto("\n".join(lines).encode(), socket.MSG_DONTWAIT, address)
            self._unsaid = ()
        except OSError as fault:
            if not self._unsaid:
                _log.warning("systemd cannot be told %s: %s", lines[0], fault)
            self._unsaid = tuple(one for one in lines if one != "WATCHDOG=1")[-_MOST_UNSAID:]
