"""The counters of a zone in a table: the number on the wall, who is invited or served there, and what for."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from display.captions import captions
from display.state import Glow, ZonePage, ZoneRow
from display.views.call_tile import colours_of
from display.views.lettering import Kind, digits_fit, digits_width
from display.views.painted import PaintedView, draw_way
from display.views.rows import draw_dots, draw_middle, draw_said, widest
from shared.domain.counter import CounterState
from shared.ui.fonts import digits_font
from shared.ui.lettering import CENTRE, LEFT, RIGHT
from shared.ui.painting import faint, rounded
from shared.ui.theme import DARK, Theme

_ROW: Final = 88.0  # design pixels, in a column of half the width
_BROAD_ROW: Final = 74.0
_GAP: Final = 10.0
_COLUMN: Final = 540.0
_MOST_ROWS: Final = 12  # more cannot be looked through while a page stands
_CAP_PART: Final = 0.52
_WIDEST_LABEL: Final = "M000"


class ZoneView(PaintedView):
    """One page of the table, in one column or two."""

    def __init__(self, language: str, parent: QWidget | None = None, *, theme: Theme = DARK) -> None:
        super().__init__("zone", parent, theme=theme)
        self._captions = captions(language)
        self._shown = ZonePage()
        self._live = True

    def room(self) -> int:
        """How many counters a page holds."""
        columns, rows = self._grid()
        return columns * rows

    def show_page(self, shown: ZonePage, *, live: bool) -> bool:
        """Show this page. Says whether a paint is under way."""
        before, self._shown = self._shown, shown
        was_live, self._live = self._live, live
        if (before, was_live) == (shown, live):
            return False
        self.setAccessibleName(
            "; ".join(f"{self._captions.counter.main} {one.counter}: {one.label or one.doing}" for one in shown.rows)
        )
        same_page = (before.page, before.pages, bool(before.rows)) == (shown.page, shown.pages, bool(shown.rows))
        if was_live != live or not same_page or widest(before.rows) != widest(shown.rows):
            self.update()
        else:
            for number, place in enumerate(self.places()):
                if _at(before.rows, number) != _at(shown.rows, number):
                    self.update(place.toAlignedRect())
        return True

    def places(self) -> list[QRectF]:
        """Where each row stands: down the first column, then the second."""
        columns, rows = self._grid()
        head, gap = self._head(), self.u(_GAP)
        wide = (self.width() - 2 * gap * (columns - 1)) / columns
        high = (self.height() - head - self._dots() - gap * (rows - 1)) / rows
        return [
            QRectF((n // rows) * (wide + 2 * gap), head + (n % rows) * (high + gap), wide, high)
            for n in range(columns * rows)
        ]

    def _head(self) -> float:
        return self.caption(56)

    def _dots(self) -> float:
        return self.caption(34)

    def _grid(self) -> tuple[int, int]:
        gap = self.u(_GAP)
        font = digits_font(max(1, self.scribe.legibility.recent_px))
        wide = max(self.u(_COLUMN), digits_width(_WIDEST_LABEL + widest(()), font) * 1.25 + self.u(60))
        columns = max(1, min(2, int((self.width() + 2 * gap) / (wide + 2 * gap))))
        least = self.u(_ROW if columns > 1 else _BROAD_ROW)
        high = max(least, self.scribe.legibility.recent / _CAP_PART)
        rows = max(1, int((self.height() - self._head() - self._dots() + gap) / (high + gap)))
        return columns, min(rows, _MOST_ROWS // columns)

    def draw(self, painter: QPainter, dirty: QRect) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._head() and dirty.top() < self._head():
            self._draw_heads(painter)
        if not self._shown.rows:
            place = QRectF(0, self._head(), self.width(), self.height() - self._head())
            rounded(painter, place, self.u(14), fill=self.theme.surface)
            draw_middle(self, painter, place, self._captions.no_counter_open)
            return
        for number, place in enumerate(self.places()):
            if place.toAlignedRect().intersects(dirty):
                row = _at(self._shown.rows, number)
                if row is None:
                    self.stamp(painter, place, None, self._paint_empty)
                else:
                    wide = widest(self._shown.rows)
                    self.stamp(painter, place, (row, self._live, wide), partial(self._paint_row, row, wide))
        if self._shown.pages > 1 and self._dots() and dirty.bottom() > self.height() - self._dots():
            place = QRectF(0, self.height() - self._dots(), self.width() - self.u(20), self._dots())
            draw_dots(self, painter, place, self._shown.page, self._shown.pages)

    def _draw_heads(self, painter: QPainter) -> None:
        columns, rows = self._grid()
        for column in range(columns):
            place = self.places()[column * rows]
            head = QRectF(place.left() + self.u(22), 0, place.width() - self.u(44), self._head() - self.u(6))
            half = head.width() / 2
            draw_said(self, painter, QRectF(head.left(), 0, half, head.height()), self._captions.counter, largest=30)
            box = QRectF(head.left() + half, 0, half, head.height())
            draw_said(self, painter, box, self._captions.number, largest=30, across=RIGHT)

    def _paint_empty(self, painter: QPainter, place: QRectF) -> None:
        rounded(painter, place, self.u(14), fill=faint(self.theme.surface))

    def _paint_row(self, row: ZoneRow, widest_number: str, painter: QPainter, place: QRectF) -> None:
        u, theme, scribe = self.u, self.theme, self.scribe
        at_rest = row.state is not CounterState.OPEN
        colours = colours_of(row.glow, theme, live=self._live and not at_rest)
        rounded(painter, place, u(14), fill=colours.fill if row.invites else theme.surface)
        if row.glow is not Glow.NONE and colours.border is not None:
            rounded(painter, place, u(14), edge=colours.border, thick=u(6))
        inside = place.adjusted(u(22), u(4), -u(22), -u(4))
        cap = int(max(min(inside.height() * _CAP_PART, u(52)), scribe.legibility.recent + 1))
        font = digits_fit(
            _WIDEST_LABEL + widest_number, int(inside.width() * (0.82 if scribe.legibility.recent else 0.62)), cap
        )
        number_wide = digits_width(widest_number, font)
        label_wide = digits_width(_WIDEST_LABEL, font)
        number = f"{row.counter}"
        number_box = QRectF(inside.left(), inside.top(), number_wide, inside.height())
        digits = scribe.digits
        digits(painter, number_box, number, font=font, colour=colours.number, across=LEFT, kind=Kind.RECENT)
        left, right = inside.left() + number_wide + u(14), inside.right()
        if row.label:
            own = digits_fit(row.label, int(label_wide), cap) if len(row.label) > len(_WIDEST_LABEL) else font
            ink = colours.label if row.invites else colours.quiet
            digits(painter, inside, row.label, font=own, colour=ink, across=RIGHT, kind=Kind.RECENT)
            right -= label_wide + u(14)
        if row.way.arrow is not None:
            size = min(inside.height() * 0.6, u(48))
            draw_way(painter, QRectF(left, inside.center().y() - size / 2, size, size), row.way, colours.number)
            left += size + u(14)
        middle = QRectF(left, inside.top(), right - left, inside.height())
        strong = 700 if row.invites else 500
        paras = [
            (scribe.para(row.doing, u(27), strong), colours.words if row.invites else theme.quiet),
            (scribe.para(row.agency, u(24), 400, most_shrunk=0.6), colours.quiet),
        ]
        scribe.paragraphs(painter, middle, paras, across=CENTRE if not row.agency else LEFT)


def _at(rows: tuple[ZoneRow, ...], number: int) -> ZoneRow | None:
    return rows[number] if number < len(rows) else None
