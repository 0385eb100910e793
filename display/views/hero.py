"""The strip at the top: the latest call, or the last few side by side, or a greeting."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from display.captions import captions
from display.state import Greeting, Said, Tile
from display.views.call_tile import CallTile
from display.views.lettering import Kind, Scribe
from display.views.painted import PaintedView
from shared.ui.lettering import CENTRE
from shared.ui.painting import picture, rounded
from shared.ui.theme import DARK, Theme

_FLATTEST: Final = 4.5
_LOWEST: Final = 140.0  # design pixels: a tile that is lower is no longer large
_WIDEST: Final = Tile(seq=0, label="M0000", counter=888, agency="", field="")
_NOTHING = Greeting(title=Said(main=""), text=Said(main=""))


class HeroView(PaintedView):
    """Paints up to four calls as equal tiles."""

    def __init__(self, language: str, parent: QWidget | None = None, *, theme: Theme = DARK) -> None:
        super().__init__("hero", parent, theme=theme)
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

    @property
    def greeting(self) -> Greeting:
        """What stands here while nobody is called."""
        return self._greeting

    def draw(self, painter: QPainter, dirty: QRect) -> None:
        if not self._tiles:
            key = (self._greeting,)
            self.stamp(painter, QRectF(self.rect()), key, self._paint_greeting)
            return
        for tile, place in zip(self._tiles, self.places(len(self._tiles)), strict=True):
            if place.toAlignedRect().intersects(dirty):
                made = CallTile(tile, self._captions, self.theme, unit=self.unit, live=self._live, scribe=self.scribe)
                self.stamp(painter, place, (tile, self._live), made.paint)

    def places(self, count: int) -> list[QRectF]:
        """Equal places for so many tiles.

        Four stand in two rows, in a flat strip in one; fewer side by side or, on a narrow board, one above the other.
        """
        width, height = self.width(), self.height()
        flat = width > height * 7
        columns = 2 if count == 4 and not flat else 1 if width < height * 2 else count
        rows = -(-count // columns)
        gap = self.u(16)
        wide = (width - gap * (columns - 1)) / columns
        high = (height - gap * (rows - 1)) / rows
        if flat:
            wide = min(wide, high * _FLATTEST)  # else label and counter would be far from each other
        left = (width - columns * wide - gap * (columns - 1)) / 2
        return [
            QRectF(left + (number % columns) * (wide + gap), (number // columns) * (high + gap), wide, high)
            for number in range(count)
        ]

    def most(self) -> int:
        """How many calls can stand here with figures that can be read."""
        least = self.scribe.legibility.hero
        for count in (4, 3, 2):
            places = self.places(count)
            if all(one.height() >= self.u(_LOWEST) for one in places) and self._figures_high(places[0]) >= least:
                return count
        return 1

    def _figures_high(self, place: QRectF) -> float:
        """The height (px) of the figures in a tile here: painted to see it, where anything depends on it."""
        legibility = self.scribe.legibility
        if not legibility.hero:
            return 0.0
        scribe = Scribe(legibility)
        tile = CallTile(_WIDEST, self._captions, self.theme, unit=self.unit, live=True, scribe=scribe)
        picture(place.toAlignedRect().size(), 1.0, self.theme.ground, lambda painter: tile.paint(painter, place))
        return scribe.written.least[Kind.HERO]

    def _paint_greeting(self, painter: QPainter, place: QRectF) -> None:
        rounded(painter, place, self.u(24), fill=self.theme.surface)
        greeting, theme = self._greeting, self.theme
        paras = [
            (self.scribe.para(greeting.title.main, self.u(84), 700), theme.ink),
            (self.scribe.para(greeting.text.main, self.u(46), 500), theme.ink),
            (self.scribe.para(greeting.hours, self.u(38), 600), theme.accent),
            (self.scribe.para(greeting.title.small, self.u(36), 400), theme.quiet),
            (self.scribe.para(greeting.text.small, self.u(30), 400), theme.quiet),
        ]
        inside = place.adjusted(self.u(40), self.u(20), -self.u(40), -self.u(20))
        self.scribe.paragraphs(painter, inside, paras, across=CENTRE)
