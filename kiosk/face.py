"""The kiosk put together: window, presenter, worker with hall and printer, feed."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QObject, QTimer, Slot

from hardware.printers import open_printer
from hardware.printing import SlipPrinter
from kiosk.paper import Paper
from kiosk.presenter import Presenter
from kiosk.staff_pin import PinCheck, pin_check
from kiosk.state import Page
from kiosk.window import KioskWindow
from shared.feed import Feed
from shared.hall import Hall
from shared.settings import StationForm
from shared.ui.bridge import FeedBridge
from shared.ui.worker import HallWorker

_log: Final = logging.getLogger(__name__)
_BEAT_MS: Final = 200
_DARK: Final = 5.0  # s that the first picture may take

Clock = Callable[[], datetime]


class KioskFace(QObject):
    """One running kiosk. The hall and the printer live in the worker's thread, the feed in its own."""

    def __init__(
        self,
        station: StationForm,
        *,
        printer: SlipPrinter | None,
        began: float,
        pin: PinCheck | None = None,
        clock: Clock | None = None,
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        """`began` is the moment of `time.monotonic` at which the program started. `clock` replaces the store's and
        this machine's clock, `seconds` what patience is measured with, in tests."""
        super().__init__()
        self.pin: Final = pin
        self._began = began
        self._painted: dict[str, int] = {}
        self._following = False
        name = station.kiosk.name
        self._paper = Paper(printer, station=name, ticket_page=station.kiosk.ticket_page)
        self._worker = HallWorker(partial(Hall, station.store, station.hall, clock=clock))
        self._bridge = FeedBridge(partial(Feed, station.store, station.hall, clock=clock))
        self._window = KioskWindow()
        self._presenter = Presenter(
            self._window,
            self._worker,
            self._paper,
            station=name,
            language=station.language,
            clock=clock or _now,
            seconds=seconds,
        )
        self._window.obey(self._presenter)
        self._window.painted.connect(self._page_painted)
        self._bridge.told.connect(self._told)
        self._beat = QTimer(self)
        self._beat.setInterval(_BEAT_MS)
        self._beat.timeout.connect(self._tick)

    @property
    def window(self) -> KioskWindow:
        return self._window

    @property
    def presenter(self) -> Presenter:
        return self._presenter

    def start(self) -> None:
        """Show the first page; as soon as that is drawn, begin to follow the hall.

        Not sooner: reading the catalogue at the same time would keep the screen dark longer.
        """
        self._presenter.start()
        self._beat.start()

    def _follow(self) -> None:
        self._following = True
        self._worker.start()
        self._bridge.start()

    def state(self) -> Mapping[str, Any]:
        """What is shown, for rehearsals. `first_paint_ms` and `home_paint_ms` count from the program's start."""
        state = self._presenter.state
        return {
            "page": state.page.value,
            "label": state.label,
            "language": state.language,
            "connected": state.connected,
            "seq": state.seq,
            "warning": state.seconds_left is not None,
            "first_paint_ms": min(self._painted.values(), default=None),
            "home_paint_ms": self._painted.get(Page.HOME.value),
        }

    def recover(self) -> None:
        """Home, unless a number is just being given or its slip printed: that is brought to its end."""
        self._presenter.home()
        self._window.show_state(self._presenter.state)

    def stop(self) -> None:
        self._beat.stop()
        self._bridge.stop()
        self._worker.stop()
        self._paper.close()

    @Slot(object)
    def _told(self, told: Any) -> None:
        self._presenter.told(told)

    @Slot()
    def _tick(self) -> None:
        if not self._following and time.monotonic() - self._began > _DARK:
            self._follow()  # nobody can see the window; the hall must be followed all the same
        self._presenter.tick()

    @Slot(object)
    def _page_painted(self, page: Page) -> None:
        if not self._following:
            self._follow()
        if page.value not in self._painted:
            self._painted[page.value] = round((time.monotonic() - self._began) * 1000)
            _log.info("page %s first painted %s ms after the start", page.value, self._painted[page.value])


def assemble(station: StationForm, began: float) -> KioskFace:
    """The kiosk this station's settings describe, started. Raises ConfigError for an address that makes no sense."""
    address = station.kiosk.printer
    printer = open_printer(address, where="motcua.toml", key="kiosk.printer") if address else None
    if printer is None:
        _log.warning("no printer is set: numbers are only shown")
    face = KioskFace(station, printer=printer, began=began, pin=pin_check(station.kiosk, time.monotonic()))
    face.start()
    return face


def _now() -> datetime:
    return datetime.now(UTC)
