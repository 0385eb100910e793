"""The strip at the top: the latest call, or the last few side by side, or a greeting."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from display.captions import captions
from display.state import Greeting, Said, Tile
from display.views.call_tile import CallTile
from display.views.lettering import draw_words
from display.views.painted import PaintedView
from shared.ui.lettering import CENTRE
from shared.ui.painting import rounded

_NOTHING = Greeting(title=Said(main=""), text=Said(main=""))


class HeroView(PaintedView):
    """Paints up to four calls as equal tiles."""

    def __init__(self, language: str, parent: QWidget | None = None) -> None:
        super().__init__("hero", parent)
        self._captions = captions(language)
        self._tiles: tuple[Tile, ...] = ()
        self._greeting = _NOTHING
        self._live = True
        self._drawn: object = None

    def show_calls(self, tiles: tuple[Tile, ...], greeting: Greeting, *, live: bool) -> bool:
        """Show these calls, newest first, or `greeting` if there is none. Says whether a paint is under way."""
        drawn = (tiles, live) if tiles else greeting
        if drawn == self._drawn:
            return False
        self._drawn = drawn
        self._tiles, self._greeting, self._live = tiles, greeting, live
        named = "; ".join(f"{one.label}, {self._captions.counter.main} {one.counter}" for one in tiles)
        self.setAccessibleName(named or greeting.title.main)
        self.update()
        return True

    def draw(self, painter: QPainter, dirty: QRect) -> None:
        if not self._tiles:
            key = (self._greeting,)
            self.stamp(painter, QRectF(self.rect()), key, self._paint_greeting)
            return
        for tile, place in zip(self._tiles, self.places(len(self._tiles)), strict=True):
            if place.toAlignedRect().intersects(dirty):
                made = CallTile(tile, self._captions, self.theme, unit=self.unit, live=self._live)
                self.stamp(painter, place, (tile, self._live), made.paint)

    def places(self, count: int) -> list[QRectF]:
        """Equal places for so many tiles.

        Four stand in two rows; fewer side by side or, on a narrow board, one above the other.
        """
        width, height = self.width(), self.height()
        columns = 2 if count == 4 else 1 if width < height * 2 else count
        rows = -(-count // columns)
        gap = self.u(16)
        wide = (width - gap * (columns - 1)) / columns
        high = (height - gap * (rows - 1)) / rows
        return [
            QRectF((number % columns) * (wide + gap), (number // columns) * (high + gap), wide, high)
            for number in range(count)
        ]

    def _paint_greeting(self, painter: QPainter, place: QRectF) -> None:
        rounded(painter, place, self.u(24), fill=self.theme.surface)
        greeting = self._greeting
        lines = (
            (greeting.title.main, 84, 700, self.theme.ink, 0.32),
            (greeting.title.small, 36, 400, self.theme.quiet, 0.13),
            (greeting.text.main, 46, 500, self.theme.ink, 0.18),
            (greeting.text.small, 30, 400, self.theme.quiet, 0.12),
            (greeting.hours, 38, 600, self.theme.accent, 0.16),
        )
        used = sum(part for text, _, _, _, part in lines if text)
        inside = place.adjusted(self.u(40), 0, -self.u(40), 0)
        top = place.top() + (1 - used) / 2 * place.height()
        for text, size, weight, colour, part in lines:
            if text:
                high = part * place.height()
                box = QRectF(inside.left(), top, inside.width(), high)
                draw_words(painter, box, text, colour=colour, largest=self.u(size), weight=weight, across=CENTRE)
                top += high
