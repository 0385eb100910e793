"""The board's window: it gives the presenter news and time, and its parts the state."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import QRect, Qt, QTimer, Slot
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QWidget

from display.presenter import BoardPresenter
from display.state import BoardState, Page, Tile
from display.views.hero import HeroView
from display.views.margins import FootView, HeadView
from display.views.recent import ROOM, RecentView
from display.views.waiting import WaitingView
from shared.ui.theme import DARK

LOOK_MS: Final = 250  # how often time may change what is shown
_KEPT_STAMPS: Final = 200


class BoardWindow(QWidget):
    """The whole board. Connect a feed's `told` to its slot."""

    def __init__(self, presenter: BoardPresenter, *, language: str, stamp: Callable[[], int] = time.time_ns) -> None:
        super().__init__()
        self.setObjectName("board")
        self.setWindowTitle("Một Cửa")
        self.setCursor(Qt.CursorShape.BlankCursor)
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, DARK.ground)
        self.setPalette(palette)
        self._presenter = presenter
        self._stamp = stamp
        self._shown = presenter.state
        self._unpainted: set[str] = set()
        self._painted_seq = 0
        self._painted_ns = 0
        self._first_painted: OrderedDict[tuple[int, str], int] = OrderedDict()
        self._head = HeadView(self)
        self._hero = HeroView(language, self)
        self._recent = RecentView(language, self)
        self._waiting = WaitingView(language, self)
        self._foot = FootView(self)
        for view in (self._head, self._hero, self._recent, self._waiting, self._foot):
            view.painted.connect(self._mark_painted)
        self._show(presenter.state)
        self._looking = QTimer(self)
        self._looking.setTimerType(Qt.TimerType.PreciseTimer)
        self._looking.timeout.connect(self.look)
        self._looking.start(LOOK_MS)

    @Slot(object)
    def told(self, told: Any) -> None:
        """News or Away, from the feed."""
        self._show(self._presenter.told(told))

    @Slot()
    def look(self) -> None:
        """Time has passed; comes four times a second."""
        self._show(self._presenter.tick())

    @property
    def painted_seq(self) -> int:
        """The journal row that can really be seen; 0 before the first."""
        return self._painted_seq

    def facts(self) -> dict[str, Any]:
        """What is shown, as plain values."""
        shown = self._shown
        return {
            "page": shown.page.value,
            "seq": self._painted_seq,
            "painted_ns": self._painted_ns,
            "now_calling": [[one.label, one.counter] for one in shown.hero],
            "recent": [[one.label, one.counter] for one in shown.recent],
            "waiting": dict(shown.waiting.counts),
            "connected": shown.connected,
            "painted": {label: at for (_, label), at in self._first_painted.items()},
        }

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        self._arrange()
        super().resizeEvent(event)

    def _show(self, state: BoardState) -> None:
        self._shown = state
        live = state.connected or state.page is Page.WAITING_FOR_STORE
        started = state.page is not Page.WAITING_FOR_STORE
        changed = {
            self._head: self._head.show_heading(state.heading),
            self._hero: self._hero.show_calls(state.hero, state.greeting, live=live),
            self._recent: self._recent.show_calls(state.recent, live=live),
            self._waiting: self._waiting.show_lines(state.waiting, live=live, started=started),
            self._foot: self._foot.show_notice(state.notice),
        }
        self._unpainted |= {view.objectName() for view, has in changed.items() if has and view.isVisible()}
        self._note_seq()

    @Slot(str)
    def _mark_painted(self, name: str) -> None:
        at = self._stamp()
        if name == self._hero.objectName():
            self._note_calls(self._shown.hero, at)
        elif name == self._recent.objectName():
            self._note_calls(self._shown.recent, at)
        self._unpainted.discard(name)
        self._note_seq()

    def _note_calls(self, tiles: tuple[Tile, ...], at: int) -> None:
        for one in tiles:
            self._first_painted.setdefault((one.seq, one.label), at)
        while len(self._first_painted) > _KEPT_STAMPS:
            self._first_painted.popitem(last=False)

    def _note_seq(self) -> None:
        """A journal row is shown when nothing that it changed is still to be painted."""
        if not self._unpainted and self.isVisible() and self._shown.seq != self._painted_seq:
            self._painted_seq, self._painted_ns = self._shown.seq, self._stamp()

    def _arrange(self) -> None:
        width, height = self.width(), self.height()
        portrait = height > width
        unit = min(width / 1080, height / 1920) if portrait else min(width / 1920, height / 1080)
        edge, gap = round(24 * unit), round(16 * unit)
        head_high = round((190 if portrait else 92) * unit)
        foot_high = round(60 * unit)
        hero_high = round(height * 0.4) if not portrait else round(height * 0.36)
        across = width - 2 * edge
        lower_top = head_high + hero_high + gap
        lower = height - foot_high - gap - lower_top
        self._head.arrange(QRect(edge, 0, across, head_high), unit)
        self._hero.arrange(QRect(edge, head_high, across, hero_high), unit)
        self._foot.arrange(QRect(0, height - foot_high, width, foot_high), unit)
        if portrait:
            calls = round(lower * 0.52)
            self._recent.arrange(QRect(edge, lower_top, across, calls), unit)
            self._waiting.arrange(QRect(edge, lower_top + calls + gap, across, lower - calls - gap), unit)
        else:
            calls = round(across * 0.585)
            self._recent.arrange(QRect(edge, lower_top, calls, lower), unit)
            self._waiting.arrange(QRect(edge + calls + 2 * gap, lower_top, across - calls - 2 * gap, lower), unit)
        self._show(self._presenter.arranged(recent=ROOM, lines=self._waiting.room()))
