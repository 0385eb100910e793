"""How it goes in the hall: a word and a colour for the longest wait here, and two quiet lines beside it."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QWidget

from counter.duty_state import Level, Pulse
from counter.views.painted import Painted
from shared.ui.painting import mixed, rounded
from shared.ui.theme import LIGHT


class PulsePanel(Painted):
    """Draws a Pulse."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pulse")
        self._pulse: Pulse | None = None

    def show_pulse(self, pulse: Pulse | None) -> None:
        if pulse != self._pulse:
            self._pulse = pulse
            told = (pulse.mark, pulse.mine, pulse.share, pulse.hall) if pulse else ()
            self.setAccessibleName(", ".join(part for part in told if part))
            self.update()

    def height_wanted(self) -> int:
        return round(max(92.0, self.measures.px(136)))

    def draw(self, painter: QPainter) -> None:
        pulse = self._pulse
        if pulse is None:
            return
        px = self.measures.px
        room = QRectF(self.rect())
        mark = _MARKS[pulse.level]
        edge = mixed(LIGHT.surface, mark, 0.5)
        rounded(painter, room, px(16), fill=mixed(LIGHT.surface, mark, 0.06), edge=edge, thick=max(1.0, px(2)))
        inside = room.adjusted(px(20), px(10), -px(20), -px(10))
        part = inside.height() / 100
        upper = QRectF(inside.left(), inside.top(), inside.width(), 40 * part)
        right = self._draw_mark(painter, pulse, upper, mark)
        words = QRectF(right + px(14), upper.top(), inside.right() - right - px(14), upper.height())
        self.write(painter, words, pulse.mine, self.face(25, weight=600), colour=LIGHT.ink)
        middle = QRectF(inside.left(), inside.top() + 44 * part, inside.width(), 26 * part)
        self.write(painter, middle, pulse.share, self.face(21), colour=LIGHT.ink)
        lower = QRectF(inside.left(), inside.top() + 72 * part, inside.width(), 28 * part)
        self.write(painter, lower, pulse.hall, self.face(21), colour=LIGHT.quiet)

    def _draw_mark(self, painter: QPainter, pulse: Pulse, room: QRectF, mark: QColor) -> float:
        """The pill; its right end."""
        face = self.face(22, weight=700)
        pad = self.measures.px(16)
        laid = self.laid(QRectF(0, 0, room.width() * 0.4, room.height()), pulse.mark, face)
        pill = QRectF(room.left(), room.top() + 2, laid.width + 2 * pad, room.height() - 4)
        rounded(painter, pill, pill.height() / 2, fill=mark)
        inner = pill.adjusted(pad - 1, 0, -pad + 1, 0)
        self.write(painter, inner, pulse.mark, face, colour=LIGHT.on_accent)
        return pill.right()


_MARKS: dict[Level, QColor] = {
    Level.NONE: LIGHT.quiet,
    Level.GOOD: LIGHT.good,
    Level.NEAR: LIGHT.warning,
    Level.OVER: LIGHT.danger,
}
