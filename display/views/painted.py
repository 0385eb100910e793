"""A widget that is painted from cached pictures, and says when it has been."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from display.legibility import Legibility
from display.state import Way
from display.views.lettering import SMALLEST, Scribe
from shared.board_form import Arrow
from shared.lines import LEADING
from shared.ui.painting import picture
from shared.ui.theme import DARK, Theme

_KEPT: Final = 24  # pictures a view keeps: both halves of every pulse, and the page before
_TURNS: Final = {
    Arrow.RIGHT: 0,
    Arrow.DOWN_RIGHT: 45,
    Arrow.DOWN: 90,
    Arrow.DOWN_LEFT: 135,
    Arrow.LEFT: 180,
    Arrow.UP_LEFT: 225,
    Arrow.UP: 270,
    Arrow.UP_RIGHT: 315,
}


class PaintedView(QWidget):
    """One part of the board. `painted` comes at the end of each paint."""

    painted = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None, *, theme: Theme = DARK) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.theme = theme
        self.unit = 1.0
        self.scribe = Scribe()
        self._pictures: OrderedDict[Hashable, QPixmap] = OrderedDict()

    def arrange(self, place: QRect, unit: float, legibility: Legibility = Legibility()) -> None:  # noqa: B008 - frozen
        """Stand at `place`; `unit` is one pixel of the 1080 lines the design is drawn for. No letter is smaller than
        `legibility` allows."""
        self.unit = unit
        self.scribe = Scribe(legibility, smallest=SMALLEST * unit)
        self._pictures.clear()
        self.setGeometry(place)
        self.update()

    def u(self, pixels: float) -> float:
        """So many pixels of the design, on this screen."""
        return pixels * self.unit

    def line(self, pixels: float) -> float:
        """The height of a line that wants so many pixels of the design, and has what its letters need."""
        return max(self.u(pixels), self.scribe.least_px() * LEADING)

    def caption(self, pixels: float) -> float:
        """The height of a line that names what is under it; 0 where its letters would take too much of the view."""
        high = max(self.u(pixels), self.scribe.least_px() * LEADING + self.u(8))
        return high if high <= max(self.u(pixels), self.height() * 0.2) else 0.0

    def letters(self, pixels: float) -> float:
        """The size of letters (px) that want so many pixels of the design."""
        return max(self.u(pixels), self.scribe.least_px())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        painter = QPainter(self)
        painter.fillRect(event.rect(), self.theme.ground)
        self.draw(painter, event.rect())
        painter.end()
        self.painted.emit(self.objectName())

    def draw(self, painter: QPainter, dirty: QRect) -> None:
        """Draw what lies in `dirty`; the ground is there already."""
        raise NotImplementedError

    def stamp(
        self, painter: QPainter, place: QRectF, key: Hashable, render: Callable[[QPainter, QRectF], None]
    ) -> None:
        """Draw the picture called `key` at `place`; `render` makes it, on (0, 0), if it is not there yet."""
        whole = place.toAlignedRect()
        ratio = self.devicePixelRatioF()
        named = (key, whole.width(), whole.height(), ratio)
        kept = self._pictures.pop(named, None)
        if kept is None:
            room = QRectF(0, 0, whole.width(), whole.height())
            kept = picture(whole.size(), ratio, self.theme.ground, lambda inner: render(inner, room))
        self._pictures[named] = kept
        while len(self._pictures) > _KEPT:
            self._pictures.popitem(last=False)
        painter.drawPixmap(whole.topLeft(), kept)


def draw_way(painter: QPainter, place: QRectF, way: Way, colour: QColor) -> None:
    """The arrow to a counter. Where this board knows of no directions only the sign that the number belongs to the
    counter: an arrow to the right would send people to the right."""
    if way.arrow is not None:
        arrow(painter, place, colour, way.arrow)
    elif not way.pointed:
        chevron(painter, place, colour)


def chevron(painter: QPainter, place: QRectF, colour: QColor) -> None:
    """Two strokes that lead from what stands before them to what comes after."""
    high = min(place.height() * 0.62, place.width() * 1.1)
    wide = high * 0.5
    pen = QPen(colour, high * 0.2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    middle = place.center()
    path = QPainterPath(middle + QPointF(-wide / 2, -high / 2))
    path.lineTo(middle + QPointF(wide / 2, 0))
    path.lineTo(middle + QPointF(-wide / 2, high / 2))
    painter.strokePath(path, pen)


def arrow(painter: QPainter, place: QRectF, colour: QColor, towards: Arrow) -> None:
    """An arrow, as large as `place` allows."""
    turn = _TURNS[towards]
    room = min(place.width(), place.height()) if turn % 180 else place.width()
    width = min(room, place.height() * 1.25)
    height = width * 0.66
    thick = height * 0.25
    head = height * 0.62
    half, right = thick / 2, width / 2
    path = QPainterPath(QPointF(-right, -half))
    path.lineTo(right - head, -half)
    path.lineTo(right - head, -height / 2)
    path.lineTo(right, 0)
    path.lineTo(right - head, height / 2)
    path.lineTo(right - head, half)
    path.lineTo(-right, half)
    path.closeSubpath()
    painter.save()
    painter.translate(place.center())
    painter.rotate(turn)
    painter.fillPath(path, colour)
    painter.restore()
