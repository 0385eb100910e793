"""One call, painted large: for the strip at the top."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from display.captions import Captions
from display.state import Glow, Said, Tile
from display.views.lettering import digits_fit, digits_width, draw_digits, draw_words, paragraph
from display.views.painted import arrow
from shared.ui.lettering import CENTRE, LEFT, RIGHT, draw
from shared.ui.painting import rounded
from shared.ui.theme import Theme

_STACKED_BELOW: Final = 1.75  # width to height
_SHORT_BELOW: Final = 300.0  # design pixels of height: no room for captions above the figures
_WIDEST_COUNTER: Final = "88"  # so that the arrow stands still whatever the counter


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

    def __init__(self, tile: Tile, captions: Captions, theme: Theme, *, unit: float, live: bool) -> None:
        self._tile = tile
        self._captions = captions
        self._colours = colours_of(tile.glow, theme, live=live)
        self._unit = unit

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
        head = QRectF(inside.left(), inside.top(), inside.width(), height * 0.13)
        digits = QRectF(inside.left(), head.bottom(), inside.width(), height * 0.55)
        names = QRectF(inside.left(), inside.bottom() - height * 0.31, inside.width(), height * 0.31)
        self._head(painter, head)
        room = self._figures(painter, digits, widest=0.84)
        size = min(room.width() * 0.6, digits.height() * 1.05)
        self._arrow(painter, room, size)
        self._names(painter, names)

    def _short(self, painter: QPainter, inside: QRectF) -> None:
        """The same without a line of captions: "counter" stands before its number, a repetition beside the names."""
        height = inside.height()
        digits = QRectF(inside.left(), inside.top(), inside.width(), height * 0.57)
        names = QRectF(inside.left(), digits.bottom(), inside.width(), height * 0.43)
        room = self._figures(painter, digits, widest=0.66)
        caption_wide = min(room.width() * 0.4, digits.height() * 1.05)
        caption = QRectF(room.right() - caption_wide, room.top(), caption_wide, room.height())
        self._counter_caption(painter, caption.adjusted(0, 0, -18 * self._unit, 0))
        free = QRectF(room.left(), room.top(), room.width() - caption_wide, room.height())
        self._arrow(painter, free, min(free.width() * 0.6, digits.height() * 0.95))
        if self._tile.again:
            again_wide = names.width() * 0.32
            again = QRectF(names.right() - again_wide, names.top(), again_wide, names.height() * 0.5)
            draw_words(
                painter,
                again,
                self._tile.again,
                colour=self._colours.words,
                largest=34 * self._unit,
                weight=700,
                across=RIGHT,
            )
            names = names.adjusted(0, 0, -again_wide - 12 * self._unit, 0)
        self._names(painter, names)

    def _figures(self, painter: QPainter, digits: QRectF, *, widest: float) -> QRectF:
        """Label at the left, counter at the right, together at most `widest` of the width; the room between them."""
        tile, colours = self._tile, self._colours
        cap = int(digits.height() * 0.87)
        font = digits_fit(_like(tile.label) + _WIDEST_COUNTER, int(digits.width() * widest), cap, columns=False)
        number = f"{tile.counter}"
        number_wide = digits_width(number, font)
        label_wide = digits_width(tile.label, font)
        draw_digits(painter, digits, tile.label, font=font, colour=colours.label)
        draw_digits(painter, digits, number, font=font, colour=colours.number, across=RIGHT)
        return digits.adjusted(label_wide, 0, -max(number_wide, digits_width(_WIDEST_COUNTER, font)), 0)

    def _arrow(self, painter: QPainter, room: QRectF, size: float) -> None:
        spot = QRectF(room.center().x() - size / 2, room.center().y() - size / 2, size, size)
        arrow(painter, spot, self._colours.number)

    def _counter_caption(self, painter: QPainter, place: QRectF, *, across: Qt.AlignmentFlag = RIGHT) -> None:
        """ "Counter" in both languages, one under the other."""
        said, colours = self._captions.counter, self._colours
        high = place.height()
        upper = QRectF(place.left(), place.top() + high * 0.14, place.width(), high * (0.42 if said.small else 0.72))
        lower = QRectF(place.left(), place.top() + high * 0.56, place.width(), high * 0.3)
        largest = upper.height() / 1.34
        draw_words(painter, upper, said.main, colour=colours.words, largest=largest, weight=600, across=across)
        draw_words(painter, lower, said.small, colour=colours.quiet, largest=largest * 0.68, weight=400, across=across)

    def _head(self, painter: QPainter, head: QRectF) -> None:
        """Captions over the two figures, and between them the mark of a repeated call."""
        colours = self._colours
        largest = head.height() * 0.8
        third = head.width() / 3
        self._caption(painter, QRectF(head.left(), head.top(), third, head.height()), self._captions.invited, largest)
        counter = QRectF(head.right() - third, head.top(), third, head.height())
        self._caption(painter, counter, self._captions.counter, largest, right=True)
        if self._tile.again:
            middle = QRectF(head.left() + third, head.top(), third, head.height())
            draw_words(
                painter, middle, self._tile.again, colour=colours.words, largest=largest, weight=700, across=CENTRE
            )

    def _caption(self, painter: QPainter, place: QRectF, said: Said, largest: float, *, right: bool = False) -> None:
        size = (int(place.width()), int(place.height()))
        main = paragraph(said.main, size, largest=round(largest), weight=600)
        small = paragraph(said.small, size, largest=round(main.pixels * 0.72), weight=400)
        gap = main.pixels * 0.4 if said.small else 0.0
        left = place.right() - main.width - gap - small.width if right else place.left()
        main_box = QRectF(left, place.top(), main.width, place.height())
        draw(painter, main_box, main, [self._colours.words])
        small_box = QRectF(left + main.width + gap, place.top(), small.width, place.height())
        draw(painter, small_box, small, [self._colours.quiet])

    def _names(self, painter: QPainter, names: QRectF) -> None:
        """Agency, then field; a long field takes two lines and more of the room."""
        agency_high = names.height() * 0.48
        one_line = (int(names.width()), int(names.height() - agency_high))
        largest = min(46 * self._unit, agency_high / 1.34)
        if paragraph(self._tile.field, one_line, largest=round(largest)).pixels < largest * 0.7:
            agency_high = names.height() * 0.36
        top = QRectF(names.left(), names.top(), names.width(), agency_high)
        below = QRectF(names.left(), names.top() + agency_high, names.width(), names.height() - agency_high)
        largest = min(largest, agency_high / 1.34)
        draw_words(painter, top, self._tile.agency, colour=self._colours.words, largest=largest, weight=600)
        draw_words(painter, below, self._tile.field, colour=self._colours.quiet, largest=largest * 0.86, weight=400)

    def _stacked(self, painter: QPainter, inside: QRectF) -> None:
        """The label over the counter, for a tile that is not much wider than high."""
        tile, colours = self._tile, self._colours
        height = inside.height()
        head = QRectF(inside.left(), inside.top(), inside.width(), height * 0.11)
        self._caption(painter, head, self._captions.invited, head.height() * 0.8)
        if tile.again:
            draw_words(
                painter,
                head.adjusted(head.width() * 0.5, 0, 0, 0),
                tile.again,
                colour=colours.words,
                largest=head.height() * 0.72,
                weight=700,
                across=RIGHT,
            )
        label = QRectF(inside.left(), head.bottom(), inside.width(), height * 0.37)
        font = digits_fit(_like(tile.label), int(inside.width() * 0.96), int(label.height() * 0.84), columns=False)
        draw_digits(painter, label, tile.label, font=font, colour=colours.label)
        counter = QRectF(inside.left(), label.bottom(), inside.width(), height * 0.27)
        number_font = digits_fit(
            _WIDEST_COUNTER, int(inside.width() * 0.5), int(counter.height() * 0.84), columns=False
        )
        size = counter.height() * 0.7
        arrow(painter, QRectF(counter.left(), counter.center().y() - size / 2, size, size), colours.number)
        caption = QRectF(counter.left() + size * 1.2, counter.top(), counter.width() * 0.34, counter.height())
        self._counter_caption(painter, caption, across=LEFT)
        draw_digits(painter, counter, f"{tile.counter}", font=number_font, colour=colours.number, across=RIGHT)
        self._names(
            painter, QRectF(inside.left(), counter.bottom(), inside.width(), inside.bottom() - counter.bottom())
        )


def _like(label: str) -> str:
    """The widest label of this length: tiles side by side have figures of one size."""
    return "M" + "0" * (len(label) - 1)
