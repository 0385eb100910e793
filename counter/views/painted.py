"""Widgets that draw themselves, and know whether any of their words were cut off."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from counter.views.measures import Measures
from shared.ui.lettering import LEFT, Block, Para, aligned, fit, write

#: How words look; given the words, it makes a paragraph of them.
Face = Callable[[str], Para]


class Drawn:
    """What everything that draws itself has: `draw` is called with a painter whenever something changed."""

    measures: Measures = Measures(factor=1.0)
    #: Words of the last drawing that did not fit their room.
    cut_off: tuple[str, ...] = ()
    #: The words of the last drawing and the room they took.
    written: tuple[tuple[QRectF, str], ...] = ()

    def draw(self, painter: QPainter) -> None:
        """Paint everything."""

    def paint(self, widget: QWidget) -> None:
        """Draw on `widget`, which is this."""
        self.cut_off = ()
        self.written = ()
        painter = QPainter(widget)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.draw(painter)
        painter.end()

    def write(
        self,
        painter: QPainter,
        room: QRectF,
        text: str,
        face: Face,
        *,
        colour: QColor,
        align: Qt.AlignmentFlag = LEFT,
        middle: bool = True,
    ) -> QRectF:
        """Draw words; the room they really took."""
        block = write(painter, room, face(text), colour, align=align, middle=middle)
        if not block.whole:
            self.cut_off = (*self.cut_off, text)
        top = room.top() + (max(0.0, room.height() - block.height) / 2 if middle else 0.0)
        took = QRectF(aligned(room, block.width, align), top, block.width, block.height)
        self.written = (*self.written, (took, text))
        return took

    def laid(self, room: QRectF, text: str, face: Face) -> Block:
        """How words would lie in this room."""
        return fit((face(text),), room.width(), room.height())

    def face(self, design: float, *, weight: int = 400, digits: bool = False, columns: bool = True) -> Face:
        """A face of this size on the drawing."""
        return partial(Para, size=self.measures.type(design), weight=weight, digits=digits, columns=columns)


class Painted(Drawn, QWidget):
    """Base of the desk's panels."""

    def measure(self, measures: Measures) -> None:
        """Take over the window's measures."""
        self.measures = measures
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        del event
        self.paint(self)
