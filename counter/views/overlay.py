"""What lies over the desk for a moment: a sheet on a dimmed ground. Esc closes it; no key gets past it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import QWidget

from counter.state import Why
from counter.views.buttons import Touchable
from counter.views.measures import Measures
from counter.views.painted import Painted
from shared.ui.lettering import CENTRE
from shared.ui.painting import rounded
from shared.ui.theme import LIGHT

_DIM = QColor(11, 25, 51, 150)


class Overlay(Painted):
    """Covers its parent. `sheet` is where to draw."""

    dismissed = Signal()

    def sheet(self) -> QRectF:
        """The lit part."""
        return QRectF(self.width() * 0.06, self.height() * 0.05, self.width() * 0.88, self.height() * 0.9)

    def draw(self, painter: QPainter) -> None:
        painter.fillRect(self.rect(), _DIM)
        rounded(painter, self.sheet(), self.measures.px(20), fill=LIGHT.surface)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()  # the desk can be locked whatever lies over it
            return
        if event.key() == Qt.Key.Key_Escape:
            self.dismissed.emit()
        event.accept()


class WordButton(Touchable):
    """A quiet button of a sheet, with its key; `size` is that of its letters."""

    def __init__(self, name: str, parent: QWidget | None = None, *, size: float = 24) -> None:
        super().__init__(name, parent)
        self._text = ""
        self._size = size

    def show_text(self, text: str, key: str = "") -> None:
        self._text = f"{text}  ·  {key}" if key else text
        self.setAccessibleName(f"{text} ({key})" if key else text)
        self.update()

    def draw(self, painter: QPainter) -> None:
        room = QRectF(self.rect())
        radius = self.measures.px(12)
        down = self.isDown()
        fill = LIGHT.accent_deep if down else LIGHT.raised if self.underMouse() else LIGHT.surface
        rounded(painter, room, radius, fill=fill, edge=LIGHT.line, thick=2)
        ink = LIGHT.on_accent if down else LIGHT.ink if self.isEnabled() else LIGHT.line
        inner = room.adjusted(8, 2, -8, -2)
        face = self.face(self._size, weight=600)
        self.write(painter, inner, self._text, face, colour=ink, align=CENTRE)
        self.draw_focus(painter, room, radius)


class StrongButton(WordButton):
    """The button that does what a sheet is for."""

    def __init__(self, name: str, parent: QWidget | None = None, *, size: float = 30) -> None:
        super().__init__(name, parent, size=size)

    def draw(self, painter: QPainter) -> None:
        room = QRectF(self.rect())
        radius = self.measures.px(12)
        fill = LIGHT.raised if not self.isEnabled() else LIGHT.accent_deep if self.isDown() else LIGHT.accent
        rounded(painter, room, radius, fill=fill)
        ink = LIGHT.on_accent if self.isEnabled() else LIGHT.quiet
        inner = room.adjusted(8, 2, -8, -2)
        self.write(painter, inner, self._text, self.face(self._size, weight=700), colour=ink, align=CENTRE)
        self.draw_focus(painter, room, radius)


class ReadSheet(Overlay):
    """A sheet that is only read: its one button closes it."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._close = WordButton(f"close-{name}", self)
        self._close.clicked.connect(self.dismissed)

    def open(self) -> None:
        """Take the keyboard."""
        self._close.setFocus()

    def measure(self, measures: Measures) -> None:
        super().measure(measures)
        self._close.measure(measures)


class WhySheet(ReadSheet):
    """Explains the place or the call of one ticket, and tells its life."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("why", parent)
        self._why: Why | None = None

    def sheet(self) -> QRectF:
        return QRectF(self.width() * 0.14, self.height() * 0.1, self.width() * 0.72, self.height() * 0.8)

    def show_why(self, why: Why) -> None:
        if why != self._why:
            self._why = why
            told = "; ".join(f"{at} {what}" for at, what in why.life)
            self.setAccessibleName(f"{why.label}: " + " ".join(why.lines) + f" {told}")
            self._close.show_text(why.close, "Esc")
            self.update()

    def place(self) -> None:
        """Put the button where it belongs; to be called when the size changed."""
        px = self.measures.px
        sheet = self.sheet()
        width, height = max(130.0, px(220)), max(44.0, px(72))
        self._close.setGeometry(
            round(sheet.right() - px(40) - width), round(sheet.bottom() - px(32) - height), round(width), round(height)
        )

    def draw(self, painter: QPainter) -> None:
        super().draw(painter)
        if self._why is None:
            return
        px = self.measures.px
        inside = self.sheet().adjusted(px(56), px(36), -px(56), -px(36))
        label = QRectF(inside.left(), inside.top(), inside.width(), px(130))
        self.write(
            painter,
            label,
            self._why.label,
            self.face(110, weight=700, digits=True, columns=False),
            colour=LIGHT.accent,
        )
        top, bottom = label.bottom() + px(12), float(self._close.y()) - px(12)
        told = QRectF(inside.left(), top, inside.width() * (0.56 if self._why.life else 1.0), bottom - top)
        for number, line in enumerate(self._why.lines):
            face = self.face(40, weight=600) if number == 0 else self.face(32)
            # What is left is shared so that a long name takes more of it.
            room = QRectF(told.left(), top, told.width(), bottom - top - self._least(len(self._why.lines) - number))
            colour = LIGHT.quiet if number == 1 else LIGHT.ink
            took = self.write(painter, room, line, face, colour=colour, middle=False)
            top = took.bottom() + px(14)
        if self._why.life:
            life = QRectF(told.right() + px(40), inside.top(), 0, bottom - inside.top())
            life.setRight(inside.right())
            self._draw_life(painter, self._why, life)

    def _draw_life(self, painter: QPainter, why: Why, room: QRectF) -> None:
        """The last things that happened, as many as there is room for."""
        px = self.measures.px
        head = QRectF(room.left(), room.top(), room.width(), max(28.0, px(52)))
        self.write(painter, head, why.life_title, self.face(26, weight=700), colour=LIGHT.accent)
        clock = max(52.0, px(92))
        face, beside = self.face(24), QRectF(0, 0, room.width() - clock - px(10), room.height())
        rows = [(at, what, max(36.0, px(64), self.laid(beside, what, face).height + px(18))) for at, what in why.life]
        while rows and sum(tall for _, _, tall in rows) > room.bottom() - head.bottom() - px(6):
            rows.pop(0)
        top = head.bottom() + px(6)
        for at, what, tall in rows:
            painter.fillRect(QRectF(room.left(), top, room.width(), 1), LIGHT.line)
            when = QRectF(room.left(), top, clock, tall)
            self.write(painter, when, at, self.face(24, weight=600, digits=True), colour=LIGHT.ink)
            words = QRectF(when.right() + px(10), top + 2, beside.width(), tall - 4)
            self.write(painter, words, what, face, colour=LIGHT.ink)
            top += tall

    def _least(self, lines: int) -> float:
        """The room that the lines after this one need at least."""
        return (lines - 1) * self.measures.type(32) * 1.5
