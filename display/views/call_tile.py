"""One call, painted large: for the strip at the top."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from display.captions import Captions
from display.state import Glow, Said, Tile
from display.views.lettering import Kind, Scribe, digits_fit, digits_width
from display.views.painted import draw_way
from shared.lines import LEADING
from shared.ui.lettering import CENTRE, LEFT, RIGHT, draw, fit
from shared.ui.painting import rounded
from shared.ui.theme import Theme

_STACKED_BELOW: Final = 1.75  # width to height
_SHORT_BELOW: Final = 300.0  # design pixels of height: no room for captions above the figures


@dataclass(frozen=True, slots=True, kw_only=True)
class Colours:
    """What a call is painted with."""

    fill: QColor
    label: QColor
    number: QColor
    words: QColor
    quiet: QColor
    border: QColor | None = None


def colours_of(glow: Glow, theme: Theme, *, live: bool = True) -> Colours:
    """The colours of a call that glows like this; figures that are not live are drawn quietly."""
    if not live:
        quiet = theme.quiet
        return Colours(fill=theme.surface, label=quiet, number=quiet, words=quiet, quiet=quiet)
    if glow is Glow.FILLED:
        dark = theme.on_highlight
        return Colours(fill=theme.highlight, label=dark, number=dark, words=dark, quiet=dark, border=theme.accent_deep)
    if glow is Glow.OUTLINED:
        bright = theme.highlight
        return Colours(
            fill=theme.raised, label=bright, number=bright, words=theme.ink, quiet=theme.quiet, border=bright
        )
    return Colours(fill=theme.raised, label=theme.ink, number=theme.accent, words=theme.ink, quiet=theme.quiet)


class CallTile:
    """Paints one call into a rectangle of any shape."""

    def __init__(
        self, tile: Tile, captions: Captions, theme: Theme, *, unit: float, live: bool, scribe: Scribe
    ) -> None:
        self._tile = tile
        self._captions = captions
        self._colours = colours_of(tile.glow, theme, live=live)
        self._unit = unit
        self._scribe = scribe
        self._line = scribe.least_px() * LEADING

    def paint(self, painter: QPainter, place: QRectF) -> None:
        """Draw it, filling `place`."""
        u = self._unit
        radius = 24 * u
        rounded(painter, place, radius, fill=self._colours.fill)
        if self._colours.border is not None:
            rounded(painter, place, radius, edge=self._colours.border, thick=10 * u)
        pad = min(44 * u, place.width() * 0.045, place.height() * 0.11)
        inside = place.adjusted(pad, pad * 0.7, -pad, -pad * 0.7)
        if place.width() < place.height() * _STACKED_BELOW:
            self._stacked(painter, inside)
        elif place.height() < _SHORT_BELOW * u:
            self._short(painter, inside)
        else:
            self._tall(painter, inside)

    def _tall(self, painter: QPainter, inside: QRectF) -> None:
        """Captions; label, arrow and counter in one line; names below."""
        height = inside.height()
        head_high = self._head_high(height * 0.13, most=height * 0.2)
        names_high = self._names_high(inside.width(), min(max(height * 0.31, self._line * 1.05), height * 0.4))
        head = QRectF(inside.left(), inside.top(), inside.width(), head_high)
        digits = QRectF(inside.left(), head.bottom(), inside.width(), height - head_high - names_high)
        names = QRectF(inside.left(), inside.bottom() - names_high, inside.width(), names_high)
        self._head(painter, head)
        room = self._figures(painter, digits.adjusted(0, 0, 0, -height * 0.01), widest=0.84)
        self._arrow(painter, room, min(room.width() * 0.6, digits.height() * 1.05))
        self._names(painter, names)

    def _head_high(self, wanted: float, *, most: float) -> float:
        """The height of the captions; none where they would take too much of the figures' room."""
        return 0.0 if self._line > most else max(wanted, self._line)

    def _names_high(self, width: float, wanted: float) -> float:
        """The height of the names; none where not even the first has room in letters that can be read."""
        first = self._tile.way.area or self._tile.agency
        return wanted if fit((self._scribe.para(first, 1.0, 600),), width, wanted).whole else 0.0

    def _short(self, painter: QPainter, inside: QRectF) -> None:
        """The same without a line of captions: "counter" stands before its number, a repetition beside the names."""
        height = inside.height()
        names_high = self._names_high(inside.width() * (0.66 if self._tile.again else 1.0), height * 0.43)
        digits = QRectF(inside.left(), inside.top(), inside.width(), height - names_high)
        names = QRectF(inside.left(), digits.bottom(), inside.width(), names_high)
        room = self._figures(painter, digits, widest=0.66)
        caption_wide = min(room.width() * 0.46, digits.height() * 1.05)
        caption = QRectF(room.right() - caption_wide, room.top(), caption_wide, room.height())
        self._counter_caption(painter, caption.adjusted(0, 0, -10 * self._unit, 0))
        free = QRectF(room.left(), room.top(), room.width() - caption_wide, room.height())
        self._arrow(painter, free, min(free.width() * 0.6, digits.height() * 0.95))
        self._names(painter, names, again=self._tile.again)

    def _figures(self, painter: QPainter, digits: QRectF, *, widest: float) -> QRectF:
        """Label at the left, counter at the right, together at most `widest` of the width; the room between them."""
        tile, colours = self._tile, self._colours
        cap = int(digits.height() * 0.87)
        beside = _counter_like(tile.counter)
        font = digits_fit(_like(tile.label) + beside, int(digits.width() * widest), cap, columns=False)
        number = f"{tile.counter}"
        number_wide = digits_width(number, font)
        label_wide = digits_width(tile.label, font)
        digit = self._scribe.digits
        digit(painter, digits, tile.label, font=font, colour=colours.label, kind=Kind.HERO)
        digit(painter, digits, number, font=font, colour=colours.number, across=RIGHT, kind=Kind.HERO)
        return digits.adjusted(label_wide, 0, -max(number_wide, digits_width(beside, font)), 0)

    def _arrow(self, painter: QPainter, room: QRectF, size: float) -> None:
        spot = QRectF(room.center().x() - size / 2, room.center().y() - size / 2, size, size)
        draw_way(painter, spot, self._tile.way, self._colours.number)

    def _words(
        self,
        painter: QPainter,
        place: QRectF,
        text: str,
        colour: QColor,
        largest: float,
        *,
        weight: int = 600,
        right: bool = False,
    ) -> None:
        across = RIGHT if right else LEFT
        self._scribe.words(painter, place, text, colour=colour, largest=largest, weight=weight, across=across)

    def _counter_caption(self, painter: QPainter, place: QRectF, *, across: Qt.AlignmentFlag = RIGHT) -> None:
        """ "Counter" in both languages, one under the other."""
        said, colours = self._captions.counter, self._colours
        largest = place.height() * 0.31
        paras = [
            (self._scribe.para(said.main, largest, 600), colours.words),
            (self._scribe.para(said.small, largest * 0.68, 400), colours.quiet),
        ]
        inside = place.adjusted(0, place.height() * 0.1, 0, -place.height() * 0.1)
        self._scribe.paragraphs(painter, inside, paras, across=across)

    def _head(self, painter: QPainter, head: QRectF) -> None:
        """Captions over the two figures, and between them the mark of a repeated call."""
        if not head.height():
            return
        colours = self._colours
        largest = head.height() * 0.8
        third = head.width() / 3
        self._caption(painter, QRectF(head.left(), head.top(), third, head.height()), self._captions.invited, largest)
        counter = QRectF(head.right() - third, head.top(), third, head.height())
        self._caption(painter, counter, self._captions.counter, largest, right=True)
        if self._tile.again:
            middle = QRectF(head.left() + third, head.top(), third, head.height())
            self._scribe.words(
                painter, middle, self._tile.again, colour=colours.words, largest=largest, weight=700, across=CENTRE
            )

    def _caption(self, painter: QPainter, place: QRectF, said: Said, largest: float, *, right: bool = False) -> None:
        """In both languages side by side; only in the first where both have no room."""
        scribe = self._scribe
        main = fit((scribe.para(said.main, largest, 600),), place.width(), place.height())
        gap = main.pixels * 0.4
        left_over = place.width() - main.width - gap
        small = fit((scribe.para(said.small, main.pixels * 0.72, 400),), max(1.0, left_over), place.height())
        beside = small.whole and len(small.lines) == 1
        wide = main.width + (gap + small.width if beside else 0.0)
        left = place.right() - wide if right else place.left()
        if main.whole:
            draw(painter, QRectF(left, place.top(), main.width, place.height()), main, [self._colours.words])
            scribe.note(main)
        if main.whole and beside:
            box = QRectF(left + main.width + gap, place.top(), small.width, place.height())
            draw(painter, box, small, [self._colours.quiet])
            scribe.note(small)

    def _names(self, painter: QPainter, names: QRectF, *, again: str = "") -> None:
        """Agency and field, and at the right where the counter is and, under it, `again`. What must be found goes
        before what it is for."""
        colours, scribe, tile = self._colours, self._scribe, self._tile
        if not names.height():
            return
        largest = min(46 * self._unit, names.height() * 0.36)
        if tile.way.area or again:
            wide = names.width() * (0.36 if scribe.least_px() < largest else 0.6)
            right = QRectF(names.right() - wide, names.top(), wide, names.height())
            where = [
                (scribe.para(tile.way.area, largest * 1.05, 700), colours.number),
                (scribe.para(again, largest * 0.8, 700), colours.words),
            ]
            if scribe.paragraphs(painter, right, where, across=RIGHT) is None:
                self._words(
                    painter, right, tile.way.area or again, colours.number, largest * 1.05, weight=700, right=True
                )
            names = names.adjusted(0, 0, -wide - 24 * self._unit, 0)
        paras = [
            (scribe.para(tile.agency, largest, 600, most_shrunk=0.85), colours.words),
            (scribe.para(tile.field, largest * 0.86, 400, most_shrunk=0.75), colours.quiet),
        ]
        if scribe.paragraphs(painter, names, paras) is None:
            scribe.words(painter, names, tile.agency, colour=colours.words, largest=largest, weight=600)

    def _stacked(self, painter: QPainter, inside: QRectF) -> None:
        """The label over the counter, for a tile that is not much wider than high."""
        tile, colours = self._tile, self._colours
        height = inside.height()
        head_high = self._head_high(height * 0.11, most=height * 0.16)
        head = QRectF(inside.left(), inside.top(), inside.width(), head_high)
        if head_high:
            half = head.adjusted(0, 0, -head.width() * 0.46, 0) if tile.again else head
            self._caption(painter, half, self._captions.invited, head.height() * 0.8)
            again = head.adjusted(head.width() * 0.56, 0, 0, 0)
            self._words(painter, again, tile.again, colours.words, head.height() * 0.72, weight=700, right=True)
        names_high = self._names_high(inside.width(), height * 0.25)
        label_high, counter_high = height * 0.48 - head_high, height * 0.27
        if not names_high:
            label_high, counter_high = height * 0.6 - head_high, height * 0.4
        label = QRectF(inside.left(), head.bottom(), inside.width(), label_high)
        font = digits_fit(_like(tile.label), int(inside.width() * 0.96), int(label.height() * 0.84), columns=False)
        self._scribe.digits(painter, label, tile.label, font=font, colour=colours.label, kind=Kind.HERO)
        counter = QRectF(inside.left(), label.bottom(), inside.width(), counter_high)
        number_font = digits_fit(
            _counter_like(tile.counter), int(inside.width() * 0.5), int(counter.height() * 0.84), columns=False
        )
        size = counter.height() * 0.7
        spot = QRectF(counter.left(), counter.center().y() - size / 2, size, size)
        draw_way(painter, spot, tile.way, colours.number)
        caption = QRectF(counter.left() + size * 1.2, counter.top(), counter.width() * 0.34, counter.height())
        self._counter_caption(painter, caption, across=LEFT)
        self._scribe.digits(
            painter,
            counter,
            f"{tile.counter}",
            font=number_font,
            colour=colours.number,
            across=RIGHT,
            kind=Kind.HERO,
        )
        self._names(painter, QRectF(inside.left(), counter.bottom(), inside.width(), names_high))


def _counter_like(number: int) -> str:
    """As wide as most counters' numbers, so that the arrow stands still whatever the counter; wider if this one is."""
    return "8" * max(2, len(f"{number}"))


def _like(label: str) -> str:
    """The widest label of this length: tiles side by side have figures of one size."""
    return "M" + "0" * (len(label) - 1)
