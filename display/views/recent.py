"""The calls before the latest, newest first, in fixed columns."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from display.captions import captions
from display.state import Glow, Tile
from display.views.call_tile import colours_of
from display.views.lettering import Kind, digits_fit, digits_width
from display.views.painted import PaintedView, draw_way
from display.views.rows import draw_middle, draw_said, widest
from shared.lines import LEADING
from shared.ui.fonts import digits_font
from shared.ui.lettering import CENTRE, LEFT, RIGHT
from shared.ui.painting import faint, rounded
from shared.ui.theme import DARK, Theme

_MOST: Final = 8
_MOST_COLUMNS: Final = 2
_ROW: Final = 84.0  # design pixels: what a row is not lower than if it can be helped
_CAP: Final = 76.0
_CAP_PART: Final = 0.68  # of a row's height
_WIDEST_LABEL: Final = "M000"
_LABEL_PART: Final = 0.56  # of a row's width
_BOTH_PART: Final = 0.8  # label and counter together; the way stands between them
_BOTH_PART_AFAR: Final = 0.92  # it is smaller where the figures must be large
_AGAIN: Final = 26.0  # design pixels of letters, on two lines at most


class RecentView(PaintedView):
    """Columns of calls; the newest is at the top left."""

    def __init__(self, language: str, parent: QWidget | None = None, *, theme: Theme = DARK) -> None:
        super().__init__("recent", parent, theme=theme)
        self._captions = captions(language)
        self._tiles: tuple[Tile, ...] = ()
        self._live = True

    def show_calls(self, tiles: tuple[Tile, ...], *, live: bool) -> bool:
        """Show these calls, newest first. Says whether a paint is under way."""
        before, self._tiles = self._tiles, tiles
        was_live, self._live = self._live, live
        if live != was_live or bool(before) != bool(tiles) or widest(before) != widest(tiles):
            self.update()
            changed = True
        else:
            changed = False
            for number, place in enumerate(self.places()):
                if _at(before, number) != _at(self._tiles, number):
                    self.update(place.toAlignedRect())
                    changed = True
        if changed:
            self.setAccessibleName(
                "; ".join(f"{one.label}, {self._captions.counter.main} {one.counter}" for one in tiles)
            )
        return changed

    def room(self) -> int:
        """How many calls have room in letters that can be read."""
        columns, rows = self._grid()
        return columns * rows

    def places(self) -> list[QRectF]:
        """Where each row stands, newest first."""
        columns, rows = self._grid()
        gap = self.u(12)
        head = self._head()
        wide = (self.width() - gap * (columns - 1)) / columns
        high = (self.height() - head - gap * (rows - 1)) / rows
        return [
            QRectF((n // rows) * (wide + gap), head + (n % rows) * (high + gap), wide, high)
            for n in range(columns * rows)
        ]

    def _head(self) -> float:
        return self.caption(64)

    def _grid(self) -> tuple[int, int]:
        """Columns and rows."""
        gap = self.u(12)
        high = max(self.u(_ROW), self.scribe.legibility.recent / _CAP_PART)
        rows = max(1, int((self.height() - self._head() + gap) / (high + gap)))
        font = digits_font(max(self.u(_ROW) * 0.5, self.scribe.legibility.recent_px))
        wide = digits_width(_WIDEST_LABEL + widest(()), font) + self.u(68) + font.pixelSize() * 0.6
        columns = max(1, min(_MOST_COLUMNS, int((self.width() + gap) / (wide + gap))))
        return columns, min(rows, _MOST // columns)

    def draw(self, painter: QPainter, dirty: QRect) -> None:
        if not self._tiles:
            self._draw_nobody(painter)
            return
        if self._head() and dirty.top() < self._head():
            self._draw_heads(painter)
        for number, place in enumerate(self.places()):
            if not place.toAlignedRect().intersects(dirty):
                continue
            tile = _at(self._tiles, number)
            if tile is None:
                self.stamp(painter, place, None, self._paint_empty)
            else:
                row = _Row(self, tile, live=self._live, number=widest(self._tiles))
                self.stamp(painter, place, (tile, self._live, row.number), row.paint)

    def _draw_nobody(self, painter: QPainter) -> None:
        high = self._head()
        if high:
            head = QRectF(self.u(20), 0, self.width() - self.u(40), high - self.u(6))
            draw_said(self, painter, head, self._captions.recent, largest=32)
        place = QRectF(0, high, self.width(), self.height() - high)
        rounded(painter, place, self.u(14), fill=self.theme.surface)
        draw_middle(self, painter, place, self._captions.nobody_called)

    def _draw_heads(self, painter: QPainter) -> None:
        columns, rows = self._grid()
        for column in range(columns):
            place = self.places()[column * rows]
            head = QRectF(place.left() + self.u(22), 0, place.width() - self.u(44), self._head() - self.u(6))
            half = head.width() / 2
            for said, left, across in (
                (self._captions.recent, head.left(), LEFT),
                (self._captions.counter, head.left() + half, RIGHT),
            ):
                box = QRectF(left, 0, half, head.height())
                draw_said(self, painter, box, said, largest=32, across=across)

    def _paint_empty(self, painter: QPainter, place: QRectF) -> None:
        rounded(painter, place, self.u(14), fill=faint(self.theme.surface))


class _Row:
    """Paints one call as a row."""

    def __init__(self, view: RecentView, tile: Tile, *, live: bool, number: str) -> None:
        """`number` is the widest counter of all rows, so that they have figures of one size."""
        self.number = number
        self._view = view
        self._tile = tile
        self._colours = colours_of(tile.glow, view.theme, live=live)

    def paint(self, painter: QPainter, place: QRectF) -> None:
        view, colours, tile = self._view, self._colours, self._tile
        u, digits = view.u, view.scribe.digits
        rounded(painter, place, u(14), fill=colours.fill)
        if tile.glow is not Glow.NONE and colours.border is not None:
            rounded(painter, place, u(14), edge=colours.border, thick=u(6))
        inside = place.adjusted(u(22), 0, -u(22), 0)
        cap = int(min(place.height() * _CAP_PART, max(u(_CAP), view.scribe.legibility.recent + 1)))
        font = digits_fit(_WIDEST_LABEL, int(inside.width() * _LABEL_PART), cap)
        most = inside.width() * (_BOTH_PART_AFAR if view.scribe.legibility.recent else _BOTH_PART)
        if digits_width(_WIDEST_LABEL + self.number, font) > most:
            font = digits_fit(_WIDEST_LABEL + self.number, int(most), cap)
        label_wide = digits_width(_WIDEST_LABEL, font)
        number_wide = digits_width(self.number, font)
        own_font = digits_fit(tile.label, int(label_wide), cap) if len(tile.label) > len(_WIDEST_LABEL) else font
        digits(painter, inside, tile.label, font=own_font, colour=colours.label, kind=Kind.RECENT)
        number = f"{tile.counter}"
        digits(painter, inside, number, font=font, colour=colours.number, across=RIGHT, kind=Kind.RECENT)
        left = inside.left() + label_wide + u(12)
        middle = QRectF(left, inside.top(), inside.right() - number_wide - u(12) - left, inside.height())
        self._middle(painter, middle, cap)

    def _middle(self, painter: QPainter, middle: QRectF, cap: int) -> None:
        """The way to the counter; above it, where it was repeated, how often."""
        u, tile, colours = self._view.u, self._tile, self._colours
        spot = middle
        if tile.again:
            upper = middle.adjusted(0, u(4), 0, -middle.height() * (0.42 if tile.way.arrow else 0.0) - u(4))
            lines = 2.05 * LEADING * max(u(_AGAIN), self._view.scribe.least_px())
            if upper.height() > lines:
                upper = QRectF(upper.left(), upper.center().y() - lines / 2, upper.width(), lines)
            written = self._view.scribe.words(
                painter, upper, tile.again, colour=colours.words, largest=u(_AGAIN), weight=600, across=CENTRE
            )
            if written is not None:
                if tile.way.arrow is None:
                    return
                spot = middle.adjusted(0, middle.height() * 0.56, 0, -u(4))
        size = min(spot.width(), spot.height() * 0.9, cap * 0.8)
        room = QRectF(spot.center().x() - size / 2, spot.center().y() - size / 2, size, size)
        draw_way(painter, room, tile.way, colours.quiet)


def _at(tiles: tuple[Tile, ...], number: int) -> Tile | None:
    return tiles[number] if number < len(tiles) else None
