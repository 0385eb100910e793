"""The small screen's window: one view, of any size."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QRect
from PySide6.QtGui import QResizeEvent

from display.following import FollowingWindow
from display.sign_presenter import SignPresenter, SignState
from display.theme import DARK_BOARD, BoardTheme
from display.views.sign import SignView


class SignWindow(FollowingWindow):
    """Connect a feed's `told` to its slot."""

    def __init__(
        self,
        presenter: SignPresenter,
        *,
        language: str,
        theme: BoardTheme = DARK_BOARD,
        stamp: Callable[[], int] = time.time_ns,
    ) -> None:
        super().__init__("sign", presenter, theme=theme.colours, stamp=stamp)
        self._shown = presenter.state
        self._view = SignView(language, self, theme=theme.colours)
        self._view.painted.connect(self.view_painted)
        self.show_state(presenter.state)

    @property
    def cut_off(self) -> tuple[str, ...]:
        """Words of the last painting that had no room."""
        return self._view.cut_off

    def facts(self) -> dict[str, Any]:
        """What is shown, as plain values."""
        shown = self._shown
        return {
            "page": shown.doing.value if shown.doing is not None else "waiting-for-store",
            "counter": shown.counter,
            "label": shown.label,
            "seq": self.painted_seq,
            "painted_ns": self.painted_ns,
            "connected": shown.connected,
        }

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        self._view.arrange(QRect(0, 0, self.width(), self.height()), min(self.width() / 800, self.height() / 480))
        super().resizeEvent(event)

    def show_state(self, state: SignState) -> None:
        """See FollowingWindow."""
        self._shown = state
        self.shows(state.seq, [self._view] if self._view.show_sign(state) else [])
