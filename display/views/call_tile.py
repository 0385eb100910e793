"""One call, painted large: for the strip at the top."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from display.captions import Captions
from display.state import Glow, Said, Tile
from display.views.lettering import digits_fit, digits_width, draw_digits, draw_paragraph, draw_words, paragraph
from display.views.painted import arrow, block, frame
from shared.ui.theme import Theme

RIGHT: Final = Qt.AlignmentFlag.AlignRight
CENTRE: Final = Qt.AlignmentFlag.AlignHCenter
_STACKED_BELOW: Final = 1.75  # width to height
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
        block(painter, place, radius=radius, fill=self._colours.fill)
        if self._colours.border is not None:
            frame(painter, place, radius=radius, thick=10 * u, colour=self._colours.border)
        pad = min(44 * u, place.width() * 0.045, place.height() * 0.11)
        inside = place.adjusted(pad, pad * 0.7, -pad, -pad * 0.7)
        if place.width() < place.height() * _STACKED_BELOW:
            self._stacked(painter, inside)
        else:
            self._inline(painter, inside)

    def _inline(self, painter: QPainter, inside: QRectF) -> None:
        """Label, arrow and counter in one line; names below."""
        tile, colours = self._tile, self._colours
        height = inside.height()
        names_high = height * 0.27
        head_high = height * 0.16
        digits_high = height - names_high - head_high
        digits = QRectF(inside.left(), inside.top() + head_high, inside.width(), digits_high * 0.98)
        cap = int(digits_high * 0.86)
        widest = int(inside.width() * 0.84)
        font = digits_fit(f"{tile.label}{_WIDEST_COUNTER}", widest, cap)
        number = f"{tile.counter}"
        number_wide = max(digits_width(_WIDEST_COUNTER, font), digits_width(number, font))
        label_wide = digits_width(tile.label, font)
        counter_box = QRectF(digits.right() - number_wide, digits.top(), number_wide, digits.height())
        draw_digits(painter, digits, tile.label, font=font, colour=colours.label)
        draw_digits(painter, counter_box, number, font=font, colour=colours.number, across=RIGHT)
        gap = inside.width() - label_wide - number_wide
        room = QRectF(digits.left() + label_wide + gap * 0.2, digits.top(), gap * 0.6, digits.height())
        size = min(room.width(), cap * 0.9)
        arrow(
            painter,
            QRectF(room.center().x() - size / 2, room.center().y() - size / 2, size, size),
            colours.number,
        )
        head = QRectF(inside.left(), inside.top(), inside.width(), head_high)
        self._head(painter, head)
        names = QRectF(inside.left(), inside.bottom() - names_high, inside.width(), names_high)
        self._names(painter, names)

    def _head(self, painter: QPainter, head: QRectF) -> None:
        """Captions over the two figures, and between them the mark of a repeated call."""
        colours = self._colours
        largest = head.height() * 0.74
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
        draw_paragraph(painter, main_box, main, colour=self._colours.words)
        small_box = QRectF(left + main.width + gap, place.top(), small.width, place.height())
        draw_paragraph(painter, small_box, small, colour=self._colours.quiet)

    def _names(self, painter: QPainter, names: QRectF) -> None:
        """Agency, then field; the field may take two lines."""
        agency_high = names.height() * 0.45
        top = QRectF(names.left(), names.top(), names.width(), agency_high)
        below = QRectF(names.left(), names.top() + agency_high, names.width(), names.height() - agency_high)
        largest = min(44 * self._unit, agency_high / 1.34)
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
        font = digits_fit(tile.label, int(inside.width() * 0.96), int(label.height() * 0.84))
        draw_digits(painter, label, tile.label, font=font, colour=colours.label)
        counter = QRectF(inside.left(), label.bottom(), inside.width(), height * 0.27)
        number_font = digits_fit(_WIDEST_COUNTER, int(inside.width() * 0.5), int(counter.height() * 0.84))
        size = counter.height() * 0.7
        arrow(painter, QRectF(counter.left(), counter.center().y() - size / 2, size, size), colours.number)
        words_box = QRectF(counter.left() + size * 1.3, counter.top(), counter.width() * 0.34, counter.height())
        upper = QRectF(
            words_box.left(), words_box.top() + counter.height() * 0.12, words_box.width(), counter.height() * 0.46
        )
        lower = QRectF(words_box.left(), upper.bottom(), words_box.width(), counter.height() * 0.3)
        draw_words(
            painter, upper, self._captions.counter.main, colour=colours.words, largest=upper.height() / 1.32, weight=600
        )
        draw_words(
            painter,
            lower,
            self._captions.counter.small,
            colour=colours.quiet,
            largest=lower.height() / 1.32,
            weight=400,
        )
        draw_digits(painter, counter, f"{tile.counter}", font=number_font, colour=colours.number, across=RIGHT)
        self._names(
            painter, QRectF(inside.left(), counter.bottom(), inside.width(), inside.bottom() - counter.bottom())
        )
