"""A page of the dossier figures: agencies below each other, four numbers beside each name."""

from __future__ import annotations

from functools import cache
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from display.bulletin import FiguresSheet
from display.captions import both
from display.state import Said
from shared.domain.figures import AgencyFigures
from shared.ui.lettering import LEFT, RIGHT, Para, draw, fit, write
from shared.ui.painting import rounded
from shared.ui.theme import Theme

_ROW: Final = 44.0
_HEAD: Final = 116.0
_FOOT: Final = 38.0
_LEAST: Final = 7
_NUMBERS: Final = 0.47  # of the width


@cache
def _heads(language: str) -> tuple[Said, ...]:
    return (
        both(language, lambda _: _("Tiếp nhận")),
        both(language, lambda _: _("Đúng hạn")),
        both(language, lambda _: _("Quá hạn")),
        both(language, lambda _: _("Đang xử lý")),
    )


def rows_in(height: float, unit: float) -> int:
    """How many agencies a page of this height has room for, below the line of the whole hall."""
    return max(1, int((height - (_HEAD + _FOOT + _ROW) * unit) / (_ROW * unit)))


def pages_of(sheet: FiguresSheet, height: float, unit: float) -> int:
    """How many pages the sheet has at this height."""
    return -(-len(sheet.rows) // rows_in(height, unit))


class SheetPage:
    """Paints one page of a sheet into a rectangle."""

    def __init__(self, sheet: FiguresSheet, page: int, *, language: str, theme: Theme, unit: float) -> None:
        self._sheet = sheet
        self._page = page
        self._language = language
        self._theme = theme
        self._unit = unit

    def paint(self, painter: QPainter, place: QRectF) -> None:
        """Draw it, filling `place`."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        u, theme = self._unit, self._theme
        painter.fillRect(place, theme.surface)
        inside = place.adjusted(20 * u, 10 * u, -20 * u, -6 * u)
        self._head(painter, QRectF(inside.left(), inside.top(), inside.width(), (_HEAD - 10) * u))
        pages = pages_of(self._sheet, place.height(), u)
        each = -(-len(self._sheet.rows) // pages)
        rows = self._sheet.rows[self._page * each : (self._page + 1) * each]
        high = (place.height() - (_HEAD + _FOOT) * u) / (each + 1)
        top = place.top() + _HEAD * u
        whole = both(self._language, lambda _: _("Toàn trung tâm")).main
        rounded(painter, QRectF(inside.left() - 8 * u, top, inside.width() + 16 * u, high), 8 * u, fill=theme.raised)
        self._row(painter, QRectF(inside.left(), top, inside.width(), high), whole, self._sheet.total, weight=600)
        for number, row in enumerate(rows, start=1):
            line = QRectF(inside.left(), top + number * high, inside.width(), high)
            if number > 1:
                painter.fillRect(QRectF(line.left(), line.top(), line.width(), max(1.0, u)), theme.line)
            self._row(painter, line, row.name, row.counts, weight=500)
        self._foot(painter, QRectF(inside.left(), place.bottom() - _FOOT * u, inside.width(), (_FOOT - 6) * u), pages)

    def _head(self, painter: QPainter, place: QRectF) -> None:
        u, theme = self._unit, self._theme
        left = QRectF(place.left(), place.top(), place.width() * (1 - _NUMBERS) - 12 * u, place.height())
        title = both(self._language, lambda _: _("Tình hình giải quyết hồ sơ"))
        paras = (
            Para(title.main, 30 * u, 600, least=_LEAST),
            Para(title.small, 20 * u, 400, least=_LEAST),
            Para(self._sheet.when.main, 20 * u, 500, least=_LEAST),
        )
        inks = [theme.ink, theme.quiet, theme.accent] if title.small else [theme.ink, theme.accent]
        draw(painter, left, fit(paras, left.width(), left.height()), inks)
        for column, said in enumerate(_heads(self._language)):
            box = self._column(place, column)
            both_ = (Para(said.main, 21 * u, 600, least=_LEAST), Para(said.small, 16 * u, 400, least=_LEAST))
            block = fit(both_, box.width(), box.height())
            low = QRectF(box.left(), box.bottom() - block.height - 8 * u, box.width(), block.height)
            draw(painter, low, block, [theme.ink, theme.quiet], align=RIGHT)

    def _row(self, painter: QPainter, place: QRectF, name: str, counts: AgencyFigures, *, weight: int) -> None:
        u, theme = self._unit, self._theme
        names = QRectF(place.left(), place.top(), place.width() * (1 - _NUMBERS) - 12 * u, place.height())
        write(painter, names, Para(name, 26 * u, weight, least=_LEAST), theme.ink, align=LEFT)
        numbers = (counts.received, counts.on_time, counts.late, counts.in_process)
        for column, number in enumerate(numbers):
            late = column == 2 and number > 0
            ink = theme.warning if late else theme.ink
            text = f"{number:,}".replace(",", "." if self._language == "vi" else ",")
            para = Para(text, 28 * u, 700 if late or weight == 600 else 500, digits=True, least=_LEAST)
            write(painter, self._column(place, column), para, ink, align=RIGHT)

    def _column(self, row: QRectF, column: int) -> QRectF:
        wide = row.width() * _NUMBERS / 4
        left = row.right() - (4 - column) * wide
        return QRectF(left + 6 * self._unit, row.top(), wide - 6 * self._unit, row.height())

    def _foot(self, painter: QPainter, place: QRectF, pages: int) -> None:
        theme, u = self._theme, self._unit
        step = 22 * u
        dots = step * pages if pages > 1 else 0.0
        words = QRectF(place.left(), place.top(), place.width() - dots - 12 * u, place.height())
        write(painter, words, Para(self._sheet.source.main, 19 * u, 400, least=_LEAST), theme.quiet, align=LEFT)
        painter.setPen(Qt.PenStyle.NoPen)
        for number in range(pages if pages > 1 else 0):
            here = number == self._page
            painter.setBrush(theme.accent if here else theme.line)
            radius = (6 if here else 5) * u
            painter.drawEllipse(
                QPointF(place.right() - dots + step * (number + 0.5), place.center().y()), radius, radius
            )
