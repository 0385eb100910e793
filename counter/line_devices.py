"""The counter's own call unit and sign, followed and heard: keys come as signals, the rest is told by the state."""

from __future__ import annotations

import logging
import time
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from counter.facing import Facing
from counter.state import DeskState, Tone
from hardware.counter_line import CounterLine
from hardware.keypads.interface import Lamp
from shared.counter_form import CounterForm
from shared.counter_shows import Doing
from shared.domain.station import DeviceHealth

_log: Final = logging.getLogger(__name__)

_LAMPS: Final = {
    None: Lamp.OFF,
    Doing.CLOSED: Lamp.OFF,
    Doing.PAUSED: Lamp.OFF,
    Doing.FREE: Lamp.GREEN,
    Doing.INVITING: Lamp.RED_SLOW,
    Doing.SERVING: Lamp.RED,
}
_DASHES: Final = "---"
_STANDS_MS: Final = 60_000  # how long an invitation stands while the store is away: for who is on the way
_TOLD_MS: Final = 3_000  # how long the lamp says that a key did nothing because nobody is logged in
_FRESH: Final = 2.0  # s: an older key calls nobody
_ALARMS: Final = (Tone.REFUSED, Tone.TRYING, Tone.UNSETTLED, Tone.AWAY)


def lamp_of(state: DeskState) -> Lamp:
    """What the call unit answers: green while the counter is free (slow: somebody waits), red while somebody is there
    (slow: invited), fast red where the last press came to nothing. In an emergency it urges nobody to call."""
    if state.notice is not None and state.notice.tone in _ALARMS:
        return Lamp.RED_FAST
    lamp = _LAMPS[state.facing.doing]
    urges = lamp is Lamp.GREEN and state.tray.waiting and not state.facing.emergency[0]
    return Lamp.GREEN_SLOW if urges else lamp


class LineDevices(QObject):
    """`pressed` tells the number of a key, from 1 on, in this object's thread. A key that a window that hung
    would hear of only later is dropped."""

    pressed = Signal(int)
    _heard = Signal(int, float)

    def __init__(self, form: CounterForm, number: int, parent: QObject | None = None, *, secret: str = "") -> None:
        """`secret` is for a shared line. Raises ConfigError."""
        super().__init__(parent)
        self._line: Final = CounterLine(
            keypad=form.keypad, sign=form.sign, counter=number, on_key=self._hear, secret=secret
        )
        self._heard.connect(self._press, Qt.ConnectionType.QueuedConnection)
        self._shown: Facing | None = None
        self._dark = False  # the store was away for too long
        self._shut = False
        self._telling = QTimer(self)
        self._telling.setSingleShot(True)
        self._telling.setInterval(_TOLD_MS)
        self._telling.timeout.connect(self._relight)
        self._wanted = Lamp.OFF
        self._stale = QTimer(self)
        self._stale.setSingleShot(True)
        self._stale.setInterval(_STANDS_MS)
        self._stale.timeout.connect(self._darken)
        self._lamp: Lamp | None = None

    def start(self) -> None:
        self._line.start()

    def stop(self) -> None:
        self._line.stop()

    def health(self) -> tuple[DeviceHealth, ...]:
        """How they do; at once."""
        return self._line.health()

    def show_state(self, state: DeskState) -> None:
        """Tell both what has changed."""
        facing = state.facing
        if state.header.connected:
            self._stale.stop()
            self._dark = False
        elif not self._stale.isActive() and self._shown is not None:
            self._stale.start()
        if facing != self._shown and facing.doing is not None and not self._dark:
            self._show_facing(facing)
            self._shown = facing
        self._wanted = lamp_of(state)
        if self._shut and state.gate is None:
            self._telling.stop()
        self._shut = state.gate is not None
        self._relight()

    def _show_facing(self, facing: Facing) -> None:
        """Whom the counter invites; dashes where nobody is to come. A sign has no words for an emergency."""
        before, inviting = self._shown, facing.doing is Doing.INVITING
        if inviting and before is not None and _invitation(before) == _invitation(facing):
            return  # an emergency that comes or goes is no new invitation
        dashes = facing.doing is Doing.PAUSED or bool(facing.emergency[0])
        # Each invitation draws the eye anew; it is over when the citizen has come.
        self._line.show(facing.label if inviting else _DASHES if dashes else "", blink=inviting)

    def _hear(self, key: int) -> None:
        """In the line's thread."""
        self._heard.emit(key, time.monotonic())

    @Slot(int, float)
    def _press(self, key: int, at: float) -> None:
        if time.monotonic() - at > _FRESH:
            _log.warning("key %d of the call unit does nothing: the window stood still", key)
            return
        if self._shut:
            # Nobody is logged in: whoever pressed it looks at the lamp, and not at the screen that asks for a PIN.
            self._telling.start()
            self._relight()
        self.pressed.emit(key)

    @Slot()
    def _relight(self) -> None:
        lamp = Lamp.RED_FAST if self._telling.isActive() else self._wanted
        if lamp is not self._lamp:
            self._lamp = lamp
            self._line.light(lamp)

    @Slot()
    def _darken(self) -> None:
        """No number is better than an old one. Dark it stays until the store is back."""
        self._line.show("")
        self._shown = None
        self._dark = True


def _invitation(facing: Facing) -> tuple[Doing | None, str, int]:
    return facing.doing, facing.label, facing.times
