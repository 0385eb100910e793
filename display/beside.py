"""What stands beside the calls on a board: the strip, the pane of pictures and figures, and what takes it all.

beside = Beside(window, form=station.display, look=look, clock=clock, folder=folder)
bridge.told.connect(beside.told)
beside.start()
Announcer(ducking=beside.ducking)
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Slot

from display.bulletin import Bulletin, BulletinNow
from display.ducking import Ducking
from display.film_copies import FilmCopies
from display.following import LOOK_MS
from display.pane import MediaPane
from display.views.emergency import EmergencyView
from display.views.media import MediaView
from display.views.ticker import TickerView
from display.window import BoardWindow, Look
from shared.feed import News
from shared.media_form import TickerChange
from shared.settings import DisplayForm


class Beside(QObject):
    """The guests of a board's window. It follows the same news as the window, in the window's thread."""

    def __init__(
        self,
        window: BoardWindow,
        *,
        form: DisplayForm,
        look: Look,
        clock: Callable[[], datetime],
        steady: Callable[[], float] | None = None,
        folder: Path = Path(),
        copies: Path | None = None,
    ) -> None:
        """`clock` and `steady` as of `BoardPresenter`; `folder`: where the settings are that name one of pictures;
        `copies`: where smaller copies of films are kept."""
        super().__init__(window)
        self._window = window
        self._clock = clock
        self._steady = steady
        self._at = clock()
        self._steady_at = steady() if steady else 0.0
        self._time = 0.0
        self._bulletin = Bulletin(language=look.language, ticker=form.ticker, figures=form.figures)
        self._now = BulletinNow()
        colours = look.theme.colours
        change = TickerChange.STEP if form.reduced_motion else form.ticker.change
        self._ticker = TickerView(change, form.ticker.seconds, window, theme=colours)
        self._media = MediaView(look.language, window, fades=not form.reduced_motion, theme=colours)
        self._emergency = EmergencyView(look.language, window, theme=colours)
        self._pane = MediaPane(
            self._media,
            media=form.media,
            figures=form.figures,
            beside=folder,
            copies=FilmCopies(copies, parent=self) if copies is not None else None,
            parent=self,
        )
        for part, view in (("ticker", self._ticker), ("media", self._media), ("emergency", self._emergency)):
            window.give(part, view)
        self._looking = QTimer(self)
        self._looking.timeout.connect(self.look)
        self._looking.start(LOOK_MS)

    def start(self) -> None:
        """Begin to look at the folder."""
        self._pane.start()

    def stop(self) -> None:
        """End what runs."""
        self._looking.stop()
        self._pane.stop()

    @property
    def ducking(self) -> Ducking:
        """What the voice hushes."""
        return self._pane

    @Slot(object)
    def told(self, told: Any) -> None:
        """News or Away. What was told last stands while the store is away."""
        if isinstance(told, News):
            self._bulletin.told(told)
            self.look()

    @Slot()
    def look(self) -> None:
        """Time has passed; comes four times a second."""
        self._pass()
        now = self._now = self._bulletin.at(self._at, self._time, greeted=self._window.greets)
        self._window.show_part("emergency", shown=now.emergency is not None)
        self._window.show_part("ticker", shown=now.ticker is not None)
        self._window.hours_are_told(now.hours_told)
        self._window.show_part("media", shown=self._pane.wanted(now))
        if now.emergency is not None:
            self._emergency.show_emergency(now.emergency)
        self._ticker.show_page(now.ticker)
        self._pane.look(self._time, now, up=self._media.isVisible())

    def facts(self) -> dict[str, Any]:
        """What is shown, as plain values."""
        emergency, ticker = self._now.emergency, self._now.ticker
        return {
            "emergency": [one.main for one in emergency.notices] if emergency else [],
            "ticker": ticker.said.main if ticker else "",
            "media": self._pane.showing,
        }

    def _pass(self) -> None:
        at = self._clock()
        if self._steady is None:
            passed = (at - self._at).total_seconds()
        else:
            steady = self._steady()
            passed, self._steady_at = steady - self._steady_at, steady
        self._at = at
        self._time += max(0.0, passed)
