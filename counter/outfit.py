"""What the machine of a counter has beside its windows: tray, keys from anywhere, call unit, sign, citizen's screen."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QObject, Signal
from shiboken6 import delete

from counter.acts import HOTKEYS
from counter.citizen_screen import CitizenScreen
from counter.hotkeys import Combination, combinations
from counter.line_devices import LineDevices
from counter.machine import Machine
from counter.state import DeskState
from counter.tray import DeskTray
from counter.x11 import X11Keys, has_x11
from shared.counter_form import CounterForm
from shared.domain.station import DeviceHealth

_log: Final = logging.getLogger(__name__)


class Outfit(QObject):
    """All of it, from `start` to `stop`; of what the settings do not name there is nothing."""

    hotkey = Signal(str)
    keypad = Signal(int)

    def __init__(self, form: CounterForm, number: int, parent: QObject | None = None, *, secret: str = "") -> None:
        """`secret` is that of the hall's shared lines. Raises ConfigError."""
        super().__init__(parent)
        self._form = form
        self._wanted: Mapping[str, Combination] = combinations(form.hotkeys)
        self._keys: X11Keys | None = None
        self.tray: Final = DeskTray(self) if form.tray else None
        self.lines: Final = LineDevices(form, number, self, secret=secret)
        self.citizen: Final = CitizenScreen(form.citizen_screen) if form.citizen_screen else None
        self.lines.pressed.connect(self.keypad)

    def start(self) -> Machine:
        """Begin; what the desk should know of it."""
        if self.tray is not None:
            self.tray.start()
        if self.citizen is not None:
            self.citizen.begin()
        self.lines.start()
        return self._take_keys()

    def _take_keys(self) -> Machine:
        keypad = bool(self._form.keypad)
        if not self._wanted:
            return Machine(keypad=keypad)
        if not has_x11():
            _log.warning("keys from other programs need X11; on Wayland only the desktop's own settings can give them")
            return Machine(keypad=keypad, unheard=True)
        self._keys = X11Keys(self)
        self._keys.pressed.connect(self.hotkey)
        refused = self._keys.grab(self._wanted)
        taken = tuple(self._wanted[name].text for name in refused)
        if taken:
            _log.warning("another program has these keys: %s", ", ".join(taken))
        ours = {name: one.text for name, one in self._wanted.items() if name not in refused}
        return Machine(
            keypad=keypad,
            hotkeys={HOTKEYS[name]: text for name, text in ours.items() if name in HOTKEYS},
            show=ours.get("show", ""),
            taken=taken,
        )

    def stop(self) -> None:
        if self._keys is not None:
            self._keys.stop()
        if self.tray is not None:
            self.tray.stop()
        if self.citizen is not None:
            delete(self.citizen)
        self.lines.stop()

    def show_state(self, state: DeskState) -> None:
        """Show this everywhere."""
        if self.tray is not None:
            self.tray.show_state(state)
        self.lines.show_state(state)
        if self.citizen is not None:
            self.citizen.show_facing(state.facing)

    def stays_in_tray(self) -> bool:
        """Whether a desk that is closed is found again in the tray."""
        return self.tray is not None and self.tray.is_there()

    def health(self) -> tuple[DeviceHealth, ...]:
        """How the devices do."""
        screen = () if self.citizen is None else (self.citizen.health(),)
        return (*self.lines.health(), *screen)
