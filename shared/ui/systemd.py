"""What systemd is told of a program: that it can be seen, that it lives, what it does, that it ends.

A datagram to NOTIFY_SOCKET is the whole protocol (sd_notify(3)). Where systemd did not start the program, nothing is
said.
"""

from __future__ import annotations

import logging
import os
import socket
from collections.abc import Callable, MutableMapping
from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer, Slot
from PySide6.QtWidgets import QWidget

_log: Final = logging.getLogger(__name__)
_MOST_UNSAID: Final = 5
_LOOK: Final = 10.0  # s between two looks at the status where no watchdog was asked for


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


class LifeSigns(QObject):
    """Beats in the thread of the window, so that a window that hangs is missed; READY after its first picture."""

    def __init__(self, systemd: Systemd, window: QWidget, status: Callable[[], str]) -> None:
        """`status` says in a few words what the program does; it is asked at every beat."""
        super().__init__()
        self._systemd = systemd
        self._window = window
        self._status = status
        self._said = ""
        self._timer = QTimer(self)
        self._timer.setInterval(round((systemd.watchdog / 2 if systemd.watchdog else _LOOK) * 1000))
        self._timer.timeout.connect(self._beat)

    def start(self) -> None:
        """Begin, before the window is shown."""
        if self._systemd.listens:
            self._window.installEventFilter(self)
            self._timer.start()

    def stop(self) -> None:
        """The program ends."""
        self._timer.stop()
        self._systemd.tell("STOPPING=1")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if watched is self._window and event.type() is QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self, self._painted)  # when it is on the screen, not when it begins to be
        return False

    @Slot()
    def _painted(self) -> None:
        self._systemd.tell("READY=1", *self._news())

    @Slot()
    def _beat(self) -> None:
        alive = ["WATCHDOG=1"] if self._systemd.watchdog else []
        lines = [*alive, *self._news()]
        if lines:
            self._systemd.tell(*lines)

    def _news(self) -> list[str]:
        status = self._status().replace("\n", " ")
        if status == self._said:
            return []
        self._said = status
        return [f"STATUS={status}"]
