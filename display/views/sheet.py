"""A page of the dossier figures: agencies below each other with four numbers each; or, where the board is read from far
away, one agency alone with its numbers as large as the pane allows."""

from __future__ import annotations

from functools import cache
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter

from display.bulletin import FiguresRow, FiguresSheet
from display.captions import both
from display.state import Said
from display.views.lettering import SMALLEST
from shared.domain.figures import AgencyFigures
from shared.ui.lettering import CENTRE, LEFT, RIGHT, Para, draw, fit, write
from shared.ui.painting import rounded
from shared.ui.theme import Theme

_ROW: Final = 44.0
_NAME: Final = 26.0  # the size of a name; rows grow with the least size that can be read
_HEAD: Final = 116.0
_FOOT: Final = 38.0
_NUMBERS: Final = 0.52  # of the width
_LEAST_ROWS: Final = 3  # with fewer, one agency alone is read better
_LATE: Final = 2  # the column


@cache
def _heads(language: str) -> tuple[Said, ...]:
    return (
        both(language, lambda _: _("Tiếp nhận")),
        both(language, lambda _: _("Đúng hạn")),
        both(language, lambda _: _("Quá hạn")),
        both(language, lambda _: _("Đang xử lý")),
    )


class Sheet:
    """Figures on a pane of one size: how many pages they take, and each page painted."""

    def __init__(
        self, figures: FiguresSheet, size: QSize, *, language: str, theme: Theme, unit: float, least_px: float = 0.0
    ) -> None:
        """`least_px` is the least size of letters that can be read."""
        self._figures = figures
        self._language = language
        self._theme = theme
        self._design = unit
        self._unit = max(unit, least_px / _NAME)
        rows = int((size.height() / self._unit - (_HEAD + _FOOT + _ROW)) / _ROW)
        self._alone = rows < _LEAST_ROWS
        if self._alone:
            self._unit = unit
        self.pages = len(figures.rows) + 1 if self._alone else -(-len(figures.rows) // rows)
        self._each = -(-len(figures.rows) // self.pages)

    def paint(self, page: int, painter: QPainter, place: QRectF) -> None:
        """Draw this page, filling `place`."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(place, self._theme.surface)
        u = self._unit
        inside = place.adjusted(20 * u, 10 * u, -20 * u, -6 * u)
        whole = FiguresRow(name=both(self._language, lambda _: _("Toàn trung tâm")).main, counts=self._figures.total)
        if self._alone:
            self._one(painter, inside, (whole, *self._figures.rows)[page])
        else:
            rows = self._figures.rows[page * self._each : (page + 1) * self._each]
            self._table(painter, inside, whole, rows, page)

    # -- a table -------------------------------------------------------------------------------------------------

    def _table(
        self, painter: QPainter, inside: QRectF, whole: FiguresRow, rows: tuple[FiguresRow, ...], page: int
    ) -> None:
        u, theme = self._unit, self._theme
        self._head(painter, QRectF(inside.left(), inside.top(), inside.width(), (_HEAD - 10) * u))
        top = inside.top() + (_HEAD - 10) * u
        high = (inside.bottom() - (_FOOT - 6) * u - top) / (self._each + 1)
        rounded(painter, QRectF(inside.left() - 8 * u, top, inside.width() + 16 * u, high), 8 * u, fill=theme.raised)
        self._row(painter, QRectF(inside.left(), top, inside.width(), high), whole, weight=600)
        for number, row in enumerate(rows, start=1):
            line = QRectF(inside.left(), top + number * high, inside.width(), high)
            if number > 1:
                painter.fillRect(QRectF(line.left(), line.top(), line.width(), max(1.0, u)), theme.line)
            self._row(painter, line, row, weight=500)
        foot = QRectF(inside.left(), inside.bottom() - (_FOOT - 6) * u, inside.width(), (_FOOT - 6) * u)
        self._foot(painter, foot, page)

    def _head(self, painter: QPainter, place: QRectF) -> None:
        u, theme = self._unit, self._theme
        left = QRectF(place.left(), place.top(), place.width() * (1 - _NUMBERS) - 12 * u, place.height() - 8 * u)
        title = both(self._language, lambda _: _("Tình hình giải quyết hồ sơ"))
        paras = (
            self._para(title.main, 28, 600),
            self._para(title.small, 18),
            self._para(self._figures.when.main, 18, 500),
        )
        inks = [theme.ink, theme.quiet, theme.accent] if title.small else [theme.ink, theme.accent]
        draw(painter, left, fit(paras, left.width(), left.height()), inks)
        for column, said in enumerate(_heads(self._language)):
            box = self._column(place, column)
            block = fit((self._para(said.main, 21, 600), self._para(said.small, 16)), box.width(), box.height())
            low = QRectF(box.left(), box.bottom() - block.height - 8 * u, box.width(), block.height)
            draw(painter, low, block, [theme.ink, theme.quiet], align=RIGHT)

    def _row(self, painter: QPainter, place: QRectF, row: FiguresRow, *, weight: int) -> None:
        theme = self._theme
        wide = place.width() * (1 - _NUMBERS) - 12 * self._unit
        names = QRectF(place.left(), place.top(), wide, place.height())
        write(painter, names, self._para(row.name, _NAME, weight), theme.ink, align=LEFT)
        for column, number in enumerate(_counts(row.counts)):
            late = column == _LATE and number > 0
            para = self._para(self._number(number), 25, 700 if late or weight == 600 else 500, digits=True)
            write(painter, self._column(place, column), para, theme.warning if late else theme.ink, align=RIGHT)

    def _column(self, row: QRectF, column: int) -> QRectF:
        wide = row.width() * _NUMBERS / 4
        return QRectF(
            row.right() - (4 - column) * wide + 10 * self._unit, row.top(), wide - 10 * self._unit, row.height()
        )

    def _foot(self, painter: QPainter, place: QRectF, page: int) -> None:
        theme, u = self._theme, self._unit
        step = 22 * u
        dots = step * self.pages if self.pages > 1 else 0.0
        words = QRectF(place.left(), place.top(), place.width() - dots - 12 * u, place.height())
        write(painter, words, self._para(self._figures.source.main, 19), theme.quiet, align=LEFT)
        painter.setPen(Qt.PenStyle.NoPen)
        for number in range(self.pages if self.pages > 1 else 0):
            here = number == page
            painter.setBrush(theme.accent if here else theme.line)
            middle = QPointF(place.right() - dots + step * (number + 0.5), place.center().y())
            painter.drawEllipse(middle, (6 if here else 5) * u, (6 if here else 5) * u)

    # -- one agency alone ----------------------------------------------------------------------------------------

    def _one(self, painter: QPainter, inside: QRectF, row: FiguresRow) -> None:
        theme, high = self._theme, inside.height()
        name = QRectF(inside.left(), inside.top(), inside.width(), high * 0.24)
        write(painter, name, Para(row.name, high * 0.14, 600, least=7), theme.ink, align=CENTRE)
        for place, (said, number) in enumerate(zip(_heads(self._language), _counts(row.counts), strict=True)):
            box = QRectF(
                inside.left() + (place % 2) * inside.width() / 2,
                name.bottom() + (place // 2) * high * 0.28,
                inside.width() / 2,
                high * 0.28,
            )
            late = place == _LATE and number > 0
            paras = (
                Para(self._number(number), high * 0.15, 700, digits=True, least=7),
                Para(said.main, high * 0.075, 500, least=7),
            )
            inks = [theme.warning if late else theme.ink, theme.quiet]
            draw(painter, box, fit(paras, box.width(), box.height()), inks, align=CENTRE)
        foot = QRectF(inside.left(), inside.bottom() - high * 0.2, inside.width(), high * 0.2)
        # When they were true is part of the figures; whose they are may be smaller.
        when = (Para(self._figures.when.main, high * 0.085, 500, least=7),)
        source = (Para(self._figures.source.main, high * 0.055, 400, least=7),)
        draw(painter, foot, fit(when + source, foot.width(), foot.height()), [theme.accent, theme.quiet], align=CENTRE)

    def _para(self, text: str, size: float, weight: int = 400, *, digits: bool = False) -> Para:
        least = SMALLEST * self._design
        return Para(text, max(least, size * self._unit), weight, digits=digits, least=least)

    def _number(self, number: int) -> str:
        return f"{number:,}".replace(",", "." if self._language == "vi" else ",")


def _counts(counts: AgencyFigures) -> tuple[int, int, int, int]:
    return counts.received, counts.on_time, counts.late, counts.in_process
