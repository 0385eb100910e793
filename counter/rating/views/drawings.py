"""Five faces, told apart by mouth and brows and not by colour alone; and a tick."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from shared.ui.painting import mixed, polyline
from shared.ui.theme import LIGHT

_SQUARE: Final = 100.0  # the square a face is designed in
_LINE: Final = 5.0
_TINT: Final = 0.6  # of white in the ground of a face


class _Look(NamedTuple):
    """How far the mouth's middle lies below its corners, how far it is open, and how the brows lean."""

    bend: float
    open: float
    brow: float
    ground: QColor


_LOOKS: Final[Mapping[int, _Look]] = MappingProxyType(
    {
        5: _Look(26, 1.0, 0, LIGHT.good),
        4: _Look(17, 0.0, 0, mixed(LIGHT.good, LIGHT.highlight, 0.35)),
        3: _Look(0, 0.0, 0, LIGHT.highlight),
        2: _Look(-16, 0.0, 0, LIGHT.warning),
        1: _Look(-24, 0.0, 9, LIGHT.danger),
    }
)


def ground_of(score: int) -> QColor:
    """The pale colour of a face."""
    return mixed(_LOOKS[score].ground, LIGHT.surface, _TINT)


def draw_face(painter: QPainter, room: QRectF, score: int) -> None:
    """The face of this score, in the middle of `room` and as large as that allows."""
    look = _LOOKS[score]
    side = min(room.width(), room.height())
    painter.save()
    painter.translate(room.center().x() - side / 2, room.center().y() - side / 2)
    painter.scale(side / _SQUARE, side / _SQUARE)
    pen = QPen(LIGHT.ink, _LINE, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(ground_of(score))
    painter.drawEllipse(QRectF(5, 5, 90, 90))
    painter.setBrush(LIGHT.ink)
    for x in (34.0, 66.0):
        painter.drawEllipse(QPointF(x, 40), 3.2, 4.6)
    painter.setBrush(LIGHT.surface if look.open else Qt.BrushStyle.NoBrush)
    painter.drawPath(_mouth(look))
    if look.brow:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(polyline((24, 26), (42, 26 + look.brow)))
        painter.drawPath(polyline((76, 26), (58, 26 + look.brow)))
    painter.restore()


def tick() -> QPainterPath:
    """A tick in a square of 24."""
    return polyline((4, 13), (10, 19), (20, 6))


def _mouth(look: _Look) -> QPainterPath:
    corners = 66.0 - look.bend / 3
    path = QPainterPath(QPointF(28, corners))
    path.quadTo(QPointF(50, corners + look.bend * 1.4), QPointF(72, corners))
    if look.open:
        path.closeSubpath()
    return path
