"""The board's letters: as large as their place lets them be, and never smaller than can be read from the last row.

A text that would have to be smaller is not drawn at all. Every view has a `Scribe`, which knows the least sizes and
remembers what it wrote, so that a board can say of itself whether it can be read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import lru_cache
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from display.legibility import CAP, Legibility
from shared.ui.fonts import digits_font
from shared.ui.lettering import LEFT, Block, Para, aligned, draw, fit

_SAMPLE: Final = 200  # px at which proportions are measured
_SMALLEST: Final = 6  # px: never reached by a name in a place meant for it
SMALLEST: Final = 14.0  # design pixels: smaller letters are only a grey line to whoever stands before the board
_KEPT: Final = 64


class Kind(Enum):
    """What a text is, which says how large it must be."""

    TEXT = "text"
    RECENT = "recent"
    HERO = "hero"


@dataclass(slots=True)
class Written:
    """What was written since the view got its place: the least height of capitals (px) of each kind, and the texts
    that had no room (the first of them)."""

    least: dict[Kind, float] = field(default_factory=dict)
    left_out: dict[str, Kind] = field(default_factory=dict)

    def note(self, kind: Kind, cap: float) -> None:
        self.least[kind] = min(cap, self.least.get(kind, cap))

    def miss(self, text: str, kind: Kind) -> None:
        if len(self.left_out) < _KEPT:
            self.left_out[text] = kind


class Scribe:
    """Writes what can be read."""

    def __init__(self, legibility: Legibility = Legibility(), *, smallest: float = _SMALLEST) -> None:  # noqa: B008 - frozen
        """`smallest` letters (px), whoever reads them from wherever."""
        self.legibility = legibility
        self._smallest = smallest
        self.written = Written()

    def least_px(self, kind: Kind = Kind.TEXT) -> float:
        """The least size of letters (px)."""
        return {
            Kind.TEXT: float(self.legibility.text_px),
            Kind.RECENT: float(self.legibility.recent_px),
            Kind.HERO: self.legibility.hero / CAP,
        }[kind]

    def para(self, text: str, size: float, weight: int = 500, *, most_shrunk: float = 0.0) -> Para:
        """One paragraph that would like to be `size` and is as large as it must be; it is left out rather than shrunk
        below `most_shrunk` of that size."""
        least = max(self._smallest, self.least_px(), size * most_shrunk)
        return Para(text, max(size, least), weight, least=least)

    def words(
        self,
        painter: QPainter,
        box: QRectF,
        text: str,
        *,
        colour: QColor,
        largest: float,
        weight: int = 500,
        across: Qt.AlignmentFlag = LEFT,
    ) -> Block | None:
        """Fit `text` into `box` and draw it; None where it has no room and was left out."""
        return self.paragraphs(painter, box, [(self.para(text, largest, weight), colour)], across=across)

    def paragraphs(
        self,
        painter: QPainter,
        box: QRectF,
        paras: Sequence[tuple[Para, QColor]],
        *,
        across: Qt.AlignmentFlag = LEFT,
        middle: bool = True,
    ) -> Block | None:
        """Draw one under the other, in the order of their importance: those at the end are left out until the others
        have room. None where not even the first has."""
        there = [one for one in paras if one[0].text]
        while there:
            block = fit(tuple(para for para, _ in there), box.width(), box.height())
            if block.whole:
                draw(painter, box, block, [colour for _, colour in there], align=across, middle=middle)
                self.note(block)
                for para, _ in there:
                    self.written.left_out.pop(para.text, None)
                return block
            self.written.miss(there[-1][0].text, Kind.TEXT)
            there = there[:-1]
        return None

    def note(self, block: Block) -> None:
        """This was drawn."""
        for para in block.paras:
            self.written.note(Kind.TEXT, para.face.pixels * CAP)

    def digits(
        self,
        painter: QPainter,
        box: QRectF,
        text: str,
        *,
        font: QFont,
        colour: QColor,
        across: Qt.AlignmentFlag = LEFT,
        kind: Kind = Kind.TEXT,
    ) -> None:
        """Draw a number or label with its capitals in the middle of `box`. It is drawn in any case: a number that is
        small is better than none."""
        if text:
            cap = QFontMetricsF(font).capHeight()
            self.written.note(kind, cap)
            if cap < self.least_px(kind) * CAP - 1:
                self.written.miss(text, kind)
            draw_digits(painter, box, text, font=font, colour=colour, across=across)


def paragraph(text: str, size: tuple[int, int], *, largest: float, weight: int = 500) -> Block:
    """`text` at the largest size, from `largest` down, at which it fits into `size` (width, height)."""
    return fit((Para(text, largest, weight, least=_SMALLEST),), *size)


@lru_cache(maxsize=256)
def digits_fit(text: str, width: int, cap: int, *, columns: bool = True) -> QFont:
    """The digits' font in which `text` is at most so wide and its capitals at most `cap` high.

    Without `columns` each digit has its own width: for a figure that stands alone.
    """
    font = digits_font(_SAMPLE, columns=columns)
    metrics = QFontMetricsF(font)
    by_width = width / max(1.0, metrics.horizontalAdvance(text)) * _SAMPLE
    by_height = cap / metrics.capHeight() * _SAMPLE
    return digits_font(int(min(by_width, by_height)), columns=columns)


def digits_width(text: str, font: QFont) -> float:
    return QFontMetricsF(font).horizontalAdvance(text)


def draw_digits(
    painter: QPainter, box: QRectF, text: str, *, font: QFont, colour: QColor, across: Qt.AlignmentFlag = LEFT
) -> None:
    """Draw a number or label with its capitals in the middle of `box`."""
    metrics = QFontMetricsF(font)
    painter.setFont(font)
    painter.setPen(colour)
    left = aligned(box, metrics.horizontalAdvance(text), across)
    painter.drawText(QPointF(left, box.center().y() + metrics.capHeight() / 2), text)
