"""The counter program, put together: its shapes, their presenter, a worker for the verbs, a bridge to the feed, and
what else the machine has."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QObject, Qt, QTimer, Slot

from counter.bar import BarWindow
from counter.bar_place import BarPlaces
from counter.outfit import Outfit
from counter.presenter import DeskPresenter
from counter.read_marks import ReadMarks
from counter.shapes import Shapes
from counter.state import DeskState
from counter.window import DeskWindow
from counter.x11 import X11Desktop, has_x11
from shared.domain.station import StationKind
from shared.feed import Feed
from shared.hall import Hall
from shared.hall_time import HallTime, seconds_that_only_run, this_machines_clock
from shared.places import state_folder
from shared.settings import StationForm
from shared.ui.bridge import FeedBridge
from shared.ui.heart import Heart, StationsWatch
from shared.ui.program import leave
from shared.ui.worker import HallWorker

_SECOND_MS: Final = 1000


class CounterFace(QObject):
    """One counter's desk, running. `clock` and `seconds` are for tests: the hall's and the screen's time, and seconds
    that never go back; `end` ends the program."""

    def __init__(
        self,
        station: StationForm,
        number: int,
        *,
        clock: Callable[[], datetime] | None = None,
        seconds: Callable[[], float] = time.monotonic,
        end: Callable[[], None] = leave,
    ) -> None:
        super().__init__()
        url, hall = station.store, station.hall
        self.window: Final = DeskWindow()
        self.outfit: Final = Outfit(station.counter, number, self, secret=station.bus.secret)
        desktop = X11Desktop() if has_x11() else None
        self.bar: Final = BarWindow(
            BarPlaces(state_folder() / f"bar-counter-{number}.json"),
            desktop=desktop,
        )
        self.shapes: Final = Shapes(
            self.window,
            self.bar,
            begins=station.counter.shape,
            to_tray=self.outfit.stays_in_tray,
            end=end,
            desktop=desktop,
            parent=self,
        )
        self._worker = HallWorker(lambda: Hall(url, hall, clock=clock), self)
        # Learning what visits take reads much of the journal: no citizen's verb is to wait for that.
        self._learner = HallWorker(lambda: Hall(url, hall, clock=clock), self, lets_go=True)
        self._bridge = FeedBridge(lambda: Feed(url, hall, clock=clock), self)
        hall_time = HallTime(this_machines_clock, seconds_that_only_run)
        self.presenter: Final = DeskPresenter(
            number,
            asks=self._worker,
            show=partial(_show, self.shapes, self.outfit),
            clock=clock or hall_time,
            officer=station.counter.officer,
            language=station.language,
            seconds=seconds,
            learner=self._learner,
            marks=ReadMarks(state_folder() / f"read-counter-{number}.json"),
        )
        self.heart: Final = Heart(
            self._worker,
            kind=StationKind.COUNTER,
            name=f"counter-{number}",
            shown=partial(_seq, self.presenter),
            clock=clock,
            measured=hall_time.measured,
            parent=self,
        )
        self.others: Final = StationsWatch(self._worker, self.presenter.told_of_stations, self)
        self.window.obey(self.presenter)
        self.shapes.obey(self.presenter)
        self.outfit.hotkey.connect(self.shapes.press_hotkey)
        self.outfit.keypad.connect(self.shapes.press_keypad)
        if self.outfit.tray is not None:
            self.outfit.tray.chosen.connect(self.shapes.act)
            self.outfit.tray.window_asked.connect(self.shapes.open_window)
            self.outfit.tray.bar_asked.connect(self.shapes.open_bar)
            self.outfit.tray.leave_asked.connect(self.shapes.leave)
        _show(self.shapes, self.outfit, self.presenter.state)
        # In the feed's own thread, before the window reckons with it.
        self._bridge.told.connect(hall_time.told, Qt.ConnectionType.DirectConnection)
        self._bridge.told.connect(self._hear)
        self._beat = QTimer(self)
        self._beat.setInterval(_SECOND_MS)
        self._beat.timeout.connect(self._tick)

    def start(self) -> None:
        """Begin to work and to follow the hall."""
        self.shapes.begin()
        self.presenter.runs_on(self.outfit.start())
        self._worker.start()
        self._learner.start()
        self._bridge.start()
        self._beat.start()
        self.heart.start()
        self.others.start()

    def state(self) -> Mapping[str, Any]:
        """What it shows, as plain JSON values (for rehearsals)."""
        shown = self.presenter.state
        return {
            "page": shown.page.value,
            "label": shown.current,
            "waiting": len(shown.waiting.rows),
            "connected": shown.header.connected,
            "busy": shown.busy,
            "message": shown.notice.text if shown.notice else "",
            "alert": shown.alert.text if shown.alert else "",
            "seq": shown.seq,
            "language": shown.language,
            "officer": shown.header.officer,
            "gate": shown.gate.shut.value if shown.gate else "",
            "refused": shown.gate.message if shown.gate else "",
            "list": shown.picker.name if shown.picker else "",
            "mail": shown.mail.text if shown.mail else "",
            "emergency": list(shown.emergency.texts) if shown.emergency else [],
            "shape": self.shapes.shape.value,
        }

    def recover(self) -> None:
        """Shut what lies over the desk; draw the rest anew."""
        self.presenter.dismiss()
        _show(self.shapes, self.outfit, self.presenter.state)

    def stop(self) -> None:
        """End its threads."""
        self._beat.stop()
        self.shapes.stop()
        self.outfit.stop()
        self.others.stop()
        self.heart.stop()
        self._bridge.stop()
        self._learner.stop()
        self._worker.stop()

    @Slot(object)
    def _hear(self, told: Any) -> None:
        self.presenter.told(told)

    @Slot()
    def _tick(self) -> None:
        self.presenter.tick()
        for health in self.outfit.health():
            self.heart.device(health)


def _show(shapes: Shapes, outfit: Outfit, state: DeskState) -> None:
    shapes.show_state(state)
    outfit.show_state(state)


def _seq(presenter: DeskPresenter) -> int:
    return presenter.state.seq
