"""The icon in the tray: a colour and a shape for what the counter does, and the number of who waits."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap, QPolygonF

from counter.tray_picture import Mark
from shared.ui.lettering import CENTRE, Para, write
from shared.ui.painting import warning_sign
from shared.ui.theme import DARK, LIGHT

_SIDE: Final = 64
_MOST: Final = 99
_COLOURS: Final = {
    Mark.AWAY: LIGHT.danger,
    Mark.CLOSED: LIGHT.edge,
    Mark.PAUSED: LIGHT.warning,
    Mark.IDLE: LIGHT.good,
    Mark.CALLED: LIGHT.highlight,
    Mark.SERVING: LIGHT.accent,
    Mark.SHUT: LIGHT.ink,
    Mark.EMERGENCY: DARK.warning,
}


def tray_icon(mark: Mark, waiting: int) -> QIcon:
    """The icon, of 64 by 64."""
    made = QPixmap(_SIDE, _SIDE)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    room = QRectF(1, 1, _SIDE - 2, _SIDE - 2)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_COLOURS[mark])
    _draw_shape(painter, room, mark)
    ink = LIGHT.on_highlight if mark is Mark.CALLED else QColor("#FFFFFF")
    words = room.adjusted(6, 6, -6, -6)
    if mark is Mark.AWAY:
        words = QRectF(room.left() + 14, room.top() + 20, room.width() - 28, room.height() - 22)
        text = "!"
    elif mark is Mark.CLOSED:
        painter.setBrush(ink)
        painter.drawRect(QRectF(room.left() + 14, room.center().y() - 5, room.width() - 28, 10))
        text = ""
    elif mark is Mark.EMERGENCY:
        painter.fillPath(warning_sign(room.adjusted(5, 2, -5, -8)), DARK.on_accent)
        text = ""
    elif mark is Mark.SHUT:
        _draw_lock(painter, room, ink)
        text = ""
    elif mark is Mark.PAUSED:
        painter.setBrush(ink)
        for left in (19, 35):
            painter.drawRect(QRectF(room.left() + left, room.top() + 16, 9, room.height() - 32))
        text = ""
    else:
        text = str(waiting) if waiting <= _MOST else f"{_MOST}+"
    if text:
        write(painter, words, Para(text, 42, 700, digits=True, columns=False), ink, align=CENTRE)
    painter.end()
    return QIcon(made)


def _draw_shape(painter: QPainter, room: QRectF, mark: Mark) -> None:
    """Told apart without colours: triangle, square, round, diamond, flag."""
    middle = room.center()
    match mark:
        case Mark.AWAY:
            painter.drawPolygon(QPolygonF([QPointF(middle.x(), room.top()), room.bottomRight(), room.bottomLeft()]))
        case Mark.CALLED:
            corners = [
                QPointF(middle.x(), room.top()),
                QPointF(room.right(), middle.y()),
                QPointF(middle.x(), room.bottom()),
                QPointF(room.left(), middle.y()),
            ]
            painter.drawPolygon(QPolygonF(corners))
        case Mark.IDLE | Mark.PAUSED:
            painter.drawEllipse(room)
        case Mark.CLOSED | Mark.SHUT | Mark.EMERGENCY:
            painter.drawRect(room)
        case Mark.SERVING:
            painter.drawRoundedRect(room, 14, 14)


def _draw_lock(painter: QPainter, room: QRectF, ink: QColor) -> None:
    painter.setBrush(ink)
    painter.drawRoundedRect(QRectF(room.left() + 14, room.top() + 28, room.width() - 28, 24), 4, 4)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(ink, 6))
    painter.drawArc(QRectF(room.left() + 20, room.top() + 10, room.width() - 40, 36), 0, 180 * 16)
