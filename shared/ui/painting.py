"""Shapes all faces draw: round corners, mixed colours, pictures made of lines, pictures kept ready."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap

_SQUARE: Final = 24.0  # units: the square signs are designed in
_PEN: Final = 2.2


def rounded(
    painter: QPainter,
    room: QRectF,
    radius: float,
    *,
    fill: QColor | None = None,
    edge: QColor | None = None,
    thick: float = 1.0,
) -> None:
    """A rectangle with round corners; its edge lies inside `room`."""
    half = thick / 2 if edge is not None else 0.0
    painter.setPen(QPen(edge, thick) if edge is not None else Qt.PenStyle.NoPen)
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(room.adjusted(half, half, -half, -half), max(0.0, radius - half), max(0.0, radius - half))


def mixed(one: QColor, other: QColor, part: float) -> QColor:
    """`part` of `other` in `one`: 0 is `one`, 1 is `other`."""
    return QColor.fromRgbF(
        one.redF() + (other.redF() - one.redF()) * part,
        one.greenF() + (other.greenF() - one.greenF()) * part,
        one.blueF() + (other.blueF() - one.blueF()) * part,
    )


def faint(colour: QColor) -> QColor:
    """The colour, half gone."""
    weaker = QColor(colour)
    weaker.setAlphaF(0.55)
    return weaker


def polyline(*points: tuple[float, float]) -> QPainterPath:
    """A line from point to point."""
    path = QPainterPath(QPointF(*points[0]))
    for point in points[1:]:
        path.lineTo(*point)
    return path


def draw_sign(painter: QPainter, path: QPainterPath, room: QRectF, ink: QColor) -> None:
    """Draw a path designed in a square of 24 as lines, in the middle of `room` and as large as that allows."""
    side = min(room.width(), room.height())
    painter.save()
    painter.translate(room.center().x() - side / 2, room.center().y() - side / 2)
    painter.scale(side / _SQUARE, side / _SQUARE)
    painter.setPen(QPen(ink, _PEN, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path)
    painter.restore()


def warning_sign(place: QRectF) -> QPainterPath:
    """A triangle with an exclamation mark cut out."""
    side = place.width()
    shape = QPainterPath()
    shape.moveTo(place.center().x(), place.top() + side * 0.04)
    shape.lineTo(place.right(), place.bottom() - side * 0.06)
    shape.lineTo(place.left(), place.bottom() - side * 0.06)
    shape.closeSubpath()
    mark = QPainterPath()
    mark.addRect(QRectF(place.center().x() - side * 0.05, place.top() + side * 0.36, side * 0.1, side * 0.3))
    mark.addRect(QRectF(place.center().x() - side * 0.05, place.top() + side * 0.73, side * 0.1, side * 0.1))
    return shape.subtracted(mark)


def picture(size: QSize, ratio: float, ground: QColor, render: Callable[[QPainter], None]) -> QPixmap:
    """What `render` draws on `ground`, as a picture for a screen of this pixel ratio."""
    made = QPixmap(QSize(round(size.width() * ratio), round(size.height() * ratio)))
    made.setDevicePixelRatio(ratio)
    made.fill(ground)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    render(painter)
    painter.end()
    return made
