"""The panel program, put together: a window, its presenter, a worker for the answers, a bridge to the feed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Final

from PySide6.QtCore import QObject, Qt, QTimer, Slot

from counter.rating.outbox import Outbox
from counter.rating.presenter import RatingPresenter
from counter.rating.window import RatingWindow
from shared.domain.station import StationKind
from shared.feed import Feed
from shared.hall import Hall
from shared.hall_time import HallTime, seconds_that_only_run, this_machines_clock
from shared.settings import StationForm
from shared.ui.bridge import FeedBridge
from shared.ui.heart import Heart
from shared.ui.worker import HallWorker

_LOOK_MS: Final = 250


def panel_name(number: int) -> str:
    """What the panel of a counter is called among the stations; a counter's program has another name."""
    return f"rating-{number}"


class RatingFace(QObject):
    """One counter's panel, running. `clock` is for tests: the hall's and the panel's time."""

    def __init__(self, station: StationForm, number: int, *, clock: Callable[[], datetime] | None = None) -> None:
        super().__init__()
        url, hall = station.store, station.hall
        self.window: Final = RatingWindow(takes_keys=station.rating.keyboard)
        self._worker = HallWorker(lambda: Hall(url, hall, clock=clock), self)
        self._bridge = FeedBridge(lambda: Feed(url, hall, clock=clock), self)
        hall_time = HallTime(this_machines_clock, seconds_that_only_run)
        self.presenter: Final = RatingPresenter(
            number,
            outbox=Outbox(self._worker),
            show=self.window.show_state,
            clock=clock or hall_time,
            language=station.language,
        )
        self.heart: Final = Heart(
            self._worker,
            kind=StationKind.COUNTER,
            name=panel_name(number),
            shown=lambda: self.presenter.state.seq,
            clock=clock,
            measured=hall_time.measured,
            parent=self,
        )
        self.window.obey(self.presenter)
        self.window.show_state(self.presenter.state)
        # In the feed's own thread, before the window reckons with it.
        self._bridge.told.connect(hall_time.told, Qt.ConnectionType.DirectConnection)
        self._bridge.told.connect(self._hear)
        self._looking = QTimer(self)
        self._looking.setInterval(_LOOK_MS)
        self._looking.timeout.connect(self._look)

    def start(self) -> None:
        """Begin to follow the hall."""
        self._worker.start()
        self._bridge.start()
        self._looking.start()
        self.heart.start()

    def state(self) -> Mapping[str, Any]:
        """What it shows, as plain JSON values (for rehearsals, and for systemd's status): no word of an opinion."""
        shown = self.presenter.state
        return {
            "page": shown.page.value,
            "label": shown.called.label if shown.called else None,
            "connected": shown.connected,
            "language": shown.language,
            "seq": shown.seq,
        }

    def recover(self) -> None:
        """Back to the sign, drawn anew."""
        self.presenter.recover()
        self.window.show_state(self.presenter.state)

    def stop(self) -> None:
        """End its threads. An answer whose reasons are still being given goes first."""
        self._looking.stop()
        self.presenter.recover()
        self.heart.stop()
        self._bridge.stop()
        self._worker.stop()

    @Slot(object)
    def _hear(self, told: Any) -> None:
        self.presenter.told(told)

    @Slot()
    def _look(self) -> None:
        self.presenter.tick()
