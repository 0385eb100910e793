"""The desk's few signs, drawn as lines in a square of 24."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath

from counter.acts import Act
from shared.ui.painting import polyline


def _bell() -> QPainterPath:
    path = QPainterPath(QPointF(5, 17))
    path.lineTo(19, 17)
    path.cubicTo(17, 15, 17, 13, 17, 10.5)
    path.cubicTo(17, 3.5, 7, 3.5, 7, 10.5)
    path.cubicTo(7, 13, 7, 15, 5, 17)
    path.addPath(polyline((10.2, 20.5), (13.8, 20.5)))
    return path


def _absent() -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(QRectF(6, 4, 7, 7))
    path.moveTo(3, 20)
    path.cubicTo(3, 13.5, 16, 13.5, 16, 20)
    path.addPath(polyline((17, 8), (22, 13)))
    path.addPath(polyline((22, 8), (17, 13)))
    return path


def _back_in_line() -> QPainterPath:
    path = QPainterPath(QPointF(5, 9))
    path.lineTo(15, 9)
    path.cubicTo(21, 9, 21, 18, 15, 18)
    path.lineTo(9, 18)
    path.addPath(polyline((9, 5), (5, 9), (9, 13)))
    return path


def _folder() -> QPainterPath:
    path = polyline((3, 19), (3, 5), (9.5, 5), (12, 8), (21, 8), (21, 19), (3, 19))
    path.addPath(polyline((10, 11), (10, 16)))
    path.addPath(polyline((14, 11), (14, 16)))
    return path


def _arrow() -> QPainterPath:
    path = polyline((3, 12), (20, 12))
    path.addPath(polyline((14, 6), (20, 12), (14, 18)))
    return path


def _cup() -> QPainterPath:
    path = polyline((4, 9), (4, 15))
    path.cubicTo(4, 21, 16, 21, 16, 15)
    path.lineTo(16, 9)
    path.lineTo(4, 9)
    path.moveTo(16, 10.5)
    path.cubicTo(22, 10.5, 22, 16, 15.6, 16)
    path.addPath(polyline((8, 3), (8, 6)))
    path.addPath(polyline((12, 3), (12, 6)))
    return path


def _power() -> QPainterPath:
    path = QPainterPath()
    box = QRectF(4, 4.5, 16, 16)
    path.arcMoveTo(box, 130)
    path.arcTo(box, 130, 280)
    path.addPath(polyline((12, 2.5), (12, 11)))
    return path


def _play() -> QPainterPath:
    return polyline((7, 4), (19, 12), (7, 20), (7, 4))


def _tick() -> QPainterPath:
    return polyline((4, 12.5), (9.5, 18), (20, 6.5))


def _round() -> QPainterPath:
    path = QPainterPath()
    box = QRectF(4, 4, 16, 16)
    path.arcMoveTo(box, 60)
    path.arcTo(box, 60, 290)
    path.addPath(polyline((15.5, 1.5), (16.5, 5.2), (12.8, 6.2)))
    return path


def _glass() -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(QRectF(4, 4, 12, 12))
    path.addPath(polyline((14.5, 14.5), (20, 20)))
    return path


def _slip() -> QPainterPath:
    path = polyline((6, 3), (18, 3), (18, 21), (15, 19), (12, 21), (9, 19), (6, 21), (6, 3))
    path.addPath(polyline((9.5, 8), (14.5, 8)))
    path.addPath(polyline((12, 5.5), (12, 10.5)))
    return path


def _question() -> QPainterPath:
    path = QPainterPath(QPointF(8, 8))
    path.cubicTo(8, 2, 17, 2, 16.5, 8)
    path.cubicTo(16.2, 11, 12, 11, 12, 15)
    path.addPath(polyline((12, 19), (12, 20)))
    return path


SIGNS: Final[Mapping[Act, Callable[[], QPainterPath]]] = MappingProxyType(
    {
        Act.OPEN: _play,
        Act.CALL_NEXT: _bell,
        Act.CALL: _bell,
        Act.SERVE: _play,
        Act.FINISH: _tick,
        Act.RECALL: _bell,
        Act.NO_SHOW: _absent,
        Act.REQUEUE: _back_in_line,
        Act.PARK: _folder,
        Act.TRANSFER: _arrow,
        Act.PAUSE: _cup,
        Act.CLOSE: _power,
        Act.RETRY: _round,
        Act.OUTCOME: _tick,
        Act.PARK_UNTIL: _folder,
        Act.FIND: _glass,
        Act.GIVE: _slip,
        Act.WALK_IN: _play,
        Act.WHY: _question,
        Act.UNDO: _back_in_line,
        Act.HELP: _question,
    }
)


def ring(turn: float) -> QPainterPath:
    """An open ring, turned by `turn` degrees: something is on its way."""
    path = QPainterPath()
    box = QRectF(3, 3, 18, 18)
    path.arcMoveTo(box, -turn)
    path.arcTo(box, -turn, 270)
    return path
