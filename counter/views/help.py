"""The sheet of all keys."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QWidget

from counter.help import Help, HelpPart, HelpRow
from counter.views.overlay import ReadSheet
from shared.ui.painting import rounded
from shared.ui.theme import LIGHT


class HelpSheet(ReadSheet):
    """Two columns: what the officer does left, everything else right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("help", parent)
        self._help: Help | None = None

    def sheet(self) -> QRectF:
        return QRectF(self.width() * 0.05, self.height() * 0.03, self.width() * 0.9, self.height() * 0.94)

    def show_help(self, shown: Help) -> None:
        if shown != self._help:
            self._help = shown
            rows = [row for part in shown.parts for row in part.rows]
            self.setAccessibleName(f"{shown.title}: " + "; ".join(f"{row.keys}: {row.does}" for row in rows))
            self._close.show_text(shown.close, "Esc")
            self.update()

    def place(self) -> None:
        """Put the button where it belongs; to be called when the size changed."""
        px = self.measures.px
        sheet = self.sheet()
        width, height = max(130.0, px(220)), max(40.0, px(64))
        left, top = sheet.right() - px(32) - width, sheet.top() + px(24)
        self._close.setGeometry(round(left), round(top), round(width), round(height))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() == Qt.Key.Key_F1:
            self.dismissed.emit()
            event.accept()
            return
        super().keyPressEvent(event)

    def draw(self, painter: QPainter) -> None:
        super().draw(painter)
        if self._help is None:
            return
        px = self.measures.px
        inside = self.sheet().adjusted(px(40), px(24), -px(40), -px(24))
        head = max(40.0, px(64))
        title = QRectF(inside.left(), inside.top(), inside.width() - max(130.0, px(220)) - px(24), head)
        self.write(painter, title, self._help.title, self.face(44, weight=700), colour=LIGHT.accent)
        body = inside.adjusted(0, head + px(12), 0, 0)
        gap = px(40)
        half = (body.width() - gap) / 2
        first, *rest = self._help.parts
        columns = ((first,), tuple(rest))
        most = max(_lines(column) for column in columns)
        row = body.height() / most
        for number, column in enumerate(columns):
            left = body.left() + number * (half + gap)
            self._draw_column(painter, column, QRectF(left, body.top(), half, body.height()), row)

    def _draw_column(self, painter: QPainter, parts: tuple[HelpPart, ...], room: QRectF, row: float) -> None:
        top = room.top()
        for part in parts:
            heading = QRectF(room.left(), top, room.width(), row)
            self.write(painter, heading, part.title, self.face(26, weight=700), colour=LIGHT.quiet)
            top += row
            for one in part.rows:
                self._draw_row(painter, one, QRectF(room.left(), top, room.width(), row))
                top += row

    def _draw_row(self, painter: QPainter, row: HelpRow, room: QRectF) -> None:
        px = self.measures.px
        cap = QRectF(room.left(), room.top() + 2, room.width() * 0.3, room.height() - 4)
        rounded(painter, cap, px(8), fill=LIGHT.raised, edge=LIGHT.line, thick=1.5)
        keys = cap.adjusted(px(12), 0, -px(8), 0)
        self.write(painter, keys, row.keys, self.face(26, weight=700), colour=LIGHT.ink)
        does = QRectF(cap.right() + px(18), room.top() + 1, 0, room.height() - 2)
        does.setRight(room.right())
        self.write(painter, does, row.does, self.face(27), colour=LIGHT.ink)


def _lines(parts: tuple[HelpPart, ...]) -> int:
    return sum(1 + len(part.rows) for part in parts)
