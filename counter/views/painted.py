"""Widgets that draw themselves, and know whether any of their words were cut off."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from counter.views.lettering import Face, Laid, lay, write
from counter.views.measures import Measures


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
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
        middle: bool = True,
    ) -> QRectF:
        """Draw words; the room they really took."""
        laid = write(painter, room, text, face, colour=colour, align=align, middle=middle)
        if not laid.fits:
            self.cut_off = (*self.cut_off, text)
        left = room.left()
        if align & Qt.AlignmentFlag.AlignRight:
            left = room.right() - laid.width
        elif align & Qt.AlignmentFlag.AlignHCenter:
            left = room.center().x() - laid.width / 2
        top = room.top() + (max(0.0, room.height() - laid.height) / 2 if middle else 0.0)
        took = QRectF(left, top, laid.width, laid.height)
        self.written = (*self.written, (took, text))
        return took

    def laid(self, room: QRectF, text: str, face: Face) -> Laid:
        """How words would lie in this room."""
        return lay(text, face, room.width(), room.height())

    def face(self, design: float, *, weight: int = 400, digits: bool = False, proportional: bool = False) -> Face:
        """A face of this size on the drawing."""
        size = self.measures.type(design)
        return Face(
            largest=size,
            smallest=min(size, self.measures.smallest),
            weight=weight,
            digits=digits,
            proportional=proportional,
        )


class Painted(Drawn, QWidget):
    """Base of the desk's panels."""

    def measure(self, measures: Measures) -> None:
        """Take over the window's measures."""
        self.measures = measures
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        del event
        self.paint(self)


def rounded(
    painter: QPainter, room: QRectF, radius: float, *, fill: QColor, edge: QColor | None = None, thick: float = 1.0
) -> None:
    """A rectangle with round corners; its edge lies inside `room`."""
    half = thick / 2 if edge is not None else 0.0
    painter.setPen(QPen(edge, thick) if edge is not None else Qt.PenStyle.NoPen)
    painter.setBrush(fill)
    painter.drawRoundedRect(room.adjusted(half, half, -half, -half), radius, radius)


def mixed(one: QColor, other: QColor, part: float) -> QColor:
    """`part` of `other` in `one`: 0 is `one`, 1 is `other`."""
    return QColor.fromRgbF(
        one.redF() + (other.redF() - one.redF()) * part,
        one.greenF() + (other.greenF() - one.greenF()) * part,
        one.blueF() + (other.blueF() - one.blueF()) * part,
    )
