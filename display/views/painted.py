"""A widget that is painted from cached pictures, and says when it has been."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from shared.ui.painting import picture
from shared.ui.theme import DARK, Theme

_KEPT: Final = 24  # pictures a view keeps: both halves of every pulse, and the page before


class PaintedView(QWidget):
    """One part of the board. `painted` comes at the end of each paint."""

    painted = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.theme: Theme = DARK
        self.unit = 1.0
        self._pictures: OrderedDict[Hashable, QPixmap] = OrderedDict()

    def arrange(self, place: QRect, unit: float) -> None:
        """Stand at `place`; `unit` is one pixel of the 1080 lines the design is drawn for."""
        self.unit = unit
        self._pictures.clear()
        self.setGeometry(place)
        self.update()

    def u(self, pixels: float) -> float:
        """So many pixels of the design, on this screen."""
        return pixels * self.unit

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


def arrow(painter: QPainter, place: QRectF, colour: QColor) -> None:
    """An arrow to the right, as large as `place` allows."""
    width = min(place.width(), place.height() * 1.25)
    height = width * 0.66
    left, middle = place.center().x() - width / 2, place.center().y()
    thick = height * 0.25
    head = height * 0.62
    path = QPainterPath(QPointF(left, middle - thick / 2))
    path.lineTo(left + width - head, middle - thick / 2)
    path.lineTo(left + width - head, middle - height / 2)
    path.lineTo(left + width, middle)
    path.lineTo(left + width - head, middle + height / 2)
    path.lineTo(left + width - head, middle + thick / 2)
    path.lineTo(left, middle + thick / 2)
    path.closeSubpath()
    painter.fillPath(path, colour)
