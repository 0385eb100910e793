"""The voice's wish for quiet, brought from its own thread into the window's."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal, Slot

from display.ducking import Ducking


class Hush(QObject):
    """A `Ducking` for any thread: it comes back at once, and the real one is told in the thread this was made in."""

    _wanted = Signal(bool)

    def __init__(self, ducking: Ducking) -> None:
        super().__init__()
        self._ducking = ducking
        self._wanted.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def hush(self) -> None:
        self._wanted.emit(True)

    def resume(self) -> None:
        self._wanted.emit(False)

    @Slot(bool)
    def _tell(self, quiet: bool) -> None:
        if quiet:
            self._ducking.hush()
        else:
            self._ducking.resume()
