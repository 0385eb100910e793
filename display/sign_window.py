"""The small screen's window: one view, of any size."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import QRect, Qt, QTimer, Slot
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QWidget

from display.sign_presenter import SignPresenter, SignState
from display.theme import DARK_BOARD, BoardTheme
from display.views.sign import SignView

LOOK_MS: Final = 250


class SignWindow(QWidget):
    """Connect a feed's `told` to its slot."""

    def __init__(
        self,
        presenter: SignPresenter,
        *,
        language: str,
        theme: BoardTheme = DARK_BOARD,
        stamp: Callable[[], int] = time.time_ns,
    ) -> None:
        super().__init__()
        self.setObjectName("sign")
        self.setWindowTitle("Một Cửa")
        self.setCursor(Qt.CursorShape.BlankCursor)
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, theme.colours.ground)
        self.setPalette(palette)
        self._presenter = presenter
        self._stamp = stamp
        self._shown = presenter.state
        self._painted_seq = self._painted_ns = 0
        self._view = SignView(language, self, theme=theme.colours)
        self._view.painted.connect(self._painted)
        self._show(presenter.state)
        self._looking = QTimer(self)
        self._looking.timeout.connect(self.look)
        self._looking.start(LOOK_MS)

    @Slot(object)
    def told(self, told: Any) -> None:
        """News or Away, from the feed."""
        self._show(self._presenter.told(told))

    @Slot()
    def look(self) -> None:
        """Time has passed."""
        self._show(self._presenter.tick())

    @property
    def painted_seq(self) -> int:
        """The journal row that can really be seen; 0 before the first."""
        return self._painted_seq

    def facts(self) -> dict[str, Any]:
        """What is shown, as plain values."""
        shown = self._shown
        return {
            "page": shown.doing.value if shown.doing is not None else "waiting-for-store",
            "counter": shown.counter,
            "label": shown.label,
            "seq": self._painted_seq,
            "painted_ns": self._painted_ns,
            "connected": shown.connected,
        }

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        self._view.arrange(QRect(0, 0, self.width(), self.height()), min(self.width() / 800, self.height() / 480))
        super().resizeEvent(event)

    def _show(self, state: SignState) -> None:
        self._shown = state
        if not self._view.show_sign(state):
            self._note_seq()

    @Slot(str)
    def _painted(self, _name: str) -> None:
        self._note_seq()

    def _note_seq(self) -> None:
        if self.isVisible() and self._shown.seq != self._painted_seq:
            self._painted_seq, self._painted_ns = self._shown.seq, self._stamp()
