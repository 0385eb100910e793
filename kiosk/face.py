"""The kiosk put together: window, presenter, worker with hall and printer, feed."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from hardware.printers import open_printer
from hardware.printing import SlipPrinter
from hardware.scanning.scanner import KEYBOARD, Plugged, Scanner, ScannerEvent, Unplugged, open_scanner
from hardware.watched import PrinterWatch, scanner_health
from kiosk.elsewhere import Elsewhere
from kiosk.lock import Lock
from kiosk.paper import Paper
from kiosk.presenter import Presenter
from kiosk.spoken import Spoken, voice_of
from kiosk.staff import StaffKit
from kiosk.staff_tools import StaffTools
from kiosk.state import Page
from kiosk.typing_scanner import TypingScanner
from kiosk.voice import Voice
from kiosk.window import KioskWindow
from shared.domain.station import Health, StationKind
from shared.feed import Feed
from shared.hall import Hall
from shared.hall_time import HallTime, seconds_that_only_run, this_machines_clock
from shared.pin_check import PinCheck, pin_check
from shared.places import state_folder
from shared.settings import StationForm
from shared.ui.bridge import FeedBridge
from shared.ui.heart import Heart, StationsWatch
from shared.ui.program import LEFT_BY_STAFF, leave
from shared.ui.worker import HallWorker

_log: Final = logging.getLogger(__name__)
_BEAT_MS: Final = 200
#: Where nobody is about to wait for a slip, so that a printer may be asked how it does: it can take three seconds.
_UNHURRIED: Final = frozenset({Page.HOME, Page.CLOSED, Page.EMERGENCY, Page.OUT_OF_SERVICE})
_DARK: Final = 5.0  # s that the first picture may take

Clock = Callable[[], datetime]


class KioskFace(QObject):
    """One running kiosk. The hall and the printer live in the worker's thread, the feed and the scanner in their
    own."""

    _scanned = Signal(object)

    def __init__(
        self,
        station: StationForm,
        *,
        printer: SlipPrinter | None,
        began: float,
        clock: Clock | None = None,
        seconds: Callable[[], float] = time.monotonic,
        pin: PinCheck | None = None,
        lock: Lock | None = None,
        voice: Voice | None = None,
    ) -> None:
        """`began` is the moment of `time.monotonic` at which the program started. `clock` replaces the store's and
        this machine's clock, `seconds` what patience is measured with, in tests. With a `voice` the kiosk reads itself
        to whoever asks for it."""
        super().__init__()
        self._began = began
        self._painted: dict[str, int] = {}
        self._following = False
        name = station.kiosk.name
        watch = None if printer is None else PrinterWatch(printer)
        self._paper = Paper(watch.printer if watch else None, station=name, ticket_page=station.kiosk.ticket_page)
        self._worker = HallWorker(partial(Hall, station.store, station.hall, clock=clock), seconds=seconds)
        self._learner = HallWorker(partial(Hall, station.store, station.hall, clock=clock))
        self._bridge = FeedBridge(partial(Feed, station.store, station.hall, clock=clock))
        self._window = KioskWindow(inches=station.kiosk.screen_inches, voice=voice)
        lock, settings = lock or Lock(None), station.kiosk
        told = {"vi": settings.elsewhere_vi, "en": settings.elsewhere_en}
        elsewhere = Elsewhere(own=name, told=told, seconds=seconds)
        self.others: Final = StationsWatch(self._learner, elsewhere.learn, self)
        self._voice = voice
        tools = StaffTools(self._paper, station=name, health=lambda: () if watch is None else watch.health(ask=True))
        hall_time = HallTime(this_machines_clock, seconds_that_only_run)
        self._presenter = Presenter(
            self._window,
            self._worker,
            self._paper,
            station=name,
            language=station.language,
            clock=clock or hall_time,
            seconds=seconds,
            elsewhere=elsewhere,
            has_paper=lambda: watch is None or all(one.state is not Health.BAD for one in watch.health(ask=False)),
            learner=self._learner,
            staff=StaffKit(pin=pin, tools=tools, lock=lock, leave=partial(leave, LEFT_BY_STAFF)),
        )
        self.heart: Final = Heart(
            self._worker,
            kind=StationKind.KIOSK,
            name=name,
            shown=lambda: self._presenter.state.seq,
            clock=clock,
            watched=watch,
            may_ask=lambda: self._presenter.state.page in _UNHURRIED,
            place=(settings.place_vi, settings.place_en),
            locked=lambda: lock.reason is not None,
            measured=hall_time.measured,
            parent=self,
        )
        self._window.obey(self._presenter)
        self._window.painted.connect(self._page_painted)
        # In the feed's own thread, before the window reckons with it.
        self._bridge.told.connect(hall_time.told, Qt.ConnectionType.DirectConnection)
        self._bridge.told.connect(self._told)
        self._scanned.connect(self._heard, Qt.ConnectionType.QueuedConnection)
        self._scanner = _scanner(station, self._scanned.emit)
        # Heard whatever is set: a scanner that has fallen back to typing must not press what the citizen sees.
        self.typed: Final = TypingScanner(self._presenter.heard, self._window.take_key, parent=self)
        self._window.hear_keys_first(self.typed.keeps)
        if station.kiosk.scanner == KEYBOARD:
            self._presenter.heard(Plugged())
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
        self._learner.start()
        self.heart.start()
        self.others.start()
        self._bridge.start()
        if self._scanner is not None:
            self._scanner.start()
            # Until it says that it is there; the first beat has gone, so this is told ten seconds from now.
            self.heart.device(scanner_health(plugged=False))

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
        if isinstance(self._voice, Spoken):
            self._voice.stop()
        if self._scanner is not None:
            self._scanner.stop()
        self.others.stop()
        self.heart.stop()
        self._bridge.stop()
        self._worker.stop()
        self._learner.stop()
        self._paper.close()

    @Slot(object)
    def _told(self, told: Any) -> None:
        self._presenter.told(told)

    @Slot(object)
    def _heard(self, event: ScannerEvent) -> None:
        if isinstance(event, Plugged | Unplugged):
            self.heart.device(scanner_health(plugged=isinstance(event, Plugged)))
        self._presenter.heard(event)

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
    pin = pin_check(station.kiosk.staff_pin, station.kiosk.name, time.monotonic())
    if pin is None:
        _log.warning("no staff PIN is set: the staff page stays shut; `motcua staff-pin` makes one")
    face = KioskFace(
        station,
        printer=printer,
        began=began,
        pin=pin,
        lock=Lock(state_folder() / f"kiosk-lock-{station.kiosk.name}"),
        voice=voice_of(station),
    )
    face.start()
    return face


def _scanner(station: StationForm, deliver: Callable[[ScannerEvent], None]) -> Scanner | None:
    """The scanner of the settings that has a line, not yet started. Raises ConfigError for an address that makes no
    sense."""
    address = station.kiosk.scanner
    if address in ("", KEYBOARD):
        return None
    return open_scanner(address, deliver, where="motcua.toml", key="kiosk.scanner")
