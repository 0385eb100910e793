"""The life signs of a window for systemd."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer, Slot
from PySide6.QtWidgets import QWidget

from shared.systemd import Systemd

_LOOK: Final = 10.0  # s between two looks at the status where no watchdog was asked for


class LifeSigns(QObject):
    """Beats in the thread of the window, so that a window that hangs is missed; READY after its first picture."""

    def __init__(self, systemd: Systemd, window: QWidget, status: Callable[[], str]) -> None:
        """`status` says in a few words what the program does; it is asked at every beat."""
        super().__init__()
        self._systemd = systemd
        self._window = window
        self._status = status
        self._said = ""
        self._ready = False
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
        # A window that a view covers whole is never painted itself: then its coming to the screen counts.
        handle = self._window.windowHandle()
        if watched is self._window and event.type() is QEvent.Type.Show and handle is not None:
            handle.installEventFilter(self)
        elif event.type() in (QEvent.Type.Paint, QEvent.Type.Expose):
            QTimer.singleShot(0, self, self._painted)  # when it is on the screen, not when it begins to be
        return False

    @Slot()
    def _painted(self) -> None:
        handle = self._window.windowHandle()
        if self._ready or handle is None or not handle.isExposed():
            return
        self._ready = True
        self._window.removeEventFilter(self)
        handle.removeEventFilter(self)
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
