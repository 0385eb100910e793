"""The screen never sleeps while a kiosk or a board is on it.

Under X11 the server itself blanks and switches off, so the server is asked, by `xset`: there is no desktop in a kiosk's
session that would answer org.freedesktop.ScreenSaver, and a request by D-Bus does not reach the server's own timers. It
is asked again now and then, because a monitor that is plugged, or a tool of somebody's, may have changed its mind.
cage and weston's kiosk shell never blank by themselves.
"""

from __future__ import annotations

import logging
import shutil
from typing import Final

from PySide6.QtCore import QObject, QProcess, QTimer, Slot
from PySide6.QtGui import QGuiApplication

_log: Final = logging.getLogger(__name__)
_AGAIN_MS: Final = 300_000
_SETTINGS: Final = ("s", "off", "s", "noblank", "-dpms")


class Awake(QObject):
    """Keeps the X server from blanking between `start` and `stop`."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._program = shutil.which("xset") or ""
        self._asking = QProcess(self)
        self._asking.finished.connect(self._asked)
        self._timer = QTimer(self)
        self._timer.setInterval(_AGAIN_MS)
        self._timer.timeout.connect(self._ask)

    def start(self) -> None:
        """From now on."""
        if QGuiApplication.platformName() != "xcb":
            return
        if not self._program:
            _log.warning("xset is not installed: the screen may go dark")
            return
        self._ask()
        self._timer.start()

    def stop(self) -> None:
        """The screen may sleep again, as far as this program is concerned."""
        self._timer.stop()
        if self._asking.state() is not QProcess.ProcessState.NotRunning:
            self._asking.kill()
            self._asking.waitForFinished(1000)

    @Slot()
    def _ask(self) -> None:
        if self._asking.state() is QProcess.ProcessState.NotRunning:
            self._asking.start(self._program, list(_SETTINGS))

    @Slot(int, QProcess.ExitStatus)
    def _asked(self, code: int, _status: QProcess.ExitStatus) -> None:
        if code:
            said = self._asking.readAllStandardError().toStdString().strip()
            _log.warning("the screen may go dark: xset ended with %d: %s", code, said)
