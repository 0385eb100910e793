"""How staff leave a board: they plug a keyboard in and type their PIN and Enter. Nothing of it is shown, and nothing
else that is typed does anything."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from shared.pin_check import Opened, PinCheck, Tried, pin_check
from shared.pins import LEAST, MOST
from shared.settings import DisplayForm, StationForm
from shared.ui.program import LEFT_BY_STAFF, leave

_FORGOTTEN: Final = 10.0  # s between two keys after which what was typed is no beginning any more
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class WayOut(QObject):
    """Listens to the keys of `window`. Five wrong PINs lock it, as they lock the staff's page of a kiosk."""

    _tried = Signal(object)

    def __init__(
        self,
        window: QWidget,
        pin: PinCheck,
        *,
        leave: Callable[[], None],
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(window)
        self._pin = pin
        self._leave = leave
        self._seconds = seconds
        self._digits = ""
        self._typed_at = 0.0
        self._busy = False
        self._tried.connect(self._answer, Qt.ConnectionType.QueuedConnection)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        del watched
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            self._key(event)
        return False

    def _key(self, event: QKeyEvent) -> None:
        now, text = self._seconds(), event.text()
        if now - self._typed_at > _FORGOTTEN:
            self._digits = ""
        self._typed_at = now
        if event.key() in _ENTER:
            self._try()
        elif text.isascii() and text.isdecimal() and len(self._digits) < MOST:
            self._digits += text
        else:
            self._digits = ""

    def _try(self) -> None:
        digits, self._digits = self._digits, ""
        if len(digits) < LEAST or self._busy:
            return
        self._busy = True
        # The hash takes 50 ms and more, in which the board would stand still.
        threading.Thread(target=lambda: self._check(digits), name="staff-pin", daemon=True).start()

    def _check(self, digits: str) -> None:
        self._tried.emit(self._pin.try_pin(digits, self._seconds()))

    @Slot(object)
    def _answer(self, tried: Tried) -> None:
        self._busy = False
        if isinstance(tried, Opened):
            self._leave()


def give_way_out(window: QWidget, station: StationForm, *, name: str) -> None:
    """Staff can leave the program of this window, if this machine has a PIN."""
    form: DisplayForm = station.display
    pin = pin_check(form.staff_pin or station.kiosk.staff_pin, name, time.monotonic())
    if pin is not None:
        WayOut(window, pin, leave=partial(leave, LEFT_BY_STAFF))
