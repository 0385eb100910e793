"""The calls before the latest, newest first, in fixed columns."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from display.captions import captions
from display.state import Glow, Said, Tile
from display.views.call_tile import colours_of
from display.views.lettering import digits_fit, digits_width, draw_digits, draw_words, paragraph
from display.views.painted import PaintedView, arrow
from shared.ui.lettering import CENTRE, LEFT, RIGHT
from shared.ui.painting import faint, rounded

COLUMNS: Final = 2
ROWS: Final = 4
ROOM: Final = COLUMNS * ROWS
_WIDEST_LABEL: Final = "M000"
_WIDEST_COUNTER: Final = "88"


class RecentView(PaintedView):
    """Two columns of calls; the newest is at the top left."""

    def __init__(self, language: str, parent: QWidget | None = None) -> None:
        super().__init__("recent", parent)
        self._captions = captions(language)
        self._tiles: tuple[Tile, ...] = ()
        self._live = True

    def show_calls(self, tiles: tuple[Tile, ...], *, live: bool) -> bool:
        """Show these calls, newest first. Says whether a paint is under way."""
        before, self._tiles = self._tiles, tiles[:ROOM]
        was_live, self._live = self._live, live
        if live != was_live or bool(before) != bool(tiles):
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

    def places(self) -> list[QRectF]:
        """Where each row stands, newest first."""
        gap = self.u(12)
        head = self.u(54)
        wide = (self.width() - gap * (COLUMNS - 1)) / COLUMNS
        high = (self.height() - head - gap * (ROWS - 1)) / ROWS
        return [QRectF((n // ROWS) * (wide + gap), head + (n % ROWS) * (high + gap), wide, high) for n in range(ROOM)]

    def draw(self, painter: QPainter, dirty: QRect) -> None:
        if not self._tiles:
            self._draw_nobody(painter)
            return
        if dirty.top() < self.u(54):
            self._draw_heads(painter)
        for number, place in enumerate(self.places()):
            if not place.toAlignedRect().intersects(dirty):
                continue
            tile = _at(self._tiles, number)
            if tile is None:
                self.stamp(painter, place, None, self._paint_empty)
            else:
                self.stamp(painter, place, (tile, self._live), _Row(self, tile, live=self._live).paint)

    def _draw_nobody(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        head = QRectF(self.u(20), 0, self.width() - self.u(40), self.u(48))
        draw_said(self, painter, head, self._captions.recent, largest=32)
        place = QRectF(0, self.u(54), self.width(), self.height() - self.u(54))
        rounded(painter, place, self.u(14), fill=self.theme.surface)
        draw_middle(self, painter, place, self._captions.nobody_called)

    def _draw_heads(self, painter: QPainter) -> None:
        for place in (self.places()[0], self.places()[ROWS]):
            head = QRectF(place.left() + self.u(22), 0, place.width() - self.u(44), self.u(48))
            half = head.width() / 2
            for said, left, across in (
                (self._captions.recent, head.left(), LEFT),
                (self._captions.counter, head.left() + half, RIGHT),
            ):
                draw_said(self, painter, QRectF(left, 0, half, head.height()), said, largest=32, across=across)

    def _paint_empty(self, painter: QPainter, place: QRectF) -> None:
        rounded(painter, place, self.u(14), fill=faint(self.theme.surface))


class _Row:
    """Paints one call as a row."""

    def __init__(self, view: RecentView, tile: Tile, *, live: bool) -> None:
        self._view = view
        self._tile = tile
        self._colours = colours_of(tile.glow, view.theme, live=live)

    def paint(self, painter: QPainter, place: QRectF) -> None:
        u, colours, tile = self._view.u, self._colours, self._tile
        rounded(painter, place, u(14), fill=colours.fill)
        if tile.glow is not Glow.NONE and colours.border is not None:
            rounded(painter, place, u(14), edge=colours.border, thick=u(6))
        inside = place.adjusted(u(22), 0, -u(22), 0)
        cap = int(min(place.height() * 0.68, u(76)))
        font = digits_fit(_WIDEST_LABEL, int(inside.width() * 0.5), cap)
        label_wide = digits_width(_WIDEST_LABEL, font)
        number_wide = digits_width(_WIDEST_COUNTER, font)
        own_font = digits_fit(tile.label, int(label_wide), cap) if len(tile.label) > 4 else font
        draw_digits(painter, inside, tile.label, font=own_font, colour=colours.label)
        draw_digits(painter, inside, f"{tile.counter}", font=font, colour=colours.number, across=RIGHT)
        left = inside.left() + label_wide + u(12)
        middle = QRectF(left, inside.top(), inside.right() - number_wide - u(12) - left, inside.height())
        if not tile.again:
            size = min(middle.width(), cap * 0.8)
            spot = QRectF(middle.center().x() - size / 2, middle.center().y() - size / 2, size, size)
            arrow(painter, spot, colours.quiet)
            return
        draw_words(
            painter,
            middle.adjusted(0, u(4), 0, -u(4)),
            tile.again,
            colour=colours.words,
            largest=u(30),
            weight=600,
            across=CENTRE,
        )


def draw_said(
    view: PaintedView,
    painter: QPainter,
    place: QRectF,
    said: Said,
    *,
    largest: float,
    across: Qt.AlignmentFlag = LEFT,
) -> None:
    """A caption and, beside it and smaller, the same in the other language."""
    size = (int(place.width()), int(place.height()))
    main = paragraph(said.main, size, largest=round(view.u(largest)), weight=600)
    gap = main.pixels * 0.4 if said.small else 0.0
    room = (max(1, int(place.width() - main.width - gap)), size[1])
    small = paragraph(said.small, room, largest=round(main.pixels * 0.76), weight=400)
    left = place.right() - main.width - gap - small.width if across == RIGHT else place.left()
    draw_words(
        painter,
        QRectF(left, place.top(), main.width + 1, place.height()),
        said.main,
        colour=view.theme.ink,
        largest=main.pixels,
        weight=600,
    )
    draw_words(
        painter,
        QRectF(left + main.width + gap, place.top(), small.width + 1, place.height()),
        said.small,
        colour=view.theme.quiet,
        largest=small.pixels,
        weight=400,
    )


def draw_middle(view: PaintedView, painter: QPainter, place: QRectF, said: Said) -> None:
    """A sentence in the middle of an empty place, in both languages."""
    middle = place.center().y()
    upper = QRectF(place.left() + view.u(24), middle - view.u(60), place.width() - view.u(48), view.u(70))
    lower = QRectF(upper.left(), upper.bottom(), upper.width(), view.u(40))
    draw_words(painter, upper, said.main, colour=view.theme.quiet, largest=view.u(36), across=CENTRE)
    draw_words(painter, lower, said.small, colour=view.theme.quiet, largest=view.u(26), weight=400, across=CENTRE)


def _at(tiles: tuple[Tile, ...], number: int) -> Tile | None:
    return tiles[number] if number < len(tiles) else None
