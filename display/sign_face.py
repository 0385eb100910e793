"""`motcua-display --counter 7`: the small screen beside one counter, following its hall."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt

from display.sign_presenter import SignPresenter
from display.sign_window import SignWindow
from display.theme import read_theme
from display.way_out import give_way_out
from shared.domain.station import StationKind
from shared.feed import Feed
from shared.hall import Hall
from shared.hall_time import HallTime, seconds_that_only_run, this_machines_clock
from shared.settings import StationForm
from shared.ui.bridge import FeedBridge
from shared.ui.heart import Heart
from shared.ui.worker import HallWorker


def sign_name(station: StationForm, counter: int) -> str:
    """What the small screen of a counter is called among the stations of a hall."""
    return f"{station.display.name}/{counter}"


class SignFace:
    """The small screen of one counter."""

    def __init__(self, station: StationForm, counter: int, *, folder: Path) -> None:
        """Raises ConfigError as the board does."""
        Feed(station.store, station.hall).close()
        hall_time = HallTime(this_machines_clock, seconds_that_only_run)
        presenter = SignPresenter(
            counter,
            clock=hall_time,
            steady=seconds_that_only_run,
            language=station.language,
            reduced_motion=station.display.reduced_motion,
        )
        theme = read_theme(station.display.theme, folder=folder)
        self._window = SignWindow(presenter, language=station.language, theme=theme)
        give_way_out(self._window, station, name=sign_name(station, counter))
        self._bridge = FeedBridge(partial(Feed, station.store, station.hall))
        # In the feed's own thread, before the window reckons with it.
        self._bridge.told.connect(hall_time.told, Qt.ConnectionType.DirectConnection)
        self._bridge.told.connect(self._window.told)
        self._worker = HallWorker(partial(Hall, station.store, station.hall))
        self._heart = Heart(
            self._worker,
            kind=StationKind.BOARD,
            name=sign_name(station, counter),
            shown=lambda: self._window.painted_seq,
            clock=this_machines_clock,
            measured=hall_time.measured,
        )
        self._bridge.start()
        self._worker.start()
        self._heart.start()

    @property
    def window(self) -> SignWindow:
        return self._window

    def state(self) -> Mapping[str, Any]:
        """What it shows, and when it was painted."""
        return self._window.facts()

    def recover(self) -> None:
        """Draw it anew."""
        self._window.look()
        self._window.update()

    def stop(self) -> None:
        """End its threads."""
        self._heart.stop()
        self._bridge.stop()
        self._worker.stop()
