"""What stands beside the calls on a board: the strip, the pane of pictures and figures, and what covers them all.

beside = Beside(window, form=station.display, language="vi", clock=clock)
bridge.told.connect(beside.told)           # or told(news) from the window
announcer(ducking=beside.ducking)
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from PySide6.QtCore import QObject, QRect
from PySide6.QtWidgets import QWidget

from display.bulletin import Bulletin, BulletinNow
from display.ducking import Ducking
from display.pane import MediaPane
from display.state import Tile
from display.views.emergency import EmergencyView
from display.views.media import MediaView
from display.views.ticker import TickerView
from shared.feed import News
from shared.media_form import TickerChange
from shared.settings import DisplayForm


class Beside(QObject):
    """The parts of a board that are not the calls. Its window gives them places, news and time."""

    def __init__(
        self,
        window: QWidget,
        *,
        form: DisplayForm,
        language: str,
        clock: Callable[[], datetime],
        reduced_motion: bool = False,
    ) -> None:
        super().__init__(window)
        self._clock = clock
        self._at = clock()
        self._time = 0.0
        self._bulletin = Bulletin(language=language, ticker=form.ticker, figures=form.figures)
        self.now = BulletinNow()
        change = TickerChange.STEP if reduced_motion else form.ticker.change
        self.ticker = TickerView(change, form.ticker.seconds, window)
        self.media = MediaView(language, fades=not reduced_motion, parent=window)
        self.emergency = EmergencyView(language, window)
        self._pane = MediaPane(self.media, media=form.media, figures=form.figures, parent=self)

    def start(self) -> None:
        """Begin to look at the folder."""
        self._pane.start()

    def stop(self) -> None:
        """End what runs."""
        self._pane.stop()

    @property
    def ducking(self) -> Ducking:
        """What the voice hushes."""
        return self._pane

    def told(self, told: Any) -> None:
        """News or Away."""
        if isinstance(told, News):
            self._bulletin.told(told)

    def tick(self) -> BulletinNow:
        """What is told now."""
        at = self._clock()
        self._time += max(0.0, (at - self._at).total_seconds())
        self._at = at
        self.now = self._bulletin.at(at, self._time)
        return self.now

    @property
    def wants(self) -> tuple[bool, bool]:
        """Whether there is something for the pane of pictures, and for the strip."""
        return self._pane.wanted(self.now), self.now.ticker is not None

    def arrange(self, *, media: QRect | None, ticker: QRect | None, emergency: QRect, unit: float) -> None:
        """Stand here; None: there is no room."""
        for view, place in ((self.media, media), (self.ticker, ticker)):
            view.setVisible(place is not None)
            if place is not None:
                view.arrange(place, unit)
        self.emergency.arrange(emergency, unit)

    def show(self, calls: tuple[Tile, ...]) -> dict[str, bool]:
        """Draw what `tick` said; `calls` are those in front. Says of each part whether a paint is under way."""
        covered = self.emergency.show_emergency(self.now.emergency, calls)
        changed = {"ticker": self.ticker.show_page(self.now.ticker), "emergency": covered}
        self._pane.look(self._time, self.now, up=self.media.isVisible() and self.now.emergency is None)
        return changed

    def facts(self) -> dict[str, Any]:
        """What is shown, as plain values."""
        emergency, ticker = self.now.emergency, self.now.ticker
        return {
            "emergency": [one.main for one in emergency.notices] if emergency else [],
            "ticker": ticker.said.main if ticker else "",
            "media": self._pane.showing,
        }
