"""The strip of an emergency: across the top of the window, over whatever is open there, until the hall takes it down.

It has the colours of the boards, which nothing else of the desk has. It takes neither keys nor focus.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from counter.state import Emergency
from counter.views.painted import Painted
from shared.ui.lettering import CENTRE, Block, Para, draw, fit
from shared.ui.painting import rounded, warning_sign
from shared.ui.theme import DARK

_MOST: Final = 3  # that are read at once, as on a board
_HIGHEST: Final = 0.2  # of the window


class EmergencyStrip(Painted):
    """Draws an Emergency: of several the newest largest, and whole."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("emergency")
        self._shown: Emergency | None = None

    def show_emergency(self, emergency: Emergency | None) -> bool:
        """Show it. Says whether it is another one, so that it wants other room."""
        if emergency == self._shown:
            return False
        self._shown = emergency
        told = f"{emergency.title}: {' · '.join(emergency.texts)}" if emergency is not None else ""
        self.setAccessibleName(told)
        self.setToolTip("\n".join(emergency.texts) if emergency is not None else "")
        self.update()
        return True

    def height_for(self, width: int, window: int) -> int:
        """What it wants of a window so wide and so high; nothing without an emergency."""
        if self._shown is None:
            return 0
        words = self._words(QRectF(0, 0, width, window))
        block = self._set(self._shown, words.width(), window * _HIGHEST - 2 * self._pad)
        return round(min(window * _HIGHEST, max(block.height, self._side) + 2 * self._pad))

    @property
    def _pad(self) -> float:
        return max(6.0, self.measures.px(14))

    @property
    def _side(self) -> float:
        """Of the sign."""
        return max(40.0, self.measures.px(76))

    def _words(self, room: QRectF) -> QRectF:
        """Where they stand."""
        more = max(44.0, self.measures.px(72)) if self._shown and len(self._shown.texts) > _MOST else 0.0
        return room.adjusted(self._side + 3 * self._pad, self._pad, -2 * self._pad - more, -self._pad)

    def _set(self, shown: Emergency, width: float, height: float) -> Block:
        sizes = self.measures.type
        texts = (Para(text, sizes(24 if number else 29), 600) for number, text in enumerate(shown.texts[:_MOST]))
        return fit((Para(shown.title, sizes(24), 700), *texts), width, height)

    def draw(self, painter: QPainter) -> None:
        shown = self._shown
        if shown is None:
            return
        room, ink = QRectF(self.rect()), DARK.on_accent
        rounded(painter, room, 0, fill=DARK.warning)
        side = self._side
        painter.fillPath(warning_sign(QRectF(2 * self._pad, room.center().y() - side / 2, side, side)), ink)
        words = self._words(room)
        block = self._set(shown, words.width(), words.height())
        draw(painter, words, block, [ink] * len(block.paras))
        if not block.whole:
            self.cut_off = (*self.cut_off, *shown.texts[:_MOST])
        if len(shown.texts) > _MOST:
            more = QRectF(words.right(), room.top(), room.right() - words.right() - self._pad, room.height())
            face = self.face(30, weight=700, digits=True)
            self.write(painter, more, f"+{len(shown.texts) - _MOST}", face, colour=ink, align=CENTRE)
