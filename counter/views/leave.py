"""The sheet that asks whether the program is to end while the counter is open."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from counter.leaving import Leave
from counter.views.measures import Measures
from counter.views.overlay import Overlay, WordButton
from shared.ui.theme import LIGHT


class LeaveSheet(Overlay):
    """Three buttons; the keyboard begins on the one that changes nothing."""

    closing = Signal()
    leaving = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("leave")
        self._leave: Leave | None = None
        self._stay = WordButton("stay", self)
        self._close = WordButton("close-and-leave", self)
        self._go = WordButton("leave-open", self)
        self._stay.clicked.connect(self.dismissed)
        self._close.clicked.connect(self.closing)
        self._go.clicked.connect(self.leaving)

    def sheet(self) -> QRectF:
        return QRectF(self.width() * 0.18, self.height() * 0.24, self.width() * 0.64, self.height() * 0.5)

    def show_leave(self, leave: Leave) -> None:
        if leave != self._leave:
            self._leave = leave
            self.setAccessibleName(f"{leave.title} {leave.text}")
            self._stay.show_text(leave.stay, "Esc")
            self._close.show_text(leave.close)
            self._close.setVisible(bool(leave.close))
            self._go.show_text(leave.leave)
            self.update()

    def open(self) -> None:
        """Take the keyboard."""
        self._stay.setFocus()

    def measure(self, measures: Measures) -> None:
        super().measure(measures)
        for button in (self._stay, self._close, self._go):
            button.measure(measures)

    def place(self) -> None:
        """Put the buttons where they belong; to be called when the size changed."""
        px = self.measures.px
        sheet = self.sheet()
        gap, height = px(20), max(48.0, px(84))
        width = (sheet.width() - 2 * px(40) - 2 * gap) / 3
        top = sheet.bottom() - px(36) - height
        for number, button in enumerate((self._stay, self._close, self._go)):
            left = sheet.left() + px(40) + number * (width + gap)
            button.setGeometry(round(left), round(top), round(width), round(height))

    def draw(self, painter: QPainter) -> None:
        super().draw(painter)
        if self._leave is None:
            return
        px = self.measures.px
        inside = self.sheet().adjusted(px(48), px(36), -px(48), 0)
        inside.setBottom(self._stay.y() - px(20))
        title = QRectF(inside.left(), inside.top(), inside.width(), inside.height() * 0.5)
        text = QRectF(inside.left(), title.bottom(), inside.width(), inside.height() * 0.5)
        self.write(painter, title, self._leave.title, self.face(46, weight=700), colour=LIGHT.accent)
        self.write(painter, text, self._leave.text, self.face(32), colour=LIGHT.ink)
