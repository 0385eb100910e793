"""The few pictures the kiosk has, drawn as paths in a box of 24 by 24."""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath

from shared.ui.painting import polyline


class Icon(Enum):
    """What a picture means."""

    NONE = auto()
    BACK = auto()
    FORWARD = auto()
    HOME = auto()
    SEARCH = auto()
    RUB_OUT = auto()
    PEOPLE = auto()
    COUNTER = auto()
    TICK = auto()
    CLOUD = auto()
    PAPER = auto()
    STOP = auto()
    CLOCK = auto()


def path_of(icon: Icon) -> QPainterPath:  # noqa: PLR0915 - one table of pictures
    """The lines of a picture; none for NONE."""
    path = QPainterPath()
    match icon:
        case Icon.BACK:
            path.addPath(polyline((20, 12), (4, 12)))
            path.addPath(polyline((11, 5), (4, 12), (11, 19)))
        case Icon.FORWARD:
            path.addPath(polyline((4, 12), (20, 12)))
            path.addPath(polyline((13, 5), (20, 12), (13, 19)))
        case Icon.HOME:
            path.addPath(polyline((3, 12), (12, 4), (21, 12)))
            path.addPath(polyline((6, 10), (6, 20), (18, 20), (18, 10)))
        case Icon.SEARCH:
            path.addEllipse(QPointF(10.5, 10.5), 6.5, 6.5)
            path.addPath(polyline((15.5, 15.5), (21, 21)))
        case Icon.RUB_OUT:
            path.addPath(polyline((8, 5), (2, 12), (8, 19), (22, 19), (22, 5), (8, 5)))
            path.addPath(polyline((12, 9.5), (17, 14.5)))
            path.addPath(polyline((17, 9.5), (12, 14.5)))
        case Icon.PEOPLE:
            path.addEllipse(QPointF(9, 8), 3.6, 3.6)
            path.moveTo(2, 20)
            path.cubicTo(2, 11.5, 16, 11.5, 16, 20)
            path.addEllipse(QPointF(17, 9), 2.6, 2.6)
            path.moveTo(18, 13.6)
            path.cubicTo(21, 13.8, 22.3, 16.2, 22.3, 19.4)
        case Icon.COUNTER:
            path.addRoundedRect(QRectF(3, 4, 18, 10), 2, 2)
            path.addPath(polyline((12, 14), (12, 20)))
            path.addPath(polyline((7, 20), (17, 20)))
        case Icon.TICK:
            path.addEllipse(QPointF(12, 12), 10, 10)
            path.addPath(polyline((7.5, 12.5), (10.8, 15.8), (16.8, 8.8)))
        case Icon.CLOUD:
            path.moveTo(7, 18)
            path.cubicTo(1.5, 18, 1.5, 10.5, 7, 10.8)
            path.cubicTo(8.5, 4.8, 17, 5.2, 17.5, 10.8)
            path.cubicTo(22.5, 11, 22.5, 18, 17.5, 18)
            path.closeSubpath()
            path.addPath(polyline((4, 3), (20.5, 21.5)))
        case Icon.PAPER:
            path.addPath(polyline((6, 3), (18, 3), (18, 21), (15, 19), (12, 21), (9, 19), (6, 21), (6, 3)))
            path.addPath(polyline((9.5, 8), (14.5, 8)))
            path.addPath(polyline((9.5, 12.5), (14.5, 12.5)))
        case Icon.STOP:
            path.addEllipse(QPointF(12, 12), 10, 10)
            path.addPath(polyline((12, 6.8), (12, 13)))
            path.addPath(polyline((12, 16.9), (12, 17.1)))
        case Icon.CLOCK:
            path.addEllipse(QPointF(12, 12), 10, 10)
            path.addPath(polyline((12, 6), (12, 12), (16, 14.5)))
        case Icon.NONE:
            pass
    return path
